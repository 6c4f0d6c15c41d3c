package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

var ent016 = register(rule.Rule{
	ID:     "ENT-016",
	Title:  "at full metadata, ids, links and advertised operations are there",
	Levels: rule.Levels{V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
	Why: "A client that asks for full metadata computes nothing: it looks for the id, the edit or read link, a navigation link for each navigation property, " +
		"media links, and the operations that may be called. It is said once a type.",
	Sources: []string{"OData JSON Format 4.01, 3.1.2"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Notes/$entity", "@odata.type": "#NS.Note", "id": 1}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Notes/$entity", "@odata.type": "#NS.Note", "@odata.id": "Notes(1)", "@odata.editLink": "Notes(1)", "id": 1}`,
})

func init() { ent016.Object = everythingAtFull }

func everythingAtFull(c *Case, o *Object) {
	e, ok := o.Entity()
	if c.Level.Name != "full" || !ok || o.Kind != EntityValue || o.Rejected || o.Delta || c.Truncated || c.applied() || c.inError(o.Value) || c.transient(e, o.Value) {
		return
	}
	var missing []string
	lacks := func(target string, names ...string) bool {
		for _, n := range names {
			if c.controlOf(o.Value, target, n) != nil {
				return false
			}
		}
		return true
	}
	if lacks("", "id") {
		missing = append(missing, "@odata.id")
	}
	if lacks("", "editLink", "readLink") {
		missing = append(missing, "@odata.editLink or @odata.readLink")
	}
	if c.Model.HasStream(e) && lacks("", "mediaEditLink", "mediaReadLink") {
		missing = append(missing, "@odata.mediaReadLink or @odata.mediaEditLink")
	}
	if !o.Projected() {
		for n := range c.Model.NavigationProperties(e) {
			if lacks(n.Name, "navigationLink") && !c.has(o.Value, n.Name) {
				missing = append(missing, n.Name+"@odata.navigationLink")
			}
		}
		for p := range c.Model.Properties(e) {
			if p.Type.Name == "Edm.Stream" && !p.Type.Collection && lacks(p.Name, "mediaEditLink", "mediaReadLink") {
				missing = append(missing, p.Name+"@odata.mediaReadLink or mediaEditLink")
			}
		}
		if op := c.unadvertised(o, e.QualifiedName()); op != "" {
			missing = append(missing, op)
		}
	}
	if len(missing) == 0 || !c.once("ENT-016 "+e.QualifiedName()) {
		return
	}
	c.Report(Mark{Rule: ent016.Rule, Value: o.Value, Pointer: o.Pointer, Object: o.Value, Type: e.QualifiedName(), Rests: e.Place,
		Message: "the level is full, but the entity lacks " + list(missing, 4), Expected: list(missing, 12), Cause: strings.Join(missing, ",")})
}

// unadvertised is an operation bound to the type, where the entity advertises
// none at all: which of several is available, the service alone knows.
func (c *Case) unadvertised(o *Object, name string) string {
	for i := range o.Value.Members {
		if strings.HasPrefix(o.Value.Members[i].Name, "#") {
			return ""
		}
	}
	for _, s := range c.Model.Schemas {
		for _, a := range s.Actions {
			if b := a.Binding(); b != nil && !b.Type.Collection && c.Model.IsA(name, b.Type.Name) {
				return "#" + a.QualifiedName()
			}
		}
		for _, f := range s.Functions {
			if b := f.Binding(); b != nil && !b.Type.Collection && c.Model.IsA(name, b.Type.Name) {
				return "#" + f.QualifiedName()
			}
		}
	}
	return ""
}
