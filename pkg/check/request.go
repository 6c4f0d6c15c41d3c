package check

import (
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/uri"
)

// query is the query of the request, option by option, as far as it can be
// read. It is nil where no request is known, and where its URL is a pattern
// or a template that nobody asked as it stands.
func (c *Case) query() *uri.Query {
	r := c.Request
	if r == nil || r.URL == nil || r.Pattern || uri.HasPlaceholder(r.URL.RawQuery) {
		return nil
	}
	q, _ := uri.ParseQuery(r.URL.RawQuery)
	return q
}

// option is the value of the request's query option of that name, and whether
// it has one. Options are told apart by "&" alone: ";" stands within them, as
// in $format=application/json;odata.metadata=full.
func (c *Case) option(name string) (value string, ok bool) {
	if c.Request == nil || c.Request.URL == nil {
		return "", false
	}
	for _, o := range strings.Split(c.Request.URL.RawQuery, "&") {
		written, value, _ := strings.Cut(o, "=")
		if unescapeQuery(written) == name {
			return unescapeQuery(value), true
		}
	}
	return "", false
}

// continues reports whether the request follows a next or delta link: a token
// in it stands for what the first request asked.
func continues(q *uri.Query) bool {
	for _, o := range q.Options {
		switch {
		case o.Kind == uri.SkipTokenOption, o.Kind == uri.DeltaTokenOption:
			return true
		case o.Kind == uri.CustomOption && strings.Contains(strings.ToLower(o.Name), "token"):
			return true
		}
	}
	return false
}

// computed lists the names that $compute and $apply introduce, at any level
// of the request.
func computed(q *uri.Query) []string {
	if q == nil {
		return nil
	}
	names := q.Computed()
	var nested func(options []*uri.Option)
	nested = func(options []*uri.Option) {
		for _, o := range options {
			for _, i := range o.Items {
				names = append(names, (&uri.Query{Options: i.Options}).Computed()...)
				nested(i.Options)
			}
		}
	}
	nested(q.Options)
	return names
}

// asksGET reports whether the answer is to a reading request: GET, or POST to
// /$query, which reads as well (URL Conventions 4.17).
func (c *Case) asksGET() bool {
	if c.Request == nil {
		return false
	}
	return c.Request.Method == "GET" || c.Request.Method == "POST" && c.lastSegment() == "$query"
}

// lastSegment is the last segment of the request's path, decoded; "" where no
// request is known.
func (c *Case) lastSegment() string {
	if c.Request == nil || c.Request.URL == nil {
		return ""
	}
	path := strings.TrimSuffix(c.Request.URL.EscapedPath(), "/")
	last := path[strings.LastIndexByte(path, '/')+1:]
	if s, err := url.PathUnescape(last); err == nil {
		return s
	}
	return last
}

// absolute reports whether the request's URL says whom it asks, and is what
// was really asked: with a path alone, or after redaction, it proves nothing
// about hosts and roots.
func (c *Case) absolute() bool {
	return c.Request != nil && c.Request.URL != nil && c.Request.URL.Host != "" && !c.Request.Pattern && !c.Exchange.Redacted
}
