package edm

import (
	"strings"
	"sync"
)

// index answers a model's look-ups. Each part is made when it is first
// asked: who judges one small response asks few of them.
type index struct {
	types      part[typeIndex]
	folded     part[map[string][]string] // lower-case qualified name → names
	derived    part[map[string][]StructuredType]
	operations part[operationIndex]
	terms      part[map[string]*Term]
	resources  part[resourceIndex]
}

// part is made once, by whoever asks first.
type part[T any] struct {
	once sync.Once
	made T
}

func (p *part[T]) get(m *Model, build func(*Model) T) *T {
	p.once.Do(func() { p.made = build(m) })
	return &p.made
}

type typeIndex struct {
	named     map[string]Type
	ambiguous map[string]bool
}

func (m *Model) types() *typeIndex { return m.index.types.get(m, indexTypes) }

func indexTypes(m *Model) typeIndex {
	n := 0
	for _, s := range m.Schemas {
		n += len(s.EntityTypes) + len(s.ComplexTypes) + len(s.EnumTypes) + len(s.TypeDefinitions)
	}
	x := typeIndex{named: make(map[string]Type, n), ambiguous: map[string]bool{}}
	for t := range m.Types() {
		name := t.QualifiedName()
		if _, twice := x.named[name]; twice {
			x.ambiguous[name] = true
			continue
		}
		x.named[name] = t
	}
	return x
}

func (m *Model) folded() map[string][]string { return *m.index.folded.get(m, indexFolded) }

func indexFolded(m *Model) map[string][]string {
	named := m.types().named
	x := make(map[string][]string, len(named))
	for name := range named {
		low := strings.ToLower(name)
		x[low] = append(x[low], name)
	}
	return x
}

func (m *Model) derived() map[string][]StructuredType { return *m.index.derived.get(m, indexDerived) }

func indexDerived(m *Model) map[string][]StructuredType {
	x := map[string][]StructuredType{}
	add := func(t StructuredType) {
		if base := t.Structure().BaseType; base != "" {
			x[base] = append(x[base], t)
		}
	}
	for _, s := range m.Schemas {
		for _, t := range s.EntityTypes {
			add(t)
		}
		for _, t := range s.ComplexTypes {
			add(t)
		}
	}
	return x
}

type operationIndex struct {
	actions   map[string][]*Action
	functions map[string][]*Function
	bound     bound
}

func (m *Model) operations() *operationIndex { return m.index.operations.get(m, indexOperations) }

func indexOperations(m *Model) operationIndex {
	x := operationIndex{
		actions:   map[string][]*Action{},
		functions: map[string][]*Function{},
		bound:     bound{byType: map[string][]boundOperation{}, byName: map[string][]string{}},
	}
	for _, s := range m.Schemas {
		for _, a := range s.Actions {
			q := a.QualifiedName()
			x.actions[q] = append(x.actions[q], a)
			x.bound.add(&a.Operation)
		}
		for _, f := range s.Functions {
			q := f.QualifiedName()
			x.functions[q] = append(x.functions[q], f)
			x.bound.add(&f.Operation)
		}
	}
	return x
}

func (m *Model) terms() map[string]*Term { return *m.index.terms.get(m, indexTerms) }

func indexTerms(m *Model) map[string]*Term {
	x := map[string]*Term{}
	for _, s := range m.Schemas {
		for _, t := range s.Terms {
			x[t.Namespace+"."+t.Name] = t
		}
	}
	return x
}

type resourceIndex struct {
	sets       map[string]*EntitySet
	singletons map[string]*Singleton
	actImports map[string]*OperationImport
	funImports map[string]*OperationImport
}

func (m *Model) resources() *resourceIndex { return m.index.resources.get(m, indexResources) }

func indexResources(m *Model) resourceIndex {
	x := resourceIndex{map[string]*EntitySet{}, map[string]*Singleton{}, map[string]*OperationImport{}, map[string]*OperationImport{}}
	for _, schema := range m.Schemas {
		c := schema.EntityContainer
		if c == nil {
			continue
		}
		for _, s := range c.EntitySets {
			first(x.sets, s.Name, s)
		}
		for _, s := range c.Singletons {
			first(x.singletons, s.Name, s)
		}
		for _, i := range c.ActionImports {
			first(x.actImports, i.Name, i)
		}
		for _, i := range c.FunctionImports {
			first(x.funImports, i.Name, i)
		}
	}
	return x
}

func first[T any](index map[string]T, name string, v T) {
	if _, there := index[name]; !there {
		index[name] = v
	}
}
