package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/concord-odata/concord/pkg/location"
)

// document is a JSON or YAML text and its tree, so that one reader serves a
// format in both. Offsets of the tree are those of text.
type document struct {
	text *location.Text
	root *location.Value
	yaml bool
	tags map[*location.Value]string // !!binary, of a YAML document
	room *allowance                 // for what its bodies unpack to
}

// readJSON reads a file that is JSON. A byte order mark is passed over.
func readJSON(t *location.Text) (*document, error) {
	t = withoutBOM(t)
	root, err := location.ReadJSON(t, location.Limits{})
	if err != nil {
		if e, ok := err.(*location.SyntaxError); ok {
			return nil, &ReadError{File: e.Position.File, Line: e.Position.Line, Message: e.Message}
		}
		return nil, &ReadError{File: t.Name, Message: err.Error()}
	}
	return &document{text: t, root: root, room: newAllowance()}, nil
}

func withoutBOM(t *location.Text) *location.Text {
	if bytes.HasPrefix(t.Data, []byte("\uFEFF")) {
		return t.Part(3, len(t.Data))
	}
	return t
}

// at is the place of a value.
func (d *document) at(v *location.Value) location.Position {
	if v == nil {
		return location.Position{File: d.text.Name}
	}
	return v.Position(d.text)
}

func (d *document) fail(v *location.Value, format string, args ...any) error {
	return d.failAt(v.Start, format, args...)
}

func (d *document) failAt(off int, format string, args ...any) error {
	return readError(d.text, off, format, args...)
}

// scalar is the text of a value that is neither null, array nor object.
func (d *document) scalar(v *location.Value) (string, error) {
	if s, ok := scalarText(v); ok {
		return s, nil
	}
	return "", d.fail(v, "this is %s where a string is wanted", article(v.Kind))
}

// scalars reads an array of scalars, or one scalar in place of it.
func (d *document) scalars(v *location.Value) (texts []string, positions []location.Position, err error) {
	items := []*location.Value{v}
	switch v.Kind {
	case location.Array:
		items = v.Items
	case location.Null:
		return nil, nil, nil
	}
	for _, item := range items {
		s, err := d.scalar(item)
		if err != nil {
			return nil, nil, err
		}
		texts, positions = append(texts, s), append(positions, d.at(item))
	}
	return texts, positions, nil
}

func scalarText(v *location.Value) (string, bool) {
	if v == nil {
		return "", false
	}
	switch v.Kind {
	case location.String, location.Number:
		return v.Text, true
	case location.True:
		return "true", true
	case location.False:
		return "false", true
	}
	return "", false
}

func article(k location.Kind) string {
	switch k {
	case location.Null:
		return "null"
	case location.Array, location.Object:
		return "an " + k.String()
	}
	return "a " + k.String()
}

// str is the text of the member of that name, "" where it is no scalar.
func str(v *location.Value, name string) string {
	s, _ := scalarText(v.Member(name))
	return s
}

// kindOf is the kind of a value that may be missing: then null.
func kindOf(v *location.Value) location.Kind {
	if v == nil {
		return location.Null
	}
	return v.Kind
}

// content is the decoded content of a scalar, which keeps the place of each
// of its characters in the file.
func (d *document) content(v *location.Value) *location.Text {
	if v.Kind != location.String {
		return d.text.Part(v.Start, v.End)
	}
	if d.yaml {
		return d.yamlContent(v)
	}
	return location.Unescape(d.text, v)
}

// maxJSON bounds what a YAML document's aliases may grow to.
const maxJSON = 8 << 20

// json is the value as a JSON text: of a JSON document the very bytes, of a
// YAML document its values in JSON, with their places.
func (d *document) json(v *location.Value) (*location.Text, error) {
	if !d.yaml {
		return d.text.Part(v.Start, v.End), nil
	}
	b := d.text.Build()
	if err := d.write(b, v); err != nil {
		return nil, err
	}
	return b.Text(), nil
}

func (d *document) write(b *location.Builder, v *location.Value) error {
	if b.Len() > maxJSON {
		return fmt.Errorf("the value is larger than %d MiB", maxJSON>>20)
	}
	switch v.Kind {
	case location.Object:
		b.Insert(v.Start, '{')
		for i := range v.Members {
			m := &v.Members[i]
			if i > 0 {
				b.Insert(m.NameStart, ',')
			}
			b.Insert(m.NameStart, quoteJSON(m.Name)...)
			b.Insert(m.NameEnd, ':')
			if err := d.write(b, m.Value); err != nil {
				return err
			}
		}
		b.Insert(v.End, '}')
	case location.Array:
		b.Insert(v.Start, '[')
		for i, item := range v.Items {
			if i > 0 {
				b.Insert(item.Start, ',')
			}
			if err := d.write(b, item); err != nil {
				return err
			}
		}
		b.Insert(v.End, ']')
	case location.String:
		b.Insert(v.Start, quoteJSON(v.Text)...)
	case location.Null:
		b.Insert(v.Start, []byte("null")...)
	default:
		s, _ := scalarText(v)
		b.Insert(v.Start, []byte(s)...)
	}
	return nil
}

func quoteJSON(s string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(s) != nil {
		return []byte(`""`)
	}
	return bytes.TrimSpace(b.Bytes())
}
