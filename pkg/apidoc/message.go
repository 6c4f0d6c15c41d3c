package apidoc

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/location"
)

// Message is an HTTP message as documentation writes it.
type Message struct {
	Text           *location.Text // the fence's content
	Method         string         // of a request; empty: not written
	Target         string         // of a request: URL or path as written, joined where it was wrapped
	Version        string         // HTTP/1.1; empty: not written
	Status         int            // of a response; 0: no status line
	Reason         string
	Headers        []Header
	Body           *location.Text    // nil: none; blanks around removed
	StartPosition  location.Position // of the start line
	TargetPosition location.Position
	StatusPosition location.Position
	Oddities       []Problem // of its head

	once sync.Once
	json struct {
		root  *location.Value
		slips []location.Slip
		err   error
	}
}

// JSON is the body, read leniently: once, for all who ask. Of a message
// without a body the value is nil.
func (m *Message) JSON() (*location.Value, []location.Slip, error) {
	m.once.Do(func() {
		if m.Body != nil {
			m.json.root, m.json.slips, m.json.err = location.ReadLenient(m.Body, location.Limits{})
		}
	})
	return m.json.root, m.json.slips, m.json.err
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

// messageReader reads a message line by line.
type messageReader struct {
	m    *Message
	data []byte
	at   int
}

// ReadMessage reads what a fence holds as an HTTP message. It never fails:
// what is missing is left out, and said in Oddities.
func ReadMessage(t *location.Text) *Message {
	r := messageReader{m: &Message{Text: t}, data: t.Data}
	r.skipBlank()
	r.m.StartPosition = t.Position(r.at)
	if r.startLine() {
		r.headers()
	} else if r.at < len(r.data) && !r.bodyBegins() && headerName(r.peek()) != "" {
		r.odd(r.at, "the message has no start line")
		r.headers()
	}
	r.body()
	return r.m
}

func (r *messageReader) odd(at int, format string, args ...any) {
	r.m.Oddities = append(r.m.Oddities, Problem{Code: MessageHead, Message: fmt.Sprintf(format, args...), Position: r.m.Text.Position(at)})
}

// peek is the line at the reader, without its end.
func (r *messageReader) peek() string {
	line, _ := nextLine(r.data, r.at)
	return line
}

func (r *messageReader) advance() { _, r.at = nextLine(r.data, r.at) }

func (r *messageReader) skipBlank() {
	for r.at < len(r.data) && strings.TrimSpace(r.peek()) == "" {
		r.advance()
	}
}

// bodyBegins reports whether the line looks like a body: JSON, XML or a
// part of a multipart one.
func (r *messageReader) bodyBegins() bool {
	line := strings.TrimSpace(r.peek())
	return line != "" && (line[0] == '{' || line[0] == '[' || line[0] == '<' || strings.HasPrefix(line, "--"))
}

// startLine reads a request line or a status line; false: there is none.
func (r *messageReader) startLine() bool {
	line := r.peek()
	lead := len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
	first, rest := cutSpace(line[lead:])
	switch {
	case len(first) >= 4 && strings.EqualFold(first[:4], "HTTP") && statusLine(line[lead:]):
		r.status(line, lead)
	case len(first) == 3 && isStatus(first) && rest != "":
		r.odd(r.at+lead, "the status line lacks its HTTP version")
		r.status(line, lead)
	case isMethod(first):
		if upper := strings.ToUpper(first); upper != first {
			r.odd(r.at+lead, "the method %s is not in capitals", first)
		}
		r.m.Method = strings.ToUpper(first)
		r.target(line, strings.Index(line[lead+len(first):], rest)+lead+len(first))
	case strings.HasPrefix(first, "https://") || strings.HasPrefix(first, "http://") || len(first) > 1 && first[0] == '/' && first[1] != '/' && first[1] != '*':
		r.odd(r.at+lead, "the request line lacks its method")
		r.target(line, lead)
	default:
		return false
	}
	return true
}

// cutSpace splits at the first blanks, no-break spaces included.
func cutSpace(s string) (first, rest string) {
	i := strings.IndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return s, ""
	}
	return s[:i], strings.TrimLeftFunc(s[i:], unicode.IsSpace)
}

var methods = map[string]bool{"GET": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true, "HEAD": true, "OPTIONS": true, "MERGE": true}

func isMethod(s string) bool { return methods[strings.ToUpper(s)] }

func isStatus(s string) bool {
	return len(s) >= 3 && s[0] >= '1' && s[0] <= '5' && s[1] >= '0' && s[1] <= '9' && s[2] >= '0' && s[2] <= '9'
}

// statusLine tells a status line from prose that begins with HTTP.
func statusLine(line string) bool {
	_, rest := cutSpace(line)
	return isStatus(rest) || strings.HasPrefix(strings.ToUpper(line), "HTTP/")
}

// status reads HTTP/1.1 200 OK, and what is near it.
func (r *messageReader) status(line string, i int) {
	if first, rest := cutSpace(line[i:]); !isStatus(first) || len(first) != 3 {
		r.m.Version = first
		if !strings.HasPrefix(first, "HTTP/") || len(first) != len("HTTP/1.1") {
			r.odd(r.at+i, "%q is no HTTP version", first)
		}
		i = len(line) - len(rest)
	}
	if i < len(line) && isStatus(line[i:]) {
		r.m.Status, _ = strconv.Atoi(line[i : i+3])
		r.m.StatusPosition = r.m.Text.Position(r.at + i)
		rest := line[i+3:]
		reason := strings.TrimLeft(rest, " \t:-,\u00a0")
		if reason != "" && !strings.HasPrefix(rest, " ") {
			r.odd(r.at+i, "the status is not a number and a blank before the reason")
		}
		r.m.Reason = strings.TrimSpace(reason)
	} else {
		r.odd(r.at+min(i, len(line)), "the status line has no status")
	}
	r.advance()
}

// target reads the rest of a request line from column i on, and the lines
// that a long URL was wrapped over.
func (r *messageReader) target(line string, i int) {
	if i >= len(line) || i < 0 {
		r.odd(r.at, "the request line has no URL")
		r.advance()
		return
	}
	r.m.TargetPosition = r.m.Text.Position(r.at + i)
	target := strings.TrimSpace(line[i:])
	r.advance()
	for r.at < len(r.data) {
		next := strings.TrimSpace(r.peek())
		if next == "" || next[0] != '?' && next[0] != '&' {
			break
		}
		target += next
		r.advance()
	}
	if k := strings.LastIndexFunc(target, unicode.IsSpace); k >= 0 {
		_, size := utf8.DecodeRuneInString(target[k:])
		if last := target[k+size:]; strings.HasPrefix(strings.ToUpper(last), "HTTP/") {
			r.m.Version = last
			target = strings.TrimSpace(target[:k])
		}
	}
	if brackets := len(target); brackets > 1 && target[0] == '<' && target[brackets-1] == '>' {
		target = target[1 : brackets-1]
	}
	r.m.Target = target
}

// headers reads fields up to an empty line, or to a body that has none
// before it.
func (r *messageReader) headers() {
	blank := false
	for r.at < len(r.data) {
		line := r.peek()
		switch {
		case strings.TrimSpace(line) == "":
			blank = true
			r.skipBlank()
			if len(r.m.Headers) > 0 || r.at >= len(r.data) || r.bodyBegins() || headerName(r.peek()) == "" {
				return
			}
			r.odd(r.at, "an empty line stands between the start line and the headers")
			continue
		case headerName(line) != "":
			r.field(line)
		case r.bodyBegins():
			if !blank {
				r.odd(r.at, "no empty line stands before the body")
			}
			return
		case (line[0] == ' ' || line[0] == '\t') && len(r.m.Headers) > 0:
			h := &r.m.Headers[len(r.m.Headers)-1]
			h.Value += " " + strings.TrimSpace(line)
		default:
			r.odd(r.at, "%q is no header field", shorten(strings.TrimSpace(line)))
		}
		r.advance()
	}
}

func (r *messageReader) field(line string) {
	name := headerName(line)
	lead := strings.Index(line, name)
	value := line[strings.IndexByte(line, ':')+1:]
	skip := len(value) - len(strings.TrimLeftFunc(value, unicode.IsSpace))
	r.m.Headers = append(r.m.Headers, Header{
		Name: name, Value: strings.TrimSpace(value),
		Position:      r.m.Text.Position(r.at + lead),
		ValuePosition: r.m.Text.Position(r.at + len(line) - len(value) + skip),
	})
}

// headerName is the field name that a line begins with; empty: none.
func headerName(line string) string {
	colon := strings.IndexByte(line, ':')
	if colon < 1 {
		return ""
	}
	name := strings.TrimSpace(line[:colon])
	if name == "" || !isLetter(name[0]) || strings.HasPrefix(line[colon:], "://") {
		return ""
	}
	for i := range len(name) {
		if c := name[i]; !isLetter(c) && (c < '0' || c > '9') && c != '-' && c != '_' {
			return ""
		}
	}
	return name
}

// body is the rest, without the blanks around it.
func (r *messageReader) body() {
	start, end := r.at, len(r.data)
	for start < end && isBlank(r.data[start]) {
		start++
	}
	for end > start && isBlank(r.data[end-1]) {
		end--
	}
	if bytes.HasPrefix(r.data[start:end], []byte("\xc2\xa0")) && len(bytes.TrimSpace(r.data[start:end])) == 0 {
		return
	}
	if start < end {
		r.m.Body = r.m.Text.Part(start, end)
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// shorten cuts a text for a message.
func shorten(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	cut := most
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
