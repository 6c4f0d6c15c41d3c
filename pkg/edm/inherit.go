package edm

import (
	"iter"
	"slices"
	"strings"
)

// maxDepth bounds every walk up a chain of base types, so that an unsound
// model cannot hang one.
const maxDepth = 64

// Lineage runs from the type up to its root base type, itself first. It
// ends at a base that is not known, and at a cycle.
func (m *Model) Lineage(t StructuredType) iter.Seq[StructuredType] {
	return func(yield func(StructuredType) bool) {
		for depth := 0; t != nil && depth < maxDepth; depth++ {
			if !yield(t) {
				return
			}
			base := t.Structure().BaseType
			if base == "" {
				return
			}
			t = m.Structured(base)
		}
	}
}

// Complete reports whether every base type of t is known: only then can the
// model say that a property does not exist.
func (m *Model) Complete(t StructuredType) bool {
	depth := 0
	for s := range m.Lineage(t) {
		if depth++; depth >= maxDepth {
			return false
		}
		base := s.Structure().BaseType
		if base != "" && m.Structured(base) == nil {
			return false
		}
	}
	return true
}

// line is the lineage with the root first.
func (m *Model) line(t StructuredType) []StructuredType {
	var up []StructuredType
	for s := range m.Lineage(t) {
		up = append(up, s)
	}
	for i, j := 0, len(up)-1; i < j; i, j = i+1, j-1 {
		up[i], up[j] = up[j], up[i]
	}
	return up
}

// Properties runs over the structural properties of the type, inherited
// ones first.
func (m *Model) Properties(t StructuredType) iter.Seq[*Property] {
	return func(yield func(*Property) bool) {
		for _, s := range m.line(t) {
			for _, p := range s.Structure().Properties {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// NavigationProperties runs over the navigation properties of the type,
// inherited ones first.
func (m *Model) NavigationProperties(t StructuredType) iter.Seq[*NavigationProperty] {
	return func(yield func(*NavigationProperty) bool) {
		for _, s := range m.line(t) {
			for _, p := range s.Structure().NavigationProperties {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// Property is the structural property of that exact name, inherited ones
// included, or nil.
func (m *Model) Property(t StructuredType, name string) *Property {
	for s := range m.Lineage(t) {
		for _, p := range s.Structure().Properties {
			if p.Name == name {
				return p
			}
		}
	}
	return nil
}

// NavigationProperty is the navigation property of that exact name,
// inherited ones included, or nil.
func (m *Model) NavigationProperty(t StructuredType, name string) *NavigationProperty {
	for s := range m.Lineage(t) {
		for _, p := range s.Structure().NavigationProperties {
			if p.Name == name {
				return p
			}
		}
	}
	return nil
}

// PropertyFold lists the names of structural and navigation properties that
// differ from the given one in case alone.
func (m *Model) PropertyFold(t StructuredType, name string) []string {
	var found []string
	for p := range m.Properties(t) {
		if p.Name != name && strings.EqualFold(p.Name, name) {
			found = append(found, p.Name)
		}
	}
	for p := range m.NavigationProperties(t) {
		if p.Name != name && strings.EqualFold(p.Name, name) {
			found = append(found, p.Name)
		}
	}
	return found
}

// Key is the key of the entity type, its own or inherited; nil where none is
// known.
func (m *Model) Key(t *EntityType) []PropertyRef {
	for s := range m.Lineage(t) {
		if e, ok := s.(*EntityType); ok && len(e.Key) > 0 {
			return e.Key
		}
	}
	return nil
}

// IsOpen reports whether the type or one of its base types is open.
func (m *Model) IsOpen(t StructuredType) bool {
	for s := range m.Lineage(t) {
		if s.Structure().OpenType.IsTrue() {
			return true
		}
	}
	return false
}

// HasStream reports whether the entity type or one of its base types is a
// media entity.
func (m *Model) HasStream(t *EntityType) bool {
	for s := range m.Lineage(t) {
		if e, ok := s.(*EntityType); ok && e.HasStream.IsTrue() {
			return true
		}
	}
	return false
}

// IsA reports whether the type of the first name is the second or derives
// from it. Names may use aliases. Of types that the model does not know,
// equal names alone are.
func (m *Model) IsA(name, base string) bool {
	name, base = m.Resolve(name), m.Resolve(base)
	if name == base {
		return true
	}
	t := m.Type(name)
	switch base {
	case "Edm.EntityType":
		_, ok := t.(*EntityType)
		return ok
	case "Edm.ComplexType":
		_, ok := t.(*ComplexType)
		return ok
	case "Edm.PrimitiveType":
		switch t.(type) {
		case *PrimitiveType, *EnumType, *TypeDefinition:
			return true
		}
		return false
	case "Edm.Untyped":
		return true
	case "Edm.Geography", "Edm.Geometry":
		return strings.HasPrefix(name, base)
	}
	s, ok := t.(StructuredType)
	if !ok {
		return false
	}
	for up := range m.Lineage(s) {
		if up.Structure().is(base) || up.Structure().BaseType == base {
			return true
		}
	}
	return false
}

// is reports whether the name is the type's qualified one, without putting
// that together.
func (s *Structured) is(qualified string) bool {
	n := len(s.Namespace)
	return len(qualified) == n+1+len(s.Name) && qualified[n] == '.' && qualified[:n] == s.Namespace && qualified[n+1:] == s.Name
}

// Derived lists the types that name the given one as their base, directly.
func (m *Model) Derived(qualified string) []StructuredType { return m.derived()[m.Resolve(qualified)] }

// AllDerived runs over all types that derive from the given one, directly
// or not, in the order of their sources, breadth first.
func (m *Model) AllDerived(qualified string) iter.Seq[StructuredType] {
	return func(yield func(StructuredType) bool) {
		root := m.Resolve(qualified)
		derived := m.derived()
		queue := derived[root]
		if len(queue) == 0 {
			return
		}
		seen := map[string]bool{root: true}
		for queue = slices.Clone(queue); len(queue) > 0; queue = queue[1:] {
			name := queue[0].QualifiedName()
			if seen[name] {
				continue
			}
			seen[name] = true
			if !yield(queue[0]) {
				return
			}
			queue = append(queue, derived[name]...)
		}
	}
}

// Underlying follows type definitions and enumerations to the primitive type
// that carries their values: "" where it is not known.
func (m *Model) Underlying(name string) string {
	for range maxDepth {
		switch t := m.Type(name).(type) {
		case *PrimitiveType:
			return t.QualifiedName()
		case *TypeDefinition:
			name = t.UnderlyingType
		case *EnumType:
			if t.UnderlyingType == "" {
				return "Edm.Int32"
			}
			name = t.UnderlyingType
		default:
			return ""
		}
	}
	return ""
}

// Structureless reports whether a complex type says nothing of its values:
// neither it, nor a base type, nor a type that derives from it declares a
// property. Graph's microsoft.graph.Json is one: a name that stands for
// values of any form.
func (m *Model) Structureless(t StructuredType) bool {
	if _, complex := t.(*ComplexType); !complex || !m.Complete(t) {
		return false
	}
	for range m.Properties(t) {
		return false
	}
	for range m.NavigationProperties(t) {
		return false
	}
	for range m.AllDerived(t.QualifiedName()) {
		return false
	}
	return true
}
