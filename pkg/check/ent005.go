package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent005 = register(rule.Rule{
	ID:     "ENT-005",
	Title:  "the type annotation of a single value names a known, not abstract type that is the declared one or derives from it",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"live": rule.All(rule.Warning),
	},
	Why: "The annotation chooses the class that a client makes. A type that the contract does not have is a wrong answer in a recording, " +
		"and drift in a live one. A type under another host's $metadata is not this contract's to judge.",
	Sources: []string{"OData JSON Format 4.01, 4.5.3"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "@odata.type": "#NS.Order", "id": 1}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "@odata.type": "#NS.VipCustomer", "id": 1}`,
})

func init() { ent005.Object = namedType }

func namedType(c *Case, o *Object) {
	if o.Named == nil || o.Declared == nil {
		return
	}
	m := Mark{Rule: ent005.Rule, Value: o.Named.Value, Pointer: o.Pointer.Child(o.Named.Name), Object: o.Value, Name: o.Named.Name,
		Type: o.Declared.QualifiedName(), Expected: o.Declared.QualifiedName() + " or a type derived from it", Actual: show(o.Named.Value)}
	if c.Judge.opt.Live {
		levels := ent005.Cases["live"]
		m.Levels = &levels
	}
	if o.Named.Value.Kind != location.String {
		m.Message = "the type annotation is " + article(o.Named.Value.Kind.String())
		o.Rejected = true
		c.Report(m)
		return
	}
	text := o.Named.Value.Text
	name := typeFragment(text)
	t := c.Model.Type(name)
	if c.Example && len(o.Value.Members) == 1 {
		o.Rejected = true
		c.Report(Mark{Rule: prm013.Rule, Value: o.Value, Pointer: o.Pointer, Object: o.Value, Type: o.Declared.QualifiedName(),
			Message: "a placeholder stands in place of the value", Actual: show(o.Named.Value)})
		return
	}
	switch {
	case t == nil && !c.knowsType(name) || c.Model.Ambiguous(name):
		o.Rejected = true
		c.Note(o.Named.Value, m.Pointer, "no contract for type "+name)
		return
	case strings.Contains(text, "://") && c.foreign(text):
		return
	case t == nil:
		m.Message = name + " is no type of the contract"
		if near := nearest(name, c.near(o.Declared)); near != "" {
			m.Hint = "did you mean " + near + "?"
		}
	case !c.Model.IsA(name, o.Declared.QualifiedName()):
		m.Message = name + " does not derive from " + o.Declared.QualifiedName()
	case isAbstract(t):
		m.Message = name + " is abstract"
	default:
		return
	}
	o.Rejected = true
	c.Report(m)
}

// knowsType reports whether the contract can say that a type does not exist.
func (c *Case) knowsType(name string) bool {
	ns := namespace(name)
	return ns == "" || ns == "Edm" || c.Contract.Whole(ns)
}

func isAbstract(t edm.Type) bool {
	s, ok := t.(edm.StructuredType)
	return ok && s.Structure().Abstract
}

// near lists the declared type and those that derive from it.
func (c *Case) near(t edm.StructuredType) []string {
	names := []string{t.QualifiedName()}
	for d := range c.Model.AllDerived(t.QualifiedName()) {
		names = append(names, d.QualifiedName())
	}
	return names
}

// foreign reports whether a type URL names another metadata document than
// the root context does.
func (c *Case) foreign(text string) bool {
	if c.Body.Parsed == nil {
		return false
	}
	base, _, _ := strings.Cut(text, "#")
	return base != c.Body.Parsed.Base
}
