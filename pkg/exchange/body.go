package exchange

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// setBody gives the message the body that stands from start to end.
func (m *Message) setBody(t *location.Text, start, end int, room *allowance) {
	body, verbatim := messageBody(t, start, end, m.Header())
	m.decode(body, verbatim, room)
}

// decode gives the message a body whose content coding is still on it.
func (m *Message) decode(body *location.Text, verbatim bool, room *allowance) {
	content, reason := body, ""
	if body != nil {
		content, reason = room.readable(body, m.Header())
	}
	verbatim = verbatim && content == body
	if m.Request != nil {
		m.Request.Body, m.Request.BodyUnread, m.Request.Verbatim = content, reason, verbatim
	} else {
		m.Response.Body, m.Response.BodyUnread, m.Response.Verbatim = content, reason, verbatim
	}
}

// messageBody is the body from start to end of a text. Of a chunked body it
// is the content, which is then not verbatim.
func messageBody(t *location.Text, start, end int, h Header) (body *location.Text, verbatim bool) {
	if isChunked(h) {
		if content, ok := unchunk(t, start, end); ok {
			if len(content.Data) == 0 {
				return nil, false
			}
			return content, false
		}
	}
	end = bodyEnd(t.Data, start, end, h)
	if end <= start {
		return nil, true
	}
	return t.Part(start, end), true
}

// bodyEnd is where the body ends: at the end of the text less one line end;
// where Content-Length says so and only line ends follow, there.
func bodyEnd(data []byte, start, end int, h Header) int {
	trimmed := start + len(bytes.TrimRight(data[start:end], "\r\n"))
	if n, ok := contentLength(h); ok && n <= end-start && start+n >= trimmed {
		return start + n
	}
	if trimmed == start {
		return start
	}
	if data[end-1] == '\n' {
		end--
		if end > start && data[end-1] == '\r' {
			end--
		}
	}
	return end
}

// contentLength is the number that Content-Length gives, if it is one.
func contentLength(h Header) (int, bool) {
	s := strings.TrimSpace(h.Get("Content-Length"))
	if s == "" || !isDigits(s) {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// ContentLength compares the response's Content-Length with its body. ok is
// false where there is nothing to compare: no such field, a body that is not
// the very bytes of the message, a content coding, or an answer that has the field without a
// body (to HEAD, or 304: RFC 9110, 8.6).
func (x *Exchange) ContentLength() (declared string, actual int, ok bool) {
	r := x.Response
	if r == nil || !r.Verbatim || r.BodyUnread != "" || r.BodyTruncated || !r.Header.Has("Content-Length") ||
		r.Header.Has("Transfer-Encoding") || coded(r.Header) || r.Status == 304 || x.Request != nil && x.Request.Method == "HEAD" {
		return "", 0, false
	}
	if r.Body != nil {
		actual = len(r.Body.Data)
	}
	return r.Header.Get("Content-Length"), actual, true
}

// coded reports whether the message was sent in a content coding: the length
// counts what was sent, and the body is what it stands for.
func coded(h Header) bool {
	coding := strings.TrimSpace(h.Get("Content-Encoding"))
	return coding != "" && !strings.EqualFold(coding, "identity")
}

// unchunk puts a chunked body together (RFC 9112, 7.1). ok is false where it
// is none: recorders often keep the field and not the chunks.
func unchunk(t *location.Text, start, end int) (body *location.Text, ok bool) {
	b := t.Build()
	if _, ok := chunks(t.Data[:end], start, b.Copy); !ok {
		return nil, false
	}
	return b.Text(), true
}

// chunks goes through the chunks that begin at off, to after the last, empty
// one. Trailer fields are not gone through.
func chunks(data []byte, off int, each func(from, to int)) (end int, ok bool) {
	for off < len(data) {
		line, next := lineAt(data, off)
		size, _, _ := strings.Cut(string(line), ";")
		n, err := strconv.ParseUint(strings.TrimSpace(size), 16, 31)
		if err != nil || next >= len(data) && n > 0 {
			return off, false
		}
		if n == 0 {
			return next, true
		}
		if int(n) > len(data)-next {
			return off, false
		}
		each(next, next+int(n))
		rest, after := lineAt(data, next+int(n))
		if len(rest) > 0 {
			return off, false
		}
		off = after
	}
	return off, false
}

// isChunked reports whether the header says that the body comes in chunks.
func isChunked(h Header) bool {
	return strings.EqualFold(strings.TrimSpace(h.Get("Transfer-Encoding")), "chunked")
}
