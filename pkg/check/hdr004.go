package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var hdr004 = register(rule.Rule{
	ID:     "HDR-004",
	Title:  "Preference-Applied names allow-entityreferences, omit-values, respond-async and track-changes where they were applied",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Info},
	Why: "These four preferences change what the answer means: a reference stands for an entity, an absent property for null, 202 for later, a delta link for a promise. " +
		"A client that asked must be told. It is reported where the request asked and the effect shows; of other preferences the header may be silent.",
	Sources: []string{"OData Protocol 4.01, 8.2.8", "OData Protocol 4.01, 8.3.6"},
	Failing: "Prefer: track-changes in the request, a delta link in the response, and no Preference-Applied",
	Passing: "Prefer: track-changes in the request, a delta link in the response, and Preference-Applied: track-changes",
})

func init() { hdr004.Exchange = asyncApplied; hdr004.Early = preferencesApplied }

func (c *Case) reportUnapplied(name, effect string, m Mark) {
	if _, asked := c.prefers(name); !asked || c.appliedPreference(name) || !c.wholeHead() {
		return
	}
	m.Rule, m.Cause, m.Position = hdr004.Rule, name, c.Response.StatusPosition
	m.Message = "the preference " + name + " was applied (" + effect + "), but Preference-Applied does not say so"
	m.Expected, m.Actual = "Preference-Applied: "+name, c.Response.Header.Get("Preference-Applied")
	c.Report(m)
}

func asyncApplied(c *Case) {
	if c.Response != nil && c.Response.Status == 202 {
		c.reportUnapplied("respond-async", "the response is 202", Mark{})
	}
}

func preferencesApplied(c *Case, b *Body) {
	if c.Request == nil || !c.Request.Header.Has("Prefer") || c.Error() {
		return
	}
	if control(b.Root, "deltaLink") != nil {
		c.reportUnapplied("track-changes", "there is a delta link", Mark{})
	}
	if !b.Known || b.Shape != uri.EntityCollection && b.Shape != uri.Entity {
		return
	}
	for _, v := range entitiesOf(b) {
		if isReference(v) {
			c.reportUnapplied("allow-entityreferences", "a reference stands in place of an entity", Mark{})
		} else if name := c.omitted(b, v); name != "" {
			c.reportUnapplied("omit-values", name+" is left out", Mark{Name: name})
			return
		}
	}
}

// entitiesOf are the entities of a body's outermost level.
func entitiesOf(b *Body) []*location.Value {
	if b.Shape == uri.Entity {
		return []*location.Value{b.Root}
	}
	if v := b.Root.Member("value"); v != nil {
		return v.Items
	}
	return nil
}

// omitted is a declared property that the whole entity lacks; "" where it has
// all, or where the select list narrows it.
func (c *Case) omitted(b *Body, v *location.Value) string {
	t := c.Model.Structured(b.Type.Name)
	if t == nil || v.Kind != location.Object || c.Model.Ambiguous(b.Type.Name) || b.Select.HasSelect() || c.partial() {
		return ""
	}
	if _, asked := c.prefers("omit-values"); !asked {
		return ""
	}
	for p := range c.Model.Properties(t) {
		if !c.has(v, p.Name) && p.Type.Name != "Edm.Stream" && edm.FindAnnotation(p.Annotations, "Org.OData.Core.V1.Permissions") == nil {
			return p.Name
		}
	}
	return ""
}
