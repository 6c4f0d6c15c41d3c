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

	named struct { // the names in a cell, where they were asked for
		column int // from 1; 0: they were not
		names  []placedName
		beside string
	}
}

// names are the names in the cell of that column, and the words beside them.
func (r *Row) names(column int) ([]placedName, string) {
	if n := &r.named; n.column != column+1 {
		n.column = column + 1
		n.names, n.beside = propertyNames(r.cell(column))
	}
	return r.named.names, r.named.beside
}

// Cell is a cell of a table: the bytes from Start to End of the text it
// stands in, without the blanks around.
type Cell struct {
	Start, End int

	text *location.Text
	refs *references
	runs []Inline // kept while the page is read, which asks for them again and again
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
	if c.runs != nil || c.text == nil {
		return c.runs
	}
	w := walker{refs: c.refs, scratch: &scratch{runs: make([]Inline, 0, few)}}
	part := c.text.Part(c.Start, c.End)
	runs := w.scan(stretch{part, 0, c.End - c.Start})
	for i := range runs {
		runs[i].Start += c.Start
		runs[i].End += c.Start
	}
	return runs
}

// forget lets go of what was kept of the cells while the page was read.
func (t *Table) forget() {
	for i := range t.Header {
		t.Header[i].runs = nil
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		row.named.column, row.named.names = 0, nil
		for k := range row.Cells {
			row.Cells[k].runs = nil
		}
		for k := range row.Wrapped {
			row.Wrapped[k].runs = nil
		}
	}
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
