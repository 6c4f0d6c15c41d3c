package apidoc

import "github.com/concord-odata/concord/pkg/location"

// Table is a pipe table.
type Table struct {
	Heading  *Heading
	Header   []Cell
	Rows     []Row
	Position location.Position
	Role     TableRole // what the table describes
	After    int       // the number of annotations before it

	heads                                                  []string // the header's words, folded
	nameColumn, typeColumn, valueColumn, descriptionColumn int      // -1: none
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
	Wrapped  []Cell // the rest of a last cell that was wrapped over lines
	Position location.Position

	open bool // the last cell has no pipe after it
}

// Cell is a cell of a table: the bytes from Start to End of the text it
// stands in, without the blanks around.
type Cell struct {
	Start, End int

	text *location.Text
	refs *references
}

// Raw is the cell as written.
func (c Cell) Raw() string {
	if c.text == nil {
		return ""
	}
	return string(c.text.Data[c.Start:c.End])
}

// Inlines are the runs of the cell; their offsets count in [Cell.Text].
func (c Cell) Inlines() []Inline {
	if c.text == nil {
		return nil
	}
	return scanInlines(c.text, c.Start, c.End, c.refs)
}

// Text is the text that the cell stands in, and that Start and End count in.
func (c Cell) Text() *location.Text { return c.text }

// String is the cell without markup.
func (c Cell) String() string { return plain(c.Inlines()) }

// Position is the place of the cell's first byte.
func (c Cell) Position() location.Position {
	if c.text == nil {
		return location.Position{}
	}
	return c.text.Position(c.Start)
}
