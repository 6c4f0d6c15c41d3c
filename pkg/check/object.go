package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/uri"
)

// ObjectKind is what a structured value stands for in its payload.
type ObjectKind uint8

// The kinds of objects (JSON Format 4.01, sections 6, 7.2, 14 and 15).
const (
	EntityValue ObjectKind = iota
	ComplexValue
	ReferenceValue   // an entity reference
	DeletedValue     // a deleted entity of a delta
	LinkValue        // an added link of a delta
	DeletedLinkValue // a deleted link of a delta
)

// Object is a structured value under judgment.
type Object struct {
	Kind    ObjectKind
	Value   *location.Value
	Pointer location.Pointer
	// Declared is the type that context or property declares; nil: unknown.
	Declared edm.StructuredType
	// Type is the type that judges the value: the one its type annotation
	// names where that is known, else Declared; nil: unknown, and only
	// what no type is needed for is judged.
	Type edm.StructuredType
	// Named is the type annotation; nil: none.
	Named *location.Member
	// Context is the object's own context URL, if it is not the body's, and
	// Promise what it promises; nil: none, or it does not resolve.
	Context *location.Member
	Promise *uri.Promise
	// Select is the context's select list at this level.
	Select *uri.SelectList
	// Asked is what the request asks of this level; nil: not known.
	Asked *Asked
	// Partial: declared properties may be missing at this level for reasons
	// that no select list shows: the request selects, the value is a change
	// in a delta, the example is truncated.
	Partial bool
	// Delta: the object is an item of a delta response.
	Delta bool
	// Root: the body itself is the object.
	Root bool
	// Nested: a complex value within an object whose schema judges it too.
	Nested bool
	// Rejected: its type annotation was found wrong; its structure is not
	// judged further.
	Rejected bool
	// Property or Navigation is what the value belongs to; nil for the body
	// and its items. Owner is the object that holds it.
	Property   *edm.Property
	Navigation *edm.NavigationProperty
	Owner      *Object
}

// Entity is the object's entity type, where it is of one.
func (o *Object) Entity() (*edm.EntityType, bool) {
	e, ok := o.Type.(*edm.EntityType)
	return e, ok
}

// Projected reports whether declared properties may be missing at this
// level.
func (o *Object) Projected() bool { return o.Partial || o.Select.HasSelect() }

// Control is the member that holds control information about the object
// itself ("id", "etag"), by either name; nil: none.
func (o *Object) Control(name string) *location.Member { return control(o.Value, name) }

// Annotation is the member that annotates a member of the object, or the
// object itself where target is empty, with the term; nil: none.
func (o *Object) Annotation(target, term string) *location.Member {
	return annotationOf(o.Value, target, term)
}

// control is the member of an object that holds the control information.
func control(v *location.Value, name string) *location.Member {
	for i := range v.Members {
		n := v.Members[i].Name
		if rest, ok := strings.CutPrefix(n, "@odata."); ok && rest == name || n == "@"+name {
			return &v.Members[i]
		}
	}
	return nil
}

func annotationOf(v *location.Value, target, term string) *location.Member {
	for i := range v.Members {
		if m := classify(&v.Members[i], ""); m.Annotation && m.Target == target && (m.Term == term || strings.HasPrefix(m.Term, term+"#")) {
			return &v.Members[i]
		}
	}
	return nil
}

// Member is a member of an object, by what its name is.
type Member struct {
	*location.Member
	Pointer location.Pointer
	// Annotation: the name has an at sign. Target and Term are its two
	// sides: "" and "odata.type", "manager" and "odata.navigationLink".
	Annotation   bool
	Target, Term string
	// Control is the name of control information, without odata.; "" for
	// other annotations, whose terms are qualified.
	Control string
	// Operation: the name advertises one (#NS.Op).
	Operation bool

	Property   *edm.Property           // nil: no declared structural property
	Navigation *edm.NavigationProperty // nil: no declared navigation property
}

// Declared reports whether the member is a property that its object's type
// declares.
func (m *Member) Declared() bool { return m.Property != nil || m.Navigation != nil }

// classify tells annotations and advertised operations from properties by
// their names (JSON Format 4.01, sections 4.5, 16, 17 and 20).
func classify(lm *location.Member, object location.Pointer) *Member {
	m := &Member{Member: lm, Pointer: object.Child(lm.Name)}
	at := strings.IndexAny(lm.Name, "@#")
	switch {
	case at < 0:
	case lm.Name[at] == '#':
		m.Operation = true
	default:
		m.Annotation, m.Target, m.Term = true, lm.Name[:at], lm.Name[at+1:]
		if rest, ok := strings.CutPrefix(m.Term, "odata."); ok {
			m.Control = rest
		} else if !strings.Contains(m.Term, ".") {
			m.Control = m.Term
		}
	}
	return m
}

// Terms by which a payload excuses a value or an item from its type.
const (
	valueException        = "Core.ValueException"
	resourceException     = "Core.ResourceException"
	modificationException = "Core.DataModificationException"
)
