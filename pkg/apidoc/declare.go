package apidoc

import (
	"bytes"
	"path"
	"strings"
	"unicode"

	"github.com/concord-odata/concord/pkg/location"
)

// declarer reads what a page declares from its tables and resource blocks.
type declarer struct {
	page  *Page
	prose []paragraph
	first string // the first header word of the first property table
}

func (p *Page) declare(prose []paragraph) {
	d := &declarer{page: p, prose: prose}
	for _, b := range p.Blocks {
		if b.Kind == KindResource {
			d.resource(b)
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
func (d *declarer) resource(b *Block) {
	if b.Type.Name == "" {
		name := d.titleName()
		if name == "" {
			return
		}
		b.Type.Name = name
	}
	decl := &TypeDecl{
		Page: d.page, Name: d.page.qualify(b.Type.Name), Block: b,
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
	for _, other := range d.page.Types {
		if other.Name == decl.Name {
			decl.again = true
		}
	}
	d.page.Types = append(d.page.Types, decl)
}

// qualify puts the page's namespace before a name that has none.
func (p *Page) qualify(name string) string {
	if strings.Contains(name, ".") || p.Namespace == "" {
		return name
	}
	return p.Namespace + "." + name
}

// titleName is the type's name in the title: a code span, a word in camel
// case, the word that the file is named by, else the first.
func (d *declarer) titleName() string {
	if len(d.page.Headings) > 0 {
		if h := d.page.Headings[0]; h.Level == 1 && len(h.Code) > 0 && isASCIIIdentifier(h.Code[0]) {
			return h.Code[0]
		}
	}
	words := identifiers(d.page.Title)
	for _, w := range words {
		if camelCase(w) || strings.Contains(w, ".") {
			return w
		}
	}
	stem := strings.ToLower(strings.TrimSuffix(path.Base(strings.ReplaceAll(d.page.File, `\`, "/")), ".md"))
	for _, w := range words {
		if strings.HasSuffix(stem, strings.ToLower(w)) {
			return w
		}
	}
	if len(words) > 0 && len(words) <= 4 {
		return words[0] // "photo resource type"
	}
	return ""
}

// identifiers are the words of a text that may be names.
func identifiers(text string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '.'
	}) {
		w = strings.Trim(w, ".")
		if isASCIIIdentifier(w) || isQualified(w) && len(w) < 200 {
			out = append(out, w)
		}
	}
	return out
}

// camelCase reports whether a word has a capital after a small letter, and
// so was not meant as prose.
func camelCase(w string) bool {
	for i := 1; i < len(w); i++ {
		if w[i] >= 'A' && w[i] <= 'Z' && w[i-1] >= 'a' && w[i-1] <= 'z' {
			return true
		}
	}
	return false
}

// foreign drops the tables of properties of something else: under another
// heading than those that share names with the JSON representation, and with
// no name in it.
func (d *declarer) foreign() {
	for _, decl := range d.page.Types {
		if decl.Representation == nil {
			continue
		}
		shared := map[*Heading]int{}
		for _, t := range d.page.Tables {
			if t.Role == PropertyTable && d.owner(t) == decl {
				shared[t.Heading] += d.overlap(t, decl)
			}
		}
		some := false
		for _, n := range shared {
			some = some || n > 0
		}
		for _, t := range d.page.Tables {
			if n, ok := shared[t.Heading]; ok && some && n == 0 && t.Role == PropertyTable {
				t.Role = OtherTable
			}
		}
	}
}

// overlap counts the rows of the table that the JSON representation has.
func (d *declarer) overlap(t *Table, decl *TypeDecl) int {
	n := 0
	for i := range t.Rows {
		names, _ := propertyNames(t.Rows[i].cell(t.nameColumn))
		for _, name := range names {
			for k := range decl.Representation.Members {
				if strings.EqualFold(decl.Representation.Members[k].Name, name.text) {
					n++
					break
				}
			}
		}
	}
	return n
}

// several reports whether the tables of properties stand under headings of
// different sections, so that the title does not name their type.
func (d *declarer) several() bool {
	sections := map[*Heading]bool{}
	for _, t := range d.page.Tables {
		if root := t.Heading.root(); t.Role == PropertyTable && root != t.Heading {
			sections[root] = true
		}
	}
	return len(sections) > 1
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
	kind := strings.ToLower(d.page.DocType)
	return strings.Contains(kind, "resource") || strings.Contains(kind, "enum") || strings.Contains(kind, "complex") || kind == "" && d.shows()
}

// shows reports whether a page without annotations shows the JSON of what
// one of its tables lists.
func (d *declarer) shows() bool {
	for _, t := range d.page.Tables {
		if f, _ := d.bare(t); f != nil {
			return true
		}
	}
	return false
}

// bare is the fence without annotation whose JSON object has most of the
// names in the table's first column.
func (d *declarer) bare(t *Table) (*Fence, *location.Value) {
	for _, f := range d.page.Fences {
		data := bytes.TrimSpace(f.Text.Data)
		if f.Block != nil || len(data) == 0 || data[0] != '{' || len(t.Rows) == 0 {
			continue
		}
		v, _, err := location.ReadLenient(trimText(f.Text), location.Limits{})
		if err != nil || v.Kind != location.Object {
			continue
		}
		if n := d.overlap(t, &TypeDecl{Representation: v}); n*2 > len(t.Rows) && n*2 > len(v.Members) {
			return f, v
		}
	}
	return nil, nil
}

// owner is the declaration that a table belongs to: of several on a page,
// the one whose block comes next.
func (d *declarer) owner(t *Table) *TypeDecl {
	types := d.page.Types
	if len(types) == 0 {
		return nil
	}
	for _, decl := range types {
		if decl.Block == nil {
			return decl
		}
		for i := t.After; i < len(d.page.Blocks); i++ {
			if d.page.Blocks[i] == decl.Block {
				return decl
			}
		}
	}
	return types[len(types)-1]
}

// properties reads the rows of a property or relationship table.
func (d *declarer) properties(decl *TypeDecl, t *Table) {
	for i := range t.Rows {
		row := &t.Rows[i]
		names, rest := propertyNames(row.cell(t.nameColumn))
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
	if doc.Navigation {
		decl.Relationships = append(decl.Relationships, doc)
	} else {
		decl.Properties = append(decl.Properties, doc)
	}
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

type placedName struct {
	text     string
	position location.Position
}

// propertyNames reads the names in a cell, and the words beside them: "id",
// "**id** (deprecated)", "startTime, endTime".
func propertyNames(c Cell) (names []placedName, rest string) {
	if c.text == nil {
		return nil, ""
	}
	var beside strings.Builder
	open := true // names may follow
	for _, run := range c.Inlines() {
		if run.Kind == HTMLRun || run.Kind == ImageRun || run.Kind == IncludeRun {
			open = open && (len(names) == 0 || run.Text != "br")
			continue
		}
		for i := 0; i < len(run.Text); {
			r := run.Text[i]
			if strings.IndexByte(" \t,*/&", r) >= 0 || strings.HasPrefix(run.Text[i:], "\u00a0") {
				i++
				continue
			}
			end := i
			for end < len(run.Text) && strings.IndexByte(" \t,*&", run.Text[end]) < 0 {
				end++
			}
			word := run.Text[i:end]
			name := strings.Trim(word, "\"'`:\u00b9\u00b2\u00b3\u200b\ufeff")
			switch {
			case open && isPropertyName(name) && (len(names) == 0 || !alternatives[name] && separated(run.Text[:i])):
				at := c.Start
				if k := bytes.Index(c.text.Data[run.Start:min(c.End, run.End)], []byte(name)); k >= 0 {
					at = run.Start + k
				}
				names = append(names, placedName{name, c.text.Position(at)})
			case open && isPropertyName(name) && alternatives[name]:
			case word[0] == '(' || !open:
				open = false
				beside.WriteString(word)
				beside.WriteByte(' ')
			case len(names) > 0 && strings.Trim(name, "0123456789.") == "":
				// a footnote's mark
			default:
				return nil, c.String()
			}
			i = end
		}
	}
	return names, strings.TrimSpace(beside.String())
}

// separated reports whether the text before a word ends in a comma, so that
// the word is another name.
func separated(before string) bool {
	before = strings.TrimRight(before, " \t")
	return before == "" || strings.HasSuffix(before, ",") || strings.HasSuffix(before, "/")
}

// isPropertyName accepts the names of properties and of instance
// annotations: @odata.type, photo@odata.mediaEtag.
func isPropertyName(s string) bool {
	if before, after, ok := strings.Cut(s, "@"); ok {
		return (before == "" || isIdentifier(before)) && (isQualified(after) || isASCIIIdentifier(after))
	}
	return isASCIIIdentifier(s) || isLatinIdentifier(s)
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
		if namespaceLine.MatchString(text) || onlyIncludes(p.runs) || strings.HasPrefix(text, "[!") {
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

// bases reads the sentence "inherits from [x](x.md)", where the annotation
// names no base type.
func (d *declarer) bases() {
	for _, p := range d.prose {
		if p.heading != nil && p.heading.Parent != nil && p.heading.Parent.Parent != nil {
			continue
		}
		for i, run := range p.runs {
			if i == 0 || run.Kind != LinkRun && run.Kind != CodeRun && !run.Strong || !saysInherits(p.runs[i-1].Text) {
				continue
			}
			expr := readType(p.text, run.Start, p.runs[i:i+1])
			if expr.Name == "" {
				continue
			}
			for _, decl := range d.page.Types {
				if decl.base.Name == "" {
					decl.base = expr
				}
			}
		}
	}
}

var inheritWords = []string{
	"inherits from", "inherits", "inherited from", "derives from", "derived from", "derived type of", "extends", "subtype of", "sub-type of", "subtype of the", "hereda de", "erbt von", "hérite de", "herda de",
	"eredita da", "继承自", "наследует от", "наследуется от", "наследуемый от",
}

// saysInherits reports whether the words right before a type's name say that
// it is a base type.
func saysInherits(before string) bool {
	before = strings.TrimRight(strings.ToLower(before), " \t*")
	for _, article := range []string{" the", " a", " an", " abstract", " base", " type"} {
		before = strings.TrimSuffix(before, article)
	}
	for _, w := range inheritWords {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}
