package lint

import (
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

// containedCause is by what check tells a reference to something contained
// from others that are wrong.
const containedCause = "contained"

var doc019 = register(rule.Rule{
	ID:     "DOC-019",
	Title:  "no example refers by $ref or @odata.bind to what a navigation property contains",
	Levels: rule.All(rule.Error),
	Why: "Where the CSDL says ContainsTarget, the entity belongs to its parent and is addressed through it alone: it is created and deleted there, and cannot be added or removed by reference. " +
		"Either the example is wrong, or the annotation is. It is REQ-006 as documentation meets it.",
	Sources: []string{"OData CSDL XML 4.01, 8.4", "OData Protocol 4.01, 11.4.6"},
	Failing: "POST /teams/{id}/channels/$ref, where channels contains its target",
	Passing: "POST /groups/{id}/members/$ref, where members does not",
})

func init() { doc019.Example = containedRef }

func containedRef(p *page, ex *apidoc.Example) {
	m := ex.RequestMessage
	if m == nil || m.Method == "" || !strings.ContainsAny(m.Target, "$%") || p.elsewhere(m.Target) {
		return
	}
	t, _, err := p.contract.Target(pathOf(m.Target))
	if err != nil || t == nil || t.Kind != uri.TargetReference && t.Kind != uri.TargetReferences {
		return
	}
	n := t.NavigationProperty
	if n == nil || !n.ContainsTarget.IsTrue() {
		return
	}
	p.report(mark{rule: doc019, at: m.TargetPosition, typeName: t.DeclaredType.Name, property: n.Name,
		message: n.Name + " contains its target: an entity there is not referred to by $ref", expected: "the path without $ref",
		actual: m.Method + " " + pathOf(m.Target), rests: placeText(n.Place), cause: "$ref " + n.Name})
}
