package schema

import (
	"sync"
	"sync/atomic"

	"github.com/concord-odata/concord/pkg/edm"
)

// Programs are a model's types in the form that the streaming validator runs:
// what their schemas say, as what must come next. A program is made when a
// value of its type is first met, and kept; a Programs is safe for concurrent
// use.
//
//	programs := schema.NewPrograms(model, schema.Options{})
//	run := schema.NewRun()
//	if run.Value(programs.Of(user, nil), body) != schema.Accepted {
//		// the JSON Schema has the word
//	}
//
// A program accepts less than the schema does: what is accepted is valid, and
// of the rest it says nothing.
type Programs struct {
	gen *Generator

	mu    sync.Mutex
	made  map[programKey]*Program
	count int
}

type programKey struct {
	typ   edm.StructuredType
	frame Frame
}

// NewPrograms are the programs of the model. None is made yet.
func NewPrograms(m *edm.Model, opt Options) *Programs {
	return &Programs{gen: NewGenerator(m, opt), made: map[programKey]*Program{}}
}

// Frame is where an object stands, for a caller who judges more of it than
// schemas do: it says what of the object he wants to see himself. Its dynamic
// type is comparable; equal frames give equal advice. A nil Frame asks for what
// the type's schema says, and no more.
type Frame interface {
	Object(t edm.StructuredType) Advice
}

// Advice is what a caller wants to see of the objects of a type.
type Advice struct {
	// See every object; SeeFirst: the first of a run.
	See, SeeFirst bool
	// Expects lists declared properties. Of each combination of them that
	// is missing, he sees the first object of a run.
	Expects []string
	// Entity: the object has properties of its own; else it is a reference,
	// and he sees it.
	Entity bool
	// Unique: the key of the entity is kept for the run, and he sees the
	// collection where a key comes twice.
	Unique bool

	Property   func(*edm.Property) Use
	Navigation func(*edm.NavigationProperty) Use
	// Annotation says what may stand in a member whose name has an at sign
	// or a number sign, of a declared property or, with an empty target, of
	// the object.
	Annotation func(target, term string) Form
}

// Use is what a caller wants to see of the values of a property.
type Use struct {
	SeeFirst  bool
	SeeValues bool // all but null
	// Text refuses strings that he wants to see. It must not keep its
	// argument.
	Text func([]byte) bool
	// Frame is that of the objects which stand in the property; nil: he
	// sees them.
	Frame Frame
}

// Form is what may stand in an annotation without a caller wanting to see it.
type Form uint8

// The forms. All but FormSeen and FormAny refuse null.
const (
	FormSeen   Form = iota // nothing: he sees every one
	FormAny                // any value but an object or array
	FormText               // a string, not empty
	FormType               // the type that is declared, or of an object one that derives from it
	FormURL                // a URL reference of unreserved, reserved and encoded characters
	FormTag                // an entity tag
	FormCount              // a whole number from 0
	FormSchema             // any value: the schema does not ask
)

// Program is a type in executable form.
type Program struct {
	id     int
	of     *Programs
	typ    edm.StructuredType
	name   []byte // "#NS.Type"
	frame  Frame
	advice Advice
	nested bool // the @odata.type of the value chooses its schema

	slots    []slot // properties in the order of their declaration
	index    map[string]int
	names    nameTable
	required []uint64 // slots that must be there
	expected []uint64 // slots that the frame expects
	keys     []int    // slots of the key's parts; nil: not asked, or a path
	derived  bool     // types derive from it

	byType sync.Map // "#NS.Type" → *Program, of types that derive from it
}

// slot is a member that may stand in an object.
type slot struct {
	quoted string // the name with its quotation marks and colon, as it stands
	value  valueProgram
	first  bool
	key    int // which part of the key it is, from 1
	guid   bool
}

// Of is the program of a type. A nil frame is the schema's.
func (s *Programs) Of(t edm.StructuredType, f Frame) *Program { return s.of(t, f, false) }

func (s *Programs) of(t edm.StructuredType, f Frame, nested bool) *Program {
	key := programKey{t, f}
	if f == nil && nested {
		key.frame = nestedFrame{}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.made[key]
	if p == nil {
		p = s.compile(t, f)
		p.nested = nested
		p.id = s.count
		s.count++
		s.made[key] = p
	}
	return p
}

// nestedFrame tells the program of a complex value within another from that
// of a value which the caller gives.
type nestedFrame struct{}

func (nestedFrame) Object(edm.StructuredType) Advice { return Advice{} }

// later is the program of a property's type, made when it is first met: types
// refer to themselves.
type later struct {
	typ   edm.StructuredType
	frame Frame
	made  atomic.Pointer[Program]
}

func (l *later) program(s *Programs) *Program {
	if p := l.made.Load(); p != nil {
		return p
	}
	p := s.of(l.typ, l.frame, true)
	l.made.Store(p)
	return p
}

func (s *Programs) compile(t edm.StructuredType, f Frame) *Program {
	m := s.gen.model
	p := &Program{of: s, typ: t, name: []byte("#" + t.QualifiedName()), frame: f, index: map[string]int{}}
	if f != nil {
		p.advice = f.Object(t)
	}
	if m.Ambiguous(t.QualifiedName()) || m.Structureless(t) {
		p.advice.See = true // the values have any form
	}
	for range m.AllDerived(t.QualifiedName()) {
		p.derived = true
		break
	}
	for d := range m.Properties(t) {
		p.put(d.Name, p.property(d))
	}
	for n := range m.NavigationProperties(t) {
		p.put(n.Name, p.navigation(n))
	}
	p.names = newNameTable(p.slots)
	p.required = make([]uint64, len(p.slots)/64+1)
	p.expected = make([]uint64, len(p.slots)/64+1)
	if e, ok := t.(*edm.EntityType); ok {
		p.key(e)
	}
	for _, name := range p.advice.Expects {
		if i, ok := p.index[name]; ok {
			p.expected[i>>6] |= 1 << (i & 63)
		}
	}
	return p
}

// put enters a member; a derived type's declaration replaces its base's.
func (p *Program) put(name string, s slot) {
	s.quoted = quote(name)
	if i, again := p.index[name]; again {
		p.slots[i] = s
		return
	}
	p.index[name] = len(p.slots)
	p.slots = append(p.slots, s)
}

// quote is the name as it stands in a text, before its value; empty where it
// may stand in more than one way, and is always looked up.
func quote(name string) string {
	for i := range len(name) {
		if c := name[i]; c < ' ' || c == '"' || c == '\\' {
			return ""
		}
	}
	return `"` + name + `":`
}

func (p *Program) property(d *edm.Property) slot {
	var use Use
	if p.advice.Property != nil {
		use = p.advice.Property(d)
	}
	s := slot{first: use.SeeFirst}
	s.value = p.compileValue(d.Type, d.Nullable, d.Facets, d.Annotations, use)
	s.guid = p.of.gen.model.Underlying(d.Type.Name) == "Edm.Guid"
	return s
}

func (p *Program) navigation(n *edm.NavigationProperty) slot {
	var use Use
	if p.advice.Navigation != nil {
		use = p.advice.Navigation(n)
	}
	s := slot{first: use.SeeFirst}
	s.value = valueProgram{op: opObject, collection: n.Type.Collection, null: !n.Nullable.IsFalse() && !n.Type.Collection, seen: use.SeeValues}
	t := p.of.gen.model.Structured(n.Type.Name)
	switch {
	case p.frame == nil:
		s.value.op = opAnyObject
	case use.Frame == nil || t == nil || p.of.gen.model.Ambiguous(n.Type.Name):
		s.value.op = opSeen
	default:
		s.value.sub = &later{typ: t, frame: use.Frame}
	}
	s.value.typeName = typeText(n.Type)
	return s
}

// key finds the parts of the key, which are required, and not null.
func (p *Program) key(e *edm.EntityType) {
	m := p.of.gen.model
	whole := p.advice.Unique
	for _, k := range m.Key(e) {
		i, ok := p.index[k.Path]
		if !ok || m.Property(e, k.Path) == nil {
			whole = false // a path into a complex property
			if p.frame != nil {
				p.advice.See = true
			}
			continue
		}
		p.required[i>>6] |= 1 << (i & 63)
		p.slots[i].value.null = false
		p.keys = append(p.keys, i)
	}
	if !whole {
		p.keys = nil
		return
	}
	for n, i := range p.keys {
		p.slots[i].key = n + 1
	}
}
