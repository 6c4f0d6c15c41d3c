package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var nav004 = register(rule.Rule{
	ID:     "NAV-004",
	Title:  "an entity reference holds an id, and besides it a type, a root context and annotations alone",
	Levels: rule.All(rule.Error),
	Why: "A reference stands for an entity that is elsewhere: a client takes the id from it. Properties or links in it mean that it is no reference, " +
		"and that the context or the request promises something else.",
	Sources: []string{"OData JSON Format 4.01, 14"},
	Failing: `{"@odata.context": "https://host/service/$metadata#$ref", "no": "1"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#$ref", "@odata.id": "Orders('1')"}`,
})

func init() { nav004.Object = referenceHolds }

func referenceHolds(c *Case, o *Object) {
	if o.Kind != ReferenceValue || o.Owner == nil && !c.references() {
		return
	}
	if o.Owner != nil && !c.askedReference(o) || c.inError(o.Value) {
		return
	}
	mark := Mark{Rule: nav004.Rule, Value: o.Value, Pointer: o.Pointer, Object: o.Value, Name: "@odata.id"}
	if o.Value.Kind != location.Object {
		mark.Message, mark.Expected, mark.Actual = "a reference is an object", "an object with @odata.id", show(o.Value)
		c.Report(mark)
		return
	}
	c.referenceID(mark, o)
	for i := range o.Value.Members {
		m := classify(&o.Value.Members[i], o.Pointer)
		member := mark
		member.Value, member.Offset, member.Pointer, member.Name, member.Actual = m.Value, m.NameStart, m.Pointer, m.Name, m.Name
		member.Expected, member.Cause = "@odata.id, @odata.type, annotations", "member"
		switch {
		case m.Operation:
			member.Message = "a reference advertises no operation"
		case !m.Annotation:
			member.Message = "a reference has no property"
		case m.Target == "" && m.Control != "" && m.Control != "id" && m.Control != "type" && !(m.Control == "context" && (o.Root || o.Owner == nil)) && isControlName(m.Control):
			member.Message = "a reference has no " + m.Control
		default:
			continue
		}
		c.Report(member)
	}
}

// referenceID judges the id of a reference.
func (c *Case) referenceID(mark Mark, o *Object) {
	mark.Expected, mark.Cause = "a URL reference", "id"
	id := control(o.Value, "id")
	if id == nil {
		mark.Message = "the reference has no id"
		c.Report(mark)
		return
	}
	mark.Value, mark.Pointer, mark.Name, mark.Actual = id.Value, o.Pointer.Child(id.Name), id.Name, show(id.Value)
	if c.exampleURL(id.Value) {
		return
	}
	switch fault, beyond := "", false; {
	case id.Value.Kind != location.String:
		mark.Message = "the id of a reference is " + article(id.Value.Kind.String())
	case id.Value.Text == "":
		mark.Message = "the id of a reference is empty"
	default:
		if fault, beyond = urlFault(id.Value.Text); fault == "" || beyond {
			return
		}
		mark.Message = "the id is no URL reference: " + fault
	}
	c.Report(mark)
}

// askedReference reports whether the request expands what the object stands
// in as references.
func (c *Case) askedReference(o *Object) bool {
	if o.Navigation == nil {
		return false
	}
	item, _ := o.Owner.Asked.Expanded(o.Navigation.Name)
	return item != nil && item.Ref
}
