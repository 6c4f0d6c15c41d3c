package uri

import (
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// expr resolves an expression and gives its type, as far as names say it.
func (r *queryResolver) expr(e Expr, s scope) edm.TypeRef {
	switch e := e.(type) {
	case nil:
		return edm.TypeRef{}
	case *Path:
		return r.path(e, s)
	case *TypeTest:
		operand := s.this
		if e.Operand != nil {
			operand = r.expr(e.Operand, s)
		}
		return r.typeTest(e, operand)
	case *Value:
		r.enumeration(e)
	default:
		for _, inner := range children(e) {
			r.expr(inner, s)
		}
	}
	return edm.TypeRef{}
}

// enumeration looks up the type of an enumeration value.
func (r *queryResolver) enumeration(v *Value) {
	if v.Literal == nil || v.Literal.Kind != EnumLiteral {
		return
	}
	t := r.m.EnumType(v.Literal.Type)
	if t == nil {
		ns, _ := splitQualified(v.Literal.Type)
		r.fail(UnknownType, v.Span, v.Literal.Type, "no enumeration has this name", nearType(r.m, v.Literal.Type))
		r.errors[len(r.errors)-1].Foreign = !r.m.HasNamespace(ns) && r.m.Included(ns)
		return
	}
	for _, name := range strings.Split(v.Literal.Value, ",") {
		if identifier(name, 0) == len(name) && t.Member(name) == nil {
			r.fail(UnknownSegment, v.Span, name, t.QualifiedName()+" has no such member", nearest(name, func(yield func(string) bool) {
				for _, m := range t.Members {
					if !yield(m.Name) {
						return
					}
				}
			}))
		}
	}
}

func (r *queryResolver) typeTest(e *TypeTest, operand edm.TypeRef) edm.TypeRef {
	name := e.Type
	ns, _ := splitQualified(name)
	if ns == "" {
		if full := r.castName(name, operand); full != "" {
			name = full
		} else if found := typesNamed(r.m, name); len(found) > 0 {
			name = found[0]
		}
	}
	if r.m.Type(name) == nil {
		if operand.Name == "" && ns == "" {
			return edm.TypeRef{}
		}
		r.fail(UnknownType, e.TypeSpan, e.Type, "no type has this name", nearType(r.m, e.Type))
		r.errors[len(r.errors)-1].Foreign = ns != "" && !r.m.HasNamespace(ns) && r.m.Included(ns)
		return edm.TypeRef{}
	}
	if e.Op == "isof" {
		return edm.TypeRef{Name: "Edm.Boolean"}
	}
	return edm.TypeRef{Name: r.m.Resolve(name), Collection: e.Many}
}

// path resolves a member path, step by step, until a step is not known.
func (r *queryResolver) path(p *Path, s scope) edm.TypeRef {
	t := s.this
	for i := 0; i < len(p.Steps); i++ {
		step := p.Steps[i]
		r.inside(step, t, s)
		var ok bool
		if i == 0 {
			t, ok = r.first(step, s)
			if step.Kind == StepRoot && len(p.Steps) > 1 {
				i = 1
				t, ok = r.root(p.Steps[1])
			}
		} else {
			t, ok = r.step(step, t, s)
		}
		if !ok || t.Name == "" {
			for _, rest := range p.Steps[i+1:] {
				r.inside(rest, edm.TypeRef{}, s)
			}
			return edm.TypeRef{}
		}
	}
	return t
}

// inside resolves the expressions in a step's parentheses.
func (r *queryResolver) inside(step *Step, t edm.TypeRef, s scope) {
	for _, a := range step.Arguments {
		r.expr(a.Value, s)
	}
	item := t.Item()
	switch {
	case step.Predicate == nil:
	case step.Kind == StepFilter:
		inner := s
		inner.this = item
		r.expr(step.Predicate, inner)
	default:
		r.expr(step.Predicate, s.with(step.Variable, item))
	}
	inner := s
	inner.this, inner.computed = item, nil
	if len(step.Options) > 0 {
		r.options(step.Options, inner)
	}
}

// first resolves the first step of a path.
func (r *queryResolver) first(step *Step, s scope) (edm.TypeRef, bool) {
	switch step.Kind {
	case StepIt:
		return s.it, true
	case StepThis:
		return s.this, true
	case StepName:
		if t, ok := s.vars[step.Name]; ok {
			return t, true
		}
		if slices.Contains(s.computed, step.Name) {
			return edm.TypeRef{}, true
		}
	case StepCall:
		if step.Key == nil || !r.isMember(step.Name, s.this) {
			return r.called(step)
		}
	case StepAlias, StepAnnotation, StepRoot:
		return edm.TypeRef{}, true
	}
	return r.step(step, s.this, s)
}

func (r *queryResolver) isMember(name string, t edm.TypeRef) bool {
	s := r.m.Structured(t.Name)
	return s != nil && (r.m.Property(s, name) != nil || r.m.NavigationProperty(s, name) != nil)
}

// root resolves the step behind $root.
func (r *queryResolver) root(step *Step) (edm.TypeRef, bool) {
	if set := r.m.EntitySet(step.Name); set != nil {
		return edm.TypeRef{Name: set.EntityType, Collection: step.Key == nil}, true
	}
	if one := r.m.Singleton(step.Name); one != nil {
		return edm.TypeRef{Name: one.Type}, true
	}
	if i := r.m.FunctionImport(step.Name); i != nil {
		for _, f := range r.m.Functions(i.Operation) {
			if f.ReturnType != nil {
				return f.ReturnType.Type, true
			}
		}
		return edm.TypeRef{}, true
	}
	r.fail(UnknownSource, step.Span, step.Name, "no entity set, singleton or function import has this name", nearest(step.Name, sourceNames(r.m)))
	return edm.TypeRef{}, false
}

// step resolves a step behind another.
func (r *queryResolver) step(step *Step, t edm.TypeRef, s scope) (edm.TypeRef, bool) {
	switch step.Kind {
	case StepCast:
		return r.cast(step.Name, step.Span, t)
	case StepCount:
		return edm.TypeRef{Name: "Edm.Int64"}, true
	case StepAny, StepAll:
		if !t.Collection && t.Name != "" {
			r.fail(Misplaced, step.Span, step.Name, step.Name+" follows a collection", "")
			return edm.TypeRef{}, false
		}
		return edm.TypeRef{Name: "Edm.Boolean"}, true
	case StepFilter:
		return edm.TypeRef{Name: t.Name, Collection: step.Key == nil}, true
	case StepAnnotation:
		return edm.TypeRef{}, true
	case StepCall:
		if step.Key == nil || !r.isMember(step.Name, t) {
			return r.called(step)
		}
	}
	if full := r.castName(step.Name, t); full != "" && step.Kind == StepName && !r.isMember(step.Name, t) {
		return edm.TypeRef{Name: full, Collection: t.Collection}, true
	}
	if t.Collection && !s.many {
		r.fail(Misplaced, step.Span, step.Name, "a collection has no properties: any or all, a key, or $count is missing", "any(x:x/"+step.Name+" …)")
		return edm.TypeRef{}, false
	}
	next, _, ok := r.member(step.Name, step.Span, t)
	if step.Key != nil || step.Kind == StepKey {
		next.Collection = false
	}
	return next, ok
}

// called looks up a function of the service.
func (r *queryResolver) called(step *Step) (edm.TypeRef, bool) {
	var found []*edm.Function
	if step.Qualified {
		found = r.m.Functions(step.Name)
	} else {
		for _, s := range r.m.Schemas {
			for _, f := range s.Functions {
				if f.Name == step.Name {
					found = append(found, f)
				}
			}
		}
	}
	if len(found) == 0 {
		ns, _ := splitQualified(step.Name)
		r.fail(UnknownOperation, step.Span, step.Name, "no function has this name", nearest(step.Name, func(yield func(string) bool) {
			for _, s := range r.m.Schemas {
				for _, f := range s.Functions {
					name := f.QualifiedName()
					if !step.Qualified {
						name = f.Name
					}
					if !yield(name) {
						return
					}
				}
			}
		}))
		r.errors[len(r.errors)-1].Foreign = ns != "" && !r.m.HasNamespace(ns) && r.m.Included(ns)
		return edm.TypeRef{}, false
	}
	if found[0].ReturnType == nil {
		return edm.TypeRef{}, true
	}
	t := found[0].ReturnType.Type
	if step.Key != nil {
		t.Collection = false
	}
	return t, true
}
