package check

import (
	"sort"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// names lists the names of the structural and navigation properties of a
// type.
func (c *Case) names(t edm.StructuredType) []string {
	var all []string
	for p := range c.Model.Properties(t) {
		all = append(all, p.Name)
	}
	for p := range c.Model.NavigationProperties(t) {
		all = append(all, p.Name)
	}
	return all
}

// declares reports whether the type has a property of that exact name.
func (c *Case) declares(t edm.StructuredType, name string) bool {
	return c.Model.Property(t, name) != nil || c.Model.NavigationProperty(t, name) != nil
}

// free lists the declared names that an object lacks.
func (c *Case) free(t edm.StructuredType, v *location.Value) []string {
	var free []string
	for _, n := range c.names(t) {
		if !c.has(v, n) {
			free = append(free, n)
		}
	}
	return free
}

// strangers lists the members of an object that its type does not declare,
// no more than a few: what a slip of spelling may hide.
func (c *Case) strangers(t edm.StructuredType, v *location.Value) []string {
	const most = 64
	var found []string
	for i := range v.Members {
		name := v.Members[i].Name
		if !strings.ContainsAny(name, "@#") && !c.declares(t, name) {
			if found = append(found, name); len(found) == most {
				break
			}
		}
	}
	return found
}

// standsFor reports whether one of the undeclared members of an object was
// probably meant to be the declared name that is missing. Free are the names
// that it lacks.
func standsFor(strangers, free []string, missing string) bool {
	for _, name := range strangers {
		if strings.EqualFold(name, missing) || nearest(name, free) == missing {
			return true
		}
	}
	return false
}

// list is the beginning of a list of names, cut to a readable number.
func list(names []string, most int) string {
	if len(names) > most {
		return strings.Join(names[:most], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}

// expectedNames is the list of names for a message: those that the object
// lacks, sorted.
func expectedNames(free []string) string {
	free = append([]string(nil), free...)
	sort.Strings(free)
	switch len(free) {
	case 0:
		return "no further property"
	case 1:
		return free[0]
	}
	return "one of " + list(free, 8)
}
