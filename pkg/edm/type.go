package edm

// TypeRef names the type of a property, parameter or result: a qualified
// name, its namespace never an alias ("Edm.Int64", "microsoft.graph.user"),
// and whether it is a collection of it.
type TypeRef struct {
	Name       string
	Collection bool
}

// String writes the reference as CSDL does: Collection(microsoft.graph.user).
func (r TypeRef) String() string {
	if r.Collection {
		return "Collection(" + r.Name + ")"
	}
	return r.Name
}

// Item is the reference to one item of a collection, else r itself.
func (r TypeRef) Item() TypeRef { return TypeRef{Name: r.Name} }

// IsZero reports whether no type was named.
func (r TypeRef) IsZero() bool { return r.Name == "" }

// Type is a named type: *EntityType, *ComplexType, *EnumType,
// *TypeDefinition or *PrimitiveType.
type Type interface {
	// QualifiedName is the namespace, a dot and the name.
	QualifiedName() string
	// Where is the place of the declaration.
	Where() Place
}

// StructuredType is an entity type or a complex type.
type StructuredType interface {
	Type
	// Structure is what the two have in common.
	Structure() *Structured
}

// Structured is what entity and complex types have in common (CSDL 4.01,
// sections 6 and 9).
type Structured struct {
	Namespace            string
	Name                 string
	BaseType             string // qualified; empty: none
	Abstract             bool
	OpenType             Tristate
	Properties           []*Property // declared here, not inherited
	NavigationProperties []*NavigationProperty
	Annotations          []*Annotation
	Description          string // documentation's words, where a page gave them
	Place                Place
}

// QualifiedName is the namespace, a dot and the name.
func (s *Structured) QualifiedName() string { return s.Namespace + "." + s.Name }

// Where is the place of the declaration.
func (s *Structured) Where() Place { return s.Place }

// Structure is s.
func (s *Structured) Structure() *Structured { return s }

// EntityType is a type with identity (CSDL 4.01, section 6).
type EntityType struct {
	Structured
	Key       []PropertyRef // declared here; a key of the base type is inherited
	HasStream Tristate
}

// PropertyRef is one part of a key: the path to the property, and the alias
// that key predicates use for a path with more than one segment.
type PropertyRef struct {
	Path  string
	Alias string
	Place Place
}

// Name is the name by which key predicates know this part.
func (r PropertyRef) Name() string {
	if r.Alias != "" {
		return r.Alias
	}
	return r.Path
}

// ComplexType is a structured type without identity (CSDL 4.01, section 9).
type ComplexType struct {
	Structured
}

// EnumType is an enumeration (CSDL 4.01, section 10).
type EnumType struct {
	Namespace      string
	Name           string
	UnderlyingType string // qualified; empty: Edm.Int32
	IsFlags        Tristate
	Members        []*EnumMember
	Annotations    []*Annotation
	Description    string
	Place          Place
}

// QualifiedName is the namespace, a dot and the name.
func (t *EnumType) QualifiedName() string { return t.Namespace + "." + t.Name }

// Where is the place of the declaration.
func (t *EnumType) Where() Place { return t.Place }

// Member is the member of that exact name, or nil.
func (t *EnumType) Member(name string) *EnumMember {
	for _, m := range t.Members {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// Evolvable reports whether the enumeration has the sentinel
// unknownFutureValue, by which Graph says that members will be added.
func (t *EnumType) Evolvable() bool { return t.Member("unknownFutureValue") != nil }

// EnumMember is a member of an enumeration. HasValue says whether Value is
// known: documentation gives names alone.
type EnumMember struct {
	Name        string
	Value       int64
	HasValue    bool
	Annotations []*Annotation
	Description string
	Place       Place
}

// TypeDefinition is a primitive type under a name of its own (CSDL 4.01,
// section 11).
type TypeDefinition struct {
	Namespace      string
	Name           string
	UnderlyingType string // a primitive type, qualified
	Facets         Facets
	Annotations    []*Annotation
	Place          Place
}

// QualifiedName is the namespace, a dot and the name.
func (t *TypeDefinition) QualifiedName() string { return t.Namespace + "." + t.Name }

// Where is the place of the declaration.
func (t *TypeDefinition) Where() Place { return t.Place }

// Facets are the explicit facets of a primitive type's use (CSDL 4.01,
// section 7.2). A nil pointer, Unsaid or an empty string is a facet that the
// source did not state; defaults are never filled in.
type Facets struct {
	MaxLength    *int   // characters, or octets for Edm.Binary and Edm.Stream; "max" is nil
	Precision    *int   // digits of a decimal, fractional digits of a temporal value
	Scale        *int   // digits right of the decimal point
	ScaleWord    string // "variable" or "floating" in place of Scale
	SRID         string // a number, or "variable"
	Unicode      Tristate
	DefaultValue *string
}

// Property is a structural property (CSDL 4.01, section 7).
type Property struct {
	Name string
	Type TypeRef
	// Nullable is what the source states. For a collection it speaks of
	// the items (section 7.2.1). CSDL JSON states False by leaving
	// $Nullable out; CSDL XML and documentation by leaving it out say
	// nothing.
	Nullable    Tristate
	Facets      Facets
	Annotations []*Annotation
	Description string
	Place       Place
}

// NavigationProperty relates an entity to others (CSDL 4.01, section 8).
type NavigationProperty struct {
	Name                   string
	Type                   TypeRef
	Nullable               Tristate
	Partner                string
	ContainsTarget         Tristate
	OnDelete               string // Cascade, None, SetNull, SetDefault or empty
	OnDeleteAnnotations    []*Annotation
	ReferentialConstraints []ReferentialConstraint
	Annotations            []*Annotation
	Description            string
	Place                  Place
}

// ReferentialConstraint ties a dependent property to a principal one
// (section 8.5).
type ReferentialConstraint struct {
	Property           string
	ReferencedProperty string
	Annotations        []*Annotation
	Place              Place
}
