package csdl

// Code is the kind of a problem.
type Code string

// What the text of a document says wrongly (MTD-001).
const (
	MissingAttribute Code = "missing-attribute"  // a required attribute or member is not there
	BadValue         Code = "bad-value"          // a value that its attribute cannot have
	BadExpression    Code = "bad-expression"     // an annotation with two values, an operator without operands
	RepeatedElement  Code = "repeated-element"   // two keys, two return types, two containers
	UnknownElement   Code = "unknown-element"    // passed over; always a warning
	UnknownAttribute Code = "unknown-attribute"  // passed over; always a warning
	StrayText        Code = "stray-text"         // passed over; always a warning
	UndeclaredPrefix Code = "undeclared-prefix"  // an XML prefix without namespace
	BareSchema       Code = "bare-schema"        // no edmx:Edmx around the schema; a warning
	BadIdentifier    Code = "bad-identifier"     // a name that is no simple identifier
	ReservedName     Code = "reserved-name"      // Edm, odata, System, Transient as namespace or alias
	DuplicateSchema  Code = "duplicate-schema"   // a namespace is declared or included twice
	DuplicateAlias   Code = "duplicate-alias"    // an alias stands for two namespaces, or is one
	ManyContainers   Code = "several-containers" // more than one container, and none extends the other
)

// What a model says twice (MTD-001).
const (
	DuplicateName       Code = "duplicate-name"       // two children of a schema
	DuplicateMember     Code = "duplicate-member"     // two properties, enumeration members, parameters, key parts, children of a container
	RedefinedMember     Code = "redefined-member"     // a property of a base type again
	MemberNamedAsType   Code = "member-named-as-type" // a property with the name of its type
	NamespaceClash      Code = "namespace-clash"      // a type with the name of a namespace
	DuplicateOverload   Code = "duplicate-overload"   // two overloads that no call can tell apart
	DuplicateBinding    Code = "duplicate-binding"    // two bindings of one path
	DuplicateAnnotation Code = "duplicate-annotation" // a term twice on one element, without qualifier or with the same
)

// What a model names and does not declare (MTD-001).
const (
	UnresolvedType      Code = "unresolved-type"
	UnresolvedKey       Code = "unresolved-key"
	UnresolvedPartner   Code = "unresolved-partner"
	UnresolvedProperty  Code = "unresolved-property" // of a referential constraint
	UnresolvedBinding   Code = "unresolved-binding"  // the path of a binding
	UnresolvedSet       Code = "unresolved-set"      // the target of a binding, the set of an import
	UnresolvedSetPath   Code = "unresolved-set-path" // the entity set path of an operation
	UnresolvedOperation Code = "unresolved-operation"
	UnresolvedContainer Code = "unresolved-container"
	UnresolvedTerm      Code = "unresolved-term" // a base term
	UnresolvedTarget    Code = "unresolved-target"
)

// What CSDL forbids of what is declared (MTD-001).
const (
	Cycle               Code = "cycle"         // of base types; always fatal
	WrongType           Code = "wrong-type"    // a type of a kind that cannot stand there
	AbstractBase        Code = "abstract-base" // an abstract type derives from one that is not
	ClosedDerived       Code = "closed-derived"
	MissingKey          Code = "missing-key"
	SecondKey           Code = "second-key"   // a key, though one is inherited
	KeyType             Code = "key-type"     // a key property of a type that no key can have
	NullableKey         Code = "nullable-key" // a key property that may be null
	KeyAlias            Code = "key-alias"    // a path without alias, or a name with one
	NullableSet         Code = "nullable-set" // Nullable on a collection of entities
	PartnerMismatch     Code = "partner-mismatch"
	ConstraintMismatch  Code = "constraint-mismatch"
	BindingMismatch     Code = "binding-mismatch" // the set holds entities of an unrelated type
	MissingBinding      Code = "missing-binding-parameter"
	MissingReturnType   Code = "missing-return-type"
	ReturnTypeMismatch  Code = "return-type-mismatch" // overloads of a function differ in their result
	NoMembers           Code = "no-members"           // an enumeration without members, a container without children
	MixedValues         Code = "mixed-values"         // some enumeration members have values, others have none
	ValueOutOfRange     Code = "value-out-of-range"   // of the underlying type
	FacetRespecified    Code = "facet-respecified"    // that the type definition has stated
	ScaleAbovePrecision Code = "scale-above-precision"
	LaterVersion        Code = "later-version" // a construct of 4.01 in a 4.0 document, or the reverse
	ContainerCycle      Code = "container-cycle"
)

// What is legal and unwise (MTD-003).
const (
	FlagsCollection  Code = "flags-collection"  // a collection of a flags enumeration
	ContainedBinding Code = "contained-binding" // a containment navigation property is bound to a set
	CaseClash        Code = "case-clash"        // children of a container differ in case alone
)

func (c Code) unwise() bool {
	return c == FlagsCollection || c == ContainedBinding || c == CaseClash
}
