package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent003 = register(rule.Rule{
	ID:     "ENT-003",
	Title:  "a closed type has no undocumented property",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"live":         rule.All(rule.Warning),
		"an open type": rule.All(rule.Info),
	},
	Why: "This is a rule of the contract, not of the protocol: OData lets a service return properties that its metadata does not advertise, and clients " +
		"must be prepared for them. A recorded or documented answer that has one contradicts the documentation all the same, and a slip of spelling " +
		"looks just so. In live answers it is a warning: services grow. Never on annotations, advertised operations, aliases of $compute and $apply, " +
		"$value, or properties of the type that the value's own type annotation names.",
	Sources: []string{"OData Protocol 4.01, 11.2.2", "OData Protocol 4.01, 11.2.5"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "nmae": "Contoso"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "name": "Contoso"}`,
})

func init() { ent003.Object = dynamicProperties }

// maxHints bounds the undocumented members of one object for which a near
// name is looked for.
const maxHints = 64

// reportUndocumented says which members of an object its type does not
// declare, and what they were probably meant to be.
func (c *Case) reportUndocumented(s *spot) {
	t := c.Model.Structured(s.Type)
	if t == nil {
		return
	}
	free := c.free(t, s.value)
	expected, hints := expectedNames(free), 0
	named := control(s.value, "type") != nil
	for i := range s.value.Members {
		m := classify(&s.value.Members[i], s.pointer)
		if m.Annotation || m.Operation || c.declares(t, m.Name) || c.computed(m.Name) || m.Name == "$value" {
			continue
		}
		if right := c.Model.PropertyFold(t, m.Name); len(right) > 0 {
			c.reportNameCase(s, t, m, right[0])
			continue
		}
		if c.instead != nil && c.Model.IsA(t.QualifiedName(), c.insteadOf) && c.declares(c.instead, m.Name) {
			continue // of the other type CTX-006 speaks
		}
		if hints++; hints <= maxHints && !named {
			if d := c.derivedWith(t, m.Name); d != nil {
				c.reportUnnamed(s, t, m, d)
				continue
			}
		}
		mark := Mark{Rule: ent003.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: s.value, Name: m.Name,
			Type: t.QualifiedName(), Rests: t.Where(), Message: "property is not documented on this type",
			Expected: expected, Actual: m.Name}
		if hints <= maxHints {
			if near := nearest(m.Name, free); near != "" {
				mark.Hint = "did you mean " + near + "?"
			}
		}
		if strings.HasPrefix(m.Name, "odata.") {
			mark.Hint = "did you mean @" + m.Name + "?"
		}
		if c.Judge.opt.Live {
			levels := ent003.Cases["live"]
			mark.Levels = &levels
		}
		c.Report(mark)
	}
}

// dynamicProperties notes what an open type does not declare.
func dynamicProperties(c *Case, o *Object) {
	if o.Type == nil || !c.Model.IsOpen(o.Type) || o.Rejected || o.Kind != EntityValue && o.Kind != ComplexValue {
		return
	}
	for i := range o.Value.Members {
		m := classify(&o.Value.Members[i], o.Pointer)
		if m.Annotation || m.Operation || c.declares(o.Type, m.Name) || c.computed(m.Name) || m.Name == "$value" {
			continue
		}
		if !c.once("ENT-003 " + o.Type.QualifiedName() + "/" + m.Name) {
			continue
		}
		levels := ent003.Cases["an open type"]
		c.Report(Mark{Rule: ent003.Rule, Levels: &levels, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: o.Value, Name: m.Name,
			Type: o.Type.QualifiedName(), Message: "dynamic property of an open type", Actual: m.Name, Cause: "open"})
	}
}

// derivedWith is a type derived from t that declares the property, or nil.
func (c *Case) derivedWith(t edm.StructuredType, name string) edm.StructuredType {
	for d := range c.Model.AllDerived(t.QualifiedName()) {
		if c.declares(d, name) {
			return d
		}
	}
	return nil
}

// computed reports whether the name may be an alias that the request's
// $compute or $apply makes.
func (c *Case) computed(string) bool {
	return c.asks("$compute", "$apply", "compute", "apply")
}
