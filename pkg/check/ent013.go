package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent013 = register(rule.Rule{
	ID:     "ENT-013",
	Title:  "what is returned is not deprecated",
	Levels: rule.All(rule.Info),
	Why: "A deprecated property, type or enumeration member is right to return, and will go: who reads it should know. " +
		"It is said once for each property, type and member.",
	Sources: []string{"OData Vocabularies 4.0, Org.OData.Core.V1.Revisions", "the property's description"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "fax": "1"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "phone": "1"}`,
})

func init() {
	ent013.Object = deprecatedType
	ent013.Member = deprecatedProperty
	ent013.Value = deprecatedMember
}

func deprecatedType(c *Case, o *Object) {
	if o.Type == nil || o.Rejected {
		return
	}
	s := o.Type.Structure()
	if since, yes := deprecated(s.Annotations, s.Name); yes && c.once("ENT-013 "+s.QualifiedName()) {
		c.Report(Mark{Rule: ent013.Rule, Value: o.Value, Pointer: o.Pointer, Object: o.Value, Type: s.QualifiedName(), Rests: s.Place,
			Message: "the type " + s.QualifiedName() + " is deprecated" + since, Cause: "type"})
	}
}

func deprecatedProperty(c *Case, o *Object, m *Member) {
	if !m.Declared() || o.Rejected {
		return
	}
	var since string
	var yes bool
	var rests edm.Place
	if m.Property != nil {
		rests = m.Property.Place
		since, yes = deprecated(m.Property.Annotations, m.Name)
	} else {
		rests = m.Navigation.Place
		since, yes = deprecated(m.Navigation.Annotations, m.Name)
	}
	if w := c.wordsOf(o.Type, m.Name); !yes && w != nil && w.deprecated {
		yes, rests = true, edm.Place(w.description)
	}
	if yes && c.once("ENT-013 "+o.Type.QualifiedName()+"/"+m.Name) {
		c.Report(Mark{Rule: ent013.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(),
			Rests: rests, Message: "the property " + m.Name + " is deprecated" + since, Actual: m.Name, Cause: "property"})
	}
}

func deprecatedMember(c *Case, v *Value) {
	e := c.Model.EnumType(v.Type)
	if e == nil || v.Kind != location.String {
		return
	}
	for name := range edm.EnumMembers(v.Text) {
		member := e.Member(name)
		if member == nil {
			continue
		}
		if since, yes := deprecated(member.Annotations, name); yes && c.once("ENT-013 "+e.QualifiedName()+"/"+name) {
			m := v.mark(ent013)
			m.Type, m.Rests, m.Cause = e.QualifiedName(), member.Place, name
			m.Message = "the member " + name + " of " + e.QualifiedName() + " is deprecated" + since
			m.Expected = ""
			c.Report(m)
		}
	}
}

// deprecated reads Core.Revisions of an element: whether one of them
// deprecates it, and since which version. A revision that names another
// element is that one's.
func deprecated(list []*edm.Annotation, name string) (since string, yes bool) {
	for _, a := range list {
		if a.Term != "Org.OData.Core.V1.Revisions" || a.Value == nil {
			continue
		}
		for _, r := range a.Value.Items {
			kind := r.Property("Kind")
			if kind == nil || kind.Text[strings.LastIndexByte(kind.Text, '/')+1:] != "Deprecated" {
				continue
			}
			if of := r.Property("ElementName"); of != nil && of.Text != "" && of.Text != name {
				continue
			}
			if v := r.Property("Version"); v != nil && v.Text != "" {
				since = " since " + v.Text
			}
			return since, true
		}
	}
	return "", false
}
