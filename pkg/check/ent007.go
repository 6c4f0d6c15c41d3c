package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent007 = register(rule.Rule{
	ID:     "ENT-007",
	Title:  "a type annotation is a URL whose fragment is the type's name: it begins with #, and built-in types stand without Edm.",
	Levels: rule.Levels{V401: rule.Warning, V40: rule.Error, Graph: rule.Info},
	Cases: map[string]rule.Levels{
		"a built-in type with its namespace": rule.All(rule.Warning),
	},
	Why: "Without the number sign the value is a relative URL, not a name. OData 4.01 lets built-in types stand without it: Int64. " +
		"Their namespace is never written: #Int64, #Collection(String). Graph's documentation writes both forms.",
	Sources: []string{"OData JSON Format 4.01, 4.5.3", "OData JSON Format 4.01, 24 (clause 9b)"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "@odata.type": "NS.VipCustomer", "id": 1}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "@odata.type": "#NS.VipCustomer", "id": 1}`,
})

func init() {
	ent007.Member = func(c *Case, o *Object, m *Member) {
		if m.Control == "type" {
			c.typeWritten(o.Value, m)
		}
	}
	ent007.Body = func(c *Case, b *Body) {
		if m := c.envelopeType(); m != nil {
			c.typeWritten(b.Root, m)
		}
	}
}

// envelopeType is the type annotation of a body that wraps its value, or nil.
func (c *Case) envelopeType() *Member {
	b := c.Body
	if b.Rejected || c.Error() || !b.Known || !b.Shape.ValueArray() && !b.Shape.ValueSingle() {
		return nil
	}
	for _, target := range []string{"", "value"} {
		if m := c.controlOf(b.Root, target, "type"); m != nil {
			return classify(m, "")
		}
	}
	return nil
}

func (c *Case) typeWritten(object *location.Value, m *Member) {
	if m.Value.Kind != location.String || m.Value.Text == "" {
		return
	}
	t := readType(m.Value.Text)
	builtin := edm.Primitive(t.ref.Name) != nil
	mark := Mark{Rule: ent007.Rule, Value: m.Value, Pointer: m.Pointer, Object: object, Name: m.Name, Actual: show(m.Value)}
	switch {
	case builtin && t.qualified:
		levels := ent007.Cases["a built-in type with its namespace"]
		mark.Levels, mark.Cause = &levels, "Edm"
		mark.Message = "a built-in type is written without its namespace"
		mark.Expected = "#" + shortType(t.ref)
	case !t.hash && !(builtin && c.Version.V401):
		mark.Message, mark.Cause = "the type annotation does not begin with #", "hash"
		mark.Expected = "#" + t.text
	default:
		return
	}
	c.Report(mark)
}

// shortType writes a built-in type as type annotations do.
func shortType(ref edm.TypeRef) string {
	name := ref.Name[len("Edm."):]
	if ref.Collection {
		return "Collection(" + name + ")"
	}
	return name
}
