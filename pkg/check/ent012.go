package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent012 = register(rule.Rule{
	ID:     "ENT-012",
	Title:  "an inline stream says its media type and has that type's JSON form; media links stand on media entities and streams alone",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "A stream's value in the payload is JSON for a JSON media type, a string for text, and base64url for all else: without prop@mediaContentType nobody can tell. " +
		"A media link on what is no stream leads nowhere.",
	Sources: []string{"OData JSON Format 4.01, 9", "OData JSON Format 4.01, 4.5.12"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Photos/$entity", "id": 1, "thumbnail": "T0RhdGE"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Photos/$entity", "id": 1, "thumbnail@odata.mediaContentType": "image/png", "thumbnail": "T0RhdGE"}`,
})

func init() {
	ent012.Member = func(c *Case, o *Object, m *Member) {
		switch {
		case m.Property != nil && m.Property.Type.Name == "Edm.Stream" && !m.Property.Type.Collection:
			c.inlineStream(o, m)
		case strings.HasPrefix(m.Control, "media"):
			c.mediaStands(o, m)
		}
	}
}

// inlineStream judges the value of a stream property.
func (c *Case) inlineStream(o *Object, m *Member) {
	if m.Value.Kind == location.Null || c.Example && isPlaceholder(m.Value, m.Name) || c.excused(o.Value, m.Name) {
		return
	}
	mark := Mark{Rule: ent012.Rule, Value: m.Value, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(), Rests: m.Property.Place, Actual: show(m.Value)}
	media := c.controlOf(o.Value, m.Name, "mediaContentType")
	if media == nil {
		if c.Level.None() {
			return
		}
		mark.Message = "the stream " + m.Name + " stands inline without its media type"
		mark.Expected, mark.Cause = m.Name+"@odata.mediaContentType", "media type"
		c.Report(mark)
		return
	}
	if media.Value.Kind != location.String {
		return // NAV-003 speaks
	}
	switch t := exchange.ParseMediaType(media.Value.Text).Type; {
	case t == "application/json" || strings.HasSuffix(t, "+json"):
		return
	case m.Value.Kind != location.String:
		mark.Message = "a stream of " + t + " is a string, not " + article(m.Value.Kind.String())
	case strings.HasPrefix(t, "text/"):
		return
	default:
		if _, l := edm.LexBinary(m.Value.Text); !l.Invalid() {
			return
		}
		mark.Message = "a stream of " + t + " is base64url"
	}
	mark.Cause = "form"
	c.Report(mark)
}

// mediaStands reports media links on what is no stream.
func (c *Case) mediaStands(o *Object, m *Member) {
	if o.Type == nil || o.Rejected || !c.Contract.Whole(o.Type.Structure().Namespace) || !c.Model.Complete(o.Type) {
		return
	}
	mark := Mark{Rule: ent012.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(), Rests: o.Type.Where(), Actual: m.Name, Cause: "stands"}
	if m.Target != "" {
		p := c.Model.Property(o.Type, m.Target)
		if p == nil && c.Model.NavigationProperty(o.Type, m.Target) == nil || p != nil && (p.Type.Name == "Edm.Stream" || p.Type.Name == "Edm.Untyped") {
			return // ENT-011 speaks of targets that do not exist
		}
		mark.Message = m.Target + " is no stream"
		c.Report(mark)
		return
	}
	e, ok := o.Entity()
	if ok && (c.Model.HasStream(e) || o.Named == nil && c.derivedStream(e)) {
		return
	}
	mark.Message = o.Type.QualifiedName() + " is no media entity type"
	c.Report(mark)
}

// derivedStream reports whether a type derived from e is a media entity type.
func (c *Case) derivedStream(e *edm.EntityType) bool {
	for d := range c.Model.AllDerived(e.QualifiedName()) {
		if e, ok := d.(*edm.EntityType); ok && e.HasStream.IsTrue() {
			return true
		}
	}
	return false
}
