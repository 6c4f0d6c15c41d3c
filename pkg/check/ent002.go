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

func init() { ent002.Object = keysInside }

// reportMissingKeys says which keys an object lacks.
func (c *Case) reportMissingKeys(s *spot) {
	e := c.Model.EntityType(s.Type)
	if e == nil || s.projected || c.Level.None() || isReference(s.value) || c.transient(e, s.value) {
		return
	}
	var free, strangers []string
	for _, k := range c.Model.Key(e) {
		if strings.Contains(k.Path, "/") || c.has(s.value, k.Path) {
			continue
		}
		if free == nil {
			free, strangers = c.free(e, s.value), c.strangers(e, s.value)
		}
		if !standsFor(strangers, free, k.Path) {
			c.reportMissingKey(s.value, s.pointer, e, k.Path)
		}
	}
}

func (c *Case) reportMissingKey(v *location.Value, at location.Pointer, e *edm.EntityType, path string) {
	m := Mark{Rule: ent002.Rule, Value: v, Pointer: at, Object: v, Name: path, Type: e.QualifiedName(),
		Message: "the key property " + path + " is missing", Expected: path, Cause: "missing"}
	if p := c.Model.Property(e, path); p != nil {
		m.Rests = p.Place
	}
	if c.outermost(at) && c.Operation != nil && c.Operation.Shown[path] {
		levels := ent002.Cases["the documented example shows the key"]
		m.Levels = &levels
	}
	c.Report(m)
}

// keysInside judges the keys that are paths into complex properties, of which
// no schema speaks.
func keysInside(c *Case, o *Object) {
	e, ok := o.Entity()
	if !ok || o.Kind != EntityValue || o.Rejected || c.inError(o.Value) {
		return
	}
	for _, k := range c.Model.Key(e) {
		if !strings.Contains(k.Path, "/") {
			continue
		}
		v, at, found := o.Value, o.Pointer, true
		holder, last := v, ""
		for _, name := range strings.Split(k.Path, "/") {
			next := v.Member(name)
			if found = next != nil; !found {
				break
			}
			holder, last, v, at = v, name, next, at.Child(name)
		}
		switch {
		case found && v.Kind == location.Null:
			levels := ent002.Cases["a null key"]
			c.Report(Mark{Rule: ent002.Rule, Levels: &levels, Value: v, Pointer: at, Object: holder, Name: last, Type: e.QualifiedName(),
				Message: "the key property " + k.Path + " is null", Expected: "a value", Actual: "null", Cause: "null"})
		case !found && v.Kind != location.Null && !o.Projected() && !c.Level.None() && !c.transient(e, o.Value):
			c.reportMissingKey(o.Value, o.Pointer, e, k.Path)
		}
	}
}

// transient reports whether an entity has no identity: its id is null, or, in
// 4.01, it has neither id nor key and belongs to no entity set (JSON Format
// 4.01, section 4.5.8).
func (c *Case) transient(e *edm.EntityType, v *location.Value) bool {
	if id := control(v, "id"); id != nil {
		return id.Value.Kind == location.Null
	}
	if !c.Version.V401 || c.Body.Promise == nil || c.Body.Promise.NavigationSource != "" {
		return false
	}
	for _, k := range c.Model.Key(e) {
		if name, _, _ := strings.Cut(k.Path, "/"); c.has(v, name) {
			return false
		}
	}
	return true
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
