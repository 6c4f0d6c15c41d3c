package csdl

import (
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// typeConstants gives the constants and paths of a CSDL JSON document the
// kinds that CSDL XML states: JSON has strings and numbers, and the term
// tells what they are (CSDL JSON 4.01, sections 14.3 and 14.4.1). Where the
// term is declared elsewhere a string stays a String.
func typeConstants(x *index, r resolver) {
	t := typer{x, r}
	for _, ref := range x.References {
		t.list(ref.Annotations)
		for _, in := range ref.Include {
			t.list(in.Annotations)
		}
	}
	for _, s := range x.Schemas {
		eachElement(s, func(_, _ string, list []*edm.Annotation) { t.list(list) })
		for _, g := range s.Targets {
			t.list(g.List)
		}
		for _, a := range s.Actions {
			t.returns(&a.Operation)
		}
		for _, f := range s.Functions {
			t.returns(&f.Operation)
		}
	}
}

type typer struct {
	x *index
	r resolver
}

// returns takes back what leaving $Nullable out says, where it says nothing:
// of a collection of entities (section 12.8).
func (t typer) returns(o *edm.Operation) {
	if o.ReturnType != nil && o.ReturnType.Type.Collection && t.x.EntityType(o.ReturnType.Type.Name) != nil &&
		o.ReturnType.Nullable.IsFalse() {
		o.ReturnType.Nullable = edm.Unsaid
	}
}

func (t typer) list(list []*edm.Annotation) {
	for _, a := range list {
		if term := t.x.Term(a.Term); term != nil {
			t.expression(a.Value, term.Type.Name)
		}
		t.list(a.Annotations)
		t.inner(a.Value)
	}
}

// inner goes on to the annotations within an expression.
func (t typer) inner(e *edm.Expression) {
	if e == nil {
		return
	}
	t.list(e.Children)
	for _, item := range e.Items {
		t.inner(item)
	}
	for i := range e.Record {
		t.list(e.Record[i].Annotations)
		t.inner(e.Record[i].Value)
	}
}

func (t typer) expression(e *edm.Expression, typ string) {
	if e == nil {
		return
	}
	switch e.Kind {
	case "Collection":
		for _, item := range e.Items {
			t.expression(item, typ)
		}
	case "If":
		for _, item := range e.Items[min(1, len(e.Items)):] {
			t.expression(item, typ)
		}
	case "Record":
		if e.Type != "" {
			typ = e.Type
		}
		s := t.x.Structured(typ)
		for i := range e.Record {
			if s == nil {
				break
			}
			if m, a := t.x.member(s, e.Record[i].Property); a == found {
				t.expression(e.Record[i].Value, m.typeRef().Name)
			}
		}
	case "String":
		t.text(e, typ)
	case "Int", "Decimal":
		switch t.x.Underlying(typ) {
		case "Edm.Double", "Edm.Single":
			e.Kind = "Float"
		case "Edm.Decimal":
			e.Kind = "Decimal"
		}
	}
}

// text is a JSON string: what the type makes of it.
func (t typer) text(e *edm.Expression, typ string) {
	if enum := t.x.EnumType(typ); enum != nil {
		t.members(e, enum)
		return
	}
	under := typ
	if _, ok := t.x.Type(typ).(*edm.TypeDefinition); ok {
		under = t.x.Underlying(typ)
	}
	switch under {
	case "Edm.Binary", "Edm.Date", "Edm.DateTimeOffset", "Edm.Duration", "Edm.Guid", "Edm.TimeOfDay", "Edm.Decimal":
		e.Kind = under[len("Edm."):]
	case "Edm.Double", "Edm.Single":
		e.Kind = "Float"
	case "Edm.PropertyPath", "Edm.NavigationPropertyPath", "Edm.AnnotationPath", "Edm.ModelElementPath":
		e.Kind = under[len("Edm."):]
		e.Text = t.r.path(e.Text)
	case "Edm.AnyPropertyPath":
		e.Kind = "PropertyPath"
		e.Text = t.r.path(e.Text)
	}
}

// members writes "Red,Striped" as CSDL XML does: with the type, separated
// by blanks.
func (t typer) members(e *edm.Expression, enum *edm.EnumType) {
	parts := strings.Split(e.Text, ",")
	for i, part := range parts {
		part = strings.TrimSpace(part)
		m := t.x.enumMember(enum, part)
		if v, err := strconv.ParseInt(part, 10, 64); m == nil && err == nil {
			m = memberOf(enum, v)
		}
		if m == nil {
			return
		}
		parts[i] = enum.QualifiedName() + "/" + m.Name
	}
	e.Kind, e.Text = "EnumMember", strings.Join(parts, " ")
}

func memberOf(enum *edm.EnumType, value int64) *edm.EnumMember {
	if len(enum.Members) > 4096 { // a made one: not worth an index
		return nil
	}
	for _, m := range enum.Members {
		if m.HasValue && m.Value == value {
			return m
		}
	}
	return nil
}
