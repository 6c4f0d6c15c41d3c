package exchange

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/concord-odata/concord/pkg/location"
)

// status reads a status that a file keeps as a number, or as digits in a
// string; 0 where it keeps none.
func status(v *location.Value) int {
	s, ok := scalarText(v)
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 100 || n > 999 {
		return 0
	}
	return n
}

// pairs reads header fields that are kept as objects with a name and a value:
// [{"name": "Content-Type", "value": "text/plain"}].
func (d *document) pairs(v *location.Value, nameKey, valueKey string) Header {
	var h Header
	if kindOf(v) != location.Array {
		return nil
	}
	for _, item := range v.Items {
		name, value := str(item, nameKey), str(item, valueKey)
		if name == "" || name[0] == ':' { // pseudo header fields of HTTP/2 are no fields (RFC 9113, 8.3)
			continue
		}
		h = append(h, Field{Name: name, Value: value, Position: d.at(item)})
	}
	return h
}

// fields reads header fields that are kept as an object of strings, or of
// arrays of them: {"Content-Type": ["text/plain"]}.
func (d *document) fields(v *location.Value) Header {
	var h Header
	if kindOf(v) != location.Object {
		return nil
	}
	for i := range v.Members {
		m := &v.Members[i]
		values := []*location.Value{m.Value}
		if m.Value.Kind == location.Array {
			values = m.Value.Items
		}
		for _, value := range values {
			if s, ok := scalarText(value); ok && m.Name != "" && m.Name[0] != ':' {
				h = append(h, Field{Name: m.Name, Value: s, Position: d.text.Position(m.NameStart)})
			}
		}
	}
	return h
}

// encoded undoes an encoding of a string by which a recorder keeps bytes:
// base64, hex, or none.
func encoded(content *location.Text, encoding string) (*location.Text, error) {
	var data []byte
	var err error
	switch encoding = strings.ToLower(encoding); encoding {
	case "", "utf8", "utf-8", "us-ascii", "ascii", "ascii-8bit", "iso-8859-1", "windows-1252":
		return content, nil
	case "base64":
		if data, err = base64.StdEncoding.DecodeString(withoutSpace(content.Data)); err != nil {
			return nil, fmt.Errorf("the body is not base64: %w", err)
		}
	case "hex":
		if data, err = hex.DecodeString(withoutSpace(content.Data)); err != nil {
			return nil, fmt.Errorf("the body is not hexadecimal: %w", err)
		}
	default:
		return nil, fmt.Errorf("the body is kept in the encoding %q, which is not known here", encoding)
	}
	b := content.Build()
	if len(data) == 0 {
		return content.Part(0, 0), nil
	}
	b.Insert(0, data...)
	return b.Text(), nil
}

func withoutSpace(data []byte) string { return strings.Join(strings.Fields(string(data)), "") }

// payload is a recorded body out of the string that keeps it: decoded, and
// without its content coding. A body without bytes is none.
func (d *document) payload(v *location.Value, encoding string, h Header) (body *location.Text, unread string) {
	if v == nil || v.Kind == location.Null {
		return nil, ""
	}
	if v.Kind == location.Object || v.Kind == location.Array {
		body, err := d.json(v)
		if err != nil {
			return nil, err.Error()
		}
		return body, ""
	}
	content, err := encoded(d.content(v), encoding)
	if err != nil {
		return nil, err.Error()
	}
	if len(content.Data) == 0 {
		return nil, ""
	}
	return d.room.readable(content, h)
}

// absolute gives a request the URL that a recorder keeps.
func (r *Request) absolute(url string) {
	r.Target = url
	r.URL, r.SchemeAssumed = resolveTarget(url, r.Header.Get("Host"))
}

// looksLikeURL reports whether s may stand for a request in a recording.
func looksLikeURL(s string) bool { return s != "" && !strings.ContainsAny(s, "\r\n\t ") }

// timeOf reads the time of a recording; zero where none of the usual forms is
// there.
func timeOf(v *location.Value) time.Time {
	s, _ := scalarText(v)
	for _, layout := range []string{time.RFC3339, time.RFC1123, time.RFC1123Z, "2006-01-02T15:04:05.999-0700", "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}
