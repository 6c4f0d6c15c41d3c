package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// notes are the annotations among the members of an object: those on the
// object itself, and those on its members.
type notes struct {
	self []*edm.Annotation
	of   map[string][]*edm.Annotation
}

// annotations reads the members of an object whose names have an @: @Term,
// @Term#Qualifier, member@Term, and annotations on annotations:
// @Term@Another (CSDL JSON 4.01, section 14.2).
func (r *jsonReader) annotations(v *location.Value) notes {
	var n notes
	var read map[string]*edm.Annotation
	most := 0
	for i := range v.Members {
		m := &v.Members[i]
		most = max(most, strings.Count(m.Name, "@"))
	}
	// From the annotations inwards: @A before @A@B, whatever their order.
	for ats := 1; ats <= min(most, 8); ats++ {
		for i := range v.Members {
			m := &v.Members[i]
			if strings.Count(m.Name, "@") != ats {
				continue
			}
			last := strings.LastIndexByte(m.Name, '@')
			on, term := m.Name[:last], m.Name[last+1:]
			if !strings.Contains(term, ".") || strings.HasPrefix(term, "odata.") { // @type, @odata.type
				continue
			}
			a := r.annotation(term, m)
			if read == nil {
				read = map[string]*edm.Annotation{}
			}
			if read[m.Name] != nil {
				continue // said twice: members reports it
			}
			read[m.Name] = a
			switch {
			case ats > 1:
				if to := read[on]; to != nil {
					to.Annotations = append(to.Annotations, a)
				}
			case on == "":
				n.self = append(n.self, a)
			default:
				if n.of == nil {
					n.of = map[string][]*edm.Annotation{}
				}
				n.of[on] = append(n.of[on], a)
			}
		}
	}
	return n
}

func (r *jsonReader) annotation(term string, m *location.Member) *edm.Annotation {
	a := &edm.Annotation{Term: term, Place: r.placeOf(m)}
	if i := strings.IndexByte(term, '#'); i >= 0 {
		a.Term, a.Qualifier = term[:i], term[i+1:]
	}
	a.Value = r.expression(m.Value)
	return a
}

// targets reads $Annotations (section 5.2).
func (r *jsonReader) targets(of *location.Member, s *edm.Schema) {
	if !r.is(of, location.Object) {
		return
	}
	for i := range of.Value.Members {
		m := &of.Value.Members[i]
		if !r.is(m, location.Object) {
			continue
		}
		g := &edm.Annotations{Target: m.Name, Place: r.placeOf(m)}
		g.List = r.annotations(m.Value).self
		for part := range r.members(m.Value, m.Name) {
			if !strings.HasPrefix(part.Name, "@") {
				r.unknown(part, "the annotations of "+m.Name)
			}
		}
		s.Targets = append(s.Targets, g)
	}
}

// expression reads an annotation's value (sections 14.3 and 14.4).
func (r *jsonReader) expression(v *location.Value) *edm.Expression {
	e := &edm.Expression{Place: r.place(v.Start)}
	switch v.Kind {
	case location.Null:
		e.Kind = "Null"
	case location.True, location.False:
		e.Kind, e.Text = "Bool", literal(v)
	case location.Number:
		e.Kind, e.Text = "Int", v.Text
		if strings.ContainsAny(v.Text, ".eE") {
			e.Kind = "Decimal"
		}
	case location.String:
		e.Kind, e.Text = "String", v.Text
	case location.Array:
		e.Kind = "Collection"
		for _, item := range v.Items {
			e.Items = append(e.Items, r.expression(item))
		}
	case location.Object:
		r.object(v, e)
	}
	return e
}

// object reads an expression that is an object: an operator, or a record.
func (r *jsonReader) object(v *location.Value, e *edm.Expression) {
	for i := range v.Members {
		name := v.Members[i].Name
		if !strings.HasPrefix(name, "$") || strings.Contains(name, "@") {
			continue
		}
		kind := name[1:]
		if _, most := operands(kind); most > 0 && kind != "Record" && kind != "Collection" || isConstant([]byte(kind)) {
			r.operator(kind, v.Members[i].Value, v, e)
			return
		}
	}
	r.record(v, e)
}

func (r *jsonReader) operator(kind string, argument, of *location.Value, e *edm.Expression) {
	e.Kind = kind
	e.Children = r.annotations(of).self
	least, most := operands(kind)
	switch {
	case isConstant([]byte(kind)) && kind != "UrlRef":
		if argument.Kind == location.Object || argument.Kind == location.Array {
			r.bad("$"+kind, argument, "it is a string")
		}
		e.Text = literal(argument)
	case kind == "Null":
	case most == 1:
		e.Items = []*edm.Expression{r.expression(argument)}
	case argument.Kind == location.Array:
		for _, item := range argument.Items {
			e.Items = append(e.Items, r.expression(item))
		}
		if n := len(e.Items); n < least || n > most {
			r.problem(Problem{Code: BadExpression, Place: e.Place, Name: kind, Message: operandRule(kind, n, least, most)})
		}
	default:
		r.bad("$"+kind, argument, "its operands stand in an array")
	}
	var t typed
	for m := range r.members(of, "$"+kind) {
		switch {
		case m.Name == "$"+kind, strings.Contains(m.Name, "@"):
		case m.Name == "$Function" && kind == "Apply", m.Name == "$Name" && kind == "LabeledElement":
			e.Text, _ = r.str(m)
		case (kind == "Cast" || kind == "IsOf") && r.typeMember(m, &t):
		default:
			r.unknown(m, "$"+kind)
		}
	}
	if kind == "Cast" || kind == "IsOf" {
		if t.name == "" {
			t.name = "Edm.String"
		}
		e.Type = t.ref().String()
		e.Text = e.Type
	}
}

// record reads a record: its type stands in @type, after the # of a URL
// (section 14.4.12).
func (r *jsonReader) record(v *location.Value, e *edm.Expression) {
	e.Kind = "Record"
	n := r.annotations(v)
	e.Children = n.self
	for m := range r.members(v, "the record") {
		switch {
		case m.Name == "@type" || m.Name == "@odata.type":
			if s, ok := r.str(m); ok {
				e.Type = s[strings.LastIndexByte(s, '#')+1:]
			}
		case strings.Contains(m.Name, "@"):
		case strings.HasPrefix(m.Name, "$"):
			r.unknown(m, "the record")
		default:
			e.Record = append(e.Record, edm.PropertyValue{Property: m.Name, Value: r.expression(m.Value),
				Annotations: n.of[m.Name], Place: r.placeOf(m)})
		}
	}
}
