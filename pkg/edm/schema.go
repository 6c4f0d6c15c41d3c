package edm

// Schema is one namespace of a model, in the order of its source (CSDL 4.01,
// section 5).
type Schema struct {
	Namespace       string
	Alias           string
	EntityTypes     []*EntityType
	ComplexTypes    []*ComplexType
	EnumTypes       []*EnumType
	TypeDefinitions []*TypeDefinition
	Actions         []*Action   // overloads stand one after the other
	Functions       []*Function // overloads stand one after the other
	Terms           []*Term
	EntityContainer *EntityContainer
	Annotations     []*Annotation  // on the schema itself
	Targets         []*Annotations // external targeting
	Place           Place
}

// Reference is a reference to another document (section 3.2): what it
// includes is known by name, and cannot be resolved here.
type Reference struct {
	URI                string
	Include            []Include
	IncludeAnnotations []IncludeAnnotations
	Annotations        []*Annotation
	Place              Place
}

// Include names a schema of the referenced document.
type Include struct {
	Namespace   string
	Alias       string
	Annotations []*Annotation
	Place       Place
}

// IncludeAnnotations names annotations of the referenced document by the
// namespace of their term, and optionally by qualifier and target (section
// 3.4).
type IncludeAnnotations struct {
	TermNamespace   string
	Qualifier       string
	TargetNamespace string
	Place           Place
}
