package csdl

import (
	"sort"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// operation judges an action or function overload by itself (CSDL 4.01,
// section 12).
func (c *checker) operation(o *edm.Operation, kind string) {
	name := o.QualifiedName()
	if o.IsBound && len(o.Parameters) == 0 {
		c.error(MissingBinding, o.Place, name, name, "IsBound", kind+" "+name+" is bound and has no parameter to be bound to")
	}
	first := map[string]edm.Place{}
	for i, p := range o.Parameters {
		target := name + "/" + p.Name
		what := "parameter " + p.Name + " of " + name
		if p.Name != "" {
			c.identifier(p.Name, p.Place, target, "Name")
			if other, twice := first[p.Name]; twice {
				c.twice(DuplicateMember, p.Place, other, target, p.Name, name+" has a second parameter "+p.Name)
			} else {
				first[p.Name] = p.Place
			}
		}
		if t := c.use(p.Type, p.Place, target, "Type", what); t != nil {
			c.collection(p.Type, t, p.Place, target, what)
			if (i > 0 || !o.IsBound) && !p.Type.Collection && c.Underlying(p.Type.Name) == "Edm.Stream" {
				c.error(WrongType, p.Place, target, p.Type.Name, "Type", what+" is a stream: only a binding parameter can be")
			}
		}
		c.facets(p.Type, p.Facets, p.Place, target)
	}
	if r := o.ReturnType; r != nil {
		target := name + "/$ReturnType"
		if t := c.use(r.Type, r.Place, target, "Type", "return type of "+name); t != nil {
			c.collection(r.Type, t, r.Place, target, "the result of "+name)
		}
		c.facets(r.Type, r.Facets, r.Place, target)
	}
	if o.EntitySetPath != "" {
		c.setPath(o)
	}
}

// setPath judges EntitySetPath: the binding parameter, then navigation
// properties and type casts (section 12.6).
func (c *checker) setPath(o *edm.Operation) {
	name := o.QualifiedName()
	report := func(why, hint string) {
		c.report(Problem{Code: UnresolvedSetPath, Place: o.Place, Target: name, Name: o.EntitySetPath, Hint: hint,
			Message: "entity set path " + o.EntitySetPath + " of " + name + " " + why}, "EntitySetPath")
	}
	if !o.IsBound {
		report("stands on an operation that is not bound", "")
		return
	}
	binding := o.Binding()
	if binding == nil {
		return
	}
	segments := splitPath(o.EntitySetPath)
	if segments[0] != binding.Name {
		hint := "begin with " + binding.Name
		if strings.EqualFold(segments[0], binding.Name) {
			hint = "did you mean " + binding.Name + "?"
		}
		report("does not begin with the binding parameter, "+binding.Name, hint)
		return
	}
	w := c.follow(binding.Type.Name, segments[1:])
	switch {
	case w.answer == missing:
		report("does not resolve: "+w.reason, w.hint)
	case w.answer == found && w.last.owner != nil && w.last.navigation == nil:
		if t, a := c.typeNamed(w.typ); a == found {
			if _, structured := t.(edm.StructuredType); !structured {
				report("ends at a structural property", "")
			}
		}
	}
}

// overloads judges the overloads of each name against each other (sections
// 12.2 and 12.4).
func (c *checker) overloads() {
	names := map[string]bool{}
	for _, s := range c.Schemas {
		for _, a := range s.Actions {
			if name := a.QualifiedName(); !names[name] {
				names[name] = true
				c.actionOverloads(name)
			}
		}
	}
	clear(names)
	for _, s := range c.Schemas {
		for _, f := range s.Functions {
			if name := f.QualifiedName(); !names[name] {
				names[name] = true
				c.functionOverloads(name)
			}
		}
	}
}

// actionOverloads: one for each type of the binding parameter, and one
// unbound.
func (c *checker) actionOverloads(name string) {
	first := map[string]*edm.Action{}
	for _, a := range c.Actions(name) {
		key := "unbound"
		if b := a.Binding(); b != nil {
			key = "bound to " + b.Type.String()
		}
		if other := first[key]; other != nil {
			c.twice(DuplicateOverload, a.Place, other.Place, name, name, "action "+name+" has a second overload "+key)
			continue
		}
		first[key] = a
	}
}

// functionOverloads: the names of the parameters, whatever their order, and
// the types of the parameters, in order, tell them apart; overloads of one
// binding type return the same type.
func (c *checker) functionOverloads(name string) {
	byNames, byTypes, results := map[string]*edm.Function{}, map[string]*edm.Function{}, map[string]*edm.Function{}
	for _, f := range c.Functions(name) {
		binding := "unbound"
		if b := f.Binding(); b != nil {
			binding = "bound to " + b.Type.String()
		}
		arguments := f.Arguments()
		names, types := make([]string, len(arguments)), make([]string, len(arguments))
		for i, p := range arguments {
			names[i], types[i] = p.Name, p.Type.String()
		}
		sort.Strings(names)
		nameKey, typeKey := binding+"("+strings.Join(names, ",")+")", binding+"("+strings.Join(types, ",")+")"
		other, why := byNames[nameKey], "parameters of the same names"
		if other == nil {
			other, why = byTypes[typeKey], "parameters of the same types"
		}
		if other != nil {
			c.twice(DuplicateOverload, f.Place, other.Place, name, name,
				"function "+name+" has a second overload "+binding+" with "+why)
			continue
		}
		byNames[nameKey], byTypes[typeKey] = f, f
		if f.ReturnType == nil {
			continue
		}
		if of := results[binding]; of == nil {
			results[binding] = f
		} else if of.ReturnType.Type != f.ReturnType.Type {
			c.report(Problem{Code: ReturnTypeMismatch, Place: f.ReturnType.Place, Related: of.ReturnType.Place,
				Target: name + "/$ReturnType", Name: name,
				Message: "overloads of " + name + ", " + binding + ", return " + of.ReturnType.Type.String() + " and " +
					f.ReturnType.Type.String()}, "Type")
		}
	}
}
