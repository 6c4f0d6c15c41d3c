package uri

import (
	"slices"

	"github.com/concord-odata/concord/pkg/edm"
)

// maxErrors bounds how many names of one query are reported.
const maxErrors = 50

// scope is where a name is looked up.
type scope struct {
	this     edm.TypeRef            // the instance that the option is evaluated on: $this
	it       edm.TypeRef            // the instance that the path addresses: $it
	vars     map[string]edm.TypeRef // of any and all
	computed []string               // names that $compute and $apply introduce
	many     bool                   // inside $apply, where paths run over collections
}

func (s scope) with(name string, t edm.TypeRef) scope {
	vars := map[string]edm.TypeRef{name: t}
	for k, v := range s.vars {
		if k != name {
			vars[k] = v
		}
	}
	s.vars = vars
	return s
}

// queryResolver looks the names of a query up.
type queryResolver struct {
	m      *edm.Model
	errors []*ResolveError
}

// Resolve looks up the names in a query on a resource of that type: what a
// path addresses ([Target.Type]). It reports each name that the model does
// not have; a type that the model does not know takes any name.
func (q *Query) Resolve(m *edm.Model, t edm.TypeRef) []*ResolveError {
	r := &queryResolver{m: m}
	r.options(q.Options, scope{this: t.Item(), it: t.Item()})
	return r.errors
}

func (r *queryResolver) fail(problem Problem, at Span, name, message, hint string) {
	if len(r.errors) < maxErrors {
		r.errors = append(r.errors, &ResolveError{Segment: name, Offset: at.Start, Problem: problem, Message: message, hint: known(hint)})
	}
}

// options resolves the options of one level.
func (r *queryResolver) options(options []*Option, s scope) {
	s.computed = append(slices.Clone(s.computed), computedNames(options)...)
	for _, o := range options {
		r.expr(o.Expr, s)
		for _, i := range o.OrderBy {
			r.expr(i.Expr, s)
		}
		for _, c := range o.Compute {
			r.expr(c.Expr, s)
		}
		r.apply(o.Apply, s)
		for _, i := range o.Items {
			if o.Kind == ExpandOption {
				r.expandItem(i, s)
			} else {
				r.selectItem(i, s)
			}
		}
	}
}

// apply resolves the transformations of $apply.
func (r *queryResolver) apply(list []*Transformation, s scope) {
	s.many = true
	for _, t := range list {
		r.expr(t.Filter, s)
		for _, c := range t.Compute {
			r.expr(c.Expr, s)
		}
		for _, a := range t.Aggregates {
			if a.Method != "" {
				r.expr(a.Expr, s)
			}
		}
		for _, e := range t.GroupBy {
			r.expr(e, s)
		}
		for _, i := range t.OrderBy {
			r.expr(i.Expr, s)
		}
		r.apply(t.Then, s)
		for _, sequence := range t.Concat {
			r.apply(sequence, s)
		}
	}
}

// structured is the structured type of the reference, or nil where it is
// none or is not known; known tells the two apart.
func (r *queryResolver) structured(t edm.TypeRef) (s edm.StructuredType, known bool) {
	if s = r.m.Structured(t.Name); s != nil {
		return s, true
	}
	p := edm.Primitive(t.Name)
	return nil, r.m.Type(t.Name) != nil && (p == nil || !p.Abstract)
}

// castName is the qualified name of a type that is written with or without
// its namespace, as a cast from the other type; "" where there is none.
func (r *queryResolver) castName(name string, from edm.TypeRef) string {
	if ns, _ := splitQualified(name); ns != "" {
		if r.m.Structured(name) == nil {
			return ""
		}
		return r.m.Resolve(name)
	}
	for d := range r.m.AllDerived(from.Name) {
		if _, short := splitQualified(d.QualifiedName()); short == name {
			return d.QualifiedName()
		}
	}
	return ""
}

// cast resolves a qualified name as a cast.
func (r *queryResolver) cast(name string, at Span, from edm.TypeRef) (edm.TypeRef, bool) {
	full := r.castName(name, from)
	if full == "" {
		r.fail(UnknownType, at, name, "no type has this name", nearType(r.m, name))
		if ns, _ := splitQualified(name); len(r.errors) > 0 {
			r.errors[len(r.errors)-1].Foreign = !r.m.HasNamespace(ns) && r.m.Included(ns)
		}
		return edm.TypeRef{}, false
	}
	if t := r.m.Structured(full); from.Name != "" && r.m.Type(from.Name) != nil && !r.m.IsA(full, from.Name) && r.m.Complete(t) {
		r.fail(UnrelatedCast, at, name, "the type does not derive from "+from.Name, "")
		return edm.TypeRef{}, false
	}
	return edm.TypeRef{Name: full, Collection: from.Collection}, true
}

// member looks up a property or navigation property. Known is false where
// the model leaves the name open; ok is false where the name is wrong, which
// has been reported then.
func (r *queryResolver) member(name string, at Span, of edm.TypeRef) (t edm.TypeRef, n *edm.NavigationProperty, ok bool) {
	s, known := r.structured(of)
	if s == nil {
		if known && of.Name != "" {
			r.fail(UnknownSegment, at, name, "values of "+of.Name+" have no properties", "")
			return edm.TypeRef{}, nil, false
		}
		return edm.TypeRef{}, nil, true
	}
	if p := r.m.Property(s, name); p != nil {
		return p.Type, nil, true
	}
	if n := r.m.NavigationProperty(s, name); n != nil {
		return n.Type, n, true
	}
	if r.m.IsOpen(s) || !r.m.Complete(s) {
		return edm.TypeRef{}, nil, true
	}
	hint := ""
	for d := range r.m.AllDerived(s.QualifiedName()) {
		if r.m.Property(d, name) != nil || r.m.NavigationProperty(d, name) != nil {
			hint = d.QualifiedName() + "/" + name
			break
		}
	}
	if hint == "" {
		hint = nearest(name, memberNames(r.m, s))
	}
	r.fail(UnknownSegment, at, name, s.QualifiedName()+" has no such property or navigation property", hint)
	return edm.TypeRef{}, nil, false
}
