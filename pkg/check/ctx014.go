package check

import (
	"errors"
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx014 = register(rule.Rule{
	ID:     "CTX-014",
	Title:  "a nested context URL resolves, and promises the type and shape of what it stands on",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "A context on an object, or on a property of one, speaks of that value in place of the enclosing context. That it says again what the enclosing one says already is no fault. " +
		"One that leads to another service's metadata (CTX-003, information) is not this contract's to judge.",
	Sources: []string{"OData JSON Format 4.01, 4.5.1", "OData JSON Format 4.01, 8.3", "OData JSON Format 4.01, 3.1.1"},
	Failing: `{"@odata.context": "…$metadata#Customers/$entity", "id": 1, "orders@odata.context": "…$metadata#Customers", "orders": []}`,
	Passing: `{"@odata.context": "…$metadata#Customers/$entity", "id": 1, "orders@odata.context": "…$metadata#Orders", "orders": []}`,
})

func init() { ctx014.Object = objectContext; ctx014.Member = propertyContext }

// objectContext judges the context that an object has of its own.
func objectContext(c *Case, o *Object) {
	if o.Context == nil {
		return
	}
	m := c.nestedMark(o.Value, o.Context, o.Pointer)
	p := c.nested(m, o.Context.Value)
	if p == nil {
		return
	}
	var want string
	switch {
	case o.Navigation != nil:
		want = o.Navigation.Type.Name
	case o.Declared != nil && !o.Delta: // an entry of a delta may be of any set
		want = o.Declared.QualifiedName()
	}
	switch {
	case !p.Shape.Object():
		m.Message = "the object's context promises " + article(p.Shape.String())
		m.Expected = "an entity or a complex value"
	case c.related(promisedName(p), want):
		return
	default:
		m.Message = "the object's context promises " + promisedName(p) + ", where a " + want + " stands"
		m.Expected, m.Type = want, want
	}
	c.Report(m)
}

// promisedName is the type that a context promises; of a deleted entity, the
// one of its set.
func promisedName(p *uri.Promise) string {
	if p.Type.IsZero() && p.EntitySet != nil && p.Shape == uri.DeletedEntity {
		return p.EntitySet.EntityType
	}
	return p.Type.Name
}

// propertyContext judges the context of a property.
func propertyContext(c *Case, o *Object, member *Member) {
	if !member.Annotation || member.Control != "context" || member.Target == "" {
		return
	}
	m := c.nestedMark(o.Value, member.Member, o.Pointer)
	p := c.nested(m, member.Value)
	if p == nil || o.Type == nil {
		return
	}
	var t edm.TypeRef
	if n := c.Model.NavigationProperty(o.Type, member.Target); n != nil {
		t = n.Type
	} else if s := c.Model.Property(o.Type, member.Target); s != nil {
		t = s.Type
	}
	switch {
	case t.IsZero() || p.Type.IsZero():
		return
	case t.Collection != p.Type.Collection:
		m.Message = "the context of " + member.Target + " promises " + article(p.Shape.String()) + ", but it is " + t.String()
	case !c.related(p.Type.Name, t.Name):
		m.Message = "the context of " + member.Target + " promises " + p.Type.Name + ", but it is " + t.String()
	default:
		return
	}
	m.Expected, m.Type = t.String(), o.Type.QualifiedName()
	c.Report(m)
}

func (c *Case) nestedMark(object *location.Value, member *location.Member, at location.Pointer) Mark {
	return Mark{Rule: ctx014.Rule, Value: member.Value, Pointer: at.Child(member.Name), Object: object, Name: member.Name, Actual: show(member.Value)}
}

// nested parses and resolves a nested context, and speaks of what fails. It is
// nil where nothing can be compared with it.
func (c *Case) nested(m Mark, v *location.Value) *uri.Promise {
	if v.Kind != location.String {
		m.Message, m.Expected = "the context is "+article(v.Kind.String()), "a URL"
		c.Report(m)
		return nil
	}
	parsed, err := uri.ParseContext(v.Text)
	if err != nil {
		m.Message = "the context URL is not well formed"
		var se *uri.SyntaxError
		if errors.As(err, &se) {
			m.Message += ": " + se.Message + " at offset " + itoa(se.Offset)
			m.Cause = se.Message
		}
		c.Report(m)
		return nil
	}
	if c.foreignContext(parsed) {
		c.reportForeign(m, parsed)
		return nil
	}
	p, re := resolve(parsed, c.Model, computed(c.query())...)
	switch {
	case re == nil:
		return p
	case !c.knows(re):
		c.Note(v, m.Pointer, "the contract does not know "+re.Segment)
	default:
		m.Message, m.Cause = re.Segment+": "+re.Message, re.Segment
		if re.Hint() != "" {
			m.Hint = "did you mean " + re.Hint() + "?"
		}
		c.Report(m)
	}
	return nil
}

// related reports whether a value of the one type may be one of the other.
func (c *Case) related(a, b string) bool {
	return a == "" || b == "" || c.Model.Type(a) == nil || c.Model.Type(b) == nil || isAnyEntity(a) || isAnyEntity(b) ||
		c.Model.IsA(a, b) || c.Model.IsA(b, a) || c.Model.Underlying(a) != "" && c.Model.Underlying(a) == c.Model.Underlying(b)
}

// foreignContext reports whether a nested context is another service's: it
// has another metadata document than the root context. Graph's workloads have
// several of one service.
func (c *Case) foreignContext(p *uri.Context) bool {
	if p.Relative || c.Body == nil || c.Body.Parsed == nil {
		return false
	}
	root, ok := c.contextURL()
	u, err := url.Parse(p.Base)
	if !ok || err != nil || root.Host == "" {
		return false
	}
	if !strings.EqualFold(u.Host, root.Host) {
		return true
	}
	return c.Profile != rule.Graph && !strings.EqualFold(u.Path, root.Path)
}

// reportForeign says that a nested context is another service's.
func (c *Case) reportForeign(m Mark, p *uri.Context) {
	levels := ctx003.Cases["a nested context of another service"]
	m.Rule, m.Levels = ctx003.Rule, &levels
	m.Message, m.Cause = "the nested context is that of another service", p.Base
	if c.once("CTX-003 " + p.Base) {
		c.Report(m)
	}
	c.Note(m.Value, m.Pointer, "the value is of another service: "+p.Base)
}
