package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent017 = register(rule.Rule{
	ID:     "ENT-017",
	Title:  "an advertised operation is bound to the type it stands on, and is an object",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "#NS.Op says that the action or function can be called here. One that is bound to another type cannot; " +
		"in OData 4.01, null says that it cannot be called now. The object may have a title and a target.",
	Sources: []string{"OData JSON Format 4.01, 16", "OData JSON Format 4.01, 17"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "no": "1", "#NS.closeCustomer": {}}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Orders/$entity", "no": "1", "#NS.close": {}}`,
})

func init() {
	ent017.Member = func(c *Case, o *Object, m *Member) {
		if !m.Operation {
			return
		}
		t := edm.TypeRef{}
		if target, _, _ := strings.Cut(m.Name, "#"); target != "" {
			if o.Type == nil {
				return
			}
			if n := c.Model.NavigationProperty(o.Type, target); n != nil {
				t = n.Type
			} else if p := c.Model.Property(o.Type, target); p != nil {
				t = p.Type
			}
		} else if o.Type != nil && !o.Rejected {
			t.Name = o.Type.QualifiedName()
		}
		c.advertised(o.Value, m, t)
	}
	ent017.Body = func(c *Case, b *Body) {
		if b.Rejected || c.Error() || !b.Known || !b.Shape.ValueArray() {
			return
		}
		for i := range b.Root.Members {
			if m := classify(&b.Root.Members[i], ""); m.Operation {
				t := b.Type
				t.Collection = true
				c.advertised(b.Root, m, t)
			}
		}
	}
}

// advertised judges an advertised operation of a value of that type; a zero
// type is not known.
func (c *Case) advertised(object *location.Value, m *Member, t edm.TypeRef) {
	mark := Mark{Rule: ent017.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: object, Name: m.Name, Type: t.Name, Actual: m.Name}
	switch {
	case m.Value.Kind == location.Null && c.Version.V401, m.Value.Kind == location.Object:
	default:
		mark.Offset, mark.Actual, mark.Expected = 0, show(m.Value), "an object"
		mark.Message, mark.Cause = "an advertised operation is "+article(m.Value.Kind.String())+", not an object", "form"
		c.Report(mark)
		return
	}
	_, name, _ := strings.Cut(m.Name, "#")
	name, _, _ = strings.Cut(name, "(")
	if t.Name == "" || !c.Contract.Whole(namespace(name)) {
		return
	}
	found := false
	bound := func(p *edm.Parameter) bool {
		found = true
		return p != nil && p.Type.Collection == t.Collection && (c.Model.IsA(t.Name, p.Type.Name) || t.Name == "")
	}
	for _, a := range c.Model.Actions(name) {
		if bound(a.Binding()) {
			return
		}
	}
	for _, f := range c.Model.Functions(name) {
		if bound(f.Binding()) {
			return
		}
	}
	mark.Cause, mark.Message = name, "the contract has no operation "+name
	if found {
		mark.Message = name + " is not bound to " + t.String()
	}
	c.Report(mark)
}
