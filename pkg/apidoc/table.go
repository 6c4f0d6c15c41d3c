package apidoc

import "github.com/concord-odata/concord/pkg/location"

// Table is a pipe table.
type Table struct {
	Heading  *Heading
	Header   []Cell
	Rows     []Row
	Position location.Position
	Role     TableRole // what the table describes
}

// TableRole says what a table was found to be.
type TableRole uint8

// The roles of tables.
const (
	OtherTable        TableRole = iota
	PropertyTable               // structural properties of a type
	RelationshipTable           // navigation properties of a type
	EnumTable                   // members of an enumeration
	MethodTable                 // operations of a type, with links to their pages
	ParameterTable              // parameters or body members of an operation
)

// Row is a row of a table.
type Row struct {
	Cells    []Cell
	Position location.Position
}

// Cell is a cell of a table.
type Cell struct {
	Text     *location.Text // as written, without the blanks around; its offsets give places in the page
	Inlines  []Inline
	Position location.Position
}

// InlineKind is the kind of a run of text.
type InlineKind uint8

// The kinds of runs.
const (
	TextRun    InlineKind = iota
	CodeRun               // a code span
	LinkRun               // a link
	ImageRun              // an image
	HTMLRun               // an HTML tag or comment
	IncludeRun            // a docfx include
)

// Inline is a run of text in a paragraph, heading or cell. Start and End
// count in the text that holds it.
type Inline struct {
	Kind       InlineKind
	Text       string // without markup
	Code       bool   // a link whose text is a code span
	Strong     bool   // inside emphasis
	Target     string // of links, images, includes
	Missing    bool   // a reference link whose definition is not there
	Start, End int
}
