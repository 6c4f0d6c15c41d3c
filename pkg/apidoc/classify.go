package apidoc

import (
	"strings"
)

// maxColumns bounds the columns that are read in search of a meaning.
const maxColumns = 32

// classify finds what a table describes, by its header where that is
// understood, and by its cells.
func (d *declarer) classify(t *Table) {
	heads := make([]string, min(len(t.Header), maxColumns))
	for i, c := range t.Header[:len(heads)] {
		heads[i] = strings.ToLower(strings.Trim(c.String(), " *:"))
	}
	t.heads = heads
	t.nameColumn, t.typeColumn, t.valueColumn, t.descriptionColumn = -1, -1, -1, -1
	for i, h := range heads {
		switch {
		case returnHeaders[h] && relationHeaders[heads[0]]:
			t.typeColumn = i
		case returnHeaders[h], i == 0 && methodHeaders[h]:
			t.Role = MethodTable
		case typeHeaders[h] && t.typeColumn < 0:
			t.typeColumn = i
		case descriptionHeaders[h] && t.descriptionColumn < 0:
			t.descriptionColumn = i
		case valueHeaders[h] && i > 0 && t.valueColumn < 0:
			t.valueColumn = i
		}
	}
	if t.Role == MethodTable {
		return
	}
	if t.typeColumn < 0 {
		t.typeColumn = t.findTypes()
	}
	for i := range heads {
		if i != t.typeColumn && i != t.descriptionColumn && i != t.valueColumn {
			t.nameColumn = i
			break
		}
	}
	if t.nameColumn < 0 || len(t.Rows) == 0 {
		return
	}
	if t.descriptionColumn < 0 {
		for i := len(heads) - 1; i >= 0; i-- {
			if i != t.typeColumn && i != t.nameColumn && i != t.valueColumn {
				t.descriptionColumn = i
				break
			}
		}
	}
	named, links := t.countNames()
	switch {
	case t.typeColumn < 0:
		if t.nameColumn == 0 && named*3 >= len(t.Rows)*2 {
			t.Role = EnumTable // enums() finds of what, or that it is of nothing
		}
	case links*2 > len(t.Rows) && !relationHeaders[heads[t.nameColumn]]:
		t.Role = MethodTable
	case named*2 < len(t.Rows):
	case !d.describesType():
		t.Role = ParameterTable
	case d.relates(t, heads[t.nameColumn]):
		t.Role = RelationshipTable
	default:
		t.Role = PropertyTable
		if d.first == "" {
			d.first = heads[t.nameColumn]
		}
	}
}

// findTypes is the column whose cells are types throughout, the first
// column aside; -1: none.
func (t *Table) findTypes() int {
	for i := 1; i < min(len(t.Header), maxColumns); i++ {
		types, sure := 0, 0
		for r := range t.Rows {
			cell := t.Rows[r].cell(i)
			runs := cell.Inlines()
			if len(runs) == 0 {
				break
			}
			expr := readType(cell.text, cell.Start, runs)
			if expr.Name == "" || len(expr.Others) > 0 || expr.extra > 0 || len(expr.Note) > 20 {
				break
			}
			types++
			if primitiveNames[strings.ToLower(strings.TrimPrefix(expr.Name, "Edm."))] != "" || strings.Contains(expr.Target, ".md") {
				sure++
			}
		}
		if len(t.Rows) > 0 && types == len(t.Rows) && sure*2 > types {
			return i
		}
	}
	return -1
}

// countNames counts the rows whose name cell is a name, and those where it
// is a link to another page.
func (t *Table) countNames() (names, links int) {
	for i := range t.Rows {
		cell := t.Rows[i].cell(t.nameColumn)
		if found, _ := t.Rows[i].names(t.nameColumn); len(found) > 0 {
			names++
		}
		for _, run := range cell.Inlines() {
			if run.Kind == LinkRun && strings.Contains(run.Target, ".md") {
				links++
				break
			}
		}
	}
	return names, links
}

// relates reports whether a table of names and types lists relationships:
// its header or its section's heading says so; where neither is understood,
// it has another header than the table of properties before it, and the JSON
// representation has none of its names.
func (d *declarer) relates(t *Table, head string) bool {
	if relationHeaders[head] || hasStem(head, relationStems) {
		return true
	}
	if strings.Contains(head, "property") || strings.Contains(head, "propert") || head == "name" || head == "parameter" {
		return t.Heading != nil && hasStem(strings.ToLower(t.Heading.Text), relationStems)
	}
	if t.Heading != nil && hasStem(strings.ToLower(t.Heading.Text), relationStems) {
		return true
	}
	if d.first == "" || d.first == head {
		return false
	}
	owner := d.owner(t)
	if owner == nil || owner.Representation == nil {
		return false
	}
	for i := range t.Rows {
		names, _ := t.Rows[i].names(t.nameColumn)
		for _, n := range names {
			if owner.Representation.Member(n.text) != nil {
				return false
			}
		}
	}
	return true
}

func hasStem(text string, stems []string) bool {
	for _, s := range stems {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}
