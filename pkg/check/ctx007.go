package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx007 = register(rule.Rule{
	ID:     "CTX-007",
	Title:  "the select list names what was selected and expanded, and nothing that was neither asked nor sent",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Warning, Graph: rule.Info},
	Why: "The select list tells a client which properties it may miss. It names at least each item of $select and each expansion that is projected itself, in 4.01 every expansion " +
		"(with empty parentheses, if nothing is nested); in 4.0 an expansion without nested $select has no entry of its own. Its order is free, * stands for all structural properties, " +
		"and what the service returns beyond what was asked belongs into it. $expand=…/$ref does not. A body that lacks nothing needs no list.",
	Sources: []string{"OData Protocol 4.01, 10.7 to 10.10", "OData Protocol 4.01, 11.2.5"},
	Failing: `GET Customers?$select=id,name: {"@odata.context": "https://host/service/$metadata#Customers(id)", "value": [{"id": 1, "name": "A"}]}`,
	Passing: `GET Customers?$select=id,name: {"@odata.context": "https://host/service/$metadata#Customers(name,id)", "value": [{"id": 1, "name": "A"}]}`,
})

func init() { ctx007.Body = selectListComplete }

func selectListComplete(c *Case, b *Body) {
	q := c.query()
	if b.Promise == nil || b.Rejected || c.Error() || q == nil || continues(q) || c.applied() {
		return
	}
	switch b.Promise.Shape {
	case uri.Entity, uri.EntityCollection, uri.Complex, uri.ComplexCollection:
	default:
		return
	}
	t := c.Model.Structured(b.Promise.Type.Name)
	if t == nil || c.Model.Ambiguous(b.Promise.Type.Name) {
		return
	}
	l := &selectLevel{c: c, list: b.Promise.Select, options: q.Options, typ: t, objects: bodyObjects(b)}
	l.judge()
}

// bodyObjects are the objects that the body is, or has in its value.
func bodyObjects(b *Body) []*location.Value {
	if !b.Promise.Shape.ValueArray() {
		return []*location.Value{b.Root}
	}
	list := b.Root.Member("value")
	if list == nil {
		return nil
	}
	return objectsOf(list)
}

func objectsOf(v *location.Value) (objects []*location.Value) {
	if v.Kind == location.Object {
		return []*location.Value{v}
	}
	for _, i := range v.Items {
		if i.Kind == location.Object && !isReference(i) {
			objects = append(objects, i)
		}
	}
	return objects
}

// selectLevel is one level of a select list, and of what was asked and sent.
type selectLevel struct {
	c       *Case
	list    *uri.SelectList
	options []*uri.Option
	typ     edm.StructuredType
	objects []*location.Value
	path    string // of the expanded navigation properties, for messages
}

func (l *selectLevel) judge() {
	var missing []string
	selected, expanded := l.items(uri.SelectOption), l.items(uri.ExpandOption)
	if !l.list.HasStar() && (l.list.HasSelect() || l.projected()) {
		for _, i := range selected {
			if i.Kind == uri.ItemProperty && l.known(i) && !l.lists(plain(i.Path)) {
				missing = append(missing, i.Text)
			}
		}
	}
	for _, i := range expanded {
		if i.Kind != uri.ItemProperty || i.Ref || i.Count || i.Stream || !l.sent(plain(i.Path)[0]) {
			continue
		}
		if item := l.entry(plain(i.Path)); item != nil {
			l.below(i, item)
		} else if l.c.Version.V401 || projects(i) {
			missing = append(missing, strings.Join(plain(i.Path), "/")+"()")
		}
	}
	if len(missing) > 0 {
		l.report(missing)
	}
	if len(selected) > 0 && len(l.objects) > 0 {
		l.unsent(selected, expanded)
	}
}

// items are those of an option of this level, none where a star is among
// them: it asks for all.
func (l *selectLevel) items(kind uri.OptionKind) []*uri.QueryItem {
	o := (&uri.Query{Options: l.options}).Option(kind)
	if o == nil {
		return nil
	}
	for _, i := range o.Items {
		if i.Kind == uri.ItemStar || len(plain(i.Path)) == 0 || plain(i.Path)[0] == "*" {
			return nil
		}
	}
	return o.Items
}

// plain is a path without its casts.
func plain(path []uri.SelectSegment) (names []string) {
	for _, s := range path {
		if !s.Cast {
			names = append(names, s.Name)
		}
	}
	return names
}

// known reports whether the item can be in a select list: the type, or one
// that derives from it, has the property, or may have it.
func (l *selectLevel) known(i *uri.QueryItem) bool {
	name := plain(i.Path)[0]
	if l.c.declares(l.typ, name) || l.c.Model.IsOpen(l.typ) {
		return true
	}
	for d := range l.c.Model.AllDerived(l.typ.QualifiedName()) {
		if l.c.declares(d, name) {
			return true
		}
	}
	return false
}

// projected reports whether an object of this level lacks a property that its
// type declares: it is a subset, and the context must say so.
func (l *selectLevel) projected() bool {
	for _, o := range l.objects {
		for p := range l.c.Model.Properties(l.typ) {
			if p.Type.Name != "Edm.Stream" && !l.c.has(o, p.Name) {
				return true
			}
		}
	}
	return false
}

// sent reports whether an object has the property, or an annotation of it.
func (l *selectLevel) sent(name string) bool {
	for _, o := range l.objects {
		found := l.c.has(o, name)
		l.c.annotations(o, name, func(*location.Member, string) bool { found = true; return false })
		if found {
			return true
		}
	}
	return false
}

// lists reports whether the select list has an item of that path: wholly, or
// a part of it, or what it is a part of.
func (l *selectLevel) lists(path []string) bool {
	if l.list == nil {
		return false
	}
	for _, i := range l.list.Items {
		if i.Kind != uri.ItemStar && begins(plain(i.Path), path) {
			return true
		}
	}
	return false
}

// begins reports whether one path begins with the other.
func begins(a, b []string) bool {
	n := min(len(a), len(b))
	if n == 0 {
		return false
	}
	for i := range n {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// entry is the select list's expanded item of that path, or nil.
func (l *selectLevel) entry(path []string) *uri.SelectItem {
	if l.list == nil {
		return nil
	}
	for _, i := range l.list.Items {
		if p := plain(i.Path); i.Expanded() && len(p) == len(path) && begins(p, path) {
			return i
		}
	}
	return nil
}

// projects reports whether an expansion is narrowed itself: it, or what it
// expands, selects.
func projects(i *uri.QueryItem) bool {
	if i.Option(uri.SelectOption) != nil {
		return true
	}
	if o := i.Option(uri.ExpandOption); o != nil {
		for _, n := range o.Items {
			if projects(n) {
				return true
			}
		}
	}
	return false
}

// below judges what an expansion's entry says of its inside.
func (l *selectLevel) below(i *uri.QueryItem, item *uri.SelectItem) {
	path := plain(i.Path)
	if item.Recursive || len(path) != 1 {
		return
	}
	n := l.c.Model.NavigationProperty(l.typ, path[0])
	if n == nil || l.c.Model.Structured(n.Type.Name) == nil {
		return
	}
	inner := &selectLevel{c: l.c, list: item.Nested, options: i.Options, typ: l.c.Model.Structured(n.Type.Name), path: l.path + path[0] + "/"}
	for _, o := range l.objects {
		if m := l.c.memberOf(o, path[0]); m != nil {
			inner.objects = append(inner.objects, objectsOf(m.Value)...)
		}
	}
	inner.judge()
}

func (l *selectLevel) report(missing []string) {
	m := l.c.contextMark(ctx007)
	list := l.path + strings.Join(missing, ", "+l.path)
	m.Message = "the select list lacks what the request asked: " + list
	if l.list == nil {
		m.Message = "the context has no select list, though the request asked for a part: " + list
	}
	m.Expected, m.Cause = list, "missing "+list
	l.c.Report(m)
}

// unsent speaks of items that nobody asked and nobody sent.
func (l *selectLevel) unsent(selected, expanded []*uri.QueryItem) {
	if l.list == nil {
		return
	}
	for _, item := range l.list.Items {
		path := plain(item.Path)
		if item.Kind != uri.ItemProperty || len(path) == 0 || l.sent(path[0]) || asksFor(selected, path) || asksFor(expanded, path) {
			continue
		}
		m := l.c.contextMark(ctx007)
		m.Name = path[0]
		m.Message = "the select list names " + l.path + item.Text + ", which was neither asked nor sent"
		m.Cause = "unsent " + l.path + item.Text
		l.c.Report(m)
	}
}

func asksFor(items []*uri.QueryItem, path []string) bool {
	for _, i := range items {
		if begins(plain(i.Path), path) {
			return true
		}
	}
	return false
}
