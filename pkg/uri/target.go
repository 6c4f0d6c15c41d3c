package uri

import "github.com/concord-odata/concord/pkg/edm"

// TargetKind says what a resource path addresses.
type TargetKind uint8

// The kinds of targets.
const (
	// TargetOpaque: the path leads where the model cannot follow, through a
	// dynamic property or a placeholder that may stand for any segment.
	TargetOpaque              TargetKind = iota
	TargetServiceRoot                    // the service document
	TargetMetadata                       // $metadata
	TargetBatch                          // $batch
	TargetAll                            // $all
	TargetCrossJoin                      // $crossjoin(A,B)
	TargetEntityID                       // $entity?$id=…
	TargetEntitySet                      // a collection of entities, contained ones and results of functions included
	TargetEntity                         // one entity
	TargetComplexCollection              // a collection of complex values
	TargetComplex                        // one complex value
	TargetPrimitiveCollection            // a collection of primitive or enumeration values
	TargetPrimitive                      // one primitive or enumeration value
	TargetStream                         // a stream property, or the media stream of an entity
	TargetRawValue                       // a primitive value's $value: text
	TargetCount                          // $count: text
	TargetReferences                     // $ref of a collection
	TargetReference                      // $ref of a single-valued navigation property, or of one entity in a collection
	TargetNothing                        // the call of an action without a result
)

var targetNames = [...]string{"opaque", "service root", "$metadata", "$batch", "$all", "$crossjoin", "$entity", "entity collection",
	"entity", "complex collection", "complex value", "primitive collection", "primitive value", "stream", "raw value", "$count",
	"references", "reference", "nothing"}

func (k TargetKind) String() string {
	if int(k) < len(targetNames) {
		return targetNames[k]
	}
	return "target"
}

// Target is what a resource path addresses in a model.
type Target struct {
	Resource *Resource
	Kind     TargetKind

	// Type is the type of what is there, the last cast applied; for the
	// call of an operation, of its result. DeclaredType is before the cast.
	Type         edm.TypeRef
	DeclaredType edm.TypeRef

	// EntitySet or Singleton is where the entities are, as far as path,
	// navigation property bindings and the operation's entity set path
	// determine it; both are nil where they do not.
	EntitySet *edm.EntitySet
	Singleton *edm.Singleton
	// NavigationSource is the set or singleton, and the contained path
	// behind it, without keys and casts: "Orders/Items". Empty: not known.
	NavigationSource string
	// Contained: the entities are contained in the path's entity.
	Contained bool

	Property           *edm.Property           // the last segment, or what $value and $count stand behind
	NavigationProperty *edm.NavigationProperty // likewise

	// Actions or Functions are the overloads that the last call may mean;
	// Import is the import through which it is called.
	Actions   []*edm.Action
	Functions []*edm.Function
	Import    *edm.OperationImport
	// BindingType is the type that a bound operation was called on.
	BindingType edm.TypeRef
	Arguments   []Argument

	Keys     []*Key
	Filtered bool             // /$filter(…) in the path
	Each     bool             // /$each
	Media    bool             // $value of an entity
	Sources  []*edm.EntitySet // of $crossjoin
	// Opaque: a placeholder, a dynamic property or a path between colons
	// (root:/a/b:) leaves the type uncertain.
	Opaque bool
	// Template is the path with keys and arguments as placeholders:
	// /Orders({})/Items. Two requests for the same operation share it.
	Template string

	Issues []Issue
}

// Shape is the shape of the body of a successful answer with content: of
// streams, raw values, $metadata and $batch it is UnknownShape, since they
// are not read by a context.
func (t *Target) Shape() Shape {
	if t.Opaque && t.Type.IsZero() {
		return UnknownShape
	}
	switch t.Kind {
	case TargetServiceRoot:
		return ServiceDocument
	case TargetAll:
		return AllEntities
	case TargetCrossJoin:
		return CrossJoin
	case TargetEntityID, TargetEntity:
		return Entity
	case TargetEntitySet:
		return EntityCollection
	case TargetComplexCollection:
		return ComplexCollection
	case TargetComplex:
		return Complex
	case TargetPrimitiveCollection:
		return PrimitiveCollection
	case TargetPrimitive:
		return Primitive
	case TargetReferences:
		return ReferenceCollection
	case TargetReference:
		return Reference
	}
	return UnknownShape
}

// IsCall reports whether the path ends in the call of an operation.
func (t *Target) IsCall() bool { return len(t.Actions) > 0 || len(t.Functions) > 0 }
