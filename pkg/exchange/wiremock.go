package exchange

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// isWireMock reports whether a document is a WireMock stub mapping, or a list
// of them under `mappings`.
func isWireMock(root *location.Value) bool {
	if mappings := root.Member("mappings"); kindOf(mappings) == location.Array {
		return len(mappings.Items) > 0 && everyItem(mappings, func(v *location.Value) bool {
			return isRequestPattern(v.Member("request")) || kindOf(v.Member("response")) == location.Object
		})
	}
	return isRequestPattern(root.Member("request")) && kindOf(root.Member("response")) == location.Object
}

var urlMatchers = []string{"url", "urlPath", "urlPattern", "urlPathPattern", "urlPathTemplate"}

func isRequestPattern(v *location.Value) bool {
	if kindOf(v) != location.Object {
		return false
	}
	for _, name := range urlMatchers {
		if v.Member(name) != nil {
			return true
		}
	}
	return kindOf(v.Member("method")) == location.String && len(v.Members) == 1
}

// wireMock reads WireMock's stub mappings. What a stub matches by value is
// taken as the request (url, urlPath with equalTo parameters, equalTo
// headers); what it matches by pattern makes the request a pattern.
func (r *reader) wireMock(d *document) error {
	r.Format = WireMock
	mappings := []*location.Value{d.root}
	if list := d.root.Member("mappings"); kindOf(list) == location.Array {
		mappings = list.Items
	}
	for i, mapping := range mappings {
		response := mapping.Member("response")
		if reason := notStubbed(response); reason != "" {
			r.skip(fmt.Sprintf("mappings[%d]", i), d.at(mapping), reason)
			continue
		}
		x := &Exchange{Name: str(mapping, "name"), Request: d.stubRequest(mapping.Member("request"), d.at(mapping))}
		x.Response = r.stubResponse(d, response)
		r.recorded(x)
	}
	return nil
}

// notStubbed says why a response definition is no response.
func notStubbed(v *location.Value) string {
	switch {
	case kindOf(v) != location.Object:
		return "the mapping has no response"
	case kindOf(v.Member("proxyBaseUrl")) == location.String:
		return "the mapping passes the request on to " + quoteLine(str(v, "proxyBaseUrl"))
	case kindOf(v.Member("fault")) == location.String:
		return "the mapping breaks the connection (" + str(v, "fault") + ")"
	}
	return ""
}

func (d *document) stubRequest(v *location.Value, at location.Position) *Request {
	q := &Request{Method: strings.ToUpper(str(v, "method")), Position: at}
	if q.Method == "ANY" {
		q.Method = ""
	}
	if v == nil {
		q.setPattern("")
		return q
	}
	d.stubHeader(q, v.Member("headers"))
	exact, target := true, ""
	for _, name := range urlMatchers {
		if m := v.Member(name); m != nil {
			var literal bool
			target, literal = stubTarget(name, str(v, name))
			exact = exact && literal
			if name == "urlPathTemplate" {
				q.setTarget(target)
			}
		}
	}
	query, known := stubQuery(v.Member("queryParameters"))
	if query != "" {
		target += "?" + query
	}
	if exact && known && q.Method != "" {
		q.setTarget(target)
	} else if !q.Pattern {
		q.setPattern(target)
	}
	d.stubBody(q, v.Member("bodyPatterns"))
	return q
}

// stubTarget is the target that one of the URL matchers asks for; literal says
// that nothing else matches, which holds for a regular expression without
// operators too.
func stubTarget(matcher, s string) (target string, literal bool) {
	switch matcher {
	case "url", "urlPath":
		return s, true
	case "urlPattern", "urlPathPattern":
		if expr, err := regexp.Compile(s); err == nil {
			if target, literal := expr.LiteralPrefix(); literal {
				return target, true
			}
		}
	}
	return s, false
}

// stubHeader takes the fields that are matched by value.
func (d *document) stubHeader(q *Request, v *location.Value) {
	if v == nil {
		return
	}
	for i := range v.Members {
		m := &v.Members[i]
		if value, ok := scalarText(m.Value.Member("equalTo")); ok {
			q.Header = append(q.Header, Field{Name: m.Name, Value: value, Position: d.text.Position(m.NameStart)})
		}
	}
}

// stubQuery puts together the query of parameters that are matched by value;
// known is false where one is matched otherwise.
func stubQuery(v *location.Value) (query string, known bool) {
	if v == nil {
		return "", true
	}
	var parts []string
	for i := range v.Members {
		m := &v.Members[i]
		value, ok := scalarText(m.Value.Member("equalTo"))
		if !ok {
			return "", false
		}
		parts = append(parts, url.PathEscape(m.Name)+"="+strings.ReplaceAll(url.QueryEscape(value), "+", "%20"))
	}
	return strings.Join(parts, "&"), true
}

// stubBody takes the one body that is matched by value.
func (d *document) stubBody(q *Request, v *location.Value) {
	if kindOf(v) != location.Array || len(v.Items) == 0 {
		return
	}
	if len(v.Items) == 1 {
		for _, name := range []string{"equalToJson", "equalTo"} {
			if body := v.Items[0].Member(name); body != nil {
				q.Body, q.BodyUnread = d.payload(body, "", nil)
				return
			}
		}
	}
	q.BodyUnread = "the mapping matches the request's body by patterns"
}

func (r *reader) stubResponse(d *document, v *location.Value) *Response {
	p := &Response{
		Status: 200, Reason: str(v, "statusMessage"), Header: d.fields(v.Member("headers")),
		Position: d.at(v), StatusPosition: d.at(v),
	}
	if s := v.Member("status"); s != nil {
		p.Status, p.StatusPosition = status(s), d.at(s)
	}
	switch {
	case v.Member("jsonBody") != nil:
		if body := v.Member("jsonBody"); body.Kind == location.Object || body.Kind == location.Array {
			p.Body, p.BodyUnread = d.payload(body, "", nil)
		} else { // written as JSON, a string with its quotation marks
			p.Body = d.text.Part(body.Start, body.End)
		}
	case kindOf(v.Member("body")) != location.Null:
		p.Body, p.BodyUnread = d.payload(v.Member("body"), "", nil)
	case v.Member("base64Body") != nil:
		p.Body, p.BodyUnread = d.payload(v.Member("base64Body"), "base64", p.Header)
	case v.Member("bodyFileName") != nil:
		p.Body, p.BodyUnread = r.stubFile(str(v, "bodyFileName"))
	}
	if p.Body != nil && isTemplate(v) && strings.Contains(string(p.Body.Data), "{{") {
		p.Body, p.BodyUnread = nil, "the body is a template that WireMock fills in"
	}
	return p
}

// stubFile reads a body from the folder __files that stands beside the
// mappings, or above them.
func (r *reader) stubFile(name string) (*location.Text, string) {
	if strings.Contains(name, "{{") {
		return nil, "the body is in a file whose name is a template"
	}
	var dirs []string
	for _, dir := range r.folders() {
		dirs = append(dirs, path.Join(dir, "__files"))
	}
	for _, part := range strings.Split(strings.ReplaceAll(name, `\`, "/"), "/") {
		if part == ".." {
			return nil, fmt.Sprintf("the body is in the file %q, which is outside of __files", name)
		}
	}
	text, err := r.beside(name, dirs...)
	if err != nil {
		return nil, err.Error()
	}
	if len(text.Data) == 0 {
		return nil, ""
	}
	return text, ""
}

// isTemplate reports whether WireMock fills in a response's body.
func isTemplate(v *location.Value) bool {
	if t := v.Member("transformers"); kindOf(t) == location.Array {
		for _, item := range t.Items {
			if item.Text == "response-template" {
				return true
			}
		}
	}
	return false
}
