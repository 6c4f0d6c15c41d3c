package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// walk is where a path leads: the types that it passes, and its last
// property.
type walk struct {
	answer  answer
	last    member // the last property; zero where the path has none
	typ     string // the type at the end
	many    bool   // the end, or something on the way, is a collection
	reason  string // why it is missing
	hint    string
	segment string // the segment that does not resolve
	// contained is whether every navigation property before the last is a
	// containment navigation property.
	contained bool
	cast      bool // the path ends with a type cast
}

// follow goes from a type along property and type-cast segments.
func (x *index) follow(from string, segments []string) walk {
	w := walk{answer: found, typ: from, contained: true}
	for _, segment := range segments {
		x.step(&w, segment)
		if w.answer != found {
			w.segment = segment
			return w
		}
	}
	return w
}

func (x *index) step(w *walk, segment string) {
	here, known := x.typeNamed(w.typ)
	switch {
	case known != found:
		w.answer = unknown // the type itself is reported where it is declared
	case strings.Contains(segment, "."):
		x.castTo(w, segment)
	case isAnyStructure(w.typ):
		w.answer = unknown
	default:
		t, ok := here.(edm.StructuredType)
		if !ok {
			w.answer, w.reason = missing, w.typ+" has no properties"
			return
		}
		m, a := x.member(t, segment)
		if a != found {
			w.answer = a
			w.reason = w.typ + " has no property " + segment
			w.hint = x.nearMember(t, segment)
			return
		}
		if w.last.navigation != nil && !w.last.navigation.ContainsTarget.IsTrue() {
			w.contained = false
		}
		w.last, w.cast = m, false
		w.typ, w.many = m.typeRef().Name, w.many || m.typeRef().Collection
	}
}

func (x *index) castTo(w *walk, name string) {
	to, a := x.typeNamed(name)
	switch {
	case a != found:
		w.answer, w.reason, w.hint = a, "no type "+name+" is declared", x.near(name)
	case to == nil:
	case !x.related(w.typ, name):
		w.answer, w.reason = missing, "no "+w.typ+" can be a "+name+": neither derives from the other"
	default:
		w.typ, w.cast = name, true
	}
}

// isAnyStructure reports whether the name is of the abstract types that say
// nothing of their properties.
func isAnyStructure(name string) bool {
	return name == "Edm.EntityType" || name == "Edm.ComplexType" || name == "Edm.Untyped"
}

// splitPath splits at the slashes that stand outside of parentheses.
func splitPath(s string) []string {
	if s == "" {
		return nil
	}
	var parts []string
	depth, from := 0, 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		case '/':
			if depth == 0 {
				parts = append(parts, s[from:i])
				from = i + 1
			}
		}
	}
	return append(parts, s[from:])
}

// resource is a child of an entity container.
type resource struct {
	set       *edm.EntitySet
	singleton *edm.Singleton
	action    *edm.OperationImport
	function  *edm.OperationImport
}

func (r resource) none() bool {
	return r.set == nil && r.singleton == nil && r.action == nil && r.function == nil
}

// typ is the entity type of a set or singleton.
func (r resource) typ() string {
	switch {
	case r.set != nil:
		return r.set.EntityType
	case r.singleton != nil:
		return r.singleton.Type
	}
	return ""
}

// resource is the child of the container, or of one that it extends.
func (x *index) resource(c *edm.EntityContainer, name string) (resource, answer) {
	// Children of extended containers have been added to the extending
	// one.
	r := x.children(c)[name]
	if !r.none() {
		return r, found
	}
	if c.Extends != "" && x.ContainerNamed(c.Extends) == nil {
		return resource{}, unknown
	}
	return resource{}, missing
}

// children are the children of a container by name; the first of a name.
func (x *index) children(c *edm.EntityContainer) map[string]resource {
	if all, ok := x.resources[c]; ok {
		return all
	}
	all := map[string]resource{}
	add := func(name string, r resource) {
		if _, twice := all[name]; !twice {
			all[name] = r
		}
	}
	for _, s := range c.EntitySets {
		add(s.Name, resource{set: s})
	}
	for _, s := range c.Singletons {
		add(s.Name, resource{singleton: s})
	}
	for _, i := range c.ActionImports {
		add(i.Name, resource{action: i})
	}
	for _, i := range c.FunctionImports {
		add(i.Name, resource{function: i})
	}
	x.resources[c] = all
	return all
}
