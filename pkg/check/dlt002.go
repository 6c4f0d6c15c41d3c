package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var dlt002 = register(rule.Rule{
	ID:     "DLT-002",
	Title:  "a deleted entity has the form of its version, and says which entity it was",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"removed does not come first": rule.All(rule.Warning),
	},
	Why: "In 4.01 it is an object with @removed, itself an object whose reason is absent, changed or deleted, and @id or all key properties. In 4.0 it has the context …/$deletedEntity and the string id, " +
		"and maybe reason. Graph sends @removed in 4.0 responses: there either form is right. A client that meets a property before @removed has begun to read an entity.",
	Sources: []string{"OData JSON Format 4.01, 15.3"},
	Failing: `{"@removed": null, "id": 1}`,
	Passing: `{"@removed": {"reason": "deleted"}, "id": 1}`,
})

func init() { dlt002.Object = deletedEntity }

func deletedEntity(c *Case, o *Object) {
	if o.Kind != DeletedValue || o.Value.Kind != location.Object {
		return
	}
	removed := o.Control("removed")
	old := o.Context != nil && o.Context.Value.Kind == location.String && suffix(o.Context.Value.Text) == "$deletedEntity"
	newForm := c.Version.V401
	if c.Profile == rule.Graph {
		newForm = removed != nil
	}
	if newForm {
		c.removed401(o, removed)
	} else {
		c.removed40(o, removed, old)
	}
}

func (c *Case) deletedMark(o *Object, name string) Mark {
	m := Mark{Rule: dlt002.Rule, Value: o.Value, Pointer: o.Pointer, Object: o.Value, Name: name}
	if v := o.Value.Member(name); v != nil {
		m.Value, m.Pointer, m.Actual = v, o.Pointer.Child(name), show(v)
	}
	if o.Declared != nil {
		m.Type = o.Declared.QualifiedName()
	}
	return m
}

// removed401 judges the form of 4.01.
func (c *Case) removed401(o *Object, removed *location.Member) {
	if removed == nil {
		m := c.deletedMark(o, "")
		m.Message, m.Expected = "the deleted entity has no @removed", `"@removed": {"reason": "deleted"}`
		c.Report(m)
		return
	}
	if removed.Value.Kind != location.Object {
		m := c.deletedMark(o, removed.Name)
		m.Message, m.Expected = removed.Name+" is "+article(removed.Value.Kind.String()), `an object, maybe with a reason`
		c.Report(m)
	} else {
		c.deletedReason(o, removed.Value, o.Pointer.Child(removed.Name))
	}
	if o.Control("id") == nil && !c.hasKeys(o) {
		m := c.deletedMark(o, "")
		m.Message, m.Expected = "nothing says which entity was deleted", "@odata.id or all key properties"
		m.Cause = "identity"
		c.Report(m)
	}
	c.removedFirst(o, removed)
}

// removed40 judges the form of 4.0.
func (c *Case) removed40(o *Object, removed *location.Member, old bool) {
	if !old {
		m := c.deletedMark(o, "")
		if removed != nil {
			m = c.deletedMark(o, removed.Name)
			m.Message = removed.Name + " is of OData 4.01, the response is of 4.0"
		} else {
			m.Message = "the deleted entity has no context that says so"
		}
		m.Expected = "the context …/$deletedEntity"
		c.Report(m)
		return
	}
	switch id := o.Value.Member("id"); {
	case id == nil:
		m := c.deletedMark(o, "id")
		m.Message, m.Expected, m.Cause = "the deleted entity has no id", "the string id", "identity"
		c.Report(m)
	case id.Kind != location.String:
		m := c.deletedMark(o, "id")
		m.Message, m.Expected = "id is "+article(id.Kind.String()), "the entity's id as a string"
		c.Report(m)
	}
	c.deletedReason(o, o.Value, o.Pointer)
}

// deletedReason judges the member reason of an object.
func (c *Case) deletedReason(o *Object, v *location.Value, at location.Pointer) {
	r := v.Member("reason")
	if r == nil || r.Kind == location.String && (r.Text == "changed" || r.Text == "deleted") {
		return
	}
	m := c.deletedMark(o, "")
	m.Value, m.Pointer, m.Name, m.Actual = r, at.Child("reason"), "reason", show(r)
	m.Message, m.Expected = "the reason is "+show(r), "changed or deleted"
	c.Report(m)
}

// hasKeys reports whether all key properties are there. Where the type is not
// known, any property may be a key.
func (c *Case) hasKeys(o *Object) bool {
	e, ok := o.Type.(*edm.EntityType)
	if !ok || len(c.Model.Key(e)) == 0 {
		for i := range o.Value.Members {
			if m := classify(&o.Value.Members[i], ""); !m.Annotation && !m.Operation {
				return true
			}
		}
		return false
	}
	for _, k := range c.Model.Key(e) {
		first, _, _ := strings.Cut(k.Path, "/")
		if !c.has(o.Value, first) {
			return false
		}
	}
	return true
}

// removedFirst speaks of a property before @removed. In a streamed response
// the order is CTX-012's.
func (c *Case) removedFirst(o *Object, removed *location.Member) {
	if c.streamed() {
		return
	}
	for i := range o.Value.Members {
		lm := &o.Value.Members[i]
		if lm == removed {
			return
		}
		if m := classify(lm, ""); m.Annotation && m.Target == "" {
			continue
		}
		if !c.once("DLT-002 first") {
			return
		}
		levels := dlt002.Cases["removed does not come first"]
		m := c.deletedMark(o, removed.Name)
		m.Levels, m.Offset, m.Cause = &levels, removed.NameStart, "first"
		m.Message, m.Expected, m.Actual = removed.Name+" stands behind the property "+lm.Name, removed.Name+" before all properties", ""
		c.Report(m)
		return
	}
}
