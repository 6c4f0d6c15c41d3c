package check

import (
	"errors"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/uri"
)

// readContext parses and resolves the root context, for the rules to judge,
// and settles what the body is expected to be.
func (c *Case) readContext() {
	b := c.Body
	if b.Context != nil && b.Context.Value.Kind == location.String {
		b.Parsed, b.ParseError = uri.ParseContext(b.Context.Value.Text)
		if b.Parsed != nil {
			b.Promise, b.ResolveError = resolve(b.Parsed, c.Model, computed(c.query())...)
		}
	}
	c.settle()
}

func resolve(p *uri.Context, m *edm.Model, computed ...string) (*uri.Promise, *uri.ResolveError) {
	promise, err := p.Resolve(m, computed...)
	if err == nil {
		return promise, nil
	}
	var re *uri.ResolveError
	if errors.As(err, &re) {
		return nil, re
	}
	return nil, &uri.ResolveError{Message: err.Error()}
}

// settle decides what the body is judged as: what its context promises,
// where that stands, else what the operation or the user says.
func (c *Case) settle() {
	b := c.Body
	b.Known, b.Shape, b.Type, b.Select = false, uri.UnknownShape, edm.TypeRef{}, nil
	promised, _, ok := c.promised()
	switch {
	case b.Promise != nil && !b.Rejected:
		b.Known, b.Shape, b.Type, b.Select = true, b.Promise.Shape, b.Promise.Type, b.Promise.Select
	case ok:
		b.Known, b.Type = true, promised
		b.Shape = c.shapeOf(b.Type)
	case c.Target != nil && c.Target.Shape() != uri.UnknownShape && c.Target.Type.IsZero():
		b.Known, b.Shape = true, c.Target.Shape() // a service document, references, $all, $crossjoin
	case !c.Subject.Type.IsZero():
		b.Known, b.Type = true, c.Subject.Type
		b.Shape = c.shapeOf(b.Type)
	}
}

// shapeOf is the shape of a body of that type.
func (c *Case) shapeOf(t edm.TypeRef) uri.Shape {
	switch c.Model.Type(t.Name).(type) {
	case *edm.EntityType:
		if t.Collection {
			return uri.EntityCollection
		}
		return uri.Entity
	case *edm.ComplexType:
		if t.Collection {
			return uri.ComplexCollection
		}
		return uri.Complex
	case *edm.EnumType, *edm.TypeDefinition:
		if t.Collection {
			return uri.PrimitiveCollection
		}
		return uri.Primitive
	case *edm.PrimitiveType:
		switch {
		case t.Name == "Edm.Stream" || t.Name == "Edm.Untyped":
			return uri.UnknownShape
		case t.Name == "Edm.EntityType" && t.Collection:
			return uri.EntityCollection
		case t.Name == "Edm.EntityType":
			return uri.Entity
		case t.Name == "Edm.ComplexType" && t.Collection:
			return uri.ComplexCollection
		case t.Name == "Edm.ComplexType":
			return uri.Complex
		case t.Collection:
			return uri.PrimitiveCollection
		}
		return uri.Primitive
	}
	return uri.UnknownShape
}

// knows reports whether the contract can say that a name which it does not
// find does not exist.
func (c *Case) knows(e *uri.ResolveError) bool {
	if e.Foreign {
		return false
	}
	switch e.Problem {
	case uri.UnknownSource:
		return c.Contract.HasContainer()
	case uri.UnknownType:
		ns := namespace(e.Segment)
		return ns == "Edm" || c.Contract.Whole(ns)
	case uri.UnknownSegment, uri.UnknownOperation:
		return c.Contract.HasContainer()
	}
	return true
}

func namespace(qualified string) string {
	for i := len(qualified) - 1; i >= 0; i-- {
		if qualified[i] == '.' {
			return qualified[:i]
		}
	}
	return ""
}
