package exchange

import (
	"fmt"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// isCassette reports whether a document is a cassette. An empty one is known
// by what else it says.
func isCassette(root *location.Value) bool {
	for _, name := range []string{"http_interactions", "interactions"} {
		if list := root.Member(name); kindOf(list) == location.Array {
			return len(list.Items) > 0 && everyItem(list, isInteraction) ||
				len(list.Items) == 0 && (root.Member("version") != nil || root.Member("recorded_with") != nil)
		}
	}
	return false
}

// isInteraction reports whether a value is a request with its URL and a
// response. VCR before 2.0 and php-vcr write a bare list of them.
func isInteraction(v *location.Value) bool {
	q, p := v.Member("request"), v.Member("response")
	return kindOf(q) == location.Object && (q.Member("uri") != nil || q.Member("url") != nil) &&
		kindOf(p) == location.Object && (p.Member("status") != nil || p.Member("code") != nil)
}

// vcr reads cassettes, in YAML or JSON: of go-vcr (versions 1 and 2 of its
// form, which its releases 1 to 4 write), of VCR for Ruby (1 to 6), of vcrpy,
// betamax and php-vcr. They differ in where status and body stand.
func (r *reader) vcr(d *document) error {
	r.Format = VCR
	list := d.root
	for _, name := range []string{"http_interactions", "interactions"} {
		if v := d.root.Member(name); kindOf(v) == location.Array {
			list = v
		}
	}
	for i, interaction := range list.Items {
		q, p := d.cassetteRequest(interaction.Member("request")), d.cassetteResponse(interaction.Member("response"))
		if !looksLikeURL(q.Target) || p.Status == 0 {
			r.skip(fmt.Sprintf("interactions[%d]", i), d.at(interaction), "the interaction lacks a URL or a status")
			continue
		}
		r.recorded(&Exchange{Request: q, Response: p, RecordedAt: timeOf(interaction.Member("recorded_at"))})
	}
	return nil
}

func (d *document) cassetteRequest(v *location.Value) *Request {
	q := &Request{
		Method: strings.ToUpper(strings.TrimPrefix(str(v, "method"), ":")), // a symbol of Ruby
		Proto:  str(v, "proto"), Header: d.fields(v.Member("headers")), Position: d.at(v),
	}
	url := str(v, "uri")
	if url == "" {
		url = str(v, "url")
	}
	q.absolute(url)
	q.Body, q.BodyUnread = d.cassetteBody(v.Member("body"), q.Header)
	return q
}

func (d *document) cassetteResponse(v *location.Value) *Response {
	p := &Response{Proto: str(v, "proto"), Header: d.fields(v.Member("headers")), Position: d.at(v)}
	if version := str(v, "http_version"); version != "" {
		p.Proto = "HTTP/" + version
	}
	switch s := v.Member("status"); {
	case v.Member("code") != nil: // go-vcr: status is "200 OK"
		p.Status, p.StatusPosition = status(v.Member("code")), d.at(v.Member("code"))
		p.Reason = strings.TrimSpace(strings.TrimPrefix(str(v, "status"), fmt.Sprint(p.Status)))
	case kindOf(s) == location.Object:
		p.Status, p.StatusPosition = status(s.Member("code")), d.at(s.Member("code"))
		p.Reason = str(s, "message")
	case s != nil: // "HTTP/1.1 200 OK" or "200 OK"
		words := strings.Fields(s.Text)
		if len(words) > 1 && strings.HasPrefix(words[0], "HTTP/") {
			p.Proto, words = words[0], words[1:]
		}
		if len(words) > 0 {
			p.Status, p.StatusPosition = status(&location.Value{Kind: location.String, Text: words[0]}), d.at(s)
			p.Reason = strings.Join(words[1:], " ")
		}
	}
	p.Body, p.BodyUnread = d.cassetteBody(v.Member("body"), p.Header)
	return p
}

// cassetteBody reads a body that is a string, or an object that has it as
// `string` or `base64_string`.
func (d *document) cassetteBody(v *location.Value, h Header) (*location.Text, string) {
	if kindOf(v) != location.Object {
		return d.payload(v, "", h)
	}
	if s := v.Member("base64_string"); s != nil {
		return d.payload(s, "base64", h)
	}
	if s := v.Member("string"); s != nil {
		return d.payload(s, "", h)
	}
	if len(v.Members) == 0 {
		return nil, ""
	}
	return nil, "the cassette keeps the body in a way that is not known here"
}
