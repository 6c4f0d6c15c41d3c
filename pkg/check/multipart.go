package check

import (
	"bytes"
	"strings"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
)

// mimePart is a part of a multipart body (RFC 2046, 5.1): an HTTP message, or
// the parts of a change set.
type mimePart struct {
	header  exchange.Header
	media   exchange.MediaType
	body    *location.Text // what follows the part's header
	message *exchange.Message
	err     error
	parts   []*mimePart // of a change set
	// unclosed: the change set's parts have no end.
	unclosed bool
}

// isSet reports whether the part is a change set.
func (p *mimePart) isSet() bool { return p.media.Type == "multipart/mixed" }

// contentID is the part's Content-ID, which stands in the header of the part,
// and in those of older services in the message's.
func (p *mimePart) contentID() string {
	if id := p.header.Get("Content-ID"); id != "" {
		return id
	}
	if p.message != nil {
		return p.message.Header().Get("Content-ID")
	}
	return ""
}

// splitMultipart reads the parts of a batch, and those of its change sets. Ok
// is false where the boundary does not stand, or the end is missing.
func splitMultipart(t *location.Text, m exchange.MediaType, nested bool) (parts []*mimePart, ok bool) {
	boundary := m.Param("boundary")
	if boundary == "" {
		return nil, false
	}
	delimiter := []byte("--" + boundary)
	start, closed := -1, false
	for at := 0; at <= len(t.Data) && !closed; {
		end := bytes.IndexByte(t.Data[at:], '\n')
		next := at + end + 1
		if end < 0 {
			next = len(t.Data) + 1
		}
		line := bytes.TrimRight(t.Data[at:min(next, len(t.Data))], " \t\r\n")
		if rest, is := bytes.CutPrefix(line, delimiter); is && (len(rest) == 0 || string(rest) == "--") {
			if start >= 0 {
				parts = append(parts, readPart(t, start, lineEndBefore(t.Data, start, at), nested))
			}
			start, closed = min(next, len(t.Data)), len(rest) > 0
		}
		at = next
	}
	return parts, closed
}

// lineEndBefore leaves out the line end that belongs to a delimiter.
func lineEndBefore(data []byte, start, at int) int {
	if at > start && data[at-1] == '\n' {
		at--
	}
	if at > start && data[at-1] == '\r' {
		at--
	}
	return at
}

func readPart(t *location.Text, start, end int, nested bool) *mimePart {
	p := &mimePart{}
	at := start
	for at < end {
		stop := bytes.IndexByte(t.Data[at:end], '\n')
		if stop < 0 {
			stop = end - at - 1
		}
		line := strings.TrimRight(string(t.Data[at:at+stop+1]), "\r\n")
		position := t.Position(at)
		at += stop + 1
		if line == "" {
			break
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			p.header = append(p.header, exchange.Field{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value), Position: position})
		}
	}
	p.media = exchange.ParseMediaType(p.header.Get("Content-Type"))
	p.body = t.Part(min(at, end), end)
	switch {
	case p.isSet() && !nested:
		var closed bool
		p.parts, closed = splitMultipart(p.body, p.media, true)
		p.unclosed = !closed
	case p.media.Type == "application/http":
		p.message, p.err = exchange.ReadMessage(p.body)
	}
	return p
}
