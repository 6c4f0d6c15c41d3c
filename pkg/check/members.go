package check

import (
	"sort"

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

// meant is the declared name that an undeclared one was probably meant to
// be: one that the object does not have besides.
func (c *Case) meant(t edm.StructuredType, v *location.Value, name string) string {
	var free []string
	for _, n := range c.names(t) {
		if v.Member(n) == nil {
			free = append(free, n)
		}
	}
	return nearest(name, free)
}

// standsFor reports whether an undeclared member of the object was probably
// meant to be the declared name that is missing.
func (c *Case) standsFor(t edm.StructuredType, v *location.Value, missing string) bool {
	for i := range v.Members {
		m := classify(&v.Members[i], "")
		if m.Annotation || m.Operation || c.declares(t, m.Name) {
			continue
		}
		if nearness(m.Name, missing) >= 1 || c.meant(t, v, m.Name) == missing {
			return true
		}
	}
	return false
}

// expectedNames is the list of names for a message: those that the object
// lacks, sorted, cut to a readable number.
func (c *Case) expectedNames(t edm.StructuredType, v *location.Value) string {
	var free []string
	for _, n := range c.names(t) {
		if v.Member(n) == nil {
			free = append(free, n)
		}
	}
	sort.Strings(free)
	const most = 8
	text := ""
	for i, n := range free {
		switch {
		case i == most:
			return text + ", …"
		case i > 0:
			text += ", "
		}
		text += n
	}
	switch len(free) {
	case 0:
		return "no further property"
	case 1:
		return text
	}
	return "one of " + text
}
