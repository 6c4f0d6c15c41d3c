package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// isHAR reports whether a document is a HAR.
func isHAR(root *location.Value) bool {
	log := root.Member("log")
	return kindOf(log) == location.Object && kindOf(log.Member("entries")) == location.Array &&
		(log.Member("version") != nil || log.Member("creator") != nil)
}

// har reads HAR 1.2, and the recordings of Polly.JS, which are HAR but for
// how they keep compressed bodies.
func (r *reader) har(d *document) error {
	log := d.root.Member("log")
	r.Format = HAR
	if str(log.Member("creator"), "name") == "Polly.JS" || log.Member("_recordingName") != nil {
		r.Format = Polly
	}
	for i, entry := range log.Member("entries").Items {
		name := fmt.Sprintf("log.entries[%d]", i)
		request, response := entry.Member("request"), entry.Member("response")
		switch {
		case kindOf(request) != location.Object:
			r.skip(name, d.at(entry), "the entry has no request")
			continue
		case !isHTTP(str(request, "url")):
			r.skip(name, d.at(request), "the request is not HTTP: "+quoteLine(str(request, "url")))
			continue
		case status(response.Member("status")) == 0:
			r.skip(name, d.at(entry), "the request has no answer: it was blocked, cancelled, or failed")
			continue
		}
		x := &Exchange{Request: d.harRequest(request), Response: d.harResponse(response, r.Format == Polly)}
		x.RecordedAt = timeOf(entry.Member("startedDateTime"))
		r.recorded(x)
	}
	return nil
}

func isHTTP(url string) bool {
	scheme, _, ok := strings.Cut(url, ":")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

func (d *document) harRequest(v *location.Value) *Request {
	q := &Request{Method: str(v, "method"), Proto: str(v, "httpVersion"), Header: d.pairs(v.Member("headers"), "name", "value"), Position: d.at(v)}
	q.absolute(str(v, "url"))
	post := v.Member("postData")
	if kindOf(post) != location.Object {
		return q
	}
	if text := post.Member("text"); kindOf(text) == location.String && text.Text != "" {
		q.Body, q.BodyUnread = d.payload(text, str(post, "encoding"), q.Header)
	} else if params := post.Member("params"); kindOf(params) == location.Array && len(params.Items) > 0 {
		q.BodyUnread = "the recorder kept the parameters of a form, not the body"
	}
	return q
}

func (d *document) harResponse(v *location.Value, polly bool) *Response {
	p := &Response{
		Status: status(v.Member("status")), Reason: str(v, "statusText"), Proto: str(v, "httpVersion"),
		Header: d.pairs(v.Member("headers"), "name", "value"), Position: d.at(v), StatusPosition: d.at(v.Member("status")),
	}
	content := v.Member("content")
	text := content.Member("text")
	encoding := str(content, "encoding")
	if kindOf(content.Member("_isBinary")) == location.True && encoding == "" {
		encoding = "hex" // Polly.JS before version 6
	}
	switch {
	case kindOf(text) == location.String && text.Text != "":
		if polly && encoding != "" && strings.HasPrefix(strings.TrimSpace(text.Text), "[") {
			p.Body, p.BodyUnread = d.pollyChunks(d.content(text), encoding, p.Header)
		} else {
			p.Body, p.BodyUnread = d.payload(text, encoding, p.Header)
		}
		p.BodyTruncated = p.Body != nil && encoding == "" && isCut(p.Body, content, p)
	case positive(content.Member("size")) && p.Status != 304:
		p.BodyUnread = "the recorder did not keep the body"
	}
	return p
}

// pollyChunks is a body that Polly.JS keeps as a JSON array of its encoded
// chunks, which it does with compressed ones.
func (d *document) pollyChunks(content *location.Text, encoding string, h Header) (*location.Text, string) {
	var chunks []string
	if err := json.Unmarshal(content.Data, &chunks); err != nil {
		return nil, fmt.Sprintf("the body is no array of chunks: %v", err)
	}
	var all []byte
	for _, chunk := range chunks {
		t, err := encoded(location.NewText("", []byte(chunk)), encoding)
		if err != nil {
			return nil, err.Error()
		}
		all = append(all, t.Data...)
	}
	if len(all) == 0 {
		return nil, ""
	}
	b := content.Build()
	b.Insert(0, all...)
	return d.room.readable(b.Text(), h)
}

func positive(v *location.Value) bool {
	return kindOf(v) == location.Number && v.Text != "0" && !strings.HasPrefix(v.Text, "-")
}

// isCut reports whether the recorder kept only the beginning of a JSON body:
// it says that there were more bytes, and the JSON just ends.
func isCut(body *location.Text, content *location.Value, p *Response) bool {
	var size int
	if v := content.Member("size"); kindOf(v) != location.Number || json.Unmarshal([]byte(v.Text), &size) != nil {
		return false
	}
	if size <= len(body.Data) {
		return false
	}
	data := bytes.TrimSpace(body.Data)
	return len(data) > 0 && (data[0] == '{' || data[0] == '[') && valueEnd(data, 0) < 0
}
