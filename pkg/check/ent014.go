package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent014 = register(rule.Rule{
	ID:     "ENT-014",
	Title:  "at minimal metadata, an entity without all its keys has an id",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "Where $select leaves the key out, a client can compute no address for the entity: then the service writes one. " +
		"On a transient entity the id is null. Not in deltas, results of $apply and truncated examples.",
	Sources: []string{"OData JSON Format 4.01, 4.5.8", "OData JSON Format 4.01, 3.1.1"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers(name)", "value": [{"name": "Contoso"}]}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers(name)", "value": [{"@odata.id": "Customers(1)", "name": "Contoso"}]}`,
})

func init() { ent014.Object = idForKeys }

func idForKeys(c *Case, o *Object) {
	e, ok := o.Entity()
	if !ok || o.Kind != EntityValue || o.Rejected || o.Delta || c.Truncated || c.applied() || c.Level.Name != "minimal" || c.Body.Context == nil {
		return
	}
	if o.Value.Kind != location.Object || o.Control("id") != nil || c.inError(o.Value) || c.transient(e, o.Value) {
		return
	}
	var missing []string
	for _, k := range c.Model.Key(e) {
		if name, _, _ := strings.Cut(k.Path, "/"); !c.has(o.Value, name) {
			missing = append(missing, k.Path)
		}
	}
	if len(missing) == 0 {
		return
	}
	free, strangers := c.free(e, o.Value), c.strangers(e, o.Value)
	for _, name := range missing {
		if standsFor(strangers, free, name) {
			return
		}
	}
	if !c.once("ENT-014 " + e.QualifiedName() + strings.Join(missing, ",")) {
		return
	}
	c.Report(Mark{Rule: ent014.Rule, Value: o.Value, Pointer: o.Pointer, Object: o.Value, Name: missing[0], Type: e.QualifiedName(), Rests: e.Place,
		Message: "the entity has neither its whole key nor an id", Expected: "@odata.id, or " + list(missing, 8), Cause: "id"})
}
