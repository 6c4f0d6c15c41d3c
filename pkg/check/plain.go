package check

import (
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/schema"
	"github.com/concord-odata/concord/pkg/uri"
)

// frame is where an object stands, for the streaming validator: what it
// accepts there, no rule has anything to say of. Each rule with a hook for
// objects, members or values is answered for in plain_test.go.
type frame struct {
	judge *Judge
	// asked: a GET request is known, and expands nothing. v401: the response
	// is of OData 4.01, where control information needs no prefix.
	asked, v401 bool
	// promised: the root context promises what the body is.
	promised bool
	text     bool // numbers are in strings: IEEE754Compatible
	root     bool // the body itself is the object
	nested   bool // it stands in another object
	// through is the navigation property that it is expanded in.
	through *edm.NavigationProperty
	complex bool
	partial bool
	sel     *uri.SelectList
}

// mayStream reports whether programs know all that is asked of the response's
// body, as far as its head and the request say it.
func (c *Case) mayStream() bool {
	if c.Response == nil || c.InRequest || c.Example || c.Truncated || c.Via != "" || c.Error() || c.streamed() || c.Level.Name != "minimal" ||
		c.omitsValues() || c.partial() || c.Request != nil && c.Request.Header.Has("Prefer") {
		return false
	}
	q := c.query()
	return q == nil || q.Option(uri.SelectOption) == nil && q.Option(uri.ExpandOption) == nil && q.Option(uri.ComputeOption) == nil && !continues(q)
}

// frameOf is the frame of the body's items, or of the body itself. Ok is false
// where what is asked of the response is more than programs know.
func (c *Case) frameOf(root bool) (f frame, ok bool) {
	b := c.Body
	if b.Rejected || c.instead != nil || !b.Known || c.isDelta() {
		return f, false
	}
	if want, _, said := c.promised(); said && c.Model.Structured(want.Name) != nil && !c.Model.IsA(b.Type.Name, want.Name) {
		return f, false // CTX-006 looks at the items
	}
	f = frame{judge: c.Judge, v401: c.Version.V401, promised: b.Context != nil && b.Promise != nil, text: c.Media.IEEE754Compatible, root: root, sel: b.Select}
	if a := c.asked(); a != nil {
		f.asked = true
	} else if c.Request != nil {
		return f, false
	}
	switch b.Shape {
	case uri.Entity, uri.EntityCollection:
	case uri.Complex, uri.ComplexCollection:
		f.complex = true
	default:
		return f, false
	}
	return f, true
}

// programs are those that the frame's are made among: what a select list
// narrows is of one body.
func (c *Case) programs(f frame) *schema.Programs {
	if f.sel != nil {
		return schema.NewPrograms(c.Model, schema.Options{IEEE754Compatible: c.Media.IEEE754Compatible})
	}
	return c.sharedPrograms()
}

// sharedPrograms are the judge's for the response's number format.
func (c *Case) sharedPrograms() *schema.Programs {
	if c.Media.IEEE754Compatible {
		return c.Judge.textPrograms
	}
	return c.Judge.programs
}

// blank is a case of no exchange, to ask what rules know of the contract.
func (f frame) blank() *Case {
	j := f.judge
	return &Case{Judge: j, Contract: j.contract, Model: j.contract.Model, Profile: j.opt.Profile}
}

// Object is what rules want to see of the objects of a type.
func (f frame) Object(t edm.StructuredType) schema.Advice {
	c := f.blank()
	s := t.Structure()
	a := schema.Advice{Entity: !f.complex, Unique: !f.complex, SeeFirst: f.through != nil} // CTX-015 speaks once of an unbound property
	if _, yes := deprecated(s.Annotations, s.Name); yes {
		a.SeeFirst = true
	}
	f.sel = f.sel.For(c.Model, t.QualifiedName())
	if f.promised && c.Model.Complete(t) {
		for p := range c.Model.Properties(t) {
			read, said := readable(p.Annotations)
			if p.Type.Name != "Edm.Stream" && (read || !said) && (f.sel.HasSelect() && f.sel.Selects(p.Name) || !f.sel.HasSelect() && !f.partial) {
				a.Expects = append(a.Expects, p.Name)
			}
		}
	}
	a.Property = func(p *edm.Property) schema.Use { return f.property(c, t, p) }
	a.Navigation = func(n *edm.NavigationProperty) schema.Use { return f.navigation(c, t, n) }
	a.Annotation = func(target, term string) schema.Form { return f.annotation(c, t, target, term) }
	return a
}

func (f frame) property(c *Case, t edm.StructuredType, p *edm.Property) schema.Use {
	var use schema.Use
	w := c.wordsOf(t, p.Name)
	_, use.SeeFirst = deprecated(p.Annotations, p.Name)
	read, write, said := permissions(p.Annotations)
	use.SeeValues = said && write && !read || p.Type.Name == "Edm.Stream" // ENT-018, ENT-012
	if w != nil {
		use.SeeFirst = use.SeeFirst || w.deprecated
		use.SeeValues = use.SeeValues || w.writeOnly && !said
	}
	if e := c.Model.EnumType(p.Type.Name); e != nil {
		use.SeeValues = use.SeeValues || slices.ContainsFunc(e.Members, func(m *edm.EnumMember) bool { return f.mayShow(e, m) })
		return use
	}
	if w != nil && c.Model.Underlying(p.Type.Name) == "Edm.String" && (len(w.possible) > 0 || w.maxLength != nil || w.guid) {
		use.Text = func(text []byte) bool { return w.fault(string(text)) == wordsHold }
	}
	if s := c.Model.Structured(p.Type.Name); s != nil {
		use.Frame = frame{judge: f.judge, asked: f.asked, v401: f.v401, text: f.text, promised: f.promised, nested: true, complex: true, partial: f.partial, sel: f.sel.Below(p.Name)}
	}
	return use
}

// mayShow reports whether a member of an enumeration is one of which a rule
// speaks where it stands: it is deprecated, or behind the sentinel and the
// request did not ask for such.
func (f frame) mayShow(e *edm.EnumType, m *edm.EnumMember) bool {
	if _, yes := deprecated(m.Annotations, m.Name); yes {
		return true
	}
	sentinel := e.Member("unknownFutureValue")
	return f.asked && sentinel != nil && sentinel.HasValue && m.HasValue && m.Value > sentinel.Value
}

func (f frame) navigation(c *Case, t edm.StructuredType, n *edm.NavigationProperty) schema.Use {
	var use schema.Use
	_, use.SeeFirst = deprecated(n.Annotations, n.Name)
	if w := c.wordsOf(t, n.Name); w != nil && w.deprecated {
		use.SeeFirst = true
	}
	use.SeeValues = f.asked && !autoExpanded(n) // NAV-002
	nested, promised := f.sel.Expands(n.Name)
	use.Frame = frame{judge: f.judge, asked: f.asked, v401: f.v401, text: f.text, promised: f.promised, nested: true, through: n, partial: f.partial || !promised, sel: nested}
	return use
}

// annotation is what may stand in control information and annotations without
// a rule having to see it.
func (f frame) annotation(c *Case, t edm.StructuredType, target, term string) schema.Form {
	name, prefixed := strings.CutPrefix(term, "odata.")
	ns := namespace(term)
	switch {
	case !prefixed && !strings.Contains(term, "."): // of 4.01
		if !f.v401 {
			return schema.FormSeen
		}
	case !prefixed:
		if strings.ContainsAny(term, "@#") || ns == "Core" || strings.HasPrefix(ns, "Org.OData.Core") || strings.EqualFold(ns, "odata") || slipOf(ns, "odata") || !c.knowsTerms(ns) {
			return schema.FormSeen
		}
		return schema.FormAny
	}
	if target == "" {
		switch name {
		case "type":
			return schema.FormType
		case "id", "editLink", "readLink":
			return schema.FormURL
		case "etag":
			return schema.FormTag
		case "context":
			if f.root { // the rules of contexts have seen it
				return schema.FormText
			}
		}
		return schema.FormSeen
	}
	p, n := c.Model.Property(t, target), c.Model.NavigationProperty(t, target)
	collection := p != nil && p.Type.Collection || n != nil && n.Type.Collection
	switch {
	case name == "type" && p != nil && !isAbstract(c.Model.Type(p.Type.Name)) && !edm.IsAbstract(p.Type.Name):
		return schema.FormType
	case (name == "navigationLink" || name == "associationLink") && n != nil && p == nil:
		return schema.FormURL
	case name == "count" && collection && !f.text:
		return schema.FormCount
	}
	return schema.FormSeen
}

// plainRoot reports whether the body is an object that no rule has to see the
// members of.
func (c *Case) plainRoot(o *Object) bool {
	if c.Judge.whole || o.Declared == nil || isAnyEntity(o.Declared.QualifiedName()) || !c.mayStream() {
		return false
	}
	f, known := c.frameOf(true)
	if !known || o.Kind == EntityValue == f.complex {
		return false
	}
	p := c.programs(f).Of(o.Declared, f)
	return schema.NewRun().Value(p, c.Body.Text.Data[o.Value.Start:o.Value.End]) == schema.Accepted
}
