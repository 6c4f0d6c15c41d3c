package exchange

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// Field is one header field, as written: the value without the blanks around
// it, and nothing else removed (RFC 9112, 5).
type Field struct {
	Name, Value string
	Position    location.Position
}

// Header is a list of fields in the order of the message. Names compare
// without regard to case.
type Header []Field

// Field is the first field of that name, or nil.
func (h Header) Field(name string) *Field {
	for i := range h {
		if strings.EqualFold(h[i].Name, name) {
			return &h[i]
		}
	}
	return nil
}

// Get is the value of the first field of that name, or "".
func (h Header) Get(name string) string {
	if f := h.Field(name); f != nil {
		return f.Value
	}
	return ""
}

// Has reports whether a field of that name is there.
func (h Header) Has(name string) bool { return h.Field(name) != nil }

// Values lists the values of all fields of that name.
func (h Header) Values(name string) []string {
	var values []string
	for i := range h {
		if strings.EqualFold(h[i].Name, name) {
			values = append(values, h[i].Value)
		}
	}
	return values
}
