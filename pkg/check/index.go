package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// indexFrom is the number of members from which an object is looked up by an
// index: what a hostile body repeats must not cost its square.
const indexFrom = 24

// index finds the members of a large object.
type index struct {
	byName   map[string]*location.Member   // the first of each name
	byTarget map[string][]*location.Member // annotations, by what they annotate
}

// indexOf is the index of a large object; nil of a small one.
func (c *Case) indexOf(v *location.Value) *index {
	if len(v.Members) < indexFrom {
		return nil
	}
	if ix := c.indexes[v]; ix != nil {
		return ix
	}
	ix := &index{make(map[string]*location.Member, len(v.Members)), map[string][]*location.Member{}}
	for i := range v.Members {
		m := &v.Members[i]
		if ix.byName[m.Name] == nil {
			ix.byName[m.Name] = m
		}
		if at := strings.IndexAny(m.Name, "@#"); at >= 0 && m.Name[at] == '@' {
			ix.byTarget[m.Name[:at]] = append(ix.byTarget[m.Name[:at]], m)
		}
	}
	if c.indexes == nil {
		c.indexes = map[*location.Value]*index{}
	}
	c.indexes[v] = ix
	return ix
}

// memberOf is the first member of that name, or nil.
func (c *Case) memberOf(v *location.Value, name string) *location.Member {
	if ix := c.indexOf(v); ix != nil {
		return ix.byName[name]
	}
	for i := range v.Members {
		if v.Members[i].Name == name {
			return &v.Members[i]
		}
	}
	return nil
}

// has reports whether the object has a member of that name.
func (c *Case) has(v *location.Value, name string) bool { return c.memberOf(v, name) != nil }

// annotations calls for each annotation of a member of that name, or of the
// object itself where target is empty, until visit says no.
func (c *Case) annotations(v *location.Value, target string, visit func(*location.Member, string) bool) {
	if ix := c.indexOf(v); ix != nil {
		for _, m := range ix.byTarget[target] {
			if !visit(m, m.Name[len(target)+1:]) {
				return
			}
		}
		return
	}
	for i := range v.Members {
		n := v.Members[i].Name
		if len(n) > len(target) && n[len(target)] == '@' && n[:len(target)] == target && !visit(&v.Members[i], n[len(target)+1:]) {
			return
		}
	}
}

// controlOf is the member that holds control information about a member of
// the object, by either of its names, or nil.
func (c *Case) controlOf(v *location.Value, target, name string) (found *location.Member) {
	c.annotations(v, target, func(m *location.Member, term string) bool {
		if strings.TrimPrefix(term, "odata.") == name {
			found = m
		}
		return found == nil
	})
	return found
}

// hasTerm looks for an annotation of a member, or of the object itself where
// target is empty, by its term's short form or by the full name of the Core
// vocabulary, whatever its qualifier.
func (c *Case) hasTerm(v *location.Value, target, term string) (found bool) {
	c.annotations(v, target, func(_ *location.Member, name string) bool {
		name, _, _ = strings.Cut(name, "#")
		found = name == term || name == "Org.OData.Core.V1"+strings.TrimPrefix(term, "Core")
		return !found
	})
	return found
}

// excused reports whether a member's value is annotated as an exception: it
// may be rounded, approximated, null or absent (JSON Format 4.01, 7.1, 21.3).
func (c *Case) excused(owner *location.Value, name string) bool {
	return owner != nil && name != "" && c.hasTerm(owner, name, valueException)
}

// inError reports whether an item stands for what could not be returned.
func (c *Case) inError(v *location.Value) bool {
	return c.hasTerm(v, "", resourceException) || c.hasTerm(v, "", modificationException)
}
