package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var dlt003 = register(rule.Rule{
	ID:     "DLT-003",
	Title:  "an added or deleted link has a context, source, relationship and target",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "A link is told by its context (…/$link, …/$deletedLink), at every metadata level, and by the ids of both sides and the navigation property between them. " +
		"In 4.01 a deleted link of a single-valued navigation property may leave its target out, and relationship is a path; in 4.0 it is a name.",
	Sources: []string{"OData JSON Format 4.01, 15.4", "OData JSON Format 4.01, 15.5"},
	Failing: `{"@odata.context": "#Customers/$link", "source": "Customers(1)", "target": "Orders(2)"}`,
	Passing: `{"@odata.context": "#Customers/$link", "source": "Customers(1)", "relationship": "orders", "target": "Orders(2)"}`,
})

func init() { dlt003.Object = linkWhole }

func linkWhole(c *Case, o *Object) {
	if o.Kind != LinkValue && o.Kind != DeletedLinkValue || o.Value.Kind != location.Object {
		return
	}
	report := func(name, message, expected string) {
		m := Mark{Rule: dlt003.Rule, Value: o.Value, Pointer: o.Pointer, Object: o.Value, Name: name, Message: message, Expected: expected, Cause: name}
		if v := o.Value.Member(name); v != nil {
			m.Value, m.Pointer, m.Actual = v, o.Pointer.Child(name), show(v)
		}
		c.Report(m)
	}
	if o.Context == nil {
		report("", "the link has no context that says so", "the context …/$link or …/$deletedLink")
	}
	source := c.linkSource(o)
	relationship := c.relationship(source, text(o.Value.Member("relationship")))
	for _, name := range []string{"source", "relationship", "target"} {
		v := o.Value.Member(name)
		switch {
		case v == nil && name == "target" && c.delta401() && o.Kind == DeletedLinkValue && (relationship == nil || !relationship.Type.Collection):
		case v == nil:
			report(name, "the link has no "+name, "source, relationship and target")
		case v.Kind != location.String || v.Text == "":
			report(name, name+" is "+emptyOr(v), "a string")
		}
	}
	if v := o.Value.Member("relationship"); v != nil && v.Text != "" && relationship == nil && source != nil && c.Model.Complete(source) && !c.Model.IsOpen(source) {
		report("relationship", source.QualifiedName()+" has no navigation property "+v.Text, "a navigation property of "+source.QualifiedName())
	}
}

// linkSource is the type of the link's source: the set of its own context says
// it, and without one the delta's.
func (c *Case) linkSource(o *Object) edm.StructuredType {
	if o.Promise != nil && o.Promise.EntitySet != nil {
		return c.Model.Structured(o.Promise.EntitySet.EntityType)
	}
	return o.Declared
}

// relationship is the navigation property that the path ends in, also one of
// a derived type; nil where it is not known.
func (c *Case) relationship(t edm.StructuredType, path string) *edm.NavigationProperty {
	if t == nil || path == "" {
		return nil
	}
	segments := strings.Split(path, "/")
	for i, s := range segments {
		last := i == len(segments)-1
		if strings.Contains(s, ".") {
			if d := c.Model.Structured(s); d != nil {
				t = d
				continue
			}
			return nil
		}
		if n := c.navigationBelow(t, s); n != nil {
			if last {
				return n
			}
			if t = c.Model.Structured(n.Type.Name); t == nil {
				return nil
			}
			continue
		}
		p := c.Model.Property(t, s)
		if p == nil || last {
			return nil
		}
		if t = c.Model.Structured(p.Type.Name); t == nil {
			return nil
		}
	}
	return nil
}

func (c *Case) navigationBelow(t edm.StructuredType, name string) *edm.NavigationProperty {
	if n := c.Model.NavigationProperty(t, name); n != nil {
		return n
	}
	for d := range c.Model.AllDerived(t.QualifiedName()) {
		if n := c.Model.NavigationProperty(d, name); n != nil {
			return n
		}
	}
	return nil
}
