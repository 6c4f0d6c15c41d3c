package matcher

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/concord-odata/concord/pkg/exchange"
)

// member is a member of a JSON object: its name, its value as written, and
// where that begins in the body.
type member struct {
	name   string
	raw    json.RawMessage
	offset int
}

// errNoObject is a body that is JSON and no object.
var errNoObject = errors.New("the body is no JSON object")

// bodyOf is the body of an answer, where it has one that could be read.
func bodyOf(x *exchange.Exchange) ([]byte, error) {
	r := x.Response
	switch {
	case r == nil:
		return nil, errors.New("unjudged: the exchange has no response")
	case r.BodyUnread != "":
		return nil, fmt.Errorf("unjudged: the body could not be read: %s", r.BodyUnread)
	case r.BodyTruncated:
		return nil, errors.New("unjudged: the recorder kept only the beginning of the body")
	case r.Body == nil:
		return nil, nil
	}
	return r.Body.Data, nil
}

// membersOf reads the members of the object that a body is, in their order.
func membersOf(body []byte) ([]member, error) {
	start := len(body) - len(bytes.TrimPrefix(body, []byte("\uFEFF")))
	d := json.NewDecoder(bytes.NewReader(body[start:]))
	t, err := d.Token()
	if err != nil {
		return nil, fmt.Errorf("the body is no JSON: %w", err)
	}
	if t != json.Delim('{') {
		return nil, errNoObject
	}
	var list []member
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("the body is no JSON: %w", err)
		}
		m := member{name: fmt.Sprint(name)}
		if err := d.Decode(&m.raw); err != nil {
			return nil, fmt.Errorf("the body is no JSON: %w", err)
		}
		m.offset = start + int(d.InputOffset()) - len(m.raw)
		list = append(list, m)
	}
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("the body is no JSON: %w", err)
	}
	return list, nil
}

// find is the first member of one of the names, or nil.
func find(list []member, names ...string) *member {
	for i := range list {
		for _, n := range names {
			if list[i].name == n {
				return &list[i]
			}
		}
	}
	return nil
}

// text is the string that the member is; ok is false where it is none.
func (m *member) text() (s string, ok bool) {
	if m == nil || len(m.raw) == 0 || m.raw[0] != '"' {
		return "", false
	}
	return s, json.Unmarshal(m.raw, &s) == nil
}

// show is the line of a member with a caret, for a message.
func (m *member) show(x *exchange.Exchange) string {
	var b strings.Builder
	p := x.Response.Body.Position(m.offset)
	fmt.Fprintf(&b, "  %s:%d:%d\n", p.File, p.Line, p.Column)
	writeLine(&b, p.Line, p.Column, x.Response.Body.Line(p.Line))
	return b.String()
}
