package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent002 = register(rule.Rule{
	ID:     "ENT-002",
	Title:  "all key properties are there unless this level is projected, and none is null",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"a null key":                           rule.All(rule.Error),
		"the documented example shows the key": rule.All(rule.Error),
	},
	Why: "Without its key an entity can be neither addressed nor told from another. Where the request or the context's select list projects a level, " +
		"a key may be left out; so it may in references, deltas, transient entities and at metadata level none. Graph really omits keys here and there: " +
		"it is a warning in its profile, unless the operation's own documented example shows the key.",
	Sources: []string{"OData Protocol 4.01, 11.2.5.1", "OData JSON Format 4.01, 4.5.8"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [{"name": "Contoso"}]}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [{"id": 1, "name": "Contoso"}]}`,
})

// reportMissingKeys says which keys an object lacks.
func (c *Case) reportMissingKeys(s *spot) {
	e := c.Model.EntityType(s.Type)
	if e == nil || s.projected || c.Level.None() || isReference(s.value) {
		return
	}
	for _, k := range c.Model.Key(e) {
		if s.value.Member(k.Path) != nil || c.standsFor(e, s.value, k.Path) {
			continue
		}
		m := Mark{Rule: ent002.Rule, Value: s.value, Pointer: s.pointer, Object: s.value, Name: k.Path, Type: s.Type,
			Message: "the key property " + k.Path + " is missing", Expected: k.Path, Cause: "missing"}
		if p := c.Model.Property(e, k.Path); p != nil {
			m.Rests = p.Place
		}
		if c.outermost(s.pointer) && c.Operation != nil && c.Operation.Shown[k.Path] {
			levels := ent002.Cases["the documented example shows the key"]
			m.Levels = &levels
		}
		c.Report(m)
	}
}

// outermost reports whether the pointer is the body's entity or one of its
// items.
func (c *Case) outermost(p location.Pointer) bool {
	if c.Body.Shape.ValueArray() {
		return strings.HasPrefix(string(p), "/value/") && strings.Count(string(p), "/") == 2
	}
	return p == ""
}

// isReference reports whether an object is an entity reference, or an entity
// known by its id alone (JSON Format 4.01, section 14).
func isReference(v *location.Value) bool {
	id := false
	for i := range v.Members {
		m := classify(&v.Members[i], "")
		if !m.Annotation && !m.Operation {
			return false
		}
		id = id || m.Target == "" && m.Control == "id"
	}
	return id
}

// isKey reports whether the property is part of the key.
func (c *Case) isKey(t edm.StructuredType, name string) bool {
	e, ok := t.(*edm.EntityType)
	if !ok {
		return false
	}
	for _, k := range c.Model.Key(e) {
		if k.Path == name {
			return true
		}
	}
	return false
}

func (c *Case) reportNullKey(s *spot) {
	levels := ent002.Cases["a null key"]
	m := s.mark(ent002)
	m.Levels, m.Cause = &levels, "null"
	m.Message, m.Expected = "the key property "+s.name+" is null", s.typeNote()
	c.Report(m)
}
