package check

import (
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var req006 = register(rule.Rule{
	ID:     "REQ-006",
	Title:  "$ref bodies and @odata.bind are references of the right type; $ref only where nothing is contained",
	Levels: rule.All(rule.Error),
	Why: "A reference says by its URL which entity is meant: a URL of another type's set, or of a whole collection, binds nothing. A contained entity belongs to its parent and cannot be referred to from another. " +
		"A URL of another service, or one that the contract cannot follow, is not judged.",
	Sources: []string{"OData Protocol 4.01, 11.4.6", "OData JSON Format 4.01, 8.4", "OData JSON Format 4.01, 14"},
	Failing: `POST /service/Customers(1)/orders/$ref: {"@odata.id": "https://host/service/Products('a')"}`,
	Passing: `POST /service/Customers(1)/orders/$ref: {"@odata.id": "https://host/service/Orders('7')"}`,
})

func init() {
	req006.Exchange = containedReference
	req006.Member = boundReference
	req006.Object = sentReference
}

// containedReference speaks of $ref where the target is contained.
func containedReference(c *Case) {
	if c.Via != "" || c.Target == nil || c.Request.Pattern {
		return // of documentation, DOC-019 speaks
	}
	if n := c.contained(); n != nil {
		m := c.requestMark()
		m.Rule, m.Rests, m.Cause = req006.Rule, n.Place, "contained"
		m.Message, m.Expected = n.Name+" contains its target: an entity there cannot be referred to by $ref", "the path without $ref"
		c.Report(m)
	}
}

// contained is the navigation property before $ref in the request's path,
// where it contains its target; nil otherwise.
func (c *Case) contained() *edm.NavigationProperty {
	if c.Target == nil || c.Target.Kind != uri.TargetReference && c.Target.Kind != uri.TargetReferences {
		return nil
	}
	if n := c.Target.NavigationProperty; n != nil && n.ContainsTarget.IsTrue() {
		return n
	}
	return nil
}

// walkSentReferences judges the body of a request to $ref.
func (c *Case) walkSentReferences(w *wanted) {
	root := c.Body.Root
	c.duplicates(root, "")
	if list := root.Member("value"); list != nil && list.Kind == location.Array && control(root, "id") == nil {
		for i, v := range list.Items {
			c.oneReference(v, location.Pointer("/value").Index(i), w.ref.Name)
		}
		return
	}
	c.oneReference(root, "", w.ref.Name)
}

// oneReference judges an object that stands for an entity by its id.
func (c *Case) oneReference(v *location.Value, p location.Pointer, want string) {
	m := Mark{Rule: req006.Rule, Value: v, Pointer: p, Object: v, Type: want, Expected: `{"@odata.id": …}`}
	if v.Kind != location.Object {
		m.Message, m.Actual, m.Cause = "a reference is an object with @odata.id, not "+article(v.Kind.String()), show(v), "kind"
		c.Report(m)
		return
	}
	id := control(v, "id")
	if id == nil {
		m.Message, m.Actual, m.Cause = "the reference has no @odata.id", memberList(v), "id"
		c.Report(m)
		return
	}
	c.reference(id.Value, Mark{Pointer: p.Child(id.Name), Object: v, Name: id.Name, Type: want}, want)
	for i := range v.Members {
		if x := classify(&v.Members[i], p); !x.Annotation {
			c.Report(Mark{Rule: req006.Rule, Value: x.Value, Offset: x.NameStart, Pointer: x.Pointer, Object: v, Name: x.Name, Type: want,
				Message: "a reference has no properties", Expected: "@odata.id alone", Actual: x.Name, Cause: "property"})
		}
	}
}

// sentReference judges a reference in place of a related entity.
func sentReference(c *Case, o *Object) {
	if c.InRequest && o.Kind == ReferenceValue && o.Declared != nil {
		if id := o.Control("id"); id != nil {
			c.reference(id.Value, Mark{Pointer: o.Pointer.Child(id.Name), Object: o.Value, Name: id.Name, Type: o.Declared.QualifiedName()}, o.Declared.QualifiedName())
		}
	}
}

// boundReference judges nav@odata.bind: a URL, or an array of them.
func boundReference(c *Case, o *Object, m *Member) {
	if !c.InRequest || !m.Annotation || m.Term != "odata.bind" || o.Type == nil || o.Rejected {
		return
	}
	mark := Mark{Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName()}
	n := c.Model.NavigationProperty(o.Type, m.Target)
	if n == nil {
		c.unknownBinding(o, m, mark)
		return
	}
	mark.Rests = n.Place
	if n.ContainsTarget.IsTrue() && c.Via != "" { // DOC-019 speaks
		mark.Rule, mark.Value, mark.Offset, mark.Cause = req006.Rule, m.Value, m.NameStart, "contained"
		mark.Message = m.Target + " contains its target: no other entity's can be bound to it"
		c.Report(mark)
		return
	}
	if n.Type.Collection != (m.Value.Kind == location.Array) {
		mark.Rule, mark.Value, mark.Actual, mark.Cause = req006.Rule, m.Value, article(m.Value.Kind.String()), "kind"
		mark.Message, mark.Expected = m.Target+" is one entity: it is bound by one URL", "a URL"
		if n.Type.Collection {
			mark.Message, mark.Expected = m.Target+" is a collection: it is bound by an array of URLs", "an array of URLs"
		}
		if m.Value.Kind != location.Null && !(c.Example && isPlaceholder(m.Value, m.Target)) {
			c.Report(mark)
		}
		return
	}
	each(m.Value, m.Pointer, n.Type.Collection, func(v *location.Value, p location.Pointer) {
		mark.Pointer = p
		if v.Kind != location.Null || n.Type.Collection {
			c.reference(v, mark, n.Type.Name)
		}
	})
}

// reference judges a URL that stands for an entity of that type.
func (c *Case) reference(v *location.Value, m Mark, want string) {
	m.Rule, m.Value, m.Expected, m.Actual = req006.Rule, v, "the URL of a "+want, show(v)
	if v.Kind != location.String {
		m.Message, m.Cause = "a reference is the URL of an entity, not "+article(v.Kind.String()), "kind"
		c.Report(m)
		return
	}
	if c.Example && isPlaceholder(v, "") || templatePath(v.Text) {
		return
	}
	target, root, ok := c.followReference(v.Text)
	switch {
	case !ok:
		m.Message, m.Cause = "the reference is no URL", "url"
	case target == nil || target.Opaque || root != c.Root && c.Root != "":
		return // another service's, or beyond what the contract knows
	case target.Type.Collection && c.Model.EntityType(target.Type.Name) != nil:
		m.Message, m.Cause = "the reference is the URL of a collection, not of one entity", "collection"
	case !c.kin(target.Type.Name, want):
		m.Message, m.Actual, m.Cause = "the reference leads to a "+target.Type.Name, target.Type.Name, "type"
	default:
		return
	}
	c.Report(m)
}

// unknownBinding speaks of a binding whose name is no navigation property.
func (c *Case) unknownBinding(o *Object, m *Member, mark Mark) {
	if c.Model.IsOpen(o.Type) || !c.Model.Complete(o.Type) || strings.Contains(m.Target, "/") {
		return
	}
	mark.Rule, mark.Value, mark.Offset, mark.Actual, mark.Cause = req006.Rule, m.Value, m.NameStart, m.Target, "unknown"
	mark.Message, mark.Rests = m.Target+" is no navigation property of "+o.Type.QualifiedName(), o.Type.Where()
	if c.Model.Property(o.Type, m.Target) != nil {
		mark.Message, mark.Cause = m.Target+" is no navigation property: only those are bound", "structural"
	}
	var known []string
	for n := range c.Model.NavigationProperties(o.Type) {
		known = append(known, n.Name)
	}
	if near := nearest(m.Target, known); near != "" {
		mark.Hint = "did you mean " + near + "?"
	}
	c.Report(mark)
}

// followReference resolves a reference's URL against the service root and
// follows it in the container; target is nil where that leads nowhere.
func (c *Case) followReference(text string) (target *uri.Target, root string, ok bool) {
	u, err := url.Parse(text)
	if err != nil || text == "" || strings.ContainsAny(text, " \t\r\n<>\"{}|\\^`") {
		return nil, "", false
	}
	if u.Host != "" && c.absolute() && !strings.EqualFold(u.Host, c.Request.URL.Host) {
		return nil, "", true
	}
	if !c.Contract.HasContainer() {
		return nil, "", true
	}
	path := u.EscapedPath()
	if !u.IsAbs() && !strings.HasPrefix(path, "/") {
		path = strings.TrimSuffix(c.Root, "/") + "/" + path
	}
	if rest, under := strings.CutPrefix(path, c.Root+"/"); under && c.Root != "" {
		target, _ = c.resolveRequest(rest)
		return target, c.Root, true
	}
	target, root, _ = c.Contract.Target(path)
	return target, root, true
}

// kin reports whether an entity of the one type can be one of the other:
// equal, derived, or a base of it.
func (c *Case) kin(a, b string) bool {
	return a == "" || b == "" || c.Model.EntityType(a) == nil || c.Model.EntityType(b) == nil || c.Model.IsA(a, b) || c.Model.IsA(b, a)
}
