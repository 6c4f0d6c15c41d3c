package apidoc

import (
	"bytes"
	"sort"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// declarer reads what a page declares from its tables and resource blocks.
type declarer struct {
	page  *Page
	prose []paragraph
	first string // the first header word of the first property table

	describes   edm.Tristate // the page is about a type
	declared    map[string]bool
	enumsByName map[string]*EnumDecl
	bares       []bareObject
	read        bool                    // bares were looked for
	opening     map[*Heading]string     // the first paragraph of a section
	uses        map[string]*PropertyDoc // by the folded name of its type
	named       map[string]*PropertyDoc // by its own folded name
}

// bareObject is a JSON object in a fence without annotation.
type bareObject struct {
	fence *Fence
	value *location.Value
}

func (p *Page) declare(prose []paragraph) {
	d := &declarer{page: p, prose: prose, declared: map[string]bool{}}
	for i, b := range p.Blocks {
		if b.Kind == KindResource {
			d.resource(b, i)
		}
	}
	for _, t := range p.Tables {
		d.classify(t)
	}
	d.foreign()
	if len(p.Types) == 0 && d.has(PropertyTable) && !d.several() {
		if name := d.titleName(); name != "" {
			decl := &TypeDecl{Page: p, Name: p.qualify(name), Position: p.TitlePosition}
			for _, t := range p.Tables {
				if f, v := d.bare(t); f != nil && t.Role == PropertyTable && decl.Representation == nil {
					decl.Representation, decl.RepresentationText = v, trimText(f.Text)
				}
			}
			p.Types = append(p.Types, decl)
		}
	}
	for _, t := range p.Tables {
		switch t.Role {
		case PropertyTable, RelationshipTable:
			if decl := d.owner(t); decl != nil {
				d.properties(decl, t)
			}
		case ParameterTable:
			d.parameters(t)
		}
	}
	d.bases()
	d.descriptions()
	for _, decl := range p.Types {
		decl.represent()
	}
	d.enums()
}

// resource begins a declaration with a resource block.
func (d *declarer) resource(b *Block, index int) {
	if b.Type.Name == "" {
		name := d.titleName()
		if name == "" {
			return
		}
		b.Type.Name = name
	}
	decl := &TypeDecl{
		Page: d.page, Name: d.page.qualify(b.Type.Name), Block: b, block: index,
		KeyProperty: b.KeyProperty, OpenType: b.OpenType, Abstract: b.Abstract,
		Position: b.ValuePosition("@odata.type"),
	}
	if b.BaseType != "" {
		decl.BaseType, decl.BasePosition = d.page.qualify(b.BaseType), b.ValuePosition("baseType")
	}
	if f := b.Fence; f != nil {
		v, slips, err := location.ReadLenient(trimText(f.Text), location.Limits{})
		switch {
		case err == nil && v.Kind == location.Object:
			decl.Representation, decl.Slips = v, slips
			decl.RepresentationText = trimText(f.Text)
		case err != nil && len(bytes.TrimSpace(f.Text.Data)) > 0:
			d.page.Problems = append(d.page.Problems, Problem{Code: RepresentationJSON, Message: "the JSON representation is no JSON: " + syntaxMessage(err), Position: syntaxPosition(err, f.Position), Name: decl.Name})
		}
	}
	decl.again = d.declared[decl.Name]
	d.declared[decl.Name] = true
	d.page.Types = append(d.page.Types, decl)
}

// qualify puts the page's namespace before a name that has none.
func (p *Page) qualify(name string) string {
	if strings.Contains(name, ".") || p.Namespace == "" {
		return name
	}
	return p.Namespace + "." + name
}

func (d *declarer) has(role TableRole) bool {
	for _, t := range d.page.Tables {
		if t.Role == role {
			return true
		}
	}
	return false
}

// describesType reports whether the page is about a type rather than an
// operation.
func (d *declarer) describesType() bool {
	if len(d.page.Types) > 0 || len(d.page.HTTPRequests) > 0 {
		return len(d.page.Types) > 0
	}
	if d.describes == edm.Unsaid {
		kind := strings.ToLower(d.page.DocType)
		d.describes = edm.Said(strings.Contains(kind, "resource") || strings.Contains(kind, "enum") || strings.Contains(kind, "complex") || kind == "" && d.shows())
	}
	return d.describes.IsTrue()
}

// owner is the declaration that a table belongs to: of several on a page,
// the one whose block comes next.
func (d *declarer) owner(t *Table) *TypeDecl {
	types := d.page.Types
	if len(types) == 0 {
		return nil
	}
	i := sort.Search(len(types), func(i int) bool { return types[i].Block == nil || types[i].block >= t.After })
	return types[min(i, len(types)-1)]
}

// properties reads the rows of a property or relationship table.
func (d *declarer) properties(decl *TypeDecl, t *Table) {
	for i := range t.Rows {
		row := &t.Rows[i]
		names, rest := row.names(t.nameColumn)
		if len(names) == 0 {
			d.nameless(t, row)
			continue
		}
		if row.heads() {
			continue
		}
		for _, n := range names {
			doc := &PropertyDoc{Name: n.text, NamePosition: n.position, Navigation: t.Role == RelationshipTable, Annotation: strings.Contains(n.text, "@")}
			cell := row.cell(t.typeColumn)
			if runs := cell.Inlines(); len(runs) > 0 {
				doc.Type = readType(cell.text, cell.Start, runs)
			} else {
				doc.Type.Position = cell.Position()
			}
			doc.describe(row, t, rest)
			d.add(decl, doc)
		}
	}
}

// parameters reads the rows of a table on an operation's page.
func (d *declarer) parameters(t *Table) {
	list := &TypeDecl{Page: d.page}
	problems := len(d.page.Problems)
	d.properties(list, t)
	d.page.Problems = d.page.Problems[:problems]
	d.page.Parameters = append(d.page.Parameters, list.Properties...)
}

func (d *declarer) add(decl *TypeDecl, doc *PropertyDoc) {
	if old := decl.Property(doc.Name); old != nil {
		d.page.Problems = append(d.page.Problems, Problem{Code: PropertyTwice, Message: "property " + doc.Name + " of " + decl.Name + " stands twice", Position: doc.NamePosition, Name: doc.Name})
		if old.Navigation == doc.Navigation {
			return
		}
	}
	decl.put(doc)
}

// heads reports whether the row heads a group of others: it has one cell, or
// only one that is not empty.
func (r *Row) heads() bool {
	filled := 0
	for _, c := range r.Cells {
		if c.Start < c.End {
			filled++
		}
	}
	return filled <= 1 && len(r.Wrapped) == 0
}

// nameless reports a row that has a type but no name to give it to; a row
// without a type heads a group of others.
func (d *declarer) nameless(t *Table, row *Row) {
	if len(row.Cells) <= t.typeColumn || row.cell(t.typeColumn).String() == "" {
		return
	}
	cell := row.cell(t.nameColumn)
	d.page.Problems = append(d.page.Problems, Problem{Code: PropertyName, Message: "\"" + shorten(cell.String()) + "\" is no property name", Position: row.Position, Name: cell.String()})
}

func (r *Row) cell(i int) Cell {
	if i < 0 || i >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[i]
}

// trimText is a text without the blanks around it.
func trimText(t *location.Text) *location.Text {
	start, end := 0, len(t.Data)
	for start < end && isBlank(t.Data[start]) {
		start++
	}
	for end > start && isBlank(t.Data[end-1]) {
		end--
	}
	return t.Part(start, end)
}

// descriptions gives each declaration the first paragraph of the page, and
// says of a type that the words call abstract that it is.
func (d *declarer) descriptions() {
	for _, p := range d.prose {
		if p.heading == nil || p.heading.Parent != nil {
			continue
		}
		text := plain(p.runs)
		if namespaceIn(text) != nil || onlyIncludes(p.runs) || strings.HasPrefix(text, "[!") {
			continue
		}
		for _, decl := range d.page.Types {
			if decl.Description == "" {
				decl.Description = text
			}
		}
		return
	}
}
