package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ent008 = register(rule.Rule{
	ID:     "ENT-008",
	Title:  "ids and links are URL references, etags are entity tags, and collections have neither id nor edit link",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"a character beyond ASCII":             {V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
		"the etag differs from the ETag field": rule.All(rule.Warning),
	},
	Why: "A client resolves and follows these. An id is a URI, not necessarily one that can be fetched, and null on a transient entity; " +
		"an edit, read or media link is a URL; an etag is sent back in If-Match as it stands, so it has its quotes. " +
		"The etag of the one entity of a response is that of its ETag field, but for weakness.",
	Sources: []string{"OData JSON Format 4.01, 4.5.8 to 4.5.12", "OData Protocol 4.01, 4.1", "RFC 9110, 8.8.3"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "@odata.etag": "1", "id": 1}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "@odata.etag": "W/\"1\"", "id": 1}`,
})

func init() {
	ent008.Member = identity
	ent008.Body = func(c *Case, b *Body) {
		wrongOnCollection(c, b)
		tagOfHeader(c, b)
	}
}

// identity judges the control information about an object itself.
func identity(c *Case, o *Object, m *Member) {
	if m.Target != "" || m.Control == "" || o.Kind == ReferenceValue && m.Control == "id" && c.references() {
		return // NAV-004 speaks of references
	}
	mark := Mark{Rule: ent008.Rule, Value: m.Value, Pointer: m.Pointer, Object: o.Value, Name: m.Name}
	switch m.Control {
	case "id":
		c.linkText(mark, m.Value, true)
	case "editLink", "readLink", "mediaEditLink", "mediaReadLink":
		c.linkText(mark, m.Value, false)
	case "etag", "mediaEtag":
		c.tagText(mark, m.Value)
	}
}

// references reports whether the body consists of entity references.
func (c *Case) references() bool {
	return c.Body.Shape == uri.Reference || c.Body.Shape == uri.ReferenceCollection
}

// linkText reports a link that is no URL reference; null is one only where it
// may be.
func (c *Case) linkText(m Mark, v *location.Value, nullable bool) {
	if v.Kind == location.Null && nullable || c.exampleURL(v) {
		return
	}
	m.Expected, m.Actual = "a URL reference", show(v)
	if v.Kind != location.String {
		m.Message = m.Name + " is " + article(v.Kind.String())
		c.Report(m)
		return
	}
	if v.Text == "" {
		m.Message = m.Name + " is empty"
		c.Report(m)
		return
	}
	fault, beyond := urlFault(v.Text)
	if fault == "" {
		return
	}
	m.Message, m.Cause = m.Name+" is no URL reference: "+fault, fault
	if beyond {
		levels := ent008.Cases["a character beyond ASCII"]
		m.Levels = &levels
		m.Hint = "percent-encode its UTF-8 octets"
	}
	c.Report(m)
}

// tagText reports an etag that is no entity tag.
func (c *Case) tagText(m Mark, v *location.Value) {
	if c.exampleURL(v) {
		return
	}
	m.Expected, m.Actual = `an entity tag, such as W/"1"`, show(v)
	if v.Kind != location.String {
		m.Message = m.Name + " is " + article(v.Kind.String())
		c.Report(m)
		return
	}
	if fault := etagFault(v.Text); fault != "" {
		m.Message, m.Cause = m.Name+" is no entity tag: "+fault, fault
		c.Report(m)
	}
}

// wrongOnCollection reports an id or edit link on a collection.
func wrongOnCollection(c *Case, b *Body) {
	if b.Rejected || c.Error() || !b.Known || !b.Shape.ValueArray() {
		return
	}
	for _, name := range []string{"id", "editLink"} {
		if m := control(b.Root, name); m != nil {
			c.Report(Mark{Rule: ent008.Rule, Value: m.Value, Offset: m.NameStart, Pointer: location.Pointer("").Child(m.Name), Object: b.Root, Name: m.Name,
				Message: m.Name + " stands on a collection", Expected: "an entity has it", Actual: m.Name, Cause: "collection"})
		}
	}
}

// tagOfHeader compares the etag of the one entity in the body with the ETag
// field. What is expanded into a representation may have a part in the field.
func tagOfHeader(c *Case, b *Body) {
	if b.Rejected || c.Error() || !b.Known || b.Shape != uri.Entity || c.asks("$expand", "expand") {
		return
	}
	field, m := c.Response.Header.Get("ETag"), control(b.Root, "etag")
	if field == "" || m == nil || m.Value.Kind != location.String || etagFault(m.Value.Text) != "" || sameTag(field, m.Value.Text) || c.exampleURL(m.Value) {
		return
	}
	levels := ent008.Cases["the etag differs from the ETag field"]
	c.Report(Mark{Rule: ent008.Rule, Levels: &levels, Value: m.Value, Pointer: location.Pointer("").Child(m.Name), Object: b.Root, Name: m.Name,
		Message: "the etag is another than that of the ETag field", Expected: field, Actual: m.Value.Text, Cause: "field"})
}
