package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// bindings judges the navigation property bindings of a set or singleton
// (CSDL 4.01, section 13.4).
func (c *checker) bindings(e *edm.EntityContainer, typ string, list []edm.NavigationPropertyBinding, owner string) {
	first := map[string]edm.Place{}
	for i := range list {
		b := &list[i]
		if b.Path == "" || b.Target == "" || typ == "" {
			continue
		}
		if other, twice := first[b.Path]; twice {
			c.report(Problem{Code: DuplicateBinding, Place: b.Place, Related: other, Target: owner, Name: b.Path,
				Message: owner + " binds " + b.Path + " twice"}, "Path")
		} else {
			first[b.Path] = b.Place
		}
		c.binding(e, typ, b, owner)
	}
}

func (c *checker) binding(e *edm.EntityContainer, typ string, b *edm.NavigationPropertyBinding, owner string) {
	w := c.bindingPath(typ, b, owner)
	r, to, a, why := c.bindingTarget(e, b.Target)
	if a == missing {
		c.error(UnresolvedSet, b.Place, owner, b.Target, "Target", "the target of binding "+b.Path+" of "+owner+": "+why)
	}
	if w.answer != found || w.last.navigation == nil {
		return
	}
	if w.last.navigation.ContainsTarget.IsTrue() {
		c.report(Problem{Code: ContainedBinding, Warning: true, Place: b.Place, Related: w.last.navigation.Place, Target: owner, Name: b.Path,
			Message: "binding " + b.Path + " of " + owner + " binds a containment navigation property: its entities are in no other set"}, "Path")
	}
	if a != found {
		return
	}
	if r.action != nil || r.function != nil {
		c.error(UnresolvedSet, b.Place, owner, b.Target, "Target", "the target of binding "+b.Path+" of "+owner+", "+b.Target+", is an import")
		return
	}
	if !isAnyStructure(w.typ) && to != "" && !c.related(w.typ, to) {
		c.report(Problem{Code: BindingMismatch, Place: b.Place, Target: owner, Name: b.Target,
			Message: "binding " + b.Path + " of " + owner + " leads to " + w.typ + ", and " + b.Target + " holds " + to}, "Target")
	}
}

// bindingPath follows the path of a binding to its navigation property.
func (c *checker) bindingPath(typ string, b *edm.NavigationPropertyBinding, owner string) walk {
	w := c.follow(typ, splitPath(b.Path))
	report := func(why, hint string) {
		c.report(Problem{Code: UnresolvedBinding, Place: b.Place, Target: owner, Name: b.Path, Hint: hint,
			Message: "binding " + b.Path + " of " + owner + " " + why}, "Path")
	}
	switch {
	case w.answer == missing:
		report("does not resolve: "+w.reason, w.hint)
	case w.answer != found:
	case w.last.navigation == nil:
		report("does not end at a navigation property", "")
	case !w.contained:
		report("passes a navigation property that does not contain its target", "")
	}
	return w
}

// bindingTarget resolves a set, a singleton, or a path: to a child of any
// container in scope, and from a singleton or set on to a containment
// navigation property (sections 13.4.2 and 15.4).
func (c *checker) bindingTarget(e *edm.EntityContainer, s string) (r resource, typ string, a answer, why string) {
	segments := splitPath(s)
	container, name := e, segments[0]
	if strings.Contains(name, ".") {
		container = c.ContainerNamed(name)
		if container == nil {
			return resource{}, "", c.absent(name), "no container " + name + " is declared"
		}
		if len(segments) == 1 {
			return resource{}, "", missing, name + " is a container, not a set"
		}
		segments = segments[1:]
		name = segments[0]
	}
	r, a = c.resource(container, name)
	if a != found {
		return r, "", a, "container " + container.QualifiedName() + " has no set or singleton " + name
	}
	typ = r.typ()
	if len(segments) == 1 || typ == "" {
		return r, typ, found, ""
	}
	w := c.follow(typ, segments[1:])
	return resource{}, w.typ, w.answer, w.reason
}
