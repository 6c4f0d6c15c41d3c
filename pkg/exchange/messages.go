package exchange

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// startLine is a line that can begin a message in the middle of a text: no
// line of a JSON body is like it.
var startLine = regexp.MustCompile(`^(?:HTTP/[0-9](?:\.[0-9])? [1-9][0-9]{2}(?: |$)|[A-Z][A-Z-]{1,20} \S.* HTTP/[0-9](?:\.[0-9])?$)`)

// methodLine is a request line that may lack its version.
var methodLine = regexp.MustCompile(`^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|MERGE) (?:https?://|/|\{\{)\S`)

// isStartLine reports whether a text begins with a message's first line.
func isStartLine(data []byte) bool {
	line, _ := lineAt(data, 0)
	line = bytes.TrimRight(line, " \t")
	return startLine.Match(line) || methodLine.Match(line)
}

// messages reads HTTP messages one after the other, as `curl -i` and `.http`
// files have them: a request and the response that follows it are one
// exchange. Lines of three number signs separate; interim responses (1xx)
// and a proxy's answer to CONNECT are passed over.
func (r *reader) messages(t *location.Text) error {
	r.Format = HTTP
	t = withoutBOM(t)
	room := newAllowance()
	var open *Exchange // has its request and waits for the response
	for off := skipNotes(t.Data, 0); off < len(t.Data); off = skipNotes(t.Data, off) {
		m, bodyAt, err := readHead(t, off)
		if err != nil {
			if len(r.Exchanges) == 0 {
				return err
			}
			var e *ReadError
			errors.As(err, &e)
			r.skip("", location.Position{File: e.File, Line: e.Line}, e.Message)
			off = nextStart(t.Data, off)
			open = nil
			continue
		}
		end := messageEnd(t.Data, bodyAt, m.Header())
		m.setBody(t, bodyAt, end, room)
		off = end
		switch {
		case m.Request != nil:
			open = &Exchange{Request: m.Request}
			r.add(open)
		case m.Response.Status < 200 || m.Response.Reason == "Connection established" && m.Response.Body == nil:
		case open != nil:
			open.Response, open = m.Response, nil
		default:
			r.add(&Exchange{Name: statusName(m.Response), Response: m.Response})
		}
	}
	return nil
}

// skipNotes passes over what may stand between messages: empty lines,
// comments, separators and variables of REST clients.
func skipNotes(data []byte, off int) int {
	for off < len(data) {
		line, next := lineAt(data, off)
		s := bytes.TrimSpace(line)
		if len(s) > 0 && s[0] != '#' && s[0] != '@' && !bytes.HasPrefix(s, []byte("//")) {
			break
		}
		off = next
	}
	return off
}

// nextStart is the offset of the next line after off that begins a message or
// separates two, or the end.
func nextStart(data []byte, off int) int {
	_, off = lineAt(data, off)
	for off < len(data) {
		line, next := lineAt(data, off)
		if startsMessage(line) {
			return off
		}
		off = next
	}
	return len(data)
}

func startsMessage(line []byte) bool {
	return bytes.HasPrefix(line, []byte("###")) || len(line) < 8192 && startLine.Match(bytes.TrimRight(line, " \t"))
}

// maxGap is how many empty lines, in bytes, are looked over for the message
// that follows a body.
const maxGap = 64

// messageEnd is where the message whose body begins at off ends: where
// Content-Length says so and another message or nothing follows; after its
// last chunk; where a multipart body closes; before the next line that begins
// a message.
func messageEnd(data []byte, off int, h Header) int {
	if n, ok := contentLength(h); ok && n <= len(data)-off {
		after := skipEmptyLines(data[:min(off+n+maxGap, len(data))], off+n)
		if line, _ := lineAt(data, after); after == len(data) || startsMessage(line) {
			return after
		}
	}
	if isChunked(h) {
		if end, ok := chunks(data, off, func(int, int) {}); ok {
			return nextStart(data, end-1)
		}
	}
	switch mt := ParseMediaType(h.Get("Content-Type")); {
	case strings.HasPrefix(mt.Type, "multipart/"):
		closing := []byte("--" + mt.Param("boundary") + "--")
		if i := bytes.Index(data[off:], closing); i >= 0 && len(closing) > 4 {
			_, next := lineAt(data, off+i)
			return next
		}
		return len(data)
	case mt.Type == "application/http":
		return len(data)
	}
	for off < len(data) {
		line, next := lineAt(data, off)
		if startsMessage(line) {
			return off
		}
		off = next
	}
	return len(data)
}

// verboseRequest and verboseResponse are the lines by which the output of
// `curl -v` is known.
var (
	verboseRequest  = regexp.MustCompile(`(?m)^> [A-Z]+ \S+ HTTP/[0-9]`)
	verboseResponse = regexp.MustCompile(`(?m)^< HTTP/[0-9]`)
	verboseNote     = regexp.MustCompile(`^\* |^\*\r?$|^[{}] \[[0-9]+ bytes data\]|^ *% Total .*|^ *Dload .*|--:--:--`)
)

func isVerbose(data []byte) bool {
	switch data[0] {
	case '*', '>', '%', 'N': // "Note: Unnecessary use of -X"
		return verboseRequest.Match(data) && verboseResponse.Match(data)
	}
	return false
}

// verbose reads what `curl -v` printed: the lines of the messages without
// the marks before them, and without curl's own notes.
func (r *reader) verbose() error {
	b := r.Text.Build()
	data := r.Text.Data
	for off := 0; off < len(data); {
		line, next := lineAt(data, off)
		switch {
		case len(line) > 0 && (line[0] == '>' || line[0] == '<') && (len(line) == 1 || line[1] == ' '):
			b.Copy(min(off+2, off+len(line)), next)
		case verboseNote.Match(line):
		default:
			end := next
			if i := bytes.Index(line, []byte("* Connection #")); i >= 0 { // right after a body without a line end
				end = off + i
			}
			b.Copy(off, end)
		}
		off = next
	}
	return r.messages(b.Text())
}
