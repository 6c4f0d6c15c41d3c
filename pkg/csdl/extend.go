package csdl

import "github.com/concord-odata/concord/pkg/edm"

// extend adds the children of extended containers to the extending ones
// (CSDL 4.01, section 13.1), so that whoever lists a container lists all.
// What the extending container declares itself comes first and stands for
// the child of that name. Cycles are gone round once.
func extend(m *edm.Model) {
	e := extender{m: m, done: map[*edm.EntityContainer]bool{}, room: maxInherited}
	for _, s := range m.Schemas {
		if c := s.EntityContainer; c != nil {
			e.extend(c, 0)
		}
	}
}

// No service has chains that reach these bounds; they keep a made one from
// growing without end.
const (
	maxExtends   = 64
	maxInherited = 1 << 18
)

type extender struct {
	m    *edm.Model
	done map[*edm.EntityContainer]bool
	room int // for children still to be copied
}

func (e *extender) extend(c *edm.EntityContainer, depth int) {
	if e.done[c] || depth > maxExtends {
		return
	}
	e.done[c] = true
	if c.Extends == "" {
		return
	}
	base := e.m.ContainerNamed(c.Extends)
	if base == nil || base == c {
		return
	}
	e.extend(base, depth+1)
	e.room -= len(base.EntitySets) + len(base.Singletons) + len(base.ActionImports) + len(base.FunctionImports)
	if e.room < 0 {
		return
	}
	have := map[string]bool{}
	for _, s := range c.EntitySets {
		have[s.Name] = true
	}
	for _, s := range c.Singletons {
		have[s.Name] = true
	}
	for _, i := range c.ActionImports {
		have[i.Name] = true
	}
	for _, i := range c.FunctionImports {
		have[i.Name] = true
	}
	c.EntitySets = inherit(c.EntitySets, base.EntitySets, have, func(s *edm.EntitySet) string { return s.Name })
	c.Singletons = inherit(c.Singletons, base.Singletons, have, func(s *edm.Singleton) string { return s.Name })
	name := func(i *edm.OperationImport) string { return i.Name }
	c.ActionImports = inherit(c.ActionImports, base.ActionImports, have, name)
	c.FunctionImports = inherit(c.FunctionImports, base.FunctionImports, have, name)
}

func inherit[T any](own, base []T, have map[string]bool, name func(T) string) []T {
	for _, child := range base {
		if !have[name(child)] {
			own = append(own, child)
		}
	}
	return own
}
