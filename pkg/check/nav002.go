package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var nav002 = register(rule.Rule{
	ID:     "NAV-002",
	Title:  "a navigation property is inlined only where the request expands it",
	Levels: rule.Levels{V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
	Why: "A service may return more than was asked for, so this is no violation; but a client that never asked pays for it, and tests that see it rely on it. " +
		"Excused are Core.AutoExpand, answers to writing requests, deltas and results of operations.",
	Sources: []string{"OData Protocol 4.01, 11.2.5.2", "OData Vocabularies 4.0, Org.OData.Core.V1.AutoExpand"},
	Failing: `GET Customers → {"@odata.context": "https://host/service/$metadata#Customers", "value": [{"id": 1, "orders": []}]}`,
	Passing: `GET Customers?$expand=orders → {"@odata.context": "https://host/service/$metadata#Customers(orders())", "value": [{"id": 1, "orders": []}]}`,
})

func init() { nav002.Member = inlinedUnasked }

func inlinedUnasked(c *Case, o *Object, m *Member) {
	if m.Navigation == nil || o.Asked == nil || o.Delta || o.Rejected || c.Request.Method != "GET" || m.Value.Kind == location.Null {
		return
	}
	if c.Target == nil || c.Target.Opaque || c.Target.IsCall() {
		return
	}
	if item, _ := o.Asked.Expanded(m.Name); item != nil || autoExpanded(m.Navigation) || !c.once("NAV-002 "+o.Type.QualifiedName()+"/"+m.Name) {
		return
	}
	c.Report(Mark{Rule: nav002.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(),
		Rests: m.Navigation.Place, Message: m.Name + " is inlined, and the request does not expand it", Expected: "$expand=" + m.Name, Actual: m.Name})
}

func autoExpanded(n *edm.NavigationProperty) bool {
	for _, term := range []string{"Org.OData.Core.V1.AutoExpand", "Org.OData.Core.V1.AutoExpandReferences"} {
		if yes, ok := edm.FindAnnotation(n.Annotations, term).Bool(); ok && yes {
			return true
		}
	}
	return false
}
