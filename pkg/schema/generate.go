package schema

import (
	"fmt"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// Draft is the dialect of every document.
const Draft = "https://json-schema.org/draft/2020-12/schema"

// DefaultBase is what the $id of a document begins with, unless told
// otherwise.
const DefaultBase = "https://concord-odata.github.io/schemas/"

// Options say how documents are written.
type Options struct {
	// Base is the URL that the $id of each document begins with, with its
	// final slash; DefaultBase where empty.
	Base string
	// IEEE754Compatible writes Edm.Int64 and Edm.Decimal as strings, as the
	// format parameter of that name asks (JSON Format 4.01, section 3.2).
	IEEE754Compatible bool
}

// Generator writes the documents of a model's types.
type Generator struct {
	model *edm.Model
	opt   Options
}

// NewGenerator is a generator over the model.
func NewGenerator(m *edm.Model, opt Options) *Generator {
	if opt.Base == "" {
		opt.Base = DefaultBase
	}
	return &Generator{m, opt}
}

// FileName is the name of a type's document.
func FileName(qualified string) string { return qualified + ".schema.json" }

// CollectionFileName is the name of the document of a collection response of
// that type.
func CollectionFileName(qualified string) string {
	return "Collection(" + qualified + ").schema.json"
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

func (g *Generator) document(qualified string) (object, error) {
	if g.model.Ambiguous(qualified) {
		return nil, fmt.Errorf("schema: type %s is declared twice, and nothing says which one holds", qualified)
	}
	w := &writer{g: g, defs: map[string]bool{}}
	switch t := g.model.Type(qualified).(type) {
	case edm.StructuredType:
		return w.structured(t), nil
	case *edm.EnumType:
		return w.finish(t.QualifiedName(), w.enum(t)), nil
	case *edm.TypeDefinition:
		return w.finish(t.QualifiedName(), w.value(edm.TypeRef{Name: t.UnderlyingType}, edm.Unsaid, t.Facets, t.Annotations)), nil
	case *edm.PrimitiveType:
		return w.finish(t.QualifiedName(), primitive(t.Name, g.opt.IEEE754Compatible)), nil
	}
	return nil, fmt.Errorf("schema: type %q is not known to the contract", qualified)
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
	t := g.model.Type(qualified)
	if t == nil {
		return nil, fmt.Errorf("schema: type %q is not known to the contract", qualified)
	}
	w := &writer{g: g, defs: map[string]bool{}}
	var items any
	switch t := t.(type) {
	case *edm.EntityType:
		items = object{{"$ref", FileName(t.QualifiedName())}}
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
	doc := w.finish("Collection("+t.QualifiedName()+")", body)
	return doc, nil
}

// Refers lists the types whose documents the document of that type refers
// to, directly or not, itself first, in the order of first mention.
func (g *Generator) Refers(qualified string) ([]string, error) {
	t := g.model.Type(qualified)
	if t == nil {
		return nil, fmt.Errorf("schema: type %q is not known to the contract", qualified)
	}
	order := []string{t.QualifiedName()}
	seen := map[string]bool{t.QualifiedName(): true}
	for i := 0; i < len(order); i++ {
		doc, err := g.document(order[i])
		if err != nil {
			return nil, err
		}
		eachRef(doc, func(ref string) {
			name, _, _ := strings.Cut(ref, "#")
			name = strings.TrimSuffix(name, ".schema.json")
			if name != "" && !seen[name] {
				seen[name] = true
				order = append(order, name)
			}
		})
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

// Bundle is the document of the type with all documents that it refers to
// embedded under $defs, each with its own $id (JSON Schema 2020-12 core,
// section 9.3): one file that stands alone.
func (g *Generator) Bundle(qualified string, collection bool) ([]byte, error) {
	names, err := g.Refers(qualified)
	if err != nil {
		return nil, err
	}
	var root object
	if collection {
		root, err = g.collection(qualified)
	} else {
		root, err = g.document(qualified)
		names = names[1:]
	}
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
	for _, n := range names {
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
