package uri

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// bound finds where the targets of a navigation property are, which the path
// behind a set or singleton leads to (CSDL 4.01, 13.4). Casts in the
// binding's path are optional for the comparison, because a property has one
// type that declares it. The source is empty where no binding says it.
func bound(m *edm.Model, bindings []edm.NavigationPropertyBinding, path string) (set *edm.EntitySet, one *edm.Singleton, source string) {
	for _, b := range bindings {
		if withoutCasts(b.Path) != path {
			continue
		}
		target := b.Target
		if container, rest, ok := strings.Cut(target, "/"); ok && strings.Contains(container, ".") {
			target = rest
		}
		name, contained, _ := strings.Cut(target, "/")
		set, one = m.EntitySet(name), m.Singleton(name)
		if set == nil && one == nil {
			return nil, nil, ""
		}
		if contained != "" {
			return set, one, name + "/" + withoutCasts(contained)
		}
		return set, one, name
	}
	return nil, nil, ""
}

// withoutCasts leaves the qualified names out of a path.
func withoutCasts(path string) string {
	if !strings.Contains(path, ".") {
		return path
	}
	var out []string
	for _, s := range strings.Split(path, "/") {
		if !strings.Contains(s, ".") {
			out = append(out, s)
		}
	}
	return strings.Join(out, "/")
}

// bindingsOf are the bindings of the set or singleton that a target is in.
func bindingsOf(t *Target) []edm.NavigationPropertyBinding {
	switch {
	case t.EntitySet != nil:
		return t.EntitySet.Bindings
	case t.Singleton != nil:
		return t.Singleton.Bindings
	}
	return nil
}
