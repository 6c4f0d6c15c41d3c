package check

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

// batchRequest is one request of a JSON batch (JSON Format 4.01, 19.1).
type batchRequest struct {
	id, group string
	dependsOn []string // ids and atomicity groups
	guarded   bool     // it has "if", and is not bound to what it depends on
	request   *exchange.Request
	answers   int
	failed    bool
}

// batchRequests reads the requests of a JSON batch, in their order; nil where
// the request's body is not known.
func (c *Case) batchRequests() []*batchRequest {
	if c.Request == nil || c.Request.Body == nil {
		return nil
	}
	root, err := location.ReadJSON(c.Request.Body, location.Limits{})
	if err != nil {
		return nil
	}
	list := root.Member("requests")
	if list == nil || list.Kind != location.Array {
		return nil
	}
	var all []*batchRequest
	for _, v := range list.Items {
		if v.Kind == location.Object {
			all = append(all, c.batchRequest(v))
		}
	}
	return all
}

func (c *Case) batchRequest(v *location.Value) *batchRequest {
	r := &batchRequest{id: text(v.Member("id")), group: text(v.Member("atomicityGroup")), guarded: v.Member("if") != nil}
	if d := v.Member("dependsOn"); d != nil {
		for _, i := range d.Items {
			r.dependsOn = append(r.dependsOn, text(i))
		}
	}
	t := c.Request.Body
	r.request = c.partRequest(strings.ToUpper(text(v.Member("method"))), text(v.Member("url")), "")
	r.request.Position = v.Position(t)
	r.request.Header = partHeader(t, v.Member("headers"))
	r.request.Body = partBody(t, v.Member("body"), r.request.Header)
	return r
}

// partRequest is a request within the batch: its URL is absolute, or stands
// against the batch's own (JSON Format 4.01, 19.1; Protocol 4.01, 11.7.2).
// Many clients write "/Customers" for what is relative to the service root.
func (c *Case) partRequest(method, target, host string) *exchange.Request {
	r := &exchange.Request{Method: method, Target: target, Pattern: c.Request.Pattern || strings.HasPrefix(strings.TrimPrefix(target, "/"), "$")}
	u, err := url.Parse(target)
	if err != nil || c.Request.URL == nil {
		return r
	}
	root := strings.TrimSuffix(strings.TrimSuffix(c.Request.URL.EscapedPath(), "/"), "$batch")
	if u.Host == "" && strings.HasPrefix(target, "/") && host == "" && !strings.HasPrefix(target, root) {
		if rooted, err := url.Parse(root + strings.TrimPrefix(target, "/")); err == nil {
			u = rooted
		}
	}
	r.URL = c.Request.URL.ResolveReference(u)
	if host != "" && u.Host == "" {
		r.URL.Host = host
	}
	r.SchemeAssumed = c.Request.SchemeAssumed
	return r
}

// text is the text of a string, "" of everything else.
func text(v *location.Value) string {
	if v == nil || v.Kind != location.String {
		return ""
	}
	return v.Text
}

// partHeader reads the headers of a part: an object of strings.
func partHeader(t *location.Text, v *location.Value) exchange.Header {
	if v == nil {
		return nil
	}
	var h exchange.Header
	for i := range v.Members {
		m := &v.Members[i]
		if m.Value.Kind == location.String {
			h = append(h, exchange.Field{Name: m.Name, Value: m.Value.Text, Position: m.Value.Position(t)})
		}
	}
	return h
}

// partBody is the body of a part: JSON as it stands there, and the content of
// a string for other media types.
func partBody(t *location.Text, v *location.Value, h exchange.Header) *location.Text {
	switch {
	case v == nil || v.Kind == location.Null:
		return nil
	case v.Kind == location.String && !isJSON(h):
		return location.Unescape(t, v)
	}
	return t.Part(v.Start, v.End)
}

// isJSON reports whether a part's body is JSON: exactly application/json goes
// without saying.
func isJSON(h exchange.Header) bool {
	m := exchange.ParseMediaType(h.Get("Content-Type"))
	return m.Type == "" || m.Type == "application/json" || strings.HasSuffix(m.Type, "+json")
}

// judgeBatch judges a JSON batch: the envelope, and each part as an exchange
// of its own (JSON Format 4.01, 19.5).
func (c *Case) judgeBatch() {
	b := c.Body
	c.duplicates(b.Root, "")
	requests := c.batchRequests()
	byID := map[string]*batchRequest{}
	for _, r := range requests {
		byID[r.id] = r
	}
	list := c.batchEnvelope(b.Root)
	if list == nil {
		return
	}
	parts := &batchParts{c: c}
	for i, v := range list.Items {
		at := location.Pointer("/responses").Index(i)
		var asked *batchRequest
		if v.Kind == location.Object {
			asked = byID[text(v.Member("id"))]
		}
		c.batchPart(v, at, asked, len(requests) > 0)
		if v.Kind != location.Object {
			continue
		}
		if asked != nil {
			asked.answers++
		}
		response := c.partResponse(v)
		if asked != nil && response.Status >= 400 {
			asked.failed = true
		}
		var request *exchange.Request
		if asked != nil {
			request = asked.request
		}
		parts.judge(request, response, text(v.Member("id")), at)
	}
	c.batchAnswers(requests)
	parts.end()
}

// partResponse reads a response of the batch.
func (c *Case) partResponse(v *location.Value) *exchange.Response {
	t := c.Body.Text
	r := &exchange.Response{Position: v.Position(t), StatusPosition: v.Position(t), Header: partHeader(t, v.Member("headers"))}
	if s := v.Member("status"); s != nil {
		r.Status, _ = strconv.Atoi(s.Text)
		r.StatusPosition = s.Position(t)
	}
	r.Body = partBody(t, v.Member("body"), r.Header)
	return r
}

// batchParts judges the parts of a batch, one after the other.
type batchParts struct {
	c        *Case
	judged   int
	unjudged string // the first reason
}

// judge judges one part, and takes its findings into the batch's verdict with
// pointers into the batch's body.
func (b *batchParts) judge(request *exchange.Request, response *exchange.Response, id string, at location.Pointer) {
	outer := b.c
	x := &exchange.Exchange{Name: outer.Exchange.Name, File: outer.Exchange.File, Index: outer.Exchange.Index, Request: request, Response: response,
		Source: outer.Exchange.Source, RecordedAt: outer.Exchange.RecordedAt, Redacted: outer.Exchange.Redacted}
	s := Subject{Exchange: x, Name: outer.Name, Example: outer.Example, Truncated: outer.Truncated, Via: outer.Via}
	p := outer.part(s)
	p.judge()
	v := p.verdict()
	for _, f := range p.found {
		switch {
		case at == "": // a part of a multipart body: pointers are into its own
		case f.Pointer != "":
			f.Pointer = string(at) + "/body" + f.Pointer
		default:
			f.Pointer = string(at)
		}
		f.part = true
		outer.found = append(outer.found, f)
	}
	for _, n := range v.Notes {
		if at != "" {
			n.Pointer = string(at) + "/body" + n.Pointer
		}
		outer.notes = append(outer.notes, n)
	}
	if v.State != rule.Unjudged {
		b.judged++
		return
	}
	reason := "part " + id + ": " + v.Reason
	if b.unjudged == "" {
		b.unjudged = reason
	}
	outer.notes = append(outer.notes, rule.Note{Pointer: string(at), Line: response.Position.Line, Reason: reason})
}

// end says of a batch none of whose parts was judged that it was not judged.
func (b *batchParts) end() {
	if b.judged == 0 && b.unjudged != "" {
		b.c.unjudged(b.unjudged)
	}
}
