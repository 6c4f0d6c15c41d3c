package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// containers judges the entity containers (CSDL 4.01, section 13).
func (c *checker) containers() {
	var all []*edm.EntityContainer
	extended := map[string]bool{}
	for _, s := range c.Schemas {
		if e := s.EntityContainer; e != nil {
			all = append(all, e)
			extended[e.Extends] = true
		}
	}
	var service *edm.EntityContainer
	for _, e := range all {
		c.container(e)
		if extended[e.QualifiedName()] {
			continue
		}
		if service == nil {
			service = e
			continue
		}
		c.report(Problem{Code: ManyContainers, Place: e.Place, Related: service.Place, Target: e.QualifiedName(), Name: e.QualifiedName(),
			Message: "container " + e.QualifiedName() + " beside " + service.QualifiedName() + ": a service has one"}, "Name")
	}
}

func (c *checker) container(e *edm.EntityContainer) {
	name := e.QualifiedName()
	if e.Extends != "" {
		c.extends(e)
	}
	children := 0
	first := map[string]edm.Place{}
	folded := map[string]child{}
	once := func(child_, kind string, place edm.Place) {
		children++
		if child_ == "" {
			return
		}
		target := name + "/" + child_
		c.identifier(child_, place, target, "Name")
		if other, twice := first[child_]; twice {
			c.twice(DuplicateMember, place, other, target, child_, "container "+name+" has a second child "+child_+", "+kind)
			return
		}
		first[child_] = place
		low := strings.ToLower(child_)
		if other, twice := folded[low]; twice {
			c.report(Problem{Code: CaseClash, Warning: true, Place: place, Related: other.place, Target: target, Name: child_,
				Message: kind + " " + child_ + " and " + other.kind + " differ in case alone"}, "Name")
			return
		}
		folded[low] = child{kind + " " + child_, place}
	}
	for _, s := range e.EntitySets {
		once(s.Name, "an entity set", s.Place)
	}
	for _, s := range e.Singletons {
		once(s.Name, "a singleton", s.Place)
	}
	for _, i := range e.ActionImports {
		once(i.Name, "an action import", i.Place)
	}
	for _, i := range e.FunctionImports {
		once(i.Name, "a function import", i.Place)
	}
	if children == 0 && e.Extends == "" {
		c.error(NoMembers, e.Place, name, name, "Name", "container "+name+" has no children")
	}
	c.resources(e)
}

func (c *checker) extends(e *edm.EntityContainer) {
	name := e.QualifiedName()
	base := c.ContainerNamed(e.Extends)
	if base == nil {
		if c.absent(e.Extends) == missing {
			c.error(UnresolvedContainer, e.Place, name, e.Extends, "Extends", "container "+e.Extends+", which "+name+" extends, is not declared")
		}
		return
	}
	seen := map[*edm.EntityContainer]bool{e: true}
	for at := base; at != nil && len(seen) < maxExtends; at = c.ContainerNamed(at.Extends) {
		if at == e {
			c.error(ContainerCycle, e.Place, name, e.Extends, "Extends", "container "+name+" extends itself, by way of "+e.Extends)
			return
		}
		if seen[at] {
			return
		}
		seen[at] = true
	}
}

// resources judges the children that the container declares itself.
func (c *checker) resources(e *edm.EntityContainer) {
	inherited := map[string]resource{}
	if base := c.ContainerNamed(e.Extends); base != nil && e.Extends != "" {
		inherited = c.children(base)
	}
	name := e.QualifiedName()
	for _, s := range e.EntitySets {
		if inherited[s.Name].set != s {
			c.setType(s.EntityType, "EntityType", "entity set", s.Place, name+"/"+s.Name)
			c.bindings(e, s.EntityType, s.Bindings, name+"/"+s.Name)
		}
	}
	for _, s := range e.Singletons {
		if inherited[s.Name].singleton != s {
			c.setType(s.Type, "Type", "singleton", s.Place, name+"/"+s.Name)
			c.bindings(e, s.Type, s.Bindings, name+"/"+s.Name)
		}
	}
	for _, i := range e.ActionImports {
		if inherited[i.Name].action != i {
			list := c.Actions(i.Operation)
			unbound := 0
			var result *edm.ReturnType
			for _, a := range list {
				if !a.IsBound {
					unbound++
					result = a.ReturnType
				}
			}
			c.operationImport(e, i, "action", len(list), unbound, result)
		}
	}
	for _, i := range e.FunctionImports {
		if inherited[i.Name].function != i {
			list := c.Functions(i.Operation)
			unbound := 0
			var result *edm.ReturnType
			for _, f := range list {
				if !f.IsBound {
					unbound++
					result = f.ReturnType
				}
			}
			c.operationImport(e, i, "function", len(list), unbound, result)
		}
	}
}

// setType judges the type of an entity set or singleton (sections 13.2 and
// 13.3).
func (c *checker) setType(typ, attribute, kind string, place edm.Place, target string) {
	if typ == "" {
		return
	}
	t, a := c.typeNamed(typ)
	if a != found {
		c.unresolved(a, typ, place, target, attribute, kind+" "+target)
		return
	}
	if _, entity := t.(*edm.EntityType); !entity {
		c.error(WrongType, place, target, typ, attribute, kind+" "+target+" is of "+typ+", "+kindOf(t)+": it must be a declared entity type")
		return
	}
	if kind == "entity set" {
		c.needsKey(typ, place, target, attribute, "entity set "+target)
	}
}

// operationImport judges an action or function import (sections 13.5 and
// 13.6).
func (c *checker) operationImport(e *edm.EntityContainer, i *edm.OperationImport, kind string, all, unbound int, result *edm.ReturnType) {
	target := e.QualifiedName() + "/" + i.Name
	attribute := "Action"
	if kind == "function" {
		attribute = "Function"
	}
	if i.Operation == "" {
		return
	}
	if all == 0 {
		if c.absent(i.Operation) == missing {
			c.error(UnresolvedOperation, i.Place, target, i.Operation, attribute, kind+" "+i.Operation+", which "+target+" imports, is not declared")
		}
		return
	}
	if unbound == 0 {
		c.error(UnresolvedOperation, i.Place, target, i.Operation, attribute, kind+" "+i.Operation+", which "+target+" imports, is bound")
		return
	}
	if i.EntitySet == "" {
		return
	}
	r, typ, a, why := c.bindingTarget(e, i.EntitySet)
	switch {
	case a == missing:
		c.error(UnresolvedSet, i.Place, target, i.EntitySet, "EntitySet", "the entity set of "+target+": "+why)
	case a == found && r.set == nil && r.singleton != nil && !strings.Contains(i.EntitySet, "/"):
		c.error(UnresolvedSet, i.Place, target, i.EntitySet, "EntitySet", "the entity set of "+target+", "+i.EntitySet+", is a singleton")
	case a == found && result != nil && !c.related(result.Type.Name, typ):
		c.error(BindingMismatch, i.Place, target, i.EntitySet, "EntitySet",
			target+" returns "+result.Type.Name+", and "+i.EntitySet+" holds "+typ)
	}
}
