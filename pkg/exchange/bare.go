package exchange

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// bare adds a body of which nothing else is known: no request, no status, no
// header.
func (r *reader) bare(body *location.Text, name string) {
	at := body.Position(0)
	r.add(&Exchange{Name: name, Response: &Response{Body: body, Position: at, StatusPosition: location.Position{File: at.File}}})
}

// lines reads one bare body a line (NDJSON), or, where a value goes over
// several lines, one a value.
func (r *reader) lines() {
	r.Format = NDJSON
	t := withoutBOM(r.Text)
	scan := 4 * len(t.Data) // what may be looked over for the ends of values
	for off := 0; off < len(t.Data); {
		end, next := lineEnd(t.Data, off)
		if len(bytes.TrimSpace(t.Data[off:end])) > 0 {
			e := -1
			if scan > 0 {
				if e = valueEnd(t.Data, off); e < 0 {
					scan -= len(t.Data) - off
				}
			}
			if e > end { // pretty-printed values, one after the other
				end, next = e, e
			}
			body := t.Part(off, end)
			r.bare(body, fmt.Sprintf("line %d", body.Position(0).Line))
		}
		off = next
	}
}

// lineEnd is where the line at off ends, and where the next one begins.
func lineEnd(data []byte, off int) (end, next int) {
	line, next := lineAt(data, off)
	return off + len(line), next
}

// isNDJSON reports whether a text, which is not JSON as a whole, is several
// values, each at the beginning of a line.
func isNDJSON(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	start := len(data) - len(bytes.TrimLeft(data, " \t\r\n"))
	end := valueEnd(data, start)
	if end < 0 {
		return false
	}
	rest := data[end:]
	gap := rest[:len(rest)-len(bytes.TrimLeft(rest, " \t\r\n"))]
	rest = rest[len(gap):]
	return bytes.IndexByte(gap, '\n') >= 0 && len(rest) > 0 && (rest[0] == '{' || rest[0] == '[')
}

// valueEnd is the offset after the object or array that begins at the first
// character from off on, or -1 where it is not closed or none.
func valueEnd(data []byte, off int) int {
	depth, quoted := 0, false
	for i := off; i < len(data); i++ {
		c := data[i]
		switch {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth <= 0 {
				return i + 1
			}
		case depth == 0 && !strings.ContainsRune(" \t\r\n", rune(c)):
			return -1
		}
	}
	return -1
}
