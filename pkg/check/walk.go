package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/uri"
)

// walk judges the values of a body by their types.
func (c *Case) walk() {
	b := c.Body
	c.settle()
	switch {
	case !b.Known:
		c.walkUntyped(b.Root, "")
		c.unjudged(c.whyUnknown())
	case b.Shape == uri.ServiceDocument:
		c.walkUntyped(b.Root, "") // SVC-001 judges it whole
	case b.Shape.ValueArray():
		c.walkCollection()
	case b.Shape.ValueSingle():
		c.envelope(b.Root)
		if v := b.Root.Member("value"); v != nil {
			c.value(v, "/value", b.Type, c.result(), false)
		}
	case b.Shape.Object():
		c.walkRoot()
	default:
		c.walkUntyped(b.Root, "")
		c.unjudged("the contract does not say which structure " + c.typeName(b.Type) + " has")
	}
}

func (c *Case) typeName(t edm.TypeRef) string {
	if t.IsZero() {
		return "the body"
	}
	return t.String()
}

// whyUnknown says why there is nothing to judge the body by.
func (c *Case) whyUnknown() string {
	b := c.Body
	switch {
	case b.ResolveError != nil && b.ResolveError.Segment != "":
		return "no contract for " + b.ResolveError.Segment
	case b.Context != nil:
		return "the context does not say what the body is"
	case c.Request != nil:
		return "no documented operation is " + c.requestLine() + ", and the body has no context"
	}
	return "the body has no context, and nothing else says its type"
}

func (c *Case) walkCollection() {
	b := c.Body
	c.envelope(b.Root)
	list := b.Root.Member("value")
	if list == nil || list.Kind != location.Array {
		return // COL-001 or CTX-005 has spoken
	}
	item := b.Type.Item()
	switch b.Shape {
	case uri.EntityCollection, uri.ComplexCollection, uri.PrimitiveCollection:
		if c.Model.Type(item.Name) == nil || c.Model.Ambiguous(item.Name) {
			c.walkUntyped(list, "/value")
			c.unjudged("no contract for type " + item.Name)
			return
		}
	case uri.CrossJoin:
		c.walkUntyped(list, "/value") // its items are tuples that no context describes
		c.Note(list, "/value", "items of $crossjoin have no type")
		return
	}
	w := c.newItems()
	for i, v := range list.Items {
		w.judge(i, v)
	}
}

// items is what the items of the body's collection are judged by.
type items struct {
	c        *Case
	item     edm.TypeRef
	declared edm.StructuredType
	asked    *Asked
	result   use
	delta    bool
}

func (c *Case) newItems() *items {
	b := c.Body
	w := &items{c: c, item: b.Type.Item(), asked: c.asked(), result: c.result()}
	w.declared = c.Model.Structured(w.item.Name)
	w.delta = b.Shape == uri.DeltaCollection || b.Shape == uri.EntityCollection && c.isDelta()
	return w
}

func (w *items) judge(i int, v *location.Value) {
	c, b := w.c, w.c.Body
	at := location.Pointer("/value").Index(i)
	switch {
	case v.Kind == location.Null && (b.Shape == uri.PrimitiveCollection || b.Shape == uri.ComplexCollection):
		if nullable, place := c.itemsNullable(); nullable.IsFalse() {
			c.reportNullItem(v, at, w.item.Name, place)
		}
	case b.Shape == uri.PrimitiveCollection || w.declared == nil && c.Model.Type(w.item.Name) != nil && !isAnyEntity(w.item.Name):
		c.value(v, at, w.item, w.result, true)
	case v.Kind == location.Null:
		c.reportNullItem(v, at, w.item.Name, edm.Place{})
	default:
		c.object(&Object{Kind: c.itemKind(v, w.declared, w.delta), Value: v, Pointer: at, Declared: w.declared, Select: b.Select, Asked: w.asked,
			Partial: c.partial() || w.delta, Delta: w.delta})
	}
}

func isAnyEntity(name string) bool {
	return name == "" || name == "Edm.EntityType" || name == "Edm.ComplexType"
}

// itemKind is what an item of the body's collection stands for.
func (c *Case) itemKind(v *location.Value, declared edm.StructuredType, delta bool) ObjectKind {
	switch c.Body.Shape {
	case uri.ReferenceCollection:
		return ReferenceValue
	case uri.ComplexCollection:
		return ComplexValue
	}
	if delta {
		kind := deltaKind(v)
		if kind == EntityValue && isLink(v) && (declared == nil || !c.declares(declared, "source")) {
			return LinkValue // DLT-003 says that its context is missing
		}
		return kind
	}
	if isReference(v) {
		return ReferenceValue
	}
	return EntityValue
}

// deltaKind tells the items of a delta apart by their context (4.0) or by
// the removed control information (4.01).
func deltaKind(v *location.Value) ObjectKind {
	if control(v, "removed") != nil {
		return DeletedValue
	}
	if m := control(v, "context"); m != nil && m.Value.Kind == location.String {
		switch suffix(m.Value.Text) {
		case "$deletedEntity":
			return DeletedValue
		case "$link":
			return LinkValue
		case "$deletedLink":
			return DeletedLinkValue
		}
	}
	return EntityValue
}

// suffix is what stands behind the last slash.
func suffix(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '/' {
			return s[i+1:]
		}
	}
	return s
}

// partial reports whether properties may be missing at the outermost level
// though the context has no select list.
func (c *Case) partial() bool { return c.selects() || c.Truncated || c.applied() }

// selects reports whether the request has $select.
func (c *Case) selects() bool { return c.asks("$select", "select") }

// applied reports whether the request has $apply, whose results are no
// entities of the set.
func (c *Case) applied() bool { return c.asks("$apply", "apply") }

// asks reports whether the request has a query option of one of the names.
func (c *Case) asks(names ...string) bool {
	for _, n := range names {
		if _, ok := c.option(n); ok {
			return true
		}
	}
	return false
}

func (c *Case) walkRoot() {
	b := c.Body
	o := &Object{Value: b.Root, Select: b.Select, Asked: c.asked(), Partial: c.partial(), Root: true}
	switch b.Shape {
	case uri.Complex:
		o.Kind = ComplexValue
	case uri.Reference:
		o.Kind = ReferenceValue
	case uri.DeletedEntity:
		o.Kind = DeletedValue
	case uri.Link:
		o.Kind = LinkValue
	case uri.DeletedLink:
		o.Kind = DeletedLinkValue
	case uri.DeltaEntity:
		o.Kind, o.Partial, o.Delta = deltaKind(b.Root), true, true
	}
	o.Declared = c.Model.Structured(b.Type.Name)
	if c.Model.Ambiguous(b.Type.Name) {
		o.Declared = nil
	}
	if c.plainRoot(o) {
		return
	}
	c.object(o)
	if o.Type == nil && (o.Kind == EntityValue || o.Kind == ComplexValue) && !o.Rejected {
		c.unjudged("no contract for type " + c.typeName(b.Type))
	}
}

// object judges a structured value: its context and type annotation, its
// structure by schema, and by the hooks, then what it holds.
func (c *Case) object(o *Object) {
	c.duplicates(o.Value, o.Pointer)
	if !o.Root {
		c.ownContext(o)
	}
	o.Type = o.Declared
	c.named(o)
	if o.Type != nil {
		o.Select = o.Select.For(c.Model, o.Type.QualifiedName())
	}
	for _, r := range rules {
		if r.Object != nil {
			r.Object(c, o)
		}
	}
	if c.bySchemaToo(o) {
		c.bySchema(o)
	}
	if o.Value.Kind != location.Object {
		return
	}
	for i := range o.Value.Members {
		c.member(o, &o.Value.Members[i])
	}
}

// bySchemaToo reports whether the object's own schema judges it: it is an
// entity or complex value of a known type, and no other schema does already.
func (c *Case) bySchemaToo(o *Object) bool {
	if o.Nested || o.Rejected || c.inError(o.Value) {
		return false
	}
	if o.Kind != EntityValue && o.Kind != ComplexValue {
		return false
	}
	if o.Type == nil && !o.Root {
		c.Note(o.Value, o.Pointer, "the contract does not say of which type the value is")
	}
	return o.Type != nil
}

// ownContext reads an object's own context URL. Where it names a type, that
// is the declared one: items of $all and nested results of other sets.
func (c *Case) ownContext(o *Object) {
	o.Context = control(o.Value, "context")
	if o.Context == nil || o.Context.Value.Kind != location.String {
		return
	}
	parsed, err := uri.ParseContext(o.Context.Value.Text)
	if err != nil || c.foreignContext(parsed) {
		return
	}
	o.Promise, _ = resolve(parsed, c.Model)
	if o.Promise == nil || !o.Promise.Shape.Object() {
		return
	}
	if s := c.Model.Structured(o.Promise.Type.Name); s != nil && (o.Declared == nil || o.Delta || c.Model.IsA(s.QualifiedName(), o.Declared.QualifiedName())) {
		o.Declared, o.Select = s, o.Promise.Select
	}
}

// named reads the type annotation and lets it choose the type.
func (c *Case) named(o *Object) {
	if o.Named = control(o.Value, "type"); o.Named == nil || o.Named.Value.Kind != location.String {
		return
	}
	if t := c.Model.Structured(typeFragment(o.Named.Value.Text)); t != nil && !c.Model.Ambiguous(t.QualifiedName()) {
		o.Type = t
	}
}

// typeFragment is the type's name in a type annotation: behind the last '#'.
func typeFragment(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '#' {
			return s[i+1:]
		}
	}
	return s
}
