package check

import (
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var col008 = register(rule.Rule{
	ID:     "COL-008",
	Title:  "no two items of a collection have one key",
	Levels: rule.All(rule.Warning),
	Cases: map[string]rule.Levels{
		"where no entity set is named": rule.All(rule.Info),
	},
	Why: "Within one entity set the key is the entity: an entity that comes twice in one page is counted twice. Where the context names no set the items may be of several, or the function repeats on purpose. " +
		"In deltas an entity may come again; results of $apply, $all and $crossjoin have no such key; and entities below different parents have nothing to do with each other.",
	Sources: []string{"OData CSDL XML 4.01, 6.5", "OData JSON Format 4.01, 13"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [{"id": 1}, {"id": 1}]}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [{"id": 1}, {"id": 2}]}`,
})

func init() { col008.Body = uniqueItems; col008.Member = uniqueExpanded }

func uniqueItems(c *Case, b *Body) {
	list, ok := c.collection()
	if !ok || b.Streamed != nil || b.Shape != uri.EntityCollection || c.isDelta() || c.applied() {
		return
	}
	inSet := b.Promise != nil && !b.Rejected && (b.Promise.EntitySet != nil || b.Promise.Singleton != nil)
	c.uniqueKeys(list, "/value", b.Type.Name, inSet)
}

// uniqueExpanded judges the entities that are expanded below one parent.
func uniqueExpanded(c *Case, o *Object, m *Member) {
	if m.Navigation == nil || m.Value.Kind != location.Array || o.Delta || c.applied() {
		return
	}
	c.uniqueKeys(m.Value, m.Pointer, m.Navigation.Type.Name, m.Navigation.ContainsTarget.IsTrue())
}

func (c *Case) uniqueKeys(list *location.Value, at location.Pointer, typeName string, inSet bool) {
	t := c.Model.EntityType(typeName)
	if t == nil || len(list.Items) < 2 || len(c.Model.Key(t)) == 0 {
		return
	}
	seen := map[string]int{}
	for i, v := range list.Items {
		key, ok := c.keyOf(t, v)
		if !ok || c.Example && isPlaceholder(&location.Value{Kind: location.String, Text: key}, "") {
			continue
		}
		first, twice := seen[key]
		if !twice {
			seen[key] = i
			continue
		}
		m := Mark{Rule: col008.Rule, Value: v, Pointer: at.Index(i), Object: v, Type: typeName, Cause: "twice",
			Message: "the item has the key of " + string(at.Index(first)), Expected: "another key", Actual: clip(strings.ReplaceAll(key, "\x00", ", "))}
		if !inSet {
			levels := col008.Cases["where no entity set is named"]
			m.Levels = &levels
		}
		c.Report(m)
	}
}

// keyOf is the key of an item as text. Ok is false where a part of it is not
// there, or null.
func (c *Case) keyOf(t *edm.EntityType, v *location.Value) (string, bool) {
	if v.Kind != location.Object || c.inError(v) {
		return "", false
	}
	var parts []string
	for _, k := range c.Model.Key(t) {
		value := v
		typ, last := edm.StructuredType(t), ""
		for _, name := range strings.Split(k.Path, "/") {
			m := c.memberOf(value, name)
			if m == nil {
				return "", false
			}
			value = m.Value
			if typ != nil {
				if p := c.Model.Property(typ, name); p != nil {
					last, typ = p.Type.Name, c.Model.Structured(p.Type.Name)
				}
			}
		}
		text := value.Text
		switch value.Kind {
		case location.String, location.Number:
		case location.True, location.False:
			text = strconv.FormatBool(value.Kind == location.True)
		default:
			return "", false
		}
		if c.Model.Underlying(last) == "Edm.Guid" {
			text = strings.ToLower(text)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "\x00"), true
}
