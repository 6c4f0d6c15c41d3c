package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent015 = register(rule.Rule{
	ID:     "ENT-015",
	Title:  "a dynamic property says its type, unless it is a Boolean, a String, a Double or null",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "What the type does not declare a client reads by its JSON form: a number is a Double, a string is a String. " +
		"Of an array or an object the form says nothing; the annotation does, on the property or, of an object, within it. " +
		"Documentation leaves control information out of its examples: there nothing is said of it. It is said once for each property.",
	Sources: []string{"OData JSON Format 4.01, 4.5.3"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Products/$entity", "id": 1, "colours": ["red"]}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Products/$entity", "id": 1, "colours@odata.type": "#Collection(String)", "colours": ["red"]}`,
})

func init() { ent015.Member = dynamicSaysType }

func dynamicSaysType(c *Case, o *Object, m *Member) {
	if c.Example || o.Type == nil || o.Rejected || m.Annotation || m.Operation || m.Declared() || c.Level.None() || !c.Model.IsOpen(o.Type) {
		return
	}
	if o.Kind != EntityValue && o.Kind != ComplexValue || m.Value.Kind != location.Array && m.Value.Kind != location.Object {
		return
	}
	if c.computed(m.Name) || m.Name == "$value" || c.applied() || c.controlOf(o.Value, m.Name, "type") != nil || c.excused(o.Value, m.Name) || saysOwnType(m.Value) || !c.once("ENT-015 "+o.Type.QualifiedName()+"/"+m.Name) {
		return
	}
	c.Report(Mark{Rule: ent015.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(), Rests: o.Type.Where(),
		Message: "the dynamic property " + m.Name + " is " + article(m.Value.Kind.String()) + ", and does not say its type", Expected: m.Name + "@odata.type", Actual: m.Value.Kind.String()})
}

// saysOwnType reports whether a value, or each item of it, is an object that
// says its type, or its context.
func saysOwnType(v *location.Value) bool {
	if v.Kind == location.Array {
		for _, it := range v.Items {
			if it.Kind != location.Object || !saysOwnType(it) {
				return false
			}
		}
		return len(v.Items) > 0
	}
	return control(v, "type") != nil || control(v, "context") != nil || isReference(v)
}
