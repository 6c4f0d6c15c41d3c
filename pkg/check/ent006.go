package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent006 = register(rule.Rule{
	ID:     "ENT-006",
	Title:  "a value of a derived type says so in its type annotation",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "Without the annotation a client reads the value as the declared type and loses what only the derived one has. That a value is of a derived type " +
		"can only be told from properties that derived types alone declare. Never at metadata level none.",
	Sources: []string{"OData JSON Format 4.01, 4.5.3"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "vipLevel": 3}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "@odata.type": "#NS.VipCustomer", "id": 1, "vipLevel": 3}`,
})

// reportUnnamed speaks of an object that has a property of a derived type
// and no type annotation.
func (c *Case) reportUnnamed(s *spot, t edm.StructuredType, m *Member, derived edm.StructuredType) {
	if c.Level.None() || misspelledType(s.value) {
		return
	}
	c.Report(Mark{Rule: ent006.Rule, Value: m.Value, Offset: m.NameStart, Pointer: s.pointer, Object: s.value, Type: t.QualifiedName(),
		Message:  m.Name + " is a property of a type derived from " + t.QualifiedName() + ", but the value names no type",
		Expected: "@odata.type, such as #" + derived.QualifiedName(), Rests: derived.Where()})
}

// misspelledType reports whether an annotation is meant to name the value's
// type, and does not: ENT-011 speaks.
func misspelledType(v *location.Value) bool {
	for i := range v.Members {
		switch strings.ToLower(v.Members[i].Name) {
		case "@odata.type", "odata.type", "@type":
			return true // right ones have been read
		}
	}
	return false
}
