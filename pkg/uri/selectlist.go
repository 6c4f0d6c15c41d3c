package uri

// SelectList is the select list of a context URL (Protocol 4.01, 10.7 to
// 10.10; ABNF rule selectList). A nil list is no list: everything that the
// type declares is there, and nothing is expanded.
type SelectList struct {
	Items      []*SelectItem
	Start, End int // with the parentheses; into the text

	narrow bool // items that selected were left out: see For
}

// ItemKind says what a select item is.
type ItemKind uint8

// The kinds of select items.
const (
	ItemProperty   ItemKind = iota // a path to a property or navigation property
	ItemStar                       // *: all structural properties
	ItemOperations                 // NS.*: all operations of a schema
	ItemOperation                  // NS.Action, NS.Function(p1,p2)
	ItemAnnotation                 // @NS.Term#qualifier, maybe with a path into it
)

// SelectItem is one item of a select list.
type SelectItem struct {
	Kind ItemKind
	Text string // as written
	// Path is the item's path: casts, names, and for annotations the term
	// first. Of an operation it holds the casts before it and its name.
	Path []SelectSegment
	// Parameters are the parameter names of a function overload.
	Parameters []string
	// Recursive is the "+" of $levels.
	Recursive bool
	// Nested is the list in parentheses: nil is none, an empty one expands
	// a navigation property with nothing said of its content.
	Nested     *SelectList
	Start, End int
}

// SelectSegment is one segment of a select item's path.
type SelectSegment struct {
	Name       string // a property; a qualified type where Cast; @NS.Term#q where the item is an annotation
	Cast       bool
	Start, End int
}

// Expanded reports whether the item says that something is expanded.
func (i *SelectItem) Expanded() bool { return i.Nested != nil || i.Recursive }
