package schema

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// Set holds the compiled schemas of a model. A type is compiled when a value
// of it is first judged, with the types that its document refers to; a Set
// is safe for concurrent use.
type Set struct {
	gen *Generator

	compiling sync.Mutex // guards the compiler
	compiler  *jsonschema.Compiler

	mu       sync.RWMutex
	compiled map[string]compiled
}

type compiled struct {
	schema *jsonschema.Schema
	err    error
}

// NewSet is the set of the model's schemas. Nothing is compiled yet.
func NewSet(m *edm.Model, opt Options) *Set {
	s := &Set{gen: NewGenerator(m, opt), compiled: map[string]compiled{}}
	s.compiler = s.newCompiler()
	return s
}

func (s *Set) newCompiler() *jsonschema.Compiler {
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.AssertFormat = true
	for name, check := range formats {
		c.Formats[name] = check
	}
	c.LoadURL = s.load
	return c
}

// load gives the compiler the document behind a $ref. It never leaves the
// model: no URL is fetched.
func (s *Set) load(ref string) (io.ReadCloser, error) {
	doc, err := s.gen.Document(s.gen.referred(ref))
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(doc)), nil
}

// Schema is the compiled schema of a type.
func (s *Set) Schema(qualified string) (*jsonschema.Schema, error) {
	return s.compile(qualified, reference(FileName(qualified)))
}

func (s *Set) compile(qualified, reference string) (*jsonschema.Schema, error) {
	if c, ok := s.known(reference); ok {
		return c.schema, c.err
	}
	s.compiling.Lock()
	defer s.compiling.Unlock()
	if c, ok := s.known(reference); ok {
		return c.schema, c.err
	}
	sch, err := s.compiler.Compile(s.gen.opt.Base + reference)
	if err != nil {
		sch, err = nil, fmt.Errorf("schema: type %s: %w", qualified, err)
		s.compiler = s.newCompiler() // the old one would hand out what it left half done
	}
	s.mu.Lock()
	s.compiled[reference] = compiled{sch, err}
	s.mu.Unlock()
	return sch, err
}

// known is what was compiled before. Who asks for that does not wait for what
// is being compiled.
func (s *Set) known(reference string) (compiled, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c, ok := s.compiled[reference]
	return c, ok
}

// Validate judges a value by its type's schema. The violations are in the
// order of their pointers and paths; none is a value that the schema accepts.
// The error says why the type has no schema.
func (s *Set) Validate(qualified string, v *location.Value) ([]Violation, error) {
	sch, err := s.Schema(qualified)
	if err != nil {
		return nil, err
	}
	return s.validate(sch, qualified, v)
}

// ValidateProperty judges a value by what a type's document says of the value
// of one of its properties, or of an item of the property's collection: with
// the facets and annotations of this use of its type.
func (s *Set) ValidateProperty(qualified, property string, item bool, v *location.Value) ([]Violation, error) {
	at := "/properties/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(property)
	if item {
		at += "/items"
	}
	sch, err := s.compile(qualified, reference(FileName(qualified))+"#"+(&url.URL{Path: at}).EscapedPath())
	if err != nil {
		return nil, err
	}
	return s.validate(sch, qualified, v)
}

func (s *Set) validate(sch *jsonschema.Schema, qualified string, v *location.Value) ([]Violation, error) {
	err := sch.Validate(decode(v))
	if err == nil {
		return nil, nil
	}
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		return nil, fmt.Errorf("schema: type %s: %w", qualified, err)
	}
	var found []Violation
	s.leaves(invalid, &found)
	slices.SortFunc(found, func(a, b Violation) int { // the library runs over maps
		return cmp.Or(cmp.Compare(a.Pointer, b.Pointer), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Path, b.Path))
	})
	return found, nil
}

// leaves gathers the innermost causes: those that name a keyword of their
// own.
func (s *Set) leaves(e *jsonschema.ValidationError, into *[]Violation) {
	if len(e.Causes) > 0 {
		for _, c := range e.Causes {
			s.leaves(c, into)
		}
		return
	}
	document, path, _ := strings.Cut(e.AbsoluteKeywordLocation, "#")
	path = unescape(path)
	v := Violation{
		Pointer: location.Pointer(unescape(e.InstanceLocation)),
		Type:    s.gen.referred(document),
		Path:    path,
		Message: e.Message,
	}
	v.Keyword = path[strings.LastIndexByte(path, '/')+1:]
	if rest, ok := strings.CutPrefix(path, "/$defs/Edm."); ok {
		name, _, _ := strings.Cut(rest, "/")
		v.Primitive = "Edm." + name
	}
	if v.Keyword == "additionalProperties" {
		v.Message = inOrder(v.Message)
	}
	*into = append(*into, v)
}

// unescape makes a JSON pointer of the library's, which is a URL's fragment.
func unescape(pointer string) string {
	if p, err := url.PathUnescape(pointer); err == nil {
		return p
	}
	return pointer
}

// inOrder sorts the names in a message: the library writes them as they come
// from a map.
func inOrder(message string) string {
	const before, after = "additionalProperties ", " not allowed"
	names, ok := strings.CutPrefix(message, before)
	if !ok || !strings.HasSuffix(names, after) {
		return message
	}
	list := strings.Split(strings.TrimSuffix(names, after), ", ")
	slices.Sort(list)
	return before + strings.Join(list, ", ") + after
}

// Violation is one keyword that a value does not satisfy.
type Violation struct {
	Pointer   location.Pointer // into the value
	Type      string           // whose document states the keyword
	Keyword   string           // required, additionalProperties, type, enum, pattern, …
	Path      string           // of the keyword in that document, a JSON pointer: /properties/id/type
	Primitive string           // the built-in type that states it, where one does
	Message   string           // as the JSON Schema library words it
}

// maxDigits bounds what of a number is handed to exact arithmetic; every
// bound of an EDM type shows within it.
const maxDigits = 400

// decode is the value as the JSON Schema library wants it. Numbers too long
// or too large for any EDM type are cut to ones that are judged the same and
// cost nothing.
func decode(v *location.Value) any {
	switch v.Kind {
	case location.Number:
		return number(v)
	case location.Array:
		items := make([]any, len(v.Items))
		for i, it := range v.Items {
			items[i] = decode(it)
		}
		return items
	case location.Object:
		members := make(map[string]any, len(v.Members))
		for i := range v.Members {
			members[v.Members[i].Name] = decode(v.Members[i].Value)
		}
		return members
	}
	return v.Interface()
}
