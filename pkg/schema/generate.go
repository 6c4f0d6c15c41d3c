package schema

import (
	"fmt"
	"net/url"
	"strings"
	"sync"

	"github.com/concord-odata/concord/pkg/edm"
)

// Draft is the dialect of every document.
const Draft = "https://json-schema.org/draft/2020-12/schema"

// DefaultBase is what the $id of a document begins with, unless told
// otherwise.
const DefaultBase = "https://concord-odata.github.io/schemas/"

// Options say how documents are written.
type Options struct {
	// Base is the URL that the $id of each document begins with, its final
	// slash included; DefaultBase where empty.
	Base string
	// IEEE754Compatible writes Edm.Int64 and Edm.Decimal as strings, as the
	// format parameter of that name asks (JSON Format 4.01, section 3.2).
	IEEE754Compatible bool
}

// Generator writes the documents of a model's types.
type Generator struct {
	model   *edm.Model
	opt     Options
	derived func() map[string][]*edm.ComplexType // the index of derived complex types
}

// NewGenerator is a generator over the model.
func NewGenerator(m *edm.Model, opt Options) *Generator {
	if opt.Base == "" {
		opt.Base = DefaultBase
	}
	if u, err := url.Parse(opt.Base); err == nil {
		opt.Base = u.String() // as a reference resolves against it
	}
	if !strings.HasSuffix(opt.Base, "/") {
		opt.Base += "/"
	}
	g := &Generator{model: m, opt: opt}
	g.derived = sync.OnceValue(g.index)
	return g
}

// Document is the JSON Schema document of that type. It fails where the
// model does not know the type, or declares it twice.
func (g *Generator) Document(qualified string) ([]byte, error) {
	doc, err := g.document(qualified)
	if err != nil {
		return nil, err
	}
	return render(doc), nil
}

// typeNamed is the type of that name, or why there is none.
func (g *Generator) typeNamed(qualified string) (edm.Type, error) {
	if g.model.Ambiguous(qualified) {
		return nil, fmt.Errorf("schema: type %s is declared twice, and nothing says which one holds", qualified)
	}
	t := g.model.Type(qualified)
	if t == nil {
		return nil, fmt.Errorf("schema: type %q is not known to the contract", qualified)
	}
	return t, nil
}

func (g *Generator) document(qualified string) (object, error) {
	t, err := g.typeNamed(qualified)
	if err != nil {
		return nil, err
	}
	w := &writer{g: g, defs: map[string]bool{}}
	switch t := t.(type) {
	case edm.StructuredType:
		return w.structured(t), nil
	case *edm.EnumType:
		return w.finish(t.QualifiedName(), FileName(t.QualifiedName()), w.enum(t)), nil
	case *edm.TypeDefinition:
		return w.finish(t.QualifiedName(), FileName(t.QualifiedName()), w.value(edm.TypeRef{Name: t.UnderlyingType}, edm.Unsaid, t.Facets, t.Annotations)), nil
	case *edm.PrimitiveType:
		return w.finish(t.QualifiedName(), FileName(t.QualifiedName()), primitive(t.Name, g.opt.IEEE754Compatible)), nil
	}
	return nil, fmt.Errorf("schema: type %s is of no kind that has a document", qualified)
}

// Collection is the document of a collection response: the object with the
// array value (JSON Format 4.01, section 12 and 13).
func (g *Generator) Collection(qualified string) ([]byte, error) {
	doc, err := g.collection(qualified)
	if err != nil {
		return nil, err
	}
	return render(doc), nil
}

func (g *Generator) collection(qualified string) (object, error) {
	t, err := g.typeNamed(qualified)
	if err != nil {
		return nil, err
	}
	w := &writer{g: g, defs: map[string]bool{}}
	var items any
	switch t := t.(type) {
	case *edm.EntityType:
		items = object{{"$ref", reference(FileName(t.QualifiedName()))}}
	default:
		items = w.value(edm.TypeRef{Name: t.QualifiedName()}, edm.Unsaid, edm.Facets{}, nil)
	}
	count := object{{"type", "integer"}, {"minimum", 0}}
	if g.opt.IEEE754Compatible {
		count = object{{"type", "string"}, {"pattern", "^[0-9]+$"}}
	}
	link := object{{"type", "string"}, {"format", "uri-reference"}, {"minLength", 1}}
	props := object{
		{"@odata.context", object{{"type", "string"}, {"format", "uri-reference"}}},
		{"@odata.count", count},
		{"@odata.nextLink", link},
		{"@odata.deltaLink", link},
		{"value", object{{"type", "array"}, {"items", items}}},
	}
	body := object{
		{"type", "object"},
		{"properties", props},
		{"required", array{"value"}},
	}
	return w.finish("Collection("+t.QualifiedName()+")", CollectionFileName(t.QualifiedName()), body), nil
}

// Refers lists the types whose documents the document of that type refers
// to, directly or not, itself first, in the order of first mention.
func (g *Generator) Refers(qualified string) ([]string, error) {
	doc, err := g.document(qualified)
	if err != nil {
		return nil, err
	}
	name := g.model.Type(qualified).QualifiedName()
	return g.follow(doc, name)
}

// follow lists the types that a document refers to, directly or not, after
// those that are known already.
func (g *Generator) follow(doc object, known ...string) ([]string, error) {
	order, seen := known, map[string]bool{}
	for _, n := range known {
		seen[n] = true
	}
	visit := func(ref string) {
		if name := g.referred(ref); name != "" && !seen[name] {
			seen[name] = true
			order = append(order, name)
		}
	}
	eachRef(doc, visit)
	for i := len(known); i < len(order); i++ {
		next, err := g.document(order[i])
		if err != nil {
			return nil, err
		}
		eachRef(next, visit)
	}
	return order, nil
}

func eachRef(v any, visit func(string)) {
	switch v := v.(type) {
	case object:
		for _, m := range v {
			if s, ok := m.value.(string); ok && m.name == "$ref" {
				visit(s)
				continue
			}
			eachRef(m.value, visit)
		}
	case array:
		for _, it := range v {
			eachRef(it, visit)
		}
	}
}

// Bundle is the document of the type, or of a collection response of it, with
// all documents that it refers to embedded under $defs, each with its own $id
// (JSON Schema 2020-12 core, section 9.3): one file that stands alone.
func (g *Generator) Bundle(qualified string, collection bool) ([]byte, error) {
	root, own, err := g.root(qualified, collection)
	if err != nil {
		return nil, err
	}
	names, err := g.follow(root, own...)
	if err != nil {
		return nil, err
	}
	var defs object
	for i, m := range root {
		if m.name == "$defs" {
			defs = m.value.(object)
			root = append(root[:i:i], root[i+1:]...)
			break
		}
	}
	for _, n := range names[len(own):] {
		doc, err := g.document(n)
		if err != nil {
			return nil, err
		}
		defs.set(n, doc)
	}
	if len(defs) > 0 {
		root.set("$defs", defs)
	}
	return render(root), nil
}

// root is the document that a bundle begins with, and the types whose
// documents it is itself.
func (g *Generator) root(qualified string, collection bool) (doc object, own []string, err error) {
	if collection {
		doc, err = g.collection(qualified)
		return doc, nil, err
	}
	if doc, err = g.document(qualified); err != nil {
		return nil, nil, err
	}
	return doc, []string{g.model.Type(qualified).QualifiedName()}, nil
}
