package uri

import (
	"strings"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/edm"
)

// nearest picks the candidate that name may have been meant to be: one that
// differs in case alone, else the one with the fewest edits, if those are
// few for the length. Ties and distant names give "".
func nearest(name string, candidates func(yield func(string) bool)) string {
	best, bestEdits, tie := "", 0, false
	limit := min(3, max(1, utf8.RuneCountInString(name)/4))
	if len(name) > maxIdentifier*4 || len(name) < 2 {
		return ""
	}
	low := strings.ToLower(name)
	for candidate := range candidates {
		if candidate == name {
			continue
		}
		if strings.EqualFold(candidate, name) {
			return candidate
		}
		edits := distance(low, strings.ToLower(candidate), limit)
		switch {
		case edits > limit:
		case best == "" || edits < bestEdits:
			best, bestEdits, tie = candidate, edits, false
		case edits == bestEdits && candidate != best:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return best
}

// distance counts insertions, deletions, substitutions and swaps of
// neighbours, by bytes; more than limit is limit+1.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, prev, row = prev, row, before
	}
	return prev[len(b)]
}

// memberNames runs over the names of a type's structural and navigation
// properties.
func memberNames(m *edm.Model, t edm.StructuredType) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if t == nil {
			return
		}
		for p := range m.Properties(t) {
			if !yield(p.Name) {
				return
			}
		}
		for n := range m.NavigationProperties(t) {
			if !yield(n.Name) {
				return
			}
		}
	}
}

// sourceNames runs over entity sets and singletons.
func sourceNames(m *edm.Model) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, s := range m.Schemas {
			if s.EntityContainer == nil {
				continue
			}
			for _, e := range s.EntityContainer.EntitySets {
				if !yield(e.Name) {
					return
				}
			}
			for _, e := range s.EntityContainer.Singletons {
				if !yield(e.Name) {
					return
				}
			}
		}
	}
}

// typeNames runs over the qualified names of the declared types.
func typeNames(m *edm.Model) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for t := range m.Types() {
			if !yield(t.QualifiedName()) {
				return
			}
		}
	}
}

// typesNamed lists the qualified names of the declared types with that
// unqualified name.
func typesNamed(m *edm.Model, name string) []string {
	var found []string
	for t := range m.Types() {
		if unqualified(t) == name {
			found = append(found, t.QualifiedName())
		}
	}
	return found
}

// unqualified is a declared type's name without its namespace.
func unqualified(t edm.Type) string {
	switch t := t.(type) {
	case edm.StructuredType:
		return t.Structure().Name
	case *edm.EnumType:
		return t.Name
	case *edm.TypeDefinition:
		return t.Name
	}
	return ""
}

// nearType is the type that an unknown name may have been meant to be: of
// any namespace with the same short name, or near in spelling.
func nearType(m *edm.Model, name string) string {
	short := name[strings.LastIndexByte(name, '.')+1:]
	if same := m.TypeFold(name); len(same) > 0 && same[0] != name {
		return same[0]
	}
	if same := typesNamed(m, short); len(same) == 1 {
		return same[0]
	}
	return nearest(m.Resolve(name), typeNames(m))
}
