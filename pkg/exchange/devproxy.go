package exchange

import (
	"fmt"
	"path"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// isDevProxy reports whether a document is a mocks file of Dev Proxy: mocks
// with request and response, or, before 0.14, responses with a URL and
// members such as responseBody.
func isDevProxy(root *location.Value) bool {
	if mocks := root.Member("mocks"); kindOf(mocks) == location.Array {
		return strings.Contains(str(root, "$schema"), "mockresponse") || len(mocks.Items) > 0 && everyItem(mocks, func(v *location.Value) bool {
			return kindOf(v.Member("request")) == location.Object && v.Member("request").Member("url") != nil
		})
	}
	responses := root.Member("responses")
	return kindOf(responses) == location.Array && len(responses.Items) > 0 && everyItem(responses, func(v *location.Value) bool {
		return v.Member("id") == nil && kindOf(v.Member("url")) == location.String &&
			(v.Member("responseBody") != nil || v.Member("responseCode") != nil || v.Member("responseHeaders") != nil)
	})
}

// devProxy reads the mocks of Dev Proxy. Its defaults are GET and 200; a URL
// with `*` is a pattern; a body "@file" is in a file beside the mocks.
func (r *reader) devProxy(d *document) error {
	r.Format = DevProxy
	if mocks := d.root.Member("mocks"); kindOf(mocks) == location.Array {
		for i, mock := range mocks.Items {
			request, response := mock.Member("request"), mock.Member("response")
			if kindOf(request) != location.Object || kindOf(response) != location.Object {
				r.skip(fmt.Sprintf("mocks[%d]", i), d.at(mock), "the mock lacks a request or a response")
				continue
			}
			r.mock(d, request, response, "statusCode", "headers", "body")
		}
		return nil
	}
	for _, mock := range d.root.Member("responses").Items {
		r.mock(d, mock, mock, "responseCode", "responseHeaders", "responseBody")
	}
	return nil
}

// mock adds one mock; the last three are the names of its response's parts.
func (r *reader) mock(d *document, request, response *location.Value, code, headers, body string) {
	q := &Request{Method: strings.ToUpper(str(request, "method")), Position: d.at(request)}
	if q.Method == "" {
		q.Method = "GET"
	}
	if url := str(request, "url"); strings.Contains(url, "*") {
		q.setPattern(url)
	} else {
		q.setTarget(url)
	}
	if request.Member("bodyFragment") != nil {
		q.BodyUnread = "the mock matches a fragment of the request's body"
	}
	p := &Response{Status: 200, Position: d.at(response), StatusPosition: d.at(response)}
	if v := response.Member(code); v != nil {
		p.Status, p.StatusPosition = status(v), d.at(v)
	}
	if h := response.Member(headers); kindOf(h) == location.Object {
		p.Header = d.fields(h)
	} else {
		p.Header = d.pairs(h, "name", "value")
	}
	p.Body, p.BodyUnread = r.mockBody(d, response.Member(body), p.Header)
	r.recorded(&Exchange{Request: q, Response: p})
}

func (r *reader) mockBody(d *document, v *location.Value, h Header) (*location.Text, string) {
	if kindOf(v) != location.String || !strings.HasPrefix(v.Text, "@") {
		return d.payload(v, "", h)
	}
	text, err := r.beside(strings.TrimPrefix(v.Text, "@"), path.Dir(r.opt.Path))
	if err != nil {
		return nil, err.Error()
	}
	if len(text.Data) == 0 {
		return nil, ""
	}
	return text, ""
}
