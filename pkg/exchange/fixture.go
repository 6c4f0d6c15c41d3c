package exchange

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/concord-odata/concord/pkg/location"
)

// Fixture is a fixture file: exchanges in order, in a txtar archive.
type Fixture struct {
	File      string
	Comment   string // what stands before the first part, without its last line end
	Meta      Meta
	Exchanges []*Exchange
	Text      *location.Text // the file
}

// ReadError says why a file cannot be read, and where (REC-004).
type ReadError struct {
	File    string
	Line    int    // 0: the whole file
	Part    string // "response 2", "log.entries[3]"; "" where there are no parts
	Message string
}

func (e *ReadError) Error() string {
	where := e.File
	if e.Line > 0 {
		where = fmt.Sprintf("%s:%d", where, e.Line)
	}
	if e.Part != "" {
		where += ": " + e.Part
	}
	return where + ": " + e.Message
}

// in names the part of an error.
func in(part string, err error) error {
	if e, ok := err.(*ReadError); ok && e.Part == "" {
		e.Part = part
	}
	return err
}

// partNames is what a fixture may hold, for messages.
const partNames = "request, response, request 2, response 2, …, each followed by its body in base64 where it has one (request body), and meta.yaml"

// ReadFixture reads a fixture. An error is a [*ReadError] with the part and
// the line.
func ReadFixture(name string, data []byte) (*Fixture, error) {
	f := &Fixture{File: name, Text: location.NewText(name, data)}
	archive := txtar.Parse(data)
	f.Comment = strings.TrimSuffix(strings.TrimSuffix(string(archive.Comment), "\n"), "\r")
	off := len(archive.Comment)
	room := newAllowance()
	var last *Message // of the part before, while it may take a body part
	var lastNumber int
	for i := range archive.Files {
		part := &archive.Files[i]
		marker := min(off, len(data))
		_, start := lineAt(data, marker)
		off = start + len(part.Data) // the last part may have got a line end that the file lacks
		end := min(off, len(data))
		fail := func(format string, args ...any) error {
			return in(part.Name, readError(f.Text, marker, format, args...))
		}
		if part.Name == "meta.yaml" {
			if f.Meta.Position.Known() {
				return nil, fail("this part stands twice")
			}
			if err := f.Meta.read(f.Text, start, end); err != nil {
				return nil, in(part.Name, err)
			}
			last = nil
			continue
		}
		kind, number, isBody, ok := parsePartName(part.Name)
		switch {
		case !ok:
			return nil, fail("no part of a fixture has this name; there are %s", partNames)
		case isBody && (last == nil || number != lastNumber || kind != last.kind()):
			return nil, fail("a body stands right after its %s", kind)
		case isBody:
			if err := last.setBase64(f.Text, start, end, room); err != nil {
				return nil, in(part.Name, err)
			}
			last = nil
			continue
		}
		m, err := readPart(f.Text, start, end, room)
		if err != nil {
			return nil, in(part.Name, err)
		}
		if m.kind() != kind {
			return nil, fail("the part holds a %s", m.kind())
		}
		if err := f.add(m, number); err != nil {
			return nil, fail("%v", err)
		}
		last, lastNumber = m, number
	}
	if len(f.Exchanges) == 0 {
		return nil, &ReadError{File: name, Message: "the file has no part named request or response (a line `-- request --`)"}
	}
	for _, x := range f.Exchanges {
		x.Redacted, x.RecordedAt = f.Meta.HasTag("redacted"), f.Meta.RecordedAt
	}
	return f, nil
}

// readPart reads the message that is the text from start to end.
func readPart(t *location.Text, start, end int, room *allowance) (*Message, error) {
	part := t.Part(start, end)
	head := skipEmptyLines(part.Data, 0)
	if head == len(part.Data) {
		return nil, readError(t, start, "the part is empty")
	}
	m, bodyAt, err := readHead(part, head)
	if err != nil {
		return nil, err
	}
	m.setBody(t, start+bodyAt, end, room)
	return m, nil
}

// add puts a message into its place: numbers go up by one, a request stands
// before its response.
func (f *Fixture) add(m *Message, number int) error {
	n := len(f.Exchanges)
	if number != n && number != n+1 || number == 0 {
		return fmt.Errorf("the number is out of order: %d exchanges stand before it", n)
	}
	if number == n+1 {
		f.Exchanges = append(f.Exchanges, &Exchange{File: f.File, Index: n, Meta: &f.Meta, Source: Txtar})
		n++
	}
	x := f.Exchanges[n-1]
	switch {
	case m.Request != nil && x.Request != nil, m.Response != nil && x.Response != nil:
		return fmt.Errorf("this part stands twice")
	case m.Request != nil && x.Response != nil:
		return fmt.Errorf("the request stands after its response")
	case m.Request != nil:
		x.Request = m.Request
		x.Name = m.Request.Method + " " + m.Request.Target
	default:
		x.Response = m.Response
		if x.Name == "" {
			x.Name = statusName(m.Response)
		}
	}
	return nil
}

// statusName names an exchange of which the response alone is known.
func statusName(r *Response) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", r.Status, r.Reason))
}

func (m *Message) kind() string {
	if m.Request != nil {
		return "request"
	}
	return "response"
}

// parsePartName reads "request", "response 2", "response 2 body".
func parsePartName(name string) (kind string, number int, isBody, ok bool) {
	words := strings.Fields(name)
	if n := len(words); n > 1 && words[n-1] == "body" {
		isBody, words = true, words[:n-1]
	}
	if len(words) == 0 || len(words) > 2 || words[0] != "request" && words[0] != "response" {
		return "", 0, false, false
	}
	number = 1
	if len(words) == 2 {
		var err error
		if number, err = strconv.Atoi(words[1]); err != nil || number < 1 || strconv.Itoa(number) != words[1] {
			return "", 0, false, false
		}
	}
	return words[0], number, isBody, true
}

func partName(kind string, number int) string {
	if number == 1 {
		return kind
	}
	return kind + " " + strconv.Itoa(number)
}

// setBase64 gives the message the body that stands in base64 in a part of
// its own. All of it is at the part's first line.
func (m *Message) setBase64(t *location.Text, start, end int, room *allowance) error {
	if m.Request != nil && m.Request.Body != nil || m.Response != nil && m.Response.Body != nil {
		return readError(t, start, "the message has its body already")
	}
	data, err := base64.StdEncoding.DecodeString(string(bytes.Join(bytes.Fields(t.Data[start:end]), nil)))
	if err != nil {
		return readError(t, start, "the body is not base64: %v", err)
	}
	if len(data) > 0 {
		m.decode(inserted(t, start, data), true, room)
	}
	return nil
}
