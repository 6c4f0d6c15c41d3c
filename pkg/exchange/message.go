package exchange

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// Message is one HTTP message: a request or a response, the other is nil.
type Message struct {
	Request  *Request
	Response *Response
}

// Header is the message's header.
func (m *Message) Header() Header {
	if m.Request != nil {
		return m.Request.Header
	}
	return m.Response.Header
}

// ReadMessage reads one HTTP/1.1 message, with CR LF or LF, its body up to
// the end of the text. It is a response where it begins with `HTTP/`. An
// error is a [*ReadError] with the line.
//
// The request line may lack the version, as documentation and REST clients
// write it, and may go on in lines that begin with a blank. The body is what
// follows the first empty line: without one final line end, unless
// Content-Length counts it; a chunked body is put together. A body of line
// ends alone is none.
func ReadMessage(t *location.Text) (*Message, error) {
	m, bodyAt, err := readHead(t, skipEmptyLines(t.Data, 0))
	if err != nil {
		return nil, err
	}
	m.setBody(t, bodyAt, len(t.Data), newAllowance())
	return m, nil
}

// readHead reads the start line and the header that begin at off. bodyAt is
// the offset after the empty line, or the end of the text.
func readHead(t *location.Text, off int) (m *Message, bodyAt int, err error) {
	line, next := lineAt(t.Data, off)
	m = &Message{}
	pos := t.Position(off)
	start := strings.TrimRight(string(line), " \t")
	if isResponse(line) {
		m.Response, err = statusLine(t, off, start)
	} else {
		goesOn := []string{start}
		for next < len(t.Data) && isBlank(t.Data[next]) { // the target goes on
			more, after := lineAt(t.Data, next)
			if len(bytes.TrimSpace(more)) == 0 {
				break
			}
			goesOn = append(goesOn, string(bytes.TrimSpace(more)))
			next = after
		}
		m.Request, err = requestLine(t, off, strings.Join(goesOn, ""))
	}
	if err != nil {
		return nil, 0, err
	}
	header, bodyAt, err := readHeader(t, next)
	if err != nil {
		return nil, 0, err
	}
	if m.Request != nil {
		m.Request.Header, m.Request.Position = header, pos
		m.Request.setTarget(m.Request.Target)
	} else {
		m.Response.Header, m.Response.Position = header, pos
	}
	return m, bodyAt, nil
}

// requestLine reads `GET /users HTTP/1.1`. The version may be missing; blanks
// inside the target are kept.
func requestLine(t *location.Text, off int, line string) (*Request, error) {
	method, rest, ok := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	i := strings.LastIndexByte(rest, ' ')
	versioned := isVersion(rest[i+1:])
	if !ok || rest == "" || !isMethod(method) || !versioned && method != strings.ToUpper(method) {
		return nil, readError(t, off, "%s is neither a request line (METHOD target HTTP/1.1) nor a status line (HTTP/1.1 200 OK)", quoteLine(line))
	}
	r := &Request{Method: method}
	if versioned && i < 0 {
		return nil, readError(t, off, "%s has no target between method and version", quoteLine(line))
	}
	if versioned {
		r.Proto, rest = rest[i+1:], strings.TrimSpace(rest[:i])
	}
	r.Target = rest
	return r, nil
}

// statusLine reads `HTTP/1.1 200 OK`. The reason may be missing.
func statusLine(t *location.Text, off int, line string) (*Response, error) {
	proto, rest, _ := strings.Cut(line, " ")
	status := strings.TrimLeft(rest, " ")
	if len(status) < 3 || !isDigits(status[:3]) || len(status) > 3 && isDigits(status[3:4]) || status[0] == '0' {
		return nil, readError(t, off, "the status line %s has no status of three digits after the version", quoteLine(line))
	}
	return &Response{
		Proto:          proto,
		Status:         int(status[0]-'0')*100 + int(status[1]-'0')*10 + int(status[2]-'0'),
		Reason:         strings.TrimSpace(status[3:]),
		StatusPosition: t.Position(off + len(line) - len(status)),
	}, nil
}

// readHeader reads header fields up to the empty line or the end.
func readHeader(t *location.Text, off int) (h Header, bodyAt int, err error) {
	for off < len(t.Data) {
		line, next := lineAt(t.Data, off)
		if len(bytes.TrimSpace(line)) == 0 { // some indent the empty line
			return h, next, nil
		}
		f, err := field(t, off, line)
		if err != nil {
			return nil, 0, err
		}
		var value []string
		for value, off = []string{f.Value}, next; off < len(t.Data) && isBlank(t.Data[off]); off = next { // obs-fold (RFC 9112, 5.2)
			line, next = lineAt(t.Data, off)
			more := string(bytes.TrimSpace(line))
			if more == "" {
				break
			}
			value = append(value, more)
		}
		f.Value = strings.Trim(strings.Join(value, " "), " \t")
		h = append(h, f)
	}
	return h, len(t.Data), nil
}

func field(t *location.Text, off int, line []byte) (Field, error) {
	colon := -1
	if len(line) > 1 { // a pseudo header field of HTTP/2 begins with a colon
		colon = bytes.IndexByte(line[1:], ':') + 1
	}
	if colon < 1 {
		return Field{}, readError(t, off, "%s is no header field: it has no colon", quoteLine(string(line)))
	}
	name := string(bytes.Trim(line[:colon], " \t"))
	if !isToken(strings.TrimPrefix(name, ":")) {
		return Field{}, readError(t, off, "%s is no header field (an empty line must stand before the body)", quoteLine(string(line)))
	}
	return Field{Name: name, Value: string(bytes.Trim(line[colon+1:], " \t")), Position: t.Position(off)}, nil
}

// lineAt is the line at off without its end, and the offset of the next one.
func lineAt(data []byte, off int) (line []byte, next int) {
	i := bytes.IndexByte(data[off:], '\n')
	if i < 0 {
		return bytes.TrimSuffix(data[off:], []byte("\r")), len(data)
	}
	return bytes.TrimSuffix(data[off:off+i], []byte("\r")), off + i + 1
}

func skipEmptyLines(data []byte, off int) int {
	for off < len(data) {
		line, next := lineAt(data, off)
		if len(bytes.TrimSpace(line)) > 0 {
			break
		}
		off = next
	}
	return off
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

func isResponse(line []byte) bool { return bytes.HasPrefix(line, []byte("HTTP/")) }

// isVersion reports whether s is HTTP/1.1, HTTP/2, HTTP/2.0.
func isVersion(s string) bool {
	v, ok := strings.CutPrefix(s, "HTTP/")
	return ok && len(v) > 0 && len(v) <= 3 && isDigits(v[:1]) && (len(v) == 1 || v[1] == '.' && isDigits(v[2:]))
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// isMethod reports whether s is a method: a token that begins with a letter,
// as all registered ones do.
func isMethod(s string) bool {
	return s != "" && (s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 'a' && s[0] <= 'z') && isToken(s)
}

// isToken reports whether s is a token (RFC 9110, 5.6.2).
func isToken(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0) {
			return false
		}
	}
	return s != ""
}

// quoteLine quotes a line of the input for a message, at most 80 bytes of it.
func quoteLine(s string) string {
	if len(s) > 80 {
		return fmt.Sprintf("%q…", s[:80])
	}
	return fmt.Sprintf("%q", s)
}

// readError is an error at an offset of a text.
func readError(t *location.Text, off int, format string, args ...any) *ReadError {
	p := t.Position(off)
	return &ReadError{File: p.File, Line: p.Line, Message: fmt.Sprintf(format, args...)}
}
