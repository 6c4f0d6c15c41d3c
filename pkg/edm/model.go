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

	aliases    map[string]string
	namespaces map[string]bool
	containers map[string]*EntityContainer
	container  *EntityContainer
	index      *index
}

// NewModel is an empty model that knows the built-in primitive types.
func NewModel() *Model {
	return &Model{
		aliases:    map[string]string{},
		namespaces: map[string]bool{"Edm": true},
		containers: map[string]*EntityContainer{},
		index:      &index{},
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

// Add adds a schema. Type names inside it must have their aliases resolved.
func (m *Model) Add(s *Schema) {
	m.Schemas = append(m.Schemas, s)
	m.namespaces[s.Namespace] = true
	m.Alias(s.Alias, s.Namespace)
	if c := s.EntityContainer; c != nil {
		m.containers[c.QualifiedName()] = c
		if m.container == nil || c.Extends != "" && c.Extends == m.container.QualifiedName() {
			m.container = c
		}
	}
	m.index = &index{} // what was asked before is looked for anew
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
func (m *Model) Ambiguous(qualified string) bool { return m.types().ambiguous[m.Resolve(qualified)] }

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
	named := m.types().named
	if t, ok := named[qualified]; ok {
		return t
	}
	return named[m.Resolve(qualified)]
}

// TypeFold lists the qualified names that differ from the given one in case
// alone (the exact one included where it is there), sorted.
func (m *Model) TypeFold(qualified string) []string {
	names := slices.Clone(m.folded()[strings.ToLower(m.Resolve(qualified))])
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
func (m *Model) Actions(qualified string) []*Action {
	return m.operations().actions[m.Resolve(qualified)]
}

// Functions are the overloads of that qualified name.
func (m *Model) Functions(qualified string) []*Function {
	return m.operations().functions[m.Resolve(qualified)]
}

// Term is the term of that name, or nil.
func (m *Model) Term(qualified string) *Term { return m.terms()[m.Resolve(qualified)] }

// Container is the entity container of the model: the first one, or the one
// that extends it; nil where there is none.
func (m *Model) Container() *EntityContainer { return m.container }

// ContainerNamed is the container of that qualified name, or nil.
func (m *Model) ContainerNamed(qualified string) *EntityContainer {
	return m.containers[m.Resolve(qualified)]
}

// EntitySet is the entity set of that name in any container, or nil.
func (m *Model) EntitySet(name string) *EntitySet { return m.resources().sets[name] }

// Singleton is the singleton of that name, or nil.
func (m *Model) Singleton(name string) *Singleton { return m.resources().singletons[name] }

// ActionImport is the action import of that name, or nil.
func (m *Model) ActionImport(name string) *OperationImport { return m.resources().actImports[name] }

// FunctionImport is the function import of that name, or nil.
func (m *Model) FunctionImport(name string) *OperationImport { return m.resources().funImports[name] }
