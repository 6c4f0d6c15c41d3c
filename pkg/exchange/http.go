package exchange

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// What is found in a message that no file holds stands in one of these, by
// line.
const (
	ResponseBody = "response body"
	ResponseHead = "response head"
	RequestBody  = "request body"
	RequestHead  = "request head"
)

// FromHTTP is the exchange of a response that net/http has in hand, and of
// the request that it carries, if any: what a client received, or what a
// handler wrote. The bodies are given apart, for whoever calls has read them;
// nil is none. Positions are lines of the body as it came, and of the head as
// it would be written. A response without status or header is a bare body.
//
// Credentials (Authorization, Cookie, Set-Cookie) are left out: no exchange
// carries them.
func FromHTTP(r *http.Response, body, requestBody []byte) *Exchange {
	x := &Exchange{File: ResponseBody, Source: Live, Response: &Response{Status: r.StatusCode, Proto: r.Proto}}
	if r.StatusCode != 0 {
		x.Response.Reason = strings.TrimSpace(strings.TrimPrefix(r.Status, strconv.Itoa(r.StatusCode)))
		if x.Response.Reason == "" {
			x.Response.Reason = http.StatusText(r.StatusCode)
		}
		proto := cmp.Or(r.Proto, "HTTP/1.1")
		x.Response.Position = location.Position{File: ResponseHead, Line: 1, Column: 1}
		x.Response.StatusPosition = location.Position{File: ResponseHead, Line: 1, Column: len(proto) + 2}
	}
	x.Response.Header = fromHeader(r.Header, ResponseHead)
	if len(body) > 0 {
		m := Message{Response: x.Response}
		m.decode(location.NewText(ResponseBody, body), !r.Uncompressed, newAllowance())
	}
	if r.Request != nil && r.Request.URL != nil {
		x.Request = fromRequest(r.Request, requestBody)
	}
	return x
}

func fromRequest(r *http.Request, body []byte) *Request {
	q := &Request{Method: cmp.Or(r.Method, http.MethodGet), Proto: r.Proto, Header: fromHeader(r.Header, RequestHead),
		Position: location.Position{File: RequestHead, Line: 1, Column: 1}}
	u := *r.URL
	u.User = nil
	if u.Host == "" && r.Host != "" { // a server's request has its host in the field
		u.Host, u.Scheme, q.SchemeAssumed = r.Host, cmp.Or(u.Scheme, "https"), u.Scheme == ""
	}
	q.URL, q.Target = &u, u.String()
	if len(body) > 0 {
		m := Message{Request: q}
		m.decode(location.NewText(RequestBody, body), true, newAllowance())
	}
	return q
}

// fromHeader lists the fields by name, each on a line of its own.
func fromHeader(h http.Header, file string) Header {
	var out Header
	for name, values := range h {
		switch http.CanonicalHeaderKey(name) {
		case "Authorization", "Cookie", "Set-Cookie", "Proxy-Authorization":
			continue
		}
		for _, v := range values {
			out = append(out, Field{Name: name, Value: strings.TrimSpace(v)})
		}
	}
	slices.SortStableFunc(out, func(a, b Field) int { return cmp.Compare(a.Name, b.Name) })
	for i := range out {
		out[i].Position = location.Position{File: file, Line: i + 2, Column: 1}
	}
	return out
}
