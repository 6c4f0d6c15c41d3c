package apidoc

import (
	"bytes"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// foreign drops the tables of properties of something else: under another
// heading than those that share names with the JSON representation, and with
// no name in it.
func (d *declarer) foreign() {
	type place struct {
		decl    *TypeDecl
		heading *Heading
	}
	shared, some := map[place]int{}, map[*TypeDecl]bool{}
	for _, t := range d.page.Tables {
		decl := d.owner(t)
		if t.Role != PropertyTable || decl == nil || decl.Representation == nil {
			continue
		}
		n := overlap(t, decl.Representation)
		shared[place{decl, t.Heading}] += n
		some[decl] = some[decl] || n > 0
	}
	for _, t := range d.page.Tables {
		decl := d.owner(t)
		if n, ok := shared[place{decl, t.Heading}]; ok && n == 0 && some[decl] && t.Role == PropertyTable {
			t.Role = OtherTable
		}
	}
}

// overlap counts the rows of the table that name a member of the object.
func overlap(t *Table, object *location.Value) int {
	members := make(map[string]bool, len(object.Members))
	for i := range object.Members {
		members[strings.ToLower(object.Members[i].Name)] = true
	}
	n := 0
	for i := range t.Rows {
		names, _ := t.Rows[i].names(t.nameColumn)
		for _, name := range names {
			if members[strings.ToLower(name.text)] {
				n++
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

// shows reports whether a page without annotations shows the JSON of what
// one of its tables lists.
func (d *declarer) shows() bool {
	for i, t := range d.page.Tables {
		if i == maxBares {
			break
		}
		if f, _ := d.bare(t); f != nil {
			return true
		}
	}
	return false
}

// maxBares bounds the fences that are read in search of a representation.
const maxBares = 16

// bare is the fence without annotation whose JSON object has most of the
// names in the table's first column.
func (d *declarer) bare(t *Table) (*Fence, *location.Value) {
	if !d.read {
		d.read = true
		for _, f := range d.page.Fences {
			if data := bytes.TrimSpace(f.Text.Data); f.Block != nil || len(data) == 0 || data[0] != '{' {
				continue
			}
			v, _, err := location.ReadLenient(trimText(f.Text), location.Limits{})
			if err == nil && v.Kind == location.Object {
				d.bares = append(d.bares, bareObject{f, v})
			}
			if len(d.bares) == maxBares {
				break
			}
		}
	}
	for _, b := range d.bares {
		if n := overlap(t, b.value); n*2 > len(t.Rows) && n*2 > len(b.value.Members) {
			return b.fence, b.value
		}
	}
	return nil, nil
}
