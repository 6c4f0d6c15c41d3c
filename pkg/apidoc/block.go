package apidoc

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// Kinds of blocks with a meaning here, in whatever case they are written;
// others are kept as written.
const (
	KindRequest     = "request"
	KindResponse    = "response"
	KindResource    = "resource"
	KindIgnored     = "ignored"
	KindExample     = "example"
	KindSimulated   = "simulatedResponse"
	KindPermissions = "permissions"
)

// Block is an annotation and the fence that it annotates.
type Block struct {
	Kind           string // blockType as written; else the annotation's "type", such as "#page.annotation"
	Page           *Page
	Annotation     *location.Value // an object
	AnnotationText *location.Text  // what Annotation's offsets count in
	Slips          []location.Slip
	Fence          *Fence // nil: none follows
	Heading        *Heading
	Position       location.Position // of the annotation's brace

	Name               string
	Names              []string    // of a response that answers several requests
	TypeAsWritten      string      // @odata.type
	Type               edm.TypeRef // '#' and Collection() read; resolved by Load, Collection from isCollection too
	TypeKnown          bool        // a page declares it, or it is built in
	IsCollection       edm.Tristate
	Truncated          bool
	IsEmpty            bool
	KeyProperty        []string
	BaseType           string // qualified
	OptionalProperties []string
	OpenType           edm.Tristate
	Abstract           edm.Tristate
	SampleKeys         []string
	Scopes             string
}

// Value is the annotation's member of that name, or nil.
func (b *Block) Value(name string) *location.Value { return b.Annotation.Member(name) }

// ValuePosition is the place of that member's value, else the block's.
func (b *Block) ValuePosition(name string) location.Position {
	if v := b.Annotation.Member(name); v != nil {
		return v.Position(b.AnnotationText)
	}
	return b.Position
}

// Fence is a fenced code block.
type Fence struct {
	Lang     string         // the info string's first word, as written
	Info     string         // the whole info string
	Text     *location.Text // the content, without the indentation of lists and quotes
	Block    *Block         // its annotation, or nil
	Heading  *Heading
	Tab      string // the language tab it stands in ("http"), or empty
	Position location.Position
	Closed   bool
	After    int // the number of annotations before it

	index    int  // among the page's fences
	template bool // it lists method and path templates
}
