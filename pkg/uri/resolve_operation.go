package uri

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// operation reads segment i as the call of a bound operation by its
// qualified name.
func (w *resourceResolver) operation(i int, at cursor) *Target {
	seg := &w.r.segs[i]
	if seg.parts < 2 {
		return nil
	}
	return w.call(i, at, w.m.Resolve(seg.name), nil)
}

// unqualified reads segment i as the call of a bound operation by its short
// name, which a service may allow (URL Conventions 4.4, Core.DefaultNamespace).
func (w *resourceResolver) unqualified(i int, at cursor) *Target {
	seg := &w.r.segs[i]
	if seg.parts != 1 || w.steps < 0 {
		return nil
	}
	names := w.operationsNamed(seg.name, false)
	for _, q := range names {
		issue := &Issue{Kind: UnqualifiedOperation, Offset: w.r.at(seg.start), Text: seg.name, Message: "a bound operation's name needs its namespace", Hint: q}
		if t := w.call(i, at, q, issue); t != nil {
			return t
		}
	}
	return nil
}

// unqualifiedFold is unqualified for names that differ in case alone.
func (w *resourceResolver) unqualifiedFold(i int, at cursor) *Target {
	seg := &w.r.segs[i]
	if seg.parts != 1 || w.steps < 0 {
		return nil
	}
	for _, q := range w.operationsNamed(seg.name, true) {
		issue := &Issue{Kind: NameCase, Offset: w.r.at(seg.start), Text: seg.name, Message: "names are case-sensitive", Hint: q}
		if t := w.call(i, at, q, issue); t != nil {
			return t
		}
	}
	return nil
}

// operationsNamed lists the qualified names of the bound operations with
// that short name; folded, those that differ from it in case alone.
func (w *resourceResolver) operationsNamed(name string, folded bool) (out []string) {
	for _, q := range w.m.BoundNamed(name) {
		if _, short := splitQualified(q); folded != (short == name) {
			out = append(out, q)
		}
	}
	return out
}

// boundOperations runs over the qualified names of the operations that are
// bound to the type.
func (w *resourceResolver) boundOperations(t edm.TypeRef, yield func(string) bool) {
	for _, o := range w.m.BoundTo(t) {
		if !yield(o.QualifiedName()) {
			return
		}
	}
}

// boundNames runs over the short names of bound operations.
func (w *resourceResolver) boundNames(t edm.TypeRef) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, o := range w.m.BoundTo(t) {
			if !yield(o.Name) {
				return
			}
		}
	}
}

// bindsAny reports whether an operation of that name can be bound to the
// type.
func (w *resourceResolver) bindsAny(name string, t edm.TypeRef) bool {
	for _, a := range w.m.Actions(name) {
		if w.m.Binds(&a.Operation, t) {
			return true
		}
	}
	for _, f := range w.m.Functions(name) {
		if w.m.Binds(&f.Operation, t) {
			return true
		}
	}
	return false
}

// call calls the operation of that name on the cursor.
func (w *resourceResolver) call(i int, at cursor, name string, issue *Issue) *Target {
	seg := &w.r.segs[i]
	next := at.next("/" + name)
	next.BindingType = at.Type
	if issue != nil {
		next.issue(*issue)
	}
	if seg.bare() || len(seg.groups) == 1 && seg.groups[0].call && len(seg.groups[0].args) == 0 {
		for _, a := range w.m.Actions(name) {
			if w.m.Binds(&a.Operation, at.Type) {
				next.Actions = append(next.Actions, a)
			}
		}
		if len(next.Actions) > 0 {
			return w.action(i, next)
		}
	}
	var overloads []*edm.Function
	for _, f := range w.m.Functions(name) {
		if w.m.Binds(&f.Operation, at.Type) {
			overloads = append(overloads, f)
		}
	}
	if len(overloads) == 0 {
		return nil
	}
	return w.function(i, next, overloads, at)
}

// action ends the walk: nothing but a suffix follows an action's call.
func (w *resourceResolver) action(i int, at cursor) *Target {
	if len(at.Actions) == 0 {
		return w.fail(UnknownOperation, &w.r.segs[i], "no action is behind this name", nil)
	}
	before := at
	w.result(&at, &at.Actions[0].Operation, before)
	return w.follow(i+1, at)
}

// functionImport reads the first segment as the call of a function.
func (w *resourceResolver) functionImport(seg *segment, i *edm.OperationImport, at cursor) *Target {
	var overloads []*edm.Function
	for _, f := range w.m.Functions(i.Operation) {
		if !f.IsBound {
			overloads = append(overloads, f)
		}
	}
	if len(overloads) == 0 {
		return w.fail(UnknownOperation, seg, "no function is behind this import", nil)
	}
	at.Import = i
	return w.function(0, at, overloads, cursor{})
}

// function chooses among overloads by the names of the arguments.
func (w *resourceResolver) function(i int, next cursor, overloads []*edm.Function, before cursor) *Target {
	seg := &w.r.segs[i]
	called := len(seg.groups) > 0 && seg.groups[0].call
	switch {
	case called:
		next.Arguments = seg.groups[0].args
		for _, f := range overloads {
			if takes(&f.Operation, next.Arguments) {
				next.Functions = append(next.Functions, f)
			}
		}
		if len(next.Functions) == 0 {
			return w.failAt(UnknownOperation, seg.groups[0].start, decode(seg.text[seg.groups[0].start-seg.start:]),
				"no overload has these parameters", func() string { return parameterNames(overloads) })
		}
		w.checkArguments(&next)
		if len(next.Arguments) > 0 {
			next.Template += "({})"
		}
	case seg.bare():
		next.Functions = overloads
		next.issue(Issue{Kind: NoParentheses, Offset: w.r.at(seg.start), Text: seg.text, Message: "the call of a function has parentheses"})
	default:
		return w.failAt(Misplaced, seg.tail, seg.text[seg.tail-seg.start:], "parameters as name=value are expected", func() string { return parameterNames(overloads) })
	}
	w.result(&next, &next.Functions[0].Operation, before)
	if called && len(seg.groups) == 2 && seg.groups[1].key != nil && next.Type.Collection && w.m.EntityType(next.Type.Name) != nil {
		keyed := next.next("({})")
		w.choose(&keyed, seg.groups[1].key)
		return w.follow(i+1, keyed)
	}
	if len(seg.groups) > 1 {
		g := seg.groups[1]
		return w.failAt(Misplaced, g.start, seg.text[g.start-seg.start:], "no key can stand behind this call", nil)
	}
	return w.follow(i+1, next)
}

// takes reports whether the operation has exactly these parameters, optional
// ones excepted (Core.OptionalParameter).
func takes(o *edm.Operation, args []Argument) bool {
	params := o.Arguments()
	named := map[string]bool{}
	for _, a := range args {
		if named[a.Name] {
			return false
		}
		named[a.Name] = true
	}
	found := 0
	for _, p := range params {
		if named[p.Name] {
			found++
		} else if edm.FindAnnotation(p.Annotations, "Org.OData.Core.V1.OptionalParameter") == nil {
			return false
		}
	}
	return found == len(args)
}

func parameterNames(overloads []*edm.Function) string {
	var all []string
	for _, f := range overloads {
		var names []string
		for _, p := range f.Arguments() {
			names = append(names, p.Name)
		}
		all = append(all, "("+strings.Join(names, ",")+")")
	}
	return strings.Join(all, ", ")
}

// checkArguments compares arguments with the types of their parameters.
func (w *resourceResolver) checkArguments(at *cursor) {
	for _, a := range at.Arguments {
		for _, p := range at.Functions[0].Arguments() {
			if p.Name != a.Name || a.Placeholder || a.Alias != "" {
				continue
			}
			if a.Literal == nil || !p.Type.Collection && !a.Literal.Fits(w.m, p.Type.Name) {
				at.issue(Issue{Kind: ArgumentLiteral, Offset: w.r.at(a.Start), Text: a.Text, Message: "no literal of " + p.Type.String() + ", the type of the parameter " + a.Name})
			}
		}
	}
	moved := append([]Argument(nil), at.Arguments...)
	for i := range moved {
		moved[i].Start, moved[i].End = w.r.at(moved[i].Start), w.r.at(moved[i].End)
	}
	at.Arguments = moved
}

// result moves the cursor to what an operation returns.
func (w *resourceResolver) result(at *cursor, o *edm.Operation, before cursor) {
	at.Property, at.NavigationProperty, at.Contained, at.binding = nil, nil, false, ""
	at.EntitySet, at.Singleton, at.NavigationSource = nil, nil, ""
	if o.ReturnType == nil {
		at.Type, at.DeclaredType, at.Kind = edm.TypeRef{}, edm.TypeRef{}, TargetNothing
		return
	}
	at.Type, at.DeclaredType = o.ReturnType.Type, o.ReturnType.Type
	w.settle(at)
	if w.m.EntityType(at.Type.Name) == nil {
		return
	}
	switch {
	case at.Import != nil && at.Import.EntitySet != "":
		at.EntitySet = w.m.EntitySet(at.Import.EntitySet)
		if at.EntitySet != nil {
			at.NavigationSource = at.EntitySet.Name
		}
	case o.EntitySetPath != "":
		w.entitySetPath(at, o, before)
	}
}

// entitySetPath walks the path from the binding parameter to the set of the
// results (CSDL 4.01, 12.6).
func (w *resourceResolver) entitySetPath(at *cursor, o *edm.Operation, before cursor) {
	walk := before
	names := strings.Split(o.EntitySetPath, "/")
	for _, name := range names[1:] {
		t := w.m.Structured(walk.Type.Name)
		if strings.Contains(name, ".") {
			walk.Type.Name = w.m.Resolve(name)
			continue
		}
		if t == nil {
			return
		}
		n := w.m.NavigationProperty(t, name)
		if n == nil {
			return
		}
		w.navigate(&walk, n)
	}
	at.EntitySet, at.Singleton, at.NavigationSource, at.Contained, at.binding = walk.EntitySet, walk.Singleton, walk.NavigationSource, walk.Contained, walk.binding
}
