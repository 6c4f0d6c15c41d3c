package uri

import (
	"slices"

	"github.com/concord-odata/concord/pkg/edm"
)

// list resolves a select list against the type that it projects, and gives
// it back with offsets into the raw URL; nil where an item does not resolve.
func (r *contextResolver) list(l *SelectList, typeName string, issues *[]Issue) *SelectList {
	out := &SelectList{Start: r.c.at(l.Start), End: r.c.at(l.End)}
	for _, item := range l.Items {
		moved := *item
		moved.Start, moved.End = r.c.at(item.Start), r.c.at(item.End)
		moved.Path = slices.Clone(item.Path)
		for i := range moved.Path {
			moved.Path[i].Start, moved.Path[i].End = r.c.at(moved.Path[i].Start), r.c.at(moved.Path[i].End)
		}
		if !r.item(item, &moved, typeName, issues) {
			return nil
		}
		out.Items = append(out.Items, &moved)
	}
	return out
}

// item resolves one item against the type. An unknown type takes any item.
func (r *contextResolver) item(item, moved *SelectItem, typeName string, issues *[]Issue) bool {
	t := r.m.Structured(typeName)
	if t == nil {
		if typeName != "" && r.m.Type(typeName) != nil && edm.Primitive(typeName) == nil {
			r.fail(UnknownSelectItem, item.Start, item.Text, "values of "+typeName+" have no properties", nil)
			return false
		}
		return r.nested(item, moved, "", issues)
	}
	switch item.Kind {
	case ItemStar:
		return true
	case ItemOperations:
		if ns := item.Path[0].Name; !r.m.HasNamespace(ns) && !r.m.Included(ns) {
			r.fail(UnknownSelectItem, item.Start, item.Text, "no schema has this namespace or alias", nil)
			return false
		}
		return true
	case ItemAnnotation:
		if item.Path[0].Cast {
			if t = r.castTo(item, 0, typeName); t == nil {
				return false
			}
		}
		return r.nested(item, moved, "", issues)
	}
	return r.path(item, moved, t, issues)
}

// castTo resolves segment i of the item as a cast from the type.
func (r *contextResolver) castTo(item *SelectItem, i int, from string) edm.StructuredType {
	seg := item.Path[i]
	t := r.m.Structured(seg.Name)
	if t == nil {
		r.unknownType(seg.Name, seg.Start)
		return nil
	}
	if from != "" && !r.m.IsA(seg.Name, from) && r.m.Complete(t) {
		r.fail(UnrelatedCast, seg.Start, seg.Name, "the type does not derive from "+from, nil)
		return nil
	}
	return t
}

// path resolves the segments of a property's path, or of an operation's.
func (r *contextResolver) path(item, moved *SelectItem, t edm.StructuredType, issues *[]Issue) bool {
	var navigation *edm.NavigationProperty
	var property *edm.Property
	for i, seg := range item.Path {
		last := i == len(item.Path)-1
		switch {
		case last && item.Kind == ItemOperation:
			return r.selectedOperation(seg, t)
		case seg.Cast:
			if t = r.castTo(item, i, t.QualifiedName()); t == nil {
				return false
			}
			continue
		case navigation != nil:
			r.fail(Misplaced, seg.Start, seg.Name, "what is selected of an expanded navigation property stands in parentheses (Protocol 10.10)",
				known(navigation.Name+"("+seg.Name+")"))
			return false
		}
		property, navigation = r.m.Property(t, seg.Name), r.m.NavigationProperty(t, seg.Name)
		var next string
		switch {
		case property != nil:
			next = property.Type.Name
		case navigation != nil:
			next = navigation.Type.Name
		case r.m.IsOpen(t) || !r.m.Complete(t) || i == 0 && slices.Contains(r.computed, seg.Name):
			return r.nested(item, moved, "", issues)
		default:
			r.fail(UnknownSelectItem, seg.Start, seg.Name, t.QualifiedName()+" has no such property or navigation property",
				func() string { return r.selectHint(seg.Name, t) })
			return false
		}
		if last {
			break
		}
		if t = r.m.Structured(next); t == nil {
			if r.m.Type(next) == nil || edm.Primitive(next) != nil && edm.Primitive(next).Abstract {
				return r.nested(item, moved, "", issues)
			}
			after := item.Path[i+1]
			r.fail(UnknownSelectItem, after.Start, after.Name, "values of "+next+" have no properties", nil)
			return false
		}
	}
	return r.pathEnd(item, moved, t, property, issues)
}

// pathEnd resolves the list in parentheses behind a path.
func (r *contextResolver) pathEnd(item, moved *SelectItem, t edm.StructuredType, property *edm.Property, issues *[]Issue) bool {
	last := item.Path[len(item.Path)-1]
	if property == nil || !item.Expanded() {
		if !last.Cast && !item.Expanded() {
			return true
		}
		name := t.QualifiedName()
		if !last.Cast {
			if n := r.m.NavigationProperty(t, last.Name); n != nil {
				name = n.Type.Name
			}
		}
		return r.nested(item, moved, name, issues)
	}
	name := property.Type.Name
	if last.Cast {
		name = t.QualifiedName()
	}
	if name == "Edm.Stream" && len(item.Nested.items()) == 0 {
		return true // an expanded stream
	}
	if r.m.Structured(name) == nil {
		r.fail(Misplaced, item.Start, item.Text, "only navigation properties are followed by parentheses", known(last.Name))
		return false
	}
	*issues = append(*issues, Issue{Kind: Parenthesised, Offset: r.c.at(item.Start), Text: item.Text,
		Message: "properties inside a complex property are selected by paths (Protocol 10.7)", Hint: last.Name + "/…"})
	return r.nested(item, moved, name, issues)
}

// nested resolves the list in parentheses, if there is one.
func (r *contextResolver) nested(item, moved *SelectItem, typeName string, issues *[]Issue) bool {
	if item.Nested == nil {
		return true
	}
	moved.Nested = r.list(item.Nested, typeName, issues)
	return moved.Nested != nil
}

// selectedOperation resolves an action or function of the select list.
func (r *contextResolver) selectedOperation(seg SelectSegment, t edm.StructuredType) bool {
	bound := false
	for _, a := range r.m.Actions(seg.Name) {
		bound = bound || binds(r.m, &a.Operation, t.QualifiedName())
	}
	for _, f := range r.m.Functions(seg.Name) {
		bound = bound || binds(r.m, &f.Operation, t.QualifiedName())
	}
	if bound {
		return true
	}
	if r.m.Structured(seg.Name) != nil {
		r.fail(Misplaced, seg.Start, seg.Name, "a cast is followed by a property", nil)
		return false
	}
	r.fail(UnknownOperation, seg.Start, seg.Name, "no action or function of this name is bound to "+t.QualifiedName(), nil)
	if !r.hasNamespaceOf(seg.Name) {
		r.err.Foreign = r.includes(seg.Name)
	}
	return false
}

// binds reports whether an operation can be bound to a value of the type,
// or to a collection of it.
func binds(m *edm.Model, o *edm.Operation, typeName string) bool {
	b := o.Binding()
	return b != nil && m.IsA(typeName, b.Type.Name)
}

func (r *contextResolver) hasNamespaceOf(name string) bool {
	ns, _ := splitQualified(name)
	return r.m.HasNamespace(ns)
}

func (r *contextResolver) includes(name string) bool {
	ns, _ := splitQualified(name)
	return r.m.Included(ns)
}

// selectHint looks for a near name on the type, then for the name on a
// derived type, which needs a cast, then for a type or operation that lacks
// its namespace.
func (r *contextResolver) selectHint(name string, t edm.StructuredType) string {
	if n := nearest(name, memberNames(r.m, t)); n != "" {
		return n
	}
	for d := range r.m.AllDerived(t.QualifiedName()) {
		if r.m.Property(d, name) != nil || r.m.NavigationProperty(d, name) != nil {
			return d.QualifiedName() + "/" + name
		}
	}
	if found := typesNamed(r.m, name); len(found) > 0 {
		return found[0]
	}
	return ""
}
