package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var nav003 = register(rule.Rule{
	ID:     "NAV-003",
	Title:  "control information about a property stands on one that may have it, and has the right form",
	Levels: rule.All(rule.Error),
	Why: "A navigation link stands on a navigation property and is a URL; a count or a next link stands on a collection. " +
		"A client that follows the link, or adds the page to the collection, finds nothing there otherwise.",
	Sources: []string{"OData JSON Format 4.01, 4.5", "OData JSON Format 4.01, 8", "OData JSON Format 4.01, 9"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "name@odata.navigationLink": "Customers(1)/name"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "orders@odata.navigationLink": "Customers(1)/orders"}`,
})

func init() {
	nav003.Member = func(c *Case, o *Object, m *Member) {
		if m.Control == "" || m.Target == "" {
			return
		}
		if !c.mayStand(o, m) {
			c.propertyControl(o, m)
		}
	}
}

// mayStand reports control information on a property that cannot have it, and
// whether it did. Of a property that the contract does not know, or of which
// documentation alone says what it is, it says nothing.
func (c *Case) mayStand(o *Object, m *Member) bool {
	if o.Type == nil || o.Rejected || !c.Contract.Whole(o.Type.Structure().Namespace) {
		return false
	}
	var t edm.TypeRef
	p, n := c.Model.Property(o.Type, m.Target), c.Model.NavigationProperty(o.Type, m.Target)
	mark := Mark{Rule: nav003.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(), Actual: m.Name, Cause: m.Control}
	switch {
	case n != nil:
		t, mark.Rests = n.Type, n.Place
	case p != nil && !edm.IsAbstract(p.Type.Name):
		t, mark.Rests = p.Type, p.Place
	default:
		return false
	}
	switch m.Control {
	case "navigationLink", "associationLink":
		if n != nil {
			return false
		}
		mark.Message = m.Target + " is no navigation property"
	case "count", "nextLink":
		if t.Collection {
			return false
		}
		mark.Message = m.Target + " is no collection"
	case "delta":
		if n != nil {
			return false
		}
		mark.Message = m.Target + " is no navigation property"
	case "collectionAnnotations":
		if t.Collection && n == nil {
			return false
		}
		mark.Message = m.Target + " is no collection of primitive or complex values"
	case "id", "editLink", "removed", "deltaLink", "metadataEtag":
		if n != nil && m.Control == "deltaLink" {
			return false
		}
		mark.Message = m.Control + " is about an object, and stands within it"
	default:
		return false
	}
	c.Report(mark)
	return true
}

// propertyControl judges the form of control information about a property.
// Of counts and next links COL-005 and COL-006 speak, of types ENT-005.
func (c *Case) propertyControl(o *Object, m *Member) {
	mark := Mark{Rule: nav003.Rule, Value: m.Value, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Actual: show(m.Value)}
	switch m.Control {
	case "navigationLink", "associationLink", "mediaReadLink", "mediaEditLink", "readLink":
		if m.Value.Kind == location.String && !c.exampleURL(m.Value) {
			if fault, beyond := urlFault(m.Value.Text); fault != "" && !beyond {
				mark.Message, mark.Expected, mark.Cause = m.Name+" is no URL reference: "+fault, "a URL reference", fault
				c.Report(mark)
				return
			}
		}
		c.wantString(mark, m, "a URL reference")
	case "context":
		c.wantString(mark, m, "a URL")
	case "etag", "mediaEtag":
		if m.Value.Kind == location.String && !c.exampleURL(m.Value) {
			if fault := etagFault(m.Value.Text); fault != "" {
				mark.Message, mark.Expected, mark.Cause = m.Name+" is no entity tag: "+fault, `an entity tag, such as W/"1"`, fault
				c.Report(mark)
				return
			}
		}
		c.wantString(mark, m, "an entity tag")
	case "mediaContentType":
		if m.Value.Kind == location.String && strings.Count(m.Value.Text, "/") == 0 && m.Value.Text != "" && !c.exampleURL(m.Value) {
			mark.Message, mark.Expected, mark.Cause = m.Name+" is no media type", "a media type, such as image/png", "media type"
			c.Report(mark)
			return
		}
		if m.Value.Kind != location.Null {
			c.wantString(mark, m, "a media type")
		}
	case "delta":
		n := (*edm.NavigationProperty)(nil)
		if o.Type != nil {
			n = c.Model.NavigationProperty(o.Type, m.Target)
		}
		if n != nil && n.Type.Collection && m.Value.Kind != location.Array {
			mark.Message, mark.Expected = m.Name+" is "+article(m.Value.Kind.String())+", and not an array", "an array"
			c.Report(mark)
		}
	}
}

func (c *Case) wantString(mark Mark, m *Member, expected string) {
	if m.Value.Kind == location.String && m.Value.Text != "" {
		return
	}
	mark.Message, mark.Expected = m.Name+" is "+article(m.Value.Kind.String()), expected
	if m.Value.Kind == location.String {
		mark.Message = m.Name + " is empty"
	}
	c.Report(mark)
}
