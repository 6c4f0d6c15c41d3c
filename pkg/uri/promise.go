package uri

import "github.com/concord-odata/concord/pkg/edm"

// Shape is the shape of a body that a context URL promises.
type Shape uint8

// The shapes (Protocol 4.01, section 10; JSON Format 4.01, sections 5 to
// 15).
const (
	// UnknownShape: a dynamic property, or Edm.Untyped: anything.
	UnknownShape Shape = iota
	// ServiceDocument: {"value": [name, url, kind]} (10.1).
	ServiceDocument
	// EntityCollection: {"value": [entities]} (10.2, 10.5 to 10.7).
	EntityCollection
	// Entity: the object itself (10.3, 10.4).
	Entity
	// ComplexCollection: {"value": [objects]} (10.13, 10.15).
	ComplexCollection
	// Complex: the object itself (10.13, 10.14).
	Complex
	// PrimitiveCollection: {"value": [values]}; enumerations and type
	// definitions are primitive too.
	PrimitiveCollection
	// Primitive: {"value": x}.
	Primitive
	// ReferenceCollection: {"value": [references]} (10.11).
	ReferenceCollection
	// Reference: an object with an id (10.12).
	Reference
	// AllEntities: $all; each item carries its own context (10.19).
	AllEntities
	// CrossJoin: $crossjoin; items without context (10.20).
	CrossJoin
	// DeltaCollection: {"value": [entities, deleted entities, links]} (10.17).
	DeltaCollection
	// DeltaEntity: one added, changed or deleted item, the object itself.
	DeltaEntity
	// DeletedEntity: an item of a delta (10.18).
	DeletedEntity
	// Link: an item of a delta.
	Link
	// DeletedLink: an item of a delta.
	DeletedLink
)

var shapeNames = [...]string{"unknown", "service document", "entity collection", "entity", "complex collection", "complex value",
	"primitive collection", "primitive value", "reference collection", "reference", "all entities", "cross join",
	"delta", "entity delta", "deleted entity", "link", "deleted link"}

func (s Shape) String() string {
	if int(s) < len(shapeNames) {
		return shapeNames[s]
	}
	return "shape"
}

// ValueArray reports whether the body holds an array named value.
func (s Shape) ValueArray() bool {
	switch s {
	case ServiceDocument, EntityCollection, ComplexCollection, PrimitiveCollection, ReferenceCollection, AllEntities,
		CrossJoin, DeltaCollection:
		return true
	}
	return false
}

// ValueSingle reports whether the body holds one value named value.
func (s Shape) ValueSingle() bool { return s == Primitive }

// Object reports whether the body is the thing itself, without value.
func (s Shape) Object() bool {
	switch s {
	case Entity, Complex, Reference, DeltaEntity, DeletedEntity, Link, DeletedLink:
		return true
	}
	return false
}

// DeltaItem reports whether the shape stands on items of a delta only.
func (s Shape) DeltaItem() bool { return s == DeletedEntity || s == Link || s == DeletedLink }

// Promise is what a context URL says of its body, once a model has decided
// what its names are.
type Promise struct {
	Context *Context
	Shape   Shape

	// Type is the promised type, the last cast applied: of the items and
	// with Collection set where the shape is a collection. It is empty for
	// service documents, references and dynamic properties.
	Type edm.TypeRef
	// DeclaredType is what the set, property or navigation property
	// declares, before the last cast.
	DeclaredType edm.TypeRef

	// EntitySet or Singleton is where the path begins; both are nil where
	// the context names a type.
	EntitySet *edm.EntitySet
	Singleton *edm.Singleton
	// NavigationSource is the path without keys and casts: "Orders/Items".
	NavigationSource string
	// Contained: the path ends in a containment navigation property.
	Contained bool
	// Property or NavigationProperty is what the path ends in, if in one.
	Property           *edm.Property
	NavigationProperty *edm.NavigationProperty
	// Dynamic: the path ends in a property that an open type leaves open.
	Dynamic bool

	Keys   []*Key      // in the order of the path
	Select *SelectList // nil: none, everything is there

	// Unqualified: the context names a type without its namespace
	// (#Collection(chatMessage)). Candidates are the qualified names it may
	// stand for; Type is the first.
	Unqualified bool
	Candidates  []string

	Issues []Issue
}

// Key is one key predicate of a path.
type Key struct {
	EntityType string // qualified
	Values     []KeyValue
	AsSegment  bool
	Start, End int // with the parentheses; into the text
}

// KeyValue is one value of a key predicate.
type KeyValue struct {
	Name        string   // as written; empty: unnamed
	Property    string   // the key property it stands for; empty: none does
	Literal     *Literal // nil: an alias or a placeholder
	Alias       string   // @p, without the sign
	Placeholder bool     // {id}, in a path template
	Text        string   // as written
	Start, End  int
}
