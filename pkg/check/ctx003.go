package check

import (
	"errors"
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx003 = register(rule.Rule{
	ID:     "CTX-003",
	Title:  "the root context, resolved against the request URL, is the service's $metadata URL",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"a nested context of another service": rule.All(rule.Info),
	},
	Why: "The part of a context URL before the fragment is the canonical URL of the metadata document; a client fetches it to learn the types. " +
		"It may be relative, and may have a query ($schemaversion). Graph puts a workload's path into it (/beta/reports/$metadata), which is silent in its profile.",
	Sources: []string{"OData Protocol 4.01, 10", "OData JSON Format 4.01, 4.3"},
	Failing: `{"@odata.context": "https://host/service/metadata#Customers", "value": []}`,
	Passing: `{"@odata.context": "$metadata#Customers", "value": []}`,
})

func init() { ctx003.Body = contextRoot }

// contextURL is what stands before the fragment of the root context, resolved
// against the request's URL where that is known (JSON Format 4.01, 4.3).
func (c *Case) contextURL() (*url.URL, bool) {
	if c.Body == nil || c.Body.Parsed == nil {
		return nil, false
	}
	u, err := url.Parse(c.Body.Parsed.Base)
	if err != nil {
		return nil, false
	}
	if c.absolute() {
		u = c.Request.URL.ResolveReference(u)
	}
	return u, true
}

func contextRoot(c *Case, b *Body) {
	if b.Parsed == nil || b.Rejected || c.Error() {
		return
	}
	u, ok := c.contextURL()
	if !ok {
		return // CTX-010 speaks of illegal encoding
	}
	m := c.contextMark(ctx003)
	root, isMetadata := strings.CutSuffix(u.Path, "$metadata")
	switch {
	case b.Parsed.Base == "" && !c.absolute():
		return
	case !isMetadata || root != "" && !strings.HasSuffix(root, "/"):
		m.Message = "the context URL does not name the metadata document"
		m.Expected = "the service root, $metadata and a fragment"
	case c.otherRoot(u, root):
		m.Message = "the context URL does not name the metadata document of the service that was asked"
		m.Expected = c.Root + "/$metadata"
	default:
		return
	}
	if b.Parsed.Relative {
		m.Hint = "resolved against the request, it is " + u.String()
	}
	b.Rejected = true
	c.Report(m)
}

// otherDocument speaks of a context whose fault stands before its fragment:
// what it names is no metadata document, whatever the fragment says.
func (c *Case) otherDocument() bool {
	b := c.Body
	var fault *uri.SyntaxError
	if !errors.As(b.ParseError, &fault) || fault.Offset >= strings.IndexByte(b.Context.Value.Text, '#') {
		return false
	}
	m := c.contextMark(ctx003)
	m.Message = "the context URL does not name the metadata document: " + fault.Message
	m.Expected = "the service root, $metadata and a fragment"
	m.Cause = fault.Message
	b.Rejected = true
	c.Report(m)
	return true
}

// otherRoot reports whether a context's root is not the one that the request
// asked. It is only where the request's path resolved in the container that
// the root is known, and another host (CTX-009) says nothing of paths: a
// gateway stands between. Servers differ in whether case counts in paths.
func (c *Case) otherRoot(u *url.URL, root string) bool {
	if c.Profile == rule.Graph || c.Target == nil || !c.absolute() || !strings.EqualFold(u.Hostname(), c.Request.URL.Hostname()) {
		return false
	}
	asked := unescapedPath(c.Root) + "/"
	return !strings.EqualFold(root, asked) && !otherVersion(root, asked)
}

func unescapedPath(p string) string {
	if s, err := url.PathUnescape(p); err == nil {
		return s
	}
	return p
}
