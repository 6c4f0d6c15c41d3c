package edm

import (
	"cmp"
	"slices"
	"strings"
)

// boundOperation is a bound operation and its place among all of them, by
// which look-ups keep the order of the sources.
type boundOperation struct {
	*Operation
	order int
}

// bound finds the bound operations by what they are bound to, and by their
// names without namespaces.
type bound struct {
	all    int
	byType map[string][]boundOperation // qualified name of the binding parameter's type
	byName map[string][]string         // lower-case name → qualified names
}

func (b *bound) add(o *Operation) {
	if !o.IsBound {
		return
	}
	low, q := strings.ToLower(o.Name), o.QualifiedName()
	if !slices.Contains(b.byName[low], q) {
		b.byName[low] = append(b.byName[low], q)
	}
	if p := o.Binding(); p != nil {
		b.byType[p.Type.Name] = append(b.byType[p.Type.Name], boundOperation{o, b.all})
		b.all++
	}
}

// BoundNamed lists the qualified names of the bound operations whose name
// without namespace is the given one, the case aside, in the order of their
// sources.
func (m *Model) BoundNamed(name string) []string {
	return m.operations().bound.byName[strings.ToLower(name)]
}

// Binds reports whether the operation can be bound to the type as it is,
// collection or not (CSDL 4.01, 12.6).
func (m *Model) Binds(o *Operation, t TypeRef) bool {
	b := o.Binding()
	return b != nil && b.Type.Collection == t.Collection && m.IsA(t.Name, b.Type.Name)
}

// BoundTo lists the operations that can be bound to the type as it is, in the
// order of their sources; of a schema, actions come before functions.
func (m *Model) BoundTo(t TypeRef) []*Operation {
	names := []string{t.Name}
	see := func(name string) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	see(m.Resolve(t.Name))
	if s := m.Structured(t.Name); s != nil {
		for up := range m.Lineage(s) {
			see(up.QualifiedName())
			see(up.Structure().BaseType)
		}
	}
	for _, abstract := range []string{"Edm.EntityType", "Edm.ComplexType", "Edm.PrimitiveType", "Edm.Untyped", "Edm.Geography", "Edm.Geometry"} {
		see(abstract)
	}
	var found []boundOperation
	for _, name := range names {
		for _, o := range m.operations().bound.byType[name] {
			if m.Binds(o.Operation, t) {
				found = append(found, o)
			}
		}
	}
	slices.SortFunc(found, func(a, b boundOperation) int { return cmp.Compare(a.order, b.order) })
	all := make([]*Operation, len(found))
	for i, o := range found {
		all[i] = o.Operation
	}
	return all
}
