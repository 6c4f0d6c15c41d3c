package uri

import (
	"slices"

	"github.com/concord-odata/concord/pkg/edm"
)

func (s SelectSegment) span() Span { return Span{s.Start, s.End} }

// selectItem resolves an item of $select and the options in its parentheses.
func (r *queryResolver) selectItem(i *QueryItem, s scope) {
	switch i.Kind {
	case ItemStar, ItemAnnotation:
		return
	case ItemOperations:
		if ns := i.Path[0].Name; !r.m.HasNamespace(ns) && !r.m.Included(ns) && s.this.Name != "" {
			r.fail(UnknownSelectItem, i.Span, i.Text, "no schema has this namespace or alias", "")
		}
		return
	}
	t := s.this
	for n, seg := range i.Path {
		last := n == len(i.Path)-1
		if last && i.Kind == ItemOperation {
			r.selectOperation(seg, t)
			return
		}
		if seg.Name[0] == '@' {
			return
		}
		if cast, ok := r.maybeCast(seg, t); ok {
			if t = cast; t.Name == "" {
				return
			}
			continue
		}
		if n == 0 && slices.Contains(s.computed, seg.Name) {
			return
		}
		if last && r.unqualifiedOperation(seg.Name, t) {
			return
		}
		next, _, ok := r.member(seg.Name, seg.span(), t)
		if !ok {
			return
		}
		t = next
	}
	inner := s
	inner.this, inner.computed = t.Item(), nil
	r.options(i.Options, inner)
}

// maybeCast resolves a segment that is, or can only be, a cast. Ok is false
// where it is a property's name. The type is empty where the cast failed.
func (r *queryResolver) maybeCast(seg SelectSegment, from edm.TypeRef) (edm.TypeRef, bool) {
	if seg.Cast {
		t, _ := r.cast(seg.Name, seg.span(), from)
		return t, true
	}
	s, _ := r.structured(from)
	if s == nil || r.m.Property(s, seg.Name) != nil || r.m.NavigationProperty(s, seg.Name) != nil {
		return edm.TypeRef{}, false
	}
	full := r.castName(seg.Name, from)
	return edm.TypeRef{Name: full, Collection: from.Collection}, full != ""
}

// selectOperation resolves an action or function that $select names.
func (r *queryResolver) selectOperation(seg SelectSegment, t edm.TypeRef) {
	if t.Name == "" {
		return
	}
	name := seg.Name
	ns, _ := splitQualified(name)
	if ns == "" {
		if !r.unqualifiedOperation(name, t) {
			r.fail(UnknownOperation, seg.span(), name, "no action or function of this name is bound to "+t.Name, "")
		}
		return
	}
	for _, a := range r.m.Actions(name) {
		if binds(r.m, &a.Operation, t.Name) {
			return
		}
	}
	for _, f := range r.m.Functions(name) {
		if binds(r.m, &f.Operation, t.Name) {
			return
		}
	}
	r.fail(UnknownOperation, seg.span(), name, "no action or function of this name is bound to "+t.Name, "")
	if len(r.errors) > 0 {
		r.errors[len(r.errors)-1].Foreign = !r.m.HasNamespace(ns) && r.m.Included(ns)
	}
}

// unqualifiedOperation reports whether an operation of that short name is
// bound to the type.
func (r *queryResolver) unqualifiedOperation(name string, t edm.TypeRef) bool {
	for _, s := range r.m.Schemas {
		for _, a := range s.Actions {
			if a.Name == name && binds(r.m, &a.Operation, t.Name) {
				return true
			}
		}
		for _, f := range s.Functions {
			if f.Name == name && binds(r.m, &f.Operation, t.Name) {
				return true
			}
		}
	}
	return false
}

// expandItem resolves an item of $expand and the options in its parentheses.
func (r *queryResolver) expandItem(i *QueryItem, s scope) {
	if i.Stream {
		return
	}
	t := s.this
	var navigation *edm.NavigationProperty
	for n, seg := range i.Path {
		if seg.Name == "*" {
			return
		}
		if seg.Name[0] == '@' {
			t, navigation = edm.TypeRef{}, nil
			continue
		}
		if cast, ok := r.maybeCast(seg, t); ok {
			if t = cast; t.Name == "" {
				return
			}
			continue
		}
		if navigation != nil {
			r.fail(Misplaced, seg.span(), seg.Name, "what is expanded inside "+navigation.Name+" stands in its parentheses", navigation.Name+"($expand="+seg.Name+")")
			return
		}
		next, nav, ok := r.member(seg.Name, seg.span(), t)
		if !ok {
			return
		}
		if nav == nil && n == len(i.Path)-1 && next.Name != "" && next.Name != "Edm.Stream" {
			r.fail(Misplaced, seg.span(), seg.Name, "only navigation properties and streams are expanded, and this is a structural property", "$select="+seg.Name)
			return
		}
		t, navigation = next, nav
	}
	inner := s
	inner.this, inner.computed = t.Item(), nil
	r.options(i.Options, inner)
}
