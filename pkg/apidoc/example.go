package apidoc

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// Example is a documented exchange. Of an unpaired one, Request or Response
// is nil.
type Example struct {
	Page            *Page
	Name            string
	Request         *Block
	Response        *Block
	RequestMessage  *Message
	ResponseMessage *Message
	Operation       *Operation // nil: the request matches no operation of its page
}

// Message is an HTTP message as documentation writes it.
type Message struct {
	Text           *location.Text // the fence's content
	Method         string         // of a request
	Target         string         // of a request: absolute URL or path, as written, joined where it was wrapped
	Version        string         // HTTP/1.1; empty: not written
	Status         int            // of a response; 0: no status line
	Reason         string
	Headers        []Header
	Body           *location.Text    // nil: none; blanks around removed
	StartPosition  location.Position // of the start line
	TargetPosition location.Position
	StatusPosition location.Position
	Oddities       []Problem // of its head
}

// Header is a field of a message's head.
type Header struct {
	Name          string
	Value         string
	Position      location.Position
	ValuePosition location.Position
}

// Header is the value of the first field of that name, in any case.
func (m *Message) Header(name string) string {
	if h := m.Field(name); h != nil {
		return h.Value
	}
	return ""
}

// Field is the first field of that name, in any case, or nil.
func (m *Message) Field(name string) *Header {
	for i := range m.Headers {
		if strings.EqualFold(m.Headers[i].Name, name) {
			return &m.Headers[i]
		}
	}
	return nil
}
