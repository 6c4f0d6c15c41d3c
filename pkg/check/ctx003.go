package check

import (
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

var ctx003 = register(rule.Rule{
	ID:     "CTX-003",
	Title:  "the root context, resolved against the request URL, is the service's $metadata URL",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "The part of a context URL before the fragment is the canonical URL of the metadata document; a client fetches it to learn the types. " +
		"It may be relative, and may have a query ($schemaversion). Graph puts a workload's path into it (/beta/reports/$metadata), which is silent in its profile.",
	Sources: []string{"OData Protocol 4.01, 10", "OData JSON Format 4.01, 4.3"},
	Failing: `{"@odata.context": "https://host/service/metadata#Customers", "value": []}`,
	Passing: `{"@odata.context": "$metadata#Customers", "value": []}`,
})

func init() { ctx003.Body = contextRoot }

func contextRoot(c *Case, b *Body) {
	if b.Parsed == nil || b.Rejected {
		return
	}
	u, err := url.Parse(b.Parsed.Base)
	if err != nil {
		return // CTX-010 speaks of illegal encoding
	}
	if c.Request != nil && c.Request.URL != nil {
		u = c.Request.URL.ResolveReference(u)
	}
	if b.Parsed.Base == "" || strings.HasSuffix(u.Path, "$metadata") && (u.Path == "$metadata" || strings.HasSuffix(u.Path, "/$metadata")) {
		return
	}
	m := c.contextMark(ctx003)
	m.Message = "the context URL does not name the metadata document"
	m.Expected = "the service root, $metadata and a fragment"
	b.Rejected = true
	c.Report(m)
}
