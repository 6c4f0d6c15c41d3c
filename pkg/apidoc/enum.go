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
		name, doc := d.named(h)
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

// named is the enumeration that a heading names: a type of the page's
// property tables, or the property that has its values; else a name in a
// code span or in camel case, which Load looks up.
func (d *declarer) named(h *Heading) (string, *PropertyDoc) {
	words := append(append([]string(nil), h.Code...), identifiers(h.Text)...)
	for _, w := range words {
		for _, decl := range d.page.Types {
			for _, p := range decl.Properties {
				if simpleName(p.Type.Name) == simpleName(w) && p.Type.Name != "" {
					return p.Type.Name, p
				}
			}
		}
	}
	for _, w := range words {
		for _, decl := range d.page.Types {
			for _, p := range decl.Properties {
				if strings.EqualFold(simpleName(p.Type.Name), simpleName(w)) {
					return p.Type.Name, p
				}
				if strings.EqualFold(p.Name, w) {
					return p.Type.Name, p
				}
			}
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
	for _, p := range d.prose {
		if p.heading == h || h == nil && p.heading != nil && p.heading.Parent == nil {
			if text := plain(p.runs); !namespaceLine.MatchString(text) && !onlyIncludes(p.runs) && !strings.HasPrefix(text, "[!") {
				e.Description = text
				break
			}
		}
	}
	for _, other := range d.page.Enums {
		if other.Name == e.Name {
			for _, m := range e.Members {
				other.add(m)
			}
			return
		}
	}
	d.page.Enums = append(d.page.Enums, e)
}

// add appends a member that is not there yet.
func (e *EnumDecl) add(m *edm.EnumMember) {
	for _, old := range e.Members {
		if old.Name == m.Name {
			return
		}
	}
	e.Members = append(e.Members, m)
}
