package apidoc

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

func itoa(n int) string { return strconv.Itoa(n) }

// frontMatter finds the YAML block that a page begins with, and where the
// page goes on after it. Only the top level is read: keys, and scalars.
func frontMatter(t *location.Text) (after int, fields []Field) {
	data := t.Data
	at := 0
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		at = 3
	}
	begin := at
	line, next := nextLine(data, at)
	if strings.TrimRight(line, " \t") != "---" {
		return begin, nil
	}
	for at = next; at < len(data); at = next {
		line, next = nextLine(data, at)
		switch trimmed := strings.TrimRight(line, " \t"); {
		case trimmed == "---" || trimmed == "...":
			return next, fields
		case trimmed == "" || trimmed[0] == '#':
		case trimmed[0] == ' ' || trimmed[0] == '\t' || trimmed[0] == '-':
			if n := len(fields); n > 0 {
				fields[n-1].Value = strings.TrimPrefix(fields[n-1].Value+"\n"+trimmed, "\n")
			}
		default:
			key, value, ok := strings.Cut(trimmed, ":")
			if !ok {
				return begin, nil // no front matter: a page that begins with a rule
			}
			if fields == nil {
				fields = make([]Field, 0, 8)
			}
			fields = append(fields, Field{Key: unquote(strings.TrimSpace(key)), Value: unquote(strings.TrimSpace(value)), Position: t.Position(at)})
		}
	}
	return begin, nil
}

// nextLine is the line at an offset, without its end, and where the next
// begins.
func nextLine(data []byte, at int) (line string, next int) {
	end := bytes.IndexByte(data[at:], '\n')
	if end < 0 {
		return strings.TrimSuffix(string(data[at:]), "\r"), len(data)
	}
	return strings.TrimSuffix(string(data[at:at+end]), "\r"), at + end + 1
}

var quotedEscapes = strings.NewReplacer(`\"`, `"`, `\\`, `\`)

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		inner := s[1 : len(s)-1]
		if s[0] == '\'' {
			return strings.ReplaceAll(inner, "''", "'")
		}
		if strings.IndexByte(inner, '\\') < 0 {
			return inner
		}
		return quotedEscapes.Replace(inner)
	}
	return s
}
