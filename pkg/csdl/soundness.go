package csdl

import (
	"cmp"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// Check judges a model by itself: what it names and does not declare, what
// it says twice, what CSDL forbids. [Read] calls it; it is open to models
// that are put together from several documents.
//
// A name in a namespace that a reference includes is unknown, and never a
// problem. What depends on something unresolved is not judged again.
func Check(m *edm.Model) []Problem {
	found := check(newIndex(m))
	problems := make([]Problem, len(found))
	for i := range found {
		problems[i] = found[i].Problem
	}
	return problems
}

// checker judges a model. It gathers findings in the order in which it
// comes by them.
type checker struct {
	*index
	found []finding
	// v401 is whether the document is of OData 4.01 or later.
	v401 bool
	// repeated are the annotations that were reported as such: an element
	// and the group that targets it share them.
	repeated map[*edm.Annotation]bool
}

func check(x *index) []finding {
	c := &checker{index: x, v401: x.Version != "4.0" && x.Version != ""}
	c.namespaces()
	c.inheritanceCycles()
	for _, s := range x.Schemas {
		c.schema(s)
	}
	c.overloads()
	c.containers()
	c.targets()
	return c.found
}

func (c *checker) schema(s *edm.Schema) {
	for _, t := range s.EntityTypes {
		c.structure(t, &t.Structured)
		c.entity(t)
	}
	for _, t := range s.ComplexTypes {
		c.structure(t, &t.Structured)
	}
	for _, t := range s.EnumTypes {
		c.enum(t)
	}
	for _, t := range s.TypeDefinitions {
		c.definition(t)
	}
	for _, a := range s.Actions {
		c.operation(&a.Operation, "action")
	}
	for _, f := range s.Functions {
		c.operation(&f.Operation, "function")
		if f.ReturnType == nil {
			c.error(MissingReturnType, f.Place, f.QualifiedName(), f.QualifiedName(), "",
				"function "+f.QualifiedName()+" has no return type")
		}
	}
	for _, t := range s.Terms {
		c.term(t)
	}
}

// report adds a problem.
func (c *checker) report(p Problem, attribute string) {
	c.found = append(c.found, finding{p, attribute})
}

func (c *checker) error(code Code, place edm.Place, target, name, attribute, message string) {
	c.report(Problem{Code: code, Message: message, Name: name, Place: place, Target: target}, attribute)
}

// twice reports a second declaration.
func (c *checker) twice(code Code, place, first edm.Place, target, name, message string) {
	c.report(Problem{Code: code, Message: message, Name: name, Place: place, Target: target, Related: first}, "Name")
}

// identifier judges a name that must be a simple identifier (CSDL 4.01,
// section 15.2).
func (c *checker) identifier(name string, place edm.Place, target, attribute string) {
	if name == "" || isIdentifier(name) {
		return // a missing name was reported when it was read
	}
	c.error(BadIdentifier, place, target, name, attribute,
		quote(name)+" is no simple identifier: a letter or underscore, then letters, digits and underscores, 128 at most")
}

func quote(s string) string { return `"` + s + `"` }

// byPlace orders problems as their document has them.
func byPlace(a, b Problem) int {
	return cmp.Or(strings.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Line, b.Place.Line),
		cmp.Compare(a.Place.Column, b.Place.Column))
}
