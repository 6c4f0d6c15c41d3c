package apidoc

import (
	"bytes"
	"path"
	"strings"
	"unicode"

	"github.com/concord-odata/concord/pkg/location"
)

// titleName is the type's name in the title: a code span, a word in camel
// case, the word that the file is named by, else the first.
func (d *declarer) titleName() string {
	if len(d.page.Headings) > 0 {
		if h := d.page.Headings[0]; h.Level == 1 && len(h.Code) > 0 && isASCIIIdentifier(h.Code[0]) {
			return h.Code[0]
		}
	}
	words := identifiers(d.page.Title)
	for _, w := range words {
		if camelCase(w) || strings.Contains(w, ".") {
			return w
		}
	}
	stem := strings.ToLower(strings.TrimSuffix(path.Base(strings.ReplaceAll(d.page.File, `\`, "/")), ".md"))
	for _, w := range words {
		if strings.HasSuffix(stem, strings.ToLower(w)) {
			return w
		}
	}
	if len(words) > 0 && len(words) <= 4 {
		return words[0] // "photo resource type"
	}
	return ""
}

// identifiers are the words of a text that may be names.
func identifiers(text string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '.'
	}) {
		w = strings.Trim(w, ".")
		if isASCIIIdentifier(w) || isQualified(w) && len(w) < 200 {
			out = append(out, w)
		}
	}
	return out
}

// camelCase reports whether a word has a capital after a small letter, and
// so was not meant as prose.
func camelCase(w string) bool {
	for i := 1; i < len(w); i++ {
		if w[i] >= 'A' && w[i] <= 'Z' && w[i-1] >= 'a' && w[i-1] <= 'z' {
			return true
		}
	}
	return false
}

type placedName struct {
	text     string
	position location.Position
}

// propertyNames reads the names in a cell, and the words beside them: "id",
// "**id** (deprecated)", "startTime, endTime".
func propertyNames(c Cell) (names []placedName, rest string) {
	if c.text == nil {
		return nil, ""
	}
	var beside strings.Builder
	open := true // names may follow
	for _, run := range c.Inlines() {
		if run.Kind == HTMLRun || run.Kind == ImageRun || run.Kind == IncludeRun {
			open = open && (len(names) == 0 || run.Text != "br")
			continue
		}
		for i := 0; i < len(run.Text); {
			r := run.Text[i]
			if strings.IndexByte(" \t,*/&", r) >= 0 || strings.HasPrefix(run.Text[i:], "\u00a0") {
				i++
				continue
			}
			end := i
			for end < len(run.Text) && strings.IndexByte(" \t,*&", run.Text[end]) < 0 {
				end++
			}
			word := run.Text[i:end]
			name := strings.Trim(word, "\"'`:\u00b9\u00b2\u00b3\u200b\ufeff")
			switch {
			case open && isPropertyName(name) && (len(names) == 0 || !alternatives[name] && separated(run.Text[:i])):
				at := c.Start
				if k := bytes.Index(c.text.Data[run.Start:min(c.End, run.End)], []byte(name)); k >= 0 {
					at = run.Start + k
				}
				names = append(names, placedName{name, c.text.Position(at)})
			case open && isPropertyName(name) && alternatives[name]:
			case word[0] == '(' || !open:
				open = false
				beside.WriteString(word)
				beside.WriteByte(' ')
			case len(names) > 0 && strings.Trim(name, "0123456789.") == "":
				// a footnote's mark
			default:
				return nil, c.String()
			}
			i = end
		}
	}
	return names, strings.TrimSpace(beside.String())
}

// separated reports whether the text before a word ends in a comma, so that
// the word is another name.
func separated(before string) bool {
	before = strings.TrimRight(before, " \t")
	return before == "" || strings.HasSuffix(before, ",") || strings.HasSuffix(before, "/")
}

// isPropertyName accepts the names of properties and of instance
// annotations: @odata.type, photo@odata.mediaEtag.
func isPropertyName(s string) bool {
	if before, after, ok := strings.Cut(s, "@"); ok {
		return (before == "" || isIdentifier(before)) && (isQualified(after) || isASCIIIdentifier(after))
	}
	return isASCIIIdentifier(s) || isLatinIdentifier(s)
}
