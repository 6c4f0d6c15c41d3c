package csdl

import (
	"encoding/json"
	"iter"
	"math/big"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

func (r *jsonReader) place(offset int) edm.Place { return edm.Place(r.text.Position(offset)) }

// placeOf is the place of a member's name; the value is found by it again.
func (r *jsonReader) placeOf(m *location.Member) edm.Place {
	p := r.place(m.NameStart)
	r.at[p] = m.Value
	return p
}

// members runs over the members of an object. A control member or annotation
// that stands twice is a problem, and only its first counts; a model element
// that stands twice is kept.
func (r *jsonReader) members(v *location.Value, owner string) iter.Seq[*location.Member] {
	return func(yield func(*location.Member) bool) {
		if v.Kind != location.Object {
			r.bad(owner, v, owner+" is an object")
			return
		}
		var seen map[string]int
		for i := range v.Members {
			m := &v.Members[i]
			if strings.ContainsAny(m.Name, "$@") {
				if seen == nil {
					seen = make(map[string]int, len(v.Members))
				}
				if first, twice := seen[m.Name]; twice {
					r.problem(Problem{Code: RepeatedElement, Name: m.Name, Place: r.place(m.NameStart),
						Related: r.place(v.Members[first].NameStart),
						Message: "member " + m.Name + " stands twice in " + owner + "; the first counts"})
					continue
				}
				seen[m.Name] = i
			}
			if !yield(m) {
				return
			}
		}
	}
}

// is reports whether the member's value is of that kind, and a problem where
// it is not.
func (r *jsonReader) is(m *location.Member, k location.Kind) bool {
	if m.Value.Kind == k {
		return true
	}
	r.bad(m.Name, m.Value, m.Name+" is "+article(k))
	return false
}

func (r *jsonReader) str(m *location.Member) (string, bool) {
	if !r.is(m, location.String) {
		return "", false
	}
	return m.Value.Text, true
}

func (r *jsonReader) boolean(m *location.Member) edm.Tristate {
	switch m.Value.Kind {
	case location.True:
		return edm.True
	case location.False:
		return edm.False
	}
	r.bad(m.Name, m.Value, m.Name+" is true or false")
	return edm.Unsaid
}

func (r *jsonReader) number(m *location.Member, rule string, least int) *int {
	if m.Value.Kind == location.Number {
		if n, err := strconv.Atoi(m.Value.Text); err == nil && n >= least {
			return &n
		}
	}
	r.bad(m.Name, m.Value, rule)
	return nil
}

// facet reads a member that is a facet (CSDL JSON 4.01, section 7.2).
func (r *jsonReader) facet(m *location.Member, f *edm.Facets) bool {
	switch m.Name {
	case "$MaxLength":
		f.MaxLength = r.number(m, "$MaxLength is a positive number", 1)
	case "$Precision":
		f.Precision = r.number(m, "$Precision is a number", 0)
	case "$Scale":
		if m.Value.Kind == location.String {
			if word := strings.ToLower(m.Value.Text); word == "variable" || word == "floating" {
				f.ScaleWord = word
				return true
			}
		}
		f.Scale = r.number(m, "$Scale is a number, variable or floating", 0)
	case "$SRID":
		if s, ok := r.str(m); ok && s != "variable" && !isNumber(s) {
			r.bad(m.Name, m.Value, "$SRID is a string: a number or variable")
		} else {
			f.SRID = s
		}
	case "$Unicode":
		f.Unicode = r.boolean(m)
	case "$DefaultValue":
		s := literal(m.Value)
		f.DefaultValue = &s
	default:
		return false
	}
	return true
}

// literal is a primitive JSON value as CSDL XML writes it.
func literal(v *location.Value) string {
	switch v.Kind {
	case location.String, location.Number:
		return v.Text
	case location.True:
		return "true"
	case location.False:
		return "false"
	case location.Null:
		return "null"
	}
	text, err := json.Marshal(v.Interface())
	if err != nil {
		return ""
	}
	return string(text)
}

// typed gathers the members that say a type (section 7.1).
type typed struct {
	name       string
	collection bool
	nullable   edm.Tristate
	facets     edm.Facets
}

func (t typed) ref() edm.TypeRef { return edm.TypeRef{Name: t.name, Collection: t.collection} }

// typeMember reads a member that says something of a type.
func (r *jsonReader) typeMember(m *location.Member, t *typed) bool {
	switch m.Name {
	case "$Type":
		t.name, _ = r.str(m)
	case "$Collection":
		t.collection = r.boolean(m).IsTrue()
	case "$Nullable":
		t.nullable = r.boolean(m)
	default:
		return r.facet(m, &t.facets)
	}
	return true
}

// done fills in what CSDL JSON says by leaving it out: the type Edm.String,
// and that the value is not null (sections 7.1 and 7.2.1).
func (t *typed) done() {
	if t.name == "" {
		t.name = "Edm.String"
	}
	t.nullable = t.nullable.Or(edm.False)
}

// whole reports whether a JSON number is a whole number of 64 bits.
func whole(text string) (int64, bool) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, true
	}
	if len(text) > 40 { // no exponent worth expanding
		return 0, false
	}
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		if e, err := strconv.Atoi(text[i+1:]); err != nil || e > 40 || e < -40 {
			return 0, false
		}
	}
	f, ok := new(big.Rat).SetString(text)
	if !ok || !f.IsInt() || !f.Num().IsInt64() {
		return 0, false
	}
	return f.Num().Int64(), true
}

func (r *jsonReader) problem(p Problem) {
	r.src.problems = append(r.src.problems, finding{Problem: p})
}

func (r *jsonReader) bad(name string, v *location.Value, rule string) {
	text := v.Kind.String()
	if v.Kind == location.String || v.Kind == location.Number {
		text = strconv.Quote(v.Text)
	}
	r.problem(Problem{Code: BadValue, Place: r.place(v.Start), Name: text, Message: name + " is " + text + ": " + rule})
}

func (r *jsonReader) unknown(m *location.Member, owner string) {
	r.problem(Problem{Code: UnknownAttribute, Place: r.place(m.NameStart), Name: m.Name, Warning: true,
		Message: owner + " has no member " + m.Name + "; it is passed over"})
}

func (r *jsonReader) missing(place edm.Place, owner, name string) {
	r.problem(Problem{Code: MissingAttribute, Place: place, Name: name, Message: owner + " has no " + name})
}
