package csdl

import "github.com/concord-odata/concord/pkg/edm"

// targeting reads Annotations (CSDL 4.01, section 5.2).
func (r *xmlReader) targeting() *edm.Annotations {
	g := r.groups.new()
	g.Place = r.place(r.start)
	for i := range r.attrs {
		switch a := &r.attrs[i]; {
		case a.space == spaceNone && string(a.local) == "Target":
			g.Target = r.str(a)
		case a.space == spaceNone && string(a.local) == "Qualifier":
			g.Qualifier = r.str(a)
		default:
			r.other(a, "Annotations")
		}
	}
	if g.Target == "" {
		r.missing(g.Place, "Annotations", "Target")
	}
	r.annotated("Annotations", &g.List, nil)
	for _, a := range g.List {
		if a.Qualifier == "" {
			a.Qualifier = g.Qualifier
		}
	}
	return g
}

// annotation reads an Annotation (section 14.2).
func (r *xmlReader) annotation() *edm.Annotation {
	n := r.annotations.new()
	n.Place = r.place(r.start)
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "Annotation")
			continue
		}
		switch string(a.local) {
		case "Term":
			n.Term = r.str(a)
		case "Qualifier":
			n.Qualifier = r.str(a)
		default:
			r.constant(a, "Annotation", &n.Value)
		}
	}
	if n.Term == "" {
		r.missing(n.Place, "Annotation", "Term")
	}
	r.operand("Annotation", &n.Annotations, &n.Value)
	return n
}

// constants are the expressions that an attribute can state (section 14.3
// and 14.4).
func isConstant(name []byte) bool {
	switch string(name) {
	case "String", "Bool", "Int", "EnumMember", "Date", "DateTimeOffset", "Decimal", "Duration", "Float",
		"Guid", "Binary", "TimeOfDay", "Path", "PropertyPath", "NavigationPropertyPath", "AnnotationPath",
		"ModelElementPath", "AnyPropertyPath", "LabeledElementReference", "UrlRef":
		return true
	}
	return false
}

// constant reads an expression in attribute notation.
func (r *xmlReader) constant(a *attribute, element string, into **edm.Expression) {
	if !isConstant(a.local) {
		r.other(a, element)
		return
	}
	e := r.expressions.new()
	e.Kind, e.Text, e.Place = r.names.of(a.local), r.names.of(r.value(a)), r.place(a.start)
	if e.Kind == "UrlRef" {
		inner := r.expressions.new()
		inner.Kind, inner.Text, inner.Place = "String", e.Text, e.Place
		e.Text, e.Items = "", []*edm.Expression{inner}
	}
	if *into != nil {
		r.second(e.Place, element)
		return
	}
	*into = e
}

func (r *xmlReader) second(place edm.Place, element string) {
	r.problem(Problem{Code: BadExpression, Place: place, Message: element + " has a second value; the first counts"})
}

// operand reads the one expression and the annotations inside the element.
func (r *xmlReader) operand(element string, list *[]*edm.Annotation, into **edm.Expression) {
	r.annotated(element, list, func() bool {
		e := r.expression()
		if e == nil {
			return false
		}
		if *into != nil {
			r.second(e.Place, element)
		} else {
			*into = e
		}
		return true
	})
}

// expression reads an expression in element notation, nil where the element
// is none.
func (r *xmlReader) expression() *edm.Expression {
	kind := r.local
	if isConstant(kind) && string(kind) != "UrlRef" {
		e := r.expressions.new()
		e.Kind, e.Place = r.names.of(kind), r.place(r.start)
		for i := range r.attrs {
			r.other(&r.attrs[i], e.Kind)
		}
		e.Text = r.content(e.Kind)
		return e
	}
	least, most := operands(string(kind))
	if most == 0 {
		return nil
	}
	e := r.expressions.new()
	e.Kind, e.Place = r.names.of(kind), r.place(r.start)
	r.expressionAttributes(e)
	r.annotated(e.Kind, &e.Children, func() bool {
		if e.Kind == "Record" {
			return r.propertyValue(e)
		}
		item := r.expression()
		if item == nil {
			return false
		}
		e.Items = append(e.Items, item)
		return true
	})
	if n := len(e.Items); n < least || n > most {
		r.problem(Problem{Code: BadExpression, Place: e.Place, Name: e.Kind, Message: operandRule(e.Kind, n, least, most)})
	}
	return e
}

func (r *xmlReader) expressionAttributes(e *edm.Expression) {
	var facets edm.Facets
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, e.Kind)
			continue
		}
		local := string(a.local)
		switch {
		case local == "Type" && e.Kind == "Record":
			e.Type = r.str(a)
		case local == "Type" && (e.Kind == "Cast" || e.Kind == "IsOf"):
			e.Type = r.str(a)
			e.Text = e.Type
		case local == "Function" && e.Kind == "Apply", local == "Name" && e.Kind == "LabeledElement":
			e.Text = r.str(a)
		case (e.Kind == "Cast" || e.Kind == "IsOf") && r.facet(a, &facets):
		case e.Kind == "LabeledElement":
			var value *edm.Expression
			if r.constant(a, e.Kind, &value); value != nil {
				e.Items = append(e.Items, value)
			}
		default:
			r.other(a, e.Kind)
		}
	}
}

func (r *xmlReader) propertyValue(record *edm.Expression) bool {
	if string(r.local) != "PropertyValue" {
		return false
	}
	v := edm.PropertyValue{Place: r.place(r.start)}
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space == spaceNone && string(a.local) == "Property" {
			v.Property = r.str(a)
			continue
		}
		if a.space != spaceNone {
			r.other(a, "PropertyValue")
			continue
		}
		r.constant(a, "PropertyValue", &v.Value)
	}
	if v.Property == "" {
		r.missing(v.Place, "PropertyValue", "Property")
	}
	r.operand("PropertyValue", &v.Annotations, &v.Value)
	record.Record = append(record.Record, v)
	return true
}

// content is the text of the open element.
func (r *xmlReader) content(element string) string {
	if r.empty {
		r.next()
		return ""
	}
	depth := len(r.stack)
	r.inner = r.inner[:0]
	r.keepBlank = true
	defer func() { r.keepBlank = false }()
	for {
		switch r.next() {
		case tokenText:
			r.inner = r.appendText(r.inner)
		case tokenStart:
			r.unknownElement(element)
			r.finish(depth)
		default:
			return r.names.of(r.inner)
		}
	}
}
