package check

import (
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

var ctx009 = register(rule.Rule{
	ID:     "CTX-009",
	Title:  "the context URL has the host and the version segment of the request",
	Levels: rule.Levels{V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
	Why: "A context of another host or another version is that of another service: a client that fetches its metadata reads what it did not ask, " +
		"and takes its credentials there. Often a gateway or a mock forgot to rewrite it. Relative contexts, and recordings whose hosts were replaced, say nothing.",
	Sources: []string{"OData Protocol 4.01, 10"},
	Failing: `GET https://host/v1.0/Customers: {"@odata.context": "https://host/beta/$metadata#Customers", "value": []}`,
	Passing: `GET https://host/v1.0/Customers: {"@odata.context": "https://host/v1.0/$metadata#Customers", "value": []}`,
})

func init() { ctx009.Body = contextHost }

func contextHost(c *Case, b *Body) {
	if b.Parsed == nil || b.Rejected || c.Error() || b.Parsed.Relative || !c.absolute() {
		return
	}
	u, ok := c.contextURL()
	if !ok || u.Host == "" {
		return
	}
	asked := c.Request.URL
	m := c.contextMark(ctx009)
	switch {
	case !sameHost(u, asked, c.Request.SchemeAssumed):
		m.Message, m.Cause = "the context's host is not the request's", "host"
		m.Expected, m.Actual = asked.Host, u.Host
	case c.otherVersionAsked(u):
		m.Message, m.Cause = "the context's version is not the request's", "version"
		m.Expected = asked.Path
	default:
		return
	}
	c.Report(m)
}

// otherVersionAsked holds the context's path against the service root where
// that is known, else the two first segments, which in Graph are versions.
func (c *Case) otherVersionAsked(u *url.URL) bool {
	root := strings.TrimSuffix(u.Path, "$metadata")
	if c.Target != nil && c.Profile != rule.Graph {
		return otherVersion(root, unescapedPath(c.Root)+"/")
	}
	return otherVersion(firstSegment(root), firstSegment(c.Request.URL.Path))
}

// sameHost compares host and port; a port that its scheme implies counts as
// said, and an assumed scheme implies none.
func sameHost(a, b *url.URL, assumed bool) bool {
	if !strings.EqualFold(a.Hostname(), b.Hostname()) {
		return false
	}
	if assumed && (a.Port() == "" || b.Port() == "") {
		return true
	}
	return port(a) == port(b) || a.Port() == "" && b.Port() == ""
}

func port(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "http":
		return "80"
	case u.Scheme == "https":
		return "443"
	}
	return ""
}

// otherVersion reports whether two paths differ in one segment alone, and
// that one names a version on either side: v1.0 and beta, V2 and V3.
func otherVersion(a, b string) bool {
	as, bs := strings.Split(strings.Trim(a, "/"), "/"), strings.Split(strings.Trim(b, "/"), "/")
	if len(as) != len(bs) {
		return false
	}
	differ := 0
	for i := range as {
		if strings.EqualFold(as[i], bs[i]) {
			continue
		}
		if differ++; !isVersion(as[i]) && !isVersion(bs[i]) {
			return false
		}
	}
	return differ == 1
}

// isVersion reports whether a path segment names a version by its number: v1,
// v1.0, 4.0.
func isVersion(s string) bool {
	s = strings.TrimLeft(s, "vV")
	return s != "" && strings.Trim(s, "0123456789.") == "" && s[0] != '.'
}
