package schema

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// object is a JSON object whose members keep their order, so that generated
// documents are stable and read from the top.
type object []member

type member struct {
	name  string
	value any
}

func (o *object) set(name string, value any) { *o = append(*o, member{name, value}) }

// array is a JSON array.
type array []any

// render writes a document, indented by two blanks, with a final newline.
func render(v any) []byte {
	var b bytes.Buffer
	write(&b, v, "\n")
	b.WriteByte('\n')
	return b.Bytes()
}

func write(b *bytes.Buffer, v any, indent string) {
	switch v := v.(type) {
	case object:
		if len(v) == 0 {
			b.WriteString("{}")
			return
		}
		b.WriteByte('{')
		for i, m := range v {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(indent + "  ")
			writeString(b, m.name)
			b.WriteString(": ")
			write(b, m.value, indent+"  ")
		}
		b.WriteString(indent + "}")
	case array:
		writeArray(b, v, indent)
	case string:
		writeString(b, v)
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case int:
		b.WriteString(strconv.Itoa(v))
	case json.Number:
		b.WriteString(string(v))
	case nil:
		b.WriteString("null")
	default:
		panic("schema: no JSON form for this value") // a programmer's mistake: all values are made here
	}
}

func writeArray(b *bytes.Buffer, v array, indent string) {
	flat := true
	for _, it := range v {
		switch it.(type) {
		case object, array:
			flat = false
		}
	}
	b.WriteByte('[')
	for i, it := range v {
		if i > 0 {
			b.WriteByte(',')
			if flat {
				b.WriteByte(' ')
			}
		}
		if !flat {
			b.WriteString(indent + "  ")
		}
		write(b, it, indent+"  ")
	}
	if !flat && len(v) > 0 {
		b.WriteString(indent)
	}
	b.WriteByte(']')
}

func writeString(b *bytes.Buffer, s string) {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s)       // a string always encodes, into a buffer
	b.Truncate(b.Len() - 1) // Encode ends with a newline
}
