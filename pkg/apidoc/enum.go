package apidoc

import (
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// enums reads the tables of members. Of which enumeration is said by the
// heading above the table; on a page about an enumeration, by the title.
func (d *declarer) enums() {
	for _, t := range d.page.Tables {
		if t.Role != EnumTable {
			continue
		}
		if !d.enumTable(t) {
			t.Role = OtherTable
		}
	}
}

func (d *declarer) enumTable(t *Table) bool {
	h := t.Heading
	for ; h != nil; h = h.Parent {
		if h.Parent == nil && h.Level == 1 {
			break
		}
		name, doc := d.naming(h)
		if doc != nil && primitiveNames[strings.ToLower(strings.TrimPrefix(doc.Type.Name, "Edm."))] != "" {
			return d.listValues(doc, t)
		}
		if name != "" {
			d.declareEnum(name, h, t, doc != nil)
			return true
		}
		if len(d.page.Types) > 0 {
			return false // a section of a resource page that names nothing
		}
	}
	if len(d.page.Types) > 0 || !d.describesType() {
		return false
	}
	name := d.titleName()
	if name == "" {
		return false
	}
	d.declareEnum(name, nil, t, true)
	return true
}

// naming is the enumeration that a heading names: a type of the page's
// property tables, or the property that has its values; else a name in a
// code span or in camel case, which Load looks up.
func (d *declarer) naming(h *Heading) (string, *PropertyDoc) {
	words := append(append([]string(nil), h.Code...), identifiers(h.Text)...)
	d.indexProperties()
	for _, w := range words {
		if p := d.uses[strings.ToLower(simpleName(w))]; p != nil && simpleName(p.Type.Name) == simpleName(w) {
			return p.Type.Name, p
		}
	}
	for _, w := range words {
		if p := d.uses[strings.ToLower(simpleName(w))]; p != nil {
			return p.Type.Name, p
		}
		if p := d.named[strings.ToLower(w)]; p != nil {
			return p.Type.Name, p
		}
	}
	for _, w := range words {
		if camelCase(w) || strings.Contains(w, ".") || len(words) > 0 && w == words[0] && len(h.Code) > 0 {
			return w, nil
		}
	}
	if len(words) > 0 && len(words) <= 3 && len(d.page.Types) == 0 && words[0] != "" && words[0][0] >= 'a' && words[0][0] <= 'z' {
		return words[0], nil
	}
	return "", nil
}

// indexProperties indexes the page's properties, once they are read.
func (d *declarer) indexProperties() {
	if d.uses != nil {
		return
	}
	d.uses, d.named = map[string]*PropertyDoc{}, map[string]*PropertyDoc{}
	for _, decl := range d.page.Types {
		for _, p := range decl.Properties {
			if low := strings.ToLower(simpleName(p.Type.Name)); p.Type.Name != "" && d.uses[low] == nil {
				d.uses[low] = p
			}
			if low := strings.ToLower(p.Name); d.named[low] == nil {
				d.named[low] = p
			}
		}
	}
}

// simpleName is a name without its namespace.
func simpleName(name string) string {
	return name[strings.LastIndexByte(name, '.')+1:]
}

// listValues reads a table of the values of a property that is no
// enumeration.
func (d *declarer) listValues(doc *PropertyDoc, t *Table) bool {
	if !strings.EqualFold(simpleName(doc.Type.Name), "string") {
		return false
	}
	if doc.PossibleValues != nil {
		return true
	}
	for i := range t.Rows {
		if names, _ := propertyNames(t.Rows[i].cell(t.nameColumn)); len(names) == 1 {
			doc.PossibleValues = append(doc.PossibleValues, names[0].text)
		}
	}
	doc.ValuesPosition = t.Position
	return true
}

func (d *declarer) declareEnum(name string, h *Heading, t *Table, sure bool) {
	sure = sure || strings.Contains(strings.ToLower(d.page.DocType), "enum")
	e := &EnumDecl{Page: d.page, Name: d.page.qualify(name), Table: t, sure: sure, Position: d.page.TitlePosition}
	if h != nil {
		e.Position = h.Position
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		names, beside := propertyNames(row.cell(t.nameColumn))
		if len(names) == 0 {
			continue
		}
		m := &edm.EnumMember{Name: names[0].text, Place: edm.Place(names[0].position)}
		if t.descriptionColumn >= 0 {
			m.Description = row.cell(t.descriptionColumn).String()
		}
		if v, err := strconv.ParseInt(row.cell(t.valueColumn).String(), 0, 64); err == nil {
			m.Value, m.HasValue = v, true
		}
		if strings.Contains(strings.ToLower(beside), "deprecated") {
			m.Description = strings.TrimSpace("Deprecated. " + m.Description)
		}
		e.add(m)
	}
	e.Description = d.firstParagraph(h)
	if other := d.enumsByName[e.Name]; other != nil {
		for _, m := range e.Members {
			other.add(m)
		}
		return
	}
	if d.enumsByName == nil {
		d.enumsByName = map[string]*EnumDecl{}
	}
	d.enumsByName[e.Name] = e
	d.page.Enums = append(d.page.Enums, e)
}

// firstParagraph is the first paragraph of words in a section; nil is the
// title's.
func (d *declarer) firstParagraph(h *Heading) string {
	if d.opening == nil {
		d.opening = map[*Heading]string{}
		for _, p := range d.prose {
			key := p.heading
			if key != nil && key.Parent == nil && key.Level == 1 {
				key = nil
			}
			if d.opening[key] != "" {
				continue
			}
			if text := plain(p.runs); namespaceIn(text) == nil && !onlyIncludes(p.runs) && !strings.HasPrefix(text, "[!") {
				d.opening[key] = text
			}
		}
	}
	return d.opening[h]
}

// add appends a member that is not there yet.
func (e *EnumDecl) add(m *edm.EnumMember) {
	if e.names[m.Name] {
		return
	}
	if e.names == nil {
		e.names = map[string]bool{}
	}
	e.names[m.Name] = true
	e.Members = append(e.Members, m)
}
