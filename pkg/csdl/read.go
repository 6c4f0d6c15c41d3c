package csdl

import (
	"bytes"
	"slices"

	"github.com/concord-odata/concord/pkg/edm"
)

// Read reads a CSDL document, XML or JSON: the first byte that is no blank
// tells. The name is what places call the file.
func Read(name string, data []byte) (*Document, error) {
	return Limits{}.Read(name, data)
}

// ReadXML reads a CSDL XML document, 4.0 or 4.01.
func ReadXML(name string, data []byte) (*Document, error) { return Limits{}.ReadXML(name, data) }

// ReadJSON reads a CSDL JSON document, 4.01.
func ReadJSON(name string, data []byte) (*Document, error) { return Limits{}.ReadJSON(name, data) }

// Read is [Read] within these limits.
func (l Limits) Read(name string, data []byte) (*Document, error) {
	text := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n")
	if len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		return l.ReadJSON(name, data)
	}
	return l.ReadXML(name, data)
}

// source is what both readers gather: schemas with names as they stand in
// the text, aliases and all.
type source struct {
	version    string
	references []edm.Reference
	schemas    []*edm.Schema
	// extra are containers that their schema has no room for.
	extra    []*edm.Schema
	problems []finding
	// container is the qualified name of the service's container, where
	// the document says it (CSDL JSON).
	container      string
	containerPlace edm.Place
}

// finding is a problem, and the attribute of the element at its place that
// it is about: its value's place is looked for once it is wanted.
type finding struct {
	Problem
	attribute string
}

// document resolves aliases, builds the model, attaches annotations to
// their targets, and judges all.
func (src *source) document(format string, typed bool, locate func([]finding)) *Document {
	src.schemas = append(src.schemas, src.extra...)
	r := resolve(src)
	m := edm.NewModel()
	m.Version = src.version
	for _, r := range src.references {
		m.Refer(r)
	}
	for _, s := range src.schemas {
		m.Add(s)
	}
	extend(m)
	x := newIndex(m)
	if typed {
		typeConstants(x, r)
	}
	attach(x)
	if src.container != "" && m.ContainerNamed(src.container) == nil && x.absent(src.container) == missing {
		src.problems = append(src.problems, finding{Problem: Problem{Code: UnresolvedContainer, Place: src.containerPlace, Name: src.container,
			Message: "$EntityContainer is " + src.container + ", and no container of that name is declared"}})
	}
	found := append(src.problems, check(x)...)
	locate(found)
	doc := &Document{Model: m, Format: format}
	if len(found) > 0 {
		doc.Problems = make([]Problem, len(found))
		for i := range found {
			doc.Problems[i] = found[i].Problem
		}
		slices.SortStableFunc(doc.Problems, byPlace)
	}
	return doc
}
