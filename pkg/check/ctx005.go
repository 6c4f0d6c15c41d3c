package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx005 = register(rule.Rule{
	ID:     "CTX-005",
	Title:  "the body has the shape that the context URL promises",
	Levels: rule.All(rule.Error),
	Why: "The fragment says whether the body is an object itself, or wraps a value or a collection in the member value: a client chooses its reader by it. " +
		"Where the model gives a fragment two readings, either will do.",
	Sources: []string{"OData Protocol 4.01, 10.1 to 10.20", "OData JSON Format 4.01, 5, 6, 11 to 15"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "value": [{"id": 1}]}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1}`,
})

func init() { ctx005.Body = contextShape }

func contextShape(c *Case, b *Body) {
	if b.Promise == nil || b.Rejected || c.Error() {
		return
	}
	problem := c.misshapen(b.Promise, b.Root)
	if problem == "" {
		return
	}
	m := c.contextMark(ctx005)
	m.Message = "the context promises " + article(b.Promise.Shape.String()) + ", but " + problem
	if b.Promise.Unqualified {
		m.Message = "the context names no entity set or singleton; as the type " + b.Promise.Type.Name + ", which it would name without its namespace, " +
			"it promises " + article(b.Promise.Shape.String()) + ", but " + problem
	}
	m.Expected = b.Promise.Shape.String()
	m.Actual = shapeWord(b.Root)
	m.Type = b.Promise.Type.Name
	b.Rejected = true
	c.Report(m)
}

// misshapen says how the body differs from the promised shape; "" where it
// does not.
func (c *Case) misshapen(p *uri.Promise, root *location.Value) string {
	if root.Kind != location.Object {
		return "" // COL-001 and ENT-001 speak
	}
	value := root.Member("value")
	switch {
	case p.Shape == uri.ServiceDocument && c.Target != nil && c.Target.Shape() != uri.UnknownShape:
		return "the request asks for " + article(c.Target.Shape().String())
	case p.Shape.ValueArray():
		if value == nil {
			return "the body has no member value"
		}
		if value.Kind != location.Array {
			return "value is " + article(value.Kind.String())
		}
	case p.Shape.ValueSingle():
		if value == nil {
			return "the body has no member value"
		}
		if value.Kind == location.Array && c.Model.Type(p.Type.Name) != nil && p.Type.Name != "Edm.Untyped" && p.Type.Name != "Edm.Stream" {
			return "value is an array"
		}
	case p.Shape.Object():
		if value != nil && value.Kind == location.Array && !c.hasOwnValue(p.Type.Name) && (alone(root, "value") || !c.isOpen(p.Type.Name)) {
			return "the body is a collection in value"
		}
		if value != nil && alone(root, "value") && !c.hasOwnValue(p.Type.Name) && !p.Type.IsZero() {
			return "the body wraps it in value"
		}
	}
	return ""
}

// alone reports whether the object has no other property than that one.
func alone(v *location.Value, name string) bool {
	for i := range v.Members {
		if m := classify(&v.Members[i], ""); m.Name != name && !m.Annotation && !m.Operation {
			return false
		}
	}
	return true
}

// isOpen reports whether the type is open: a property named value may be its
// own, where it does not stand alone.
func (c *Case) isOpen(name string) bool {
	s := c.Model.Structured(name)
	return s != nil && c.Model.IsOpen(s)
}

// hasOwnValue reports whether the type itself, or one derived from it, may
// have a property named value.
func (c *Case) hasOwnValue(name string) bool {
	s := c.Model.Structured(name)
	if s == nil {
		return true
	}
	if c.declares(s, "value") {
		return true
	}
	for d := range c.Model.AllDerived(name) {
		if c.declares(d, "value") {
			return true
		}
	}
	return false
}

func shapeWord(root *location.Value) string {
	v := root.Member("value")
	switch {
	case root.Kind != location.Object:
		return root.Kind.String()
	case v == nil:
		return "an object without value"
	case v.Kind == location.Array:
		return "an object with the array value"
	}
	return "an object with value"
}

// article puts the indefinite article before a noun.
func article(noun string) string {
	if noun == "" || noun == "null" {
		return noun
	}
	switch noun[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an " + noun
	}
	return "a " + noun
}
