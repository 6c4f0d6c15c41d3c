package exchange

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// isPostman reports whether a document is a Postman collection v2, bare or
// as Postman's API gives it.
func isPostman(root *location.Value) bool {
	if c := root.Member("collection"); kindOf(c) == location.Object {
		root = c
	}
	info := root.Member("info")
	return kindOf(info) == location.Object && kindOf(root.Member("item")) == location.Array &&
		(strings.Contains(str(info, "schema"), "/collection/") || info.Member("_postman_id") != nil)
}

// maxFolders bounds the nesting of a collection's folders.
const maxFolders = 64

// postman reads the saved example responses of a Postman collection
// (v2.0 and v2.1), each with the request that it was saved with.
func (r *reader) postman(d *document) error {
	r.Format = Postman
	root := d.root
	if c := root.Member("collection"); kindOf(c) == location.Object {
		root = c
	}
	var variables []string
	if list := root.Member("variable"); kindOf(list) == location.Array {
		for _, v := range list.Items {
			if value := str(v, "value"); value != "" {
				variables = append(variables, "{{"+str(v, "key")+"}}", value)
			}
		}
	}
	p := postmanReader{reader: r, doc: d, variables: strings.NewReplacer(variables...)}
	p.items(root.Member("item"), "", 0)
	return nil
}

type postmanReader struct {
	*reader
	doc       *document
	variables *strings.Replacer
}

func (p *postmanReader) items(list *location.Value, folder string, depth int) {
	for _, item := range list.Items {
		name := strings.TrimPrefix(folder+"/"+str(item, "name"), "/")
		responses := item.Member("response")
		switch {
		case kindOf(item.Member("item")) == location.Array && depth < maxFolders:
			p.items(item.Member("item"), name, depth+1)
		case item.Member("request") == nil:
			p.skip(name, p.doc.at(item), "the item has no request")
		case kindOf(responses) != location.Array || len(responses.Items) == 0:
			p.skip(name, p.doc.at(item), "the request has no saved response")
		default:
			for _, response := range responses.Items {
				p.example(name, item.Member("request"), response)
			}
		}
	}
}

func (p *postmanReader) example(name string, request, response *location.Value) {
	if original := response.Member("originalRequest"); original != nil && original.Kind != location.Null {
		request = original
	}
	if title := str(response, "name"); title != "" {
		name += ": " + title
	}
	d := p.doc
	resp := &Response{
		Status: status(response.Member("code")), Reason: str(response, "status"), Header: p.header(response.Member("header")),
		Position: d.at(response), StatusPosition: d.at(response.Member("code")),
	}
	resp.Body, resp.BodyUnread = d.payload(response.Member("body"), "", resp.Header)
	p.recorded(&Exchange{Name: name, Request: p.request(request), Response: resp})
}

func (p *postmanReader) request(v *location.Value) *Request {
	d := p.doc
	q := &Request{Method: "GET", Position: d.at(v)}
	if v.Kind == location.String { // v2.0 allows the URL alone
		q.setTarget(p.variables.Replace(v.Text))
		return q
	}
	if method := str(v, "method"); method != "" {
		q.Method = method
	}
	q.Header = p.header(v.Member("header"))
	target, pattern := p.target(v.Member("url"))
	q.setTarget(target)
	q.Pattern = q.Pattern || pattern
	body := v.Member("body")
	switch mode := str(body, "mode"); {
	case kindOf(body) != location.Object, kindOf(body.Member("disabled")) == location.True, mode == "":
	case mode == "raw":
		q.Body, q.BodyUnread = d.payload(body.Member("raw"), "", nil)
		if q.Body != nil && strings.Contains(string(q.Body.Data), "{{") {
			q.Body, q.BodyUnread = nil, "the request's body has variables"
		}
	default:
		q.BodyUnread = "the request's body is kept as " + mode
	}
	return q
}

// target is the URL of a request: variables of the collection and of the
// path (`:id`) are put in where their values are known; pattern says that
// one is not.
func (p *postmanReader) target(v *location.Value) (target string, pattern bool) {
	if kindOf(v) == location.String {
		return p.variables.Replace(v.Text), false
	}
	target = p.variables.Replace(str(v, "raw"))
	path, query, hasQuery := strings.Cut(target, "?")
	values := map[string]string{}
	if list := v.Member("variable"); kindOf(list) == location.Array {
		for _, variable := range list.Items {
			values[str(variable, "key")] = p.variables.Replace(str(variable, "value"))
		}
	}
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if name, ok := strings.CutPrefix(segment, ":"); ok && name != "" {
			if value := values[name]; value != "" {
				segments[i] = value
			} else {
				pattern = true
			}
		}
	}
	target = strings.Join(segments, "/")
	if hasQuery {
		target += "?" + query
	}
	return target, pattern
}

// header reads an array of keys and values, or the text of a head.
func (p *postmanReader) header(v *location.Value) Header {
	if kindOf(v) == location.String {
		h, _, err := readHeader(p.doc.content(v), 0)
		if err != nil {
			return nil
		}
		return h
	}
	if kindOf(v) != location.Array {
		return nil
	}
	var h Header
	for _, item := range v.Items {
		if name := str(item, "key"); name != "" && kindOf(item.Member("disabled")) != location.True {
			h = append(h, Field{Name: name, Value: p.variables.Replace(str(item, "value")), Position: p.doc.at(item)})
		}
	}
	return h
}
