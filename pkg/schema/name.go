package schema

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

const extension = ".schema.json"

// FileName is the name of a type's document. What no identifier has (CSDL
// 4.01, section 15.2) is percent-encoded in it, so that no name, whatever its
// source, leads out of the folder that it is written to.
func FileName(qualified string) string { return portable(qualified) + extension }

// CollectionFileName is the name of the document of a collection response of
// that type.
func CollectionFileName(qualified string) string {
	return "Collection(" + portable(qualified) + ")" + extension
}

func portable(name string) string {
	return escape(name, func(r rune) bool {
		return r == '.' || r == '_' || r == '-' || unicode.In(r, unicode.L, unicode.Nd, unicode.Nl, unicode.Mn, unicode.Mc)
	})
}

// reference is the relative URL of a document among the others.
func reference(file string) string {
	return escape(file, func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._~()", r)
	})
}

// referred is the type whose document the URL refers to.
func (g *Generator) referred(ref string) string {
	name, _, _ := strings.Cut(ref, "#")
	name = strings.TrimSuffix(strings.TrimPrefix(name, g.opt.Base), extension)
	for range 2 { // once a URL's, once a file name's
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
	}
	return name
}

// escape percent-encodes the characters that are not kept.
func escape(s string, keep func(rune) bool) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if keep(r) && (r != utf8.RuneError || n > 1) {
			b.WriteString(s[:n])
		} else {
			for _, c := range []byte(s[:n]) {
				b.WriteByte('%')
				b.WriteByte(hex[c>>4])
				b.WriteByte(hex[c&15])
			}
		}
		s = s[n:]
	}
	return b.String()
}
