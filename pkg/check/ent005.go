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

func init() {
	ent005.Object = namedType
	ent005.Member = func(c *Case, o *Object, m *Member) {
		if m.Control == "type" && m.Target != "" && o.Type != nil && !o.Rejected {
			c.memberType(o, m)
		}
	}
	ent005.Body = func(c *Case, b *Body) {
		if m := c.envelopeType(); m != nil && !b.Type.IsZero() {
			c.typeFits(Mark{}, m, b.Type)
		}
	}
}

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

// memberType judges the type annotation of a member by what its type
// declares of it.
func (c *Case) memberType(o *Object, m *Member) {
	mark := Mark{Type: o.Type.QualifiedName()} // no Object: what the object itself holds is judged on
	if p := c.Model.Property(o.Type, m.Target); p != nil {
		mark.Rests = p.Place
		c.typeFits(mark, m, p.Type)
		return
	}
	if n := c.Model.NavigationProperty(o.Type, m.Target); n != nil {
		mark.Rests = n.Place
		c.typeFits(mark, m, n.Type)
		return
	}
	if m.Value.Kind != location.String {
		c.typeFits(mark, m, edm.TypeRef{Name: "Edm.Untyped"})
	}
}

// typeFits judges a type annotation by the declared type.
func (c *Case) typeFits(mark Mark, m *Member, declared edm.TypeRef) {
	mark.Rule, mark.Value, mark.Pointer, mark.Name = ent005.Rule, m.Value, m.Pointer, m.Name
	mark.Expected, mark.Actual = declared.String()+", or a type derived from it", show(m.Value)
	if m.Value.Kind != location.String {
		mark.Message = "the type annotation is " + article(m.Value.Kind.String())
		c.Report(mark)
		return
	}
	t := readType(m.Value.Text)
	if t.base != "" && c.foreign(t.text) || declared.Name == "Edm.Untyped" || c.Model.Type(declared.Name) == nil || c.Model.Ambiguous(declared.Name) {
		return
	}
	named := c.Model.Type(t.ref.Name)
	switch {
	case named == nil && c.knowsType(t.ref.Name):
		mark.Message = t.ref.Name + " is no type of the contract"
	case named == nil || c.Model.Ambiguous(t.ref.Name):
		return
	case t.ref.Collection != declared.Collection:
		mark.Message = t.ref.String() + " is not what " + declared.String() + " declares"
	case !c.Model.IsA(t.ref.Name, declared.Name) && c.Model.Underlying(declared.Name) != named.QualifiedName():
		mark.Message = t.ref.Name + " is not " + declared.Name + ", nor derived from it"
	case !declared.Collection && (isAbstract(named) || edm.IsAbstract(named.QualifiedName())):
		mark.Message = t.ref.Name + " is abstract"
	default:
		return
	}
	if c.Judge.opt.Live {
		levels := ent005.Cases["live"]
		mark.Levels = &levels
	}
	c.Report(mark)
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
