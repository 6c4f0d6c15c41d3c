package csdl

import "github.com/concord-odata/concord/pkg/edm"

// cycles finds the cycles of base types, each once, from the member that
// stands first in the sources; endless are the types on a cycle and those
// that derive from one.
func cycles(m *edm.Model) (all [][]edm.StructuredType, endless map[*edm.Structured]bool) {
	const (
		walking = iota + 1
		ends
		neverEnds
	)
	state := map[*edm.Structured]int{}
	for t := range m.Types() {
		first, ok := t.(edm.StructuredType)
		if !ok || first.Structure().BaseType == "" {
			continue
		}
		var path []edm.StructuredType
		result := ends
		for s := first; s != nil; {
			at := s.Structure()
			if state[at] == walking {
				result = neverEnds
				from := len(path) - 1
				for path[from].Structure() != at {
					from--
				}
				all = append(all, path[from:])
				break
			}
			if state[at] != 0 {
				result = state[at]
				break
			}
			state[at] = walking
			path = append(path, s)
			if at.BaseType == "" {
				break
			}
			s = m.Structured(at.BaseType)
		}
		for _, s := range path {
			state[s.Structure()] = result
			if result == neverEnds {
				if endless == nil {
					endless = map[*edm.Structured]bool{}
				}
				endless[s.Structure()] = true
			}
		}
	}
	return all, endless
}
