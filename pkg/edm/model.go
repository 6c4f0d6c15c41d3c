package edm

import (
	"iter"
	"slices"
	"strings"
)

// Model is a set of schemas, and the look-ups over them. Build it with
// [NewModel] and [Model.Add]; from then on it is read-only and safe for
// concurrent use.
//
// What a source says twice is kept in its schemas; look-ups find the first,
// and [Model.Ambiguous] tells.
type Model struct {
	Version    string // of the CSDL document: "4.0", "4.01"; empty: documentation
	Schemas    []*Schema
	References []Reference

	types      map[string]Type
	folded     map[string][]string // lower-case qualified name → names
	ambiguous  map[string]bool
	aliases    map[string]string
	namespaces map[string]bool
	actions    map[string][]*Action
	functions  map[string][]*Function
	terms      map[string]*Term
	derived    map[string][]StructuredType
	sets       map[string]*EntitySet
	singletons map[string]*Singleton
	actImports map[string]*OperationImport
	funImports map[string]*OperationImport
	containers map[string]*EntityContainer
	container  *EntityContainer
	bound      bound
}

// NewModel is an empty model that knows the built-in primitive types.
func NewModel() *Model {
	return &Model{
		types:      map[string]Type{},
		folded:     map[string][]string{},
		ambiguous:  map[string]bool{},
		aliases:    map[string]string{},
		namespaces: map[string]bool{"Edm": true},
		actions:    map[string][]*Action{},
		functions:  map[string][]*Function{},
		terms:      map[string]*Term{},
		derived:    map[string][]StructuredType{},
		sets:       map[string]*EntitySet{},
		singletons: map[string]*Singleton{},
		actImports: map[string]*OperationImport{},
		funImports: map[string]*OperationImport{},
		containers: map[string]*EntityContainer{},
		bound:      bound{byType: map[string][]boundOperation{}, byName: map[string][]string{}},
	}
}

// Refer records a reference to another document; its aliases resolve from
// then on.
func (m *Model) Refer(r Reference) {
	m.References = append(m.References, r)
	for _, in := range r.Include {
		if in.Alias != "" {
			m.aliases[in.Alias] = in.Namespace
		}
	}
}

// Alias makes alias another name of the namespace.
func (m *Model) Alias(alias, namespace string) {
	if alias != "" && alias != namespace {
		m.aliases[alias] = namespace
	}
}

// Add adds a schema and indexes it. Type names inside it must have their
// aliases resolved.
func (m *Model) Add(s *Schema) {
	m.Schemas = append(m.Schemas, s)
	m.namespaces[s.Namespace] = true
	m.Alias(s.Alias, s.Namespace)
	for _, t := range s.EntityTypes {
		m.addType(t)
		m.addDerived(t)
	}
	for _, t := range s.ComplexTypes {
		m.addType(t)
		m.addDerived(t)
	}
	for _, t := range s.EnumTypes {
		m.addType(t)
	}
	for _, t := range s.TypeDefinitions {
		m.addType(t)
	}
	for _, a := range s.Actions {
		q := a.QualifiedName()
		m.actions[q] = append(m.actions[q], a)
		m.bound.add(&a.Operation)
	}
	for _, f := range s.Functions {
		q := f.QualifiedName()
		m.functions[q] = append(m.functions[q], f)
		m.bound.add(&f.Operation)
	}
	for _, t := range s.Terms {
		m.terms[t.Namespace+"."+t.Name] = t
	}
	if s.EntityContainer != nil {
		m.addContainer(s.EntityContainer)
	}
}

func (m *Model) addType(t Type) {
	name := t.QualifiedName()
	if _, twice := m.types[name]; twice {
		m.ambiguous[name] = true
		return
	}
	m.types[name] = t
	low := strings.ToLower(name)
	m.folded[low] = append(m.folded[low], name)
}

func (m *Model) addDerived(t StructuredType) {
	if base := t.Structure().BaseType; base != "" {
		m.derived[base] = append(m.derived[base], t)
	}
}

func (m *Model) addContainer(c *EntityContainer) {
	m.containers[c.QualifiedName()] = c
	if m.container == nil || c.Extends != "" && c.Extends == m.container.QualifiedName() {
		m.container = c
	}
	for _, s := range c.EntitySets {
		first(m.sets, s.Name, s)
	}
	for _, s := range c.Singletons {
		first(m.singletons, s.Name, s)
	}
	for _, i := range c.ActionImports {
		first(m.actImports, i.Name, i)
	}
	for _, i := range c.FunctionImports {
		first(m.funImports, i.Name, i)
	}
}

func first[T any](index map[string]T, name string, v T) {
	if _, there := index[name]; !there {
		index[name] = v
	}
}

// Resolve replaces an alias by its namespace: graph.user →
// microsoft.graph.user. A name without a known alias comes back as it is.
func (m *Model) Resolve(qualified string) string {
	dot := strings.LastIndexByte(qualified, '.')
	if dot < 0 {
		return qualified
	}
	if ns, ok := m.aliases[qualified[:dot]]; ok {
		return ns + qualified[dot:]
	}
	return qualified
}

// Ambiguous reports whether the source declares two types under this name.
func (m *Model) Ambiguous(qualified string) bool { return m.ambiguous[m.Resolve(qualified)] }

// HasNamespace reports whether the model describes that namespace (or
// alias). What it does not describe, it cannot call unknown.
func (m *Model) HasNamespace(ns string) bool {
	if full, ok := m.aliases[ns]; ok {
		ns = full
	}
	return m.namespaces[ns]
}

// Included reports whether a reference to another document includes that
// namespace or alias.
func (m *Model) Included(ns string) bool {
	for _, r := range m.References {
		for _, in := range r.Include {
			if in.Namespace == ns || in.Alias == ns && ns != "" {
				return true
			}
		}
	}
	return false
}

// Type is the type of that name, by namespace or alias, built-in types
// included; nil where there is none.
func (m *Model) Type(qualified string) Type {
	if p := Primitive(qualified); p != nil {
		return p
	}
	if t, ok := m.types[qualified]; ok {
		return t
	}
	return m.types[m.Resolve(qualified)]
}

// TypeFold lists the qualified names that differ from the given one in case
// alone (the exact one included where it is there), sorted.
func (m *Model) TypeFold(qualified string) []string {
	names := slices.Clone(m.folded[strings.ToLower(m.Resolve(qualified))])
	slices.Sort(names)
	return names
}

// Types runs over all declared types in the order of their sources.
func (m *Model) Types() iter.Seq[Type] {
	return func(yield func(Type) bool) {
		for _, s := range m.Schemas {
			for _, t := range s.EntityTypes {
				if !yield(t) {
					return
				}
			}
			for _, t := range s.ComplexTypes {
				if !yield(t) {
					return
				}
			}
			for _, t := range s.EnumTypes {
				if !yield(t) {
					return
				}
			}
			for _, t := range s.TypeDefinitions {
				if !yield(t) {
					return
				}
			}
		}
	}
}

// EntityType is the entity type of that name, or nil.
func (m *Model) EntityType(qualified string) *EntityType {
	t, _ := m.Type(qualified).(*EntityType)
	return t
}

// ComplexType is the complex type of that name, or nil.
func (m *Model) ComplexType(qualified string) *ComplexType {
	t, _ := m.Type(qualified).(*ComplexType)
	return t
}

// Structured is the entity or complex type of that name, or nil.
func (m *Model) Structured(qualified string) StructuredType {
	t, _ := m.Type(qualified).(StructuredType)
	return t
}

// EnumType is the enumeration of that name, or nil.
func (m *Model) EnumType(qualified string) *EnumType {
	t, _ := m.Type(qualified).(*EnumType)
	return t
}

// Actions are the overloads of that qualified name.
func (m *Model) Actions(qualified string) []*Action { return m.actions[m.Resolve(qualified)] }

// Functions are the overloads of that qualified name.
func (m *Model) Functions(qualified string) []*Function { return m.functions[m.Resolve(qualified)] }

// Term is the term of that name, or nil.
func (m *Model) Term(qualified string) *Term { return m.terms[m.Resolve(qualified)] }

// Container is the entity container of the model: the first one, or the one
// that extends it; nil where there is none.
func (m *Model) Container() *EntityContainer { return m.container }

// ContainerNamed is the container of that qualified name, or nil.
func (m *Model) ContainerNamed(qualified string) *EntityContainer {
	return m.containers[m.Resolve(qualified)]
}

// EntitySet is the entity set of that name in any container, or nil.
func (m *Model) EntitySet(name string) *EntitySet { return m.sets[name] }

// Singleton is the singleton of that name, or nil.
func (m *Model) Singleton(name string) *Singleton { return m.singletons[name] }

// ActionImport is the action import of that name, or nil.
func (m *Model) ActionImport(name string) *OperationImport { return m.actImports[name] }

// FunctionImport is the function import of that name, or nil.
func (m *Model) FunctionImport(name string) *OperationImport { return m.funImports[name] }
