package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx011 = register(rule.Rule{
	ID:     "CTX-011",
	Title:  "Collection(T) is not written where one entity set is certain to hold all items",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Info},
	Why: "The set tells a client where the entities live, so that it can address and change them; the type alone does not. Collection(T) is right for a navigation " +
		"property without binding, for operations without entity set, and for results of several sets. It is a finding only where path, binding or the operation's entity set path leave no doubt.",
	Sources: []string{"OData Protocol 4.01, 10.2", "OData Protocol 4.01, 10.16"},
	Failing: `GET https://host/service/Customers: {"@odata.context": "https://host/service/$metadata#Collection(NS.Customer)", "value": []}`,
	Passing: `GET https://host/service/Customers: {"@odata.context": "https://host/service/$metadata#Customers", "value": []}`,
})

func init() { ctx011.Body = contextNamesSet }

func contextNamesSet(c *Case, b *Body) {
	p, t := b.Promise, c.Target
	if p == nil || t == nil || b.Rejected || c.Error() || p.Shape != uri.EntityCollection || p.EntitySet != nil || p.Singleton != nil {
		return
	}
	if t.Kind != uri.TargetEntitySet || t.Opaque || t.NavigationSource == "" || t.EntitySet == nil && t.Singleton == nil || c.applied() {
		return
	}
	if !c.asksGET() && !t.IsCall() || t.Each {
		return
	}
	m := c.contextMark(ctx011)
	m.Message = "the context names the type " + p.Type.Name + ", though all items belong to " + t.NavigationSource
	m.Expected = "#" + t.NavigationSource
	if strings.Contains(t.NavigationSource, "/") {
		m.Expected += ", with the keys of its path"
	}
	m.Type = p.Type.Name
	c.Report(m)
}
