package edm

// EntityContainer holds what a service exposes (CSDL 4.01, section 13).
type EntityContainer struct {
	Namespace       string
	Name            string
	Extends         string // qualified name of the extended container
	EntitySets      []*EntitySet
	Singletons      []*Singleton
	ActionImports   []*OperationImport
	FunctionImports []*OperationImport
	Annotations     []*Annotation
	Place           Place
}

// QualifiedName is the namespace, a dot and the name.
func (c *EntityContainer) QualifiedName() string { return c.Namespace + "." + c.Name }

// EntitySet is a top-level collection of entities (section 13.2).
type EntitySet struct {
	Name                     string
	EntityType               string // qualified
	IncludeInServiceDocument Tristate
	Bindings                 []NavigationPropertyBinding
	Annotations              []*Annotation
	Place                    Place
}

// Singleton is a top-level single entity (section 13.3).
type Singleton struct {
	Name        string
	Type        string // qualified
	Nullable    Tristate
	Bindings    []NavigationPropertyBinding
	Annotations []*Annotation
	Place       Place
}

// NavigationPropertyBinding says in which set or singleton the targets of a
// navigation property are found (section 13.4).
type NavigationPropertyBinding struct {
	Path   string // as written, aliases resolved
	Target string
	Place  Place
}

// OperationImport exposes an unbound operation under a name (sections 13.5
// and 13.6).
type OperationImport struct {
	Name                     string
	Operation                string // qualified name of the action or function
	EntitySet                string // name or path of the set of the results
	IncludeInServiceDocument Tristate
	Annotations              []*Annotation
	Place                    Place
}
