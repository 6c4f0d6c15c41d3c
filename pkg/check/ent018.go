package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent018 = register(rule.Rule{
	ID:     "ENT-018",
	Title:  "a write-only property has no value in a response",
	Levels: rule.All(rule.Error),
	Why: "What the contract calls write-only is a secret: a value of it in an answer has left the service. " +
		"The contract says so by Core.Permissions, or in the documentation's words; a name alone, such as password, says nothing. A mask (****) gives nothing away.",
	Sources: []string{"OData Vocabularies 4.0, Org.OData.Core.V1.Permissions", "the property's description"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Users/$entity", "id": 1, "pin": "1234"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Users/$entity", "id": 1, "pin": null}`,
})

func init() { ent018.Member = writeOnly }

func writeOnly(c *Case, o *Object, m *Member) {
	if m.Property == nil || m.Value.Kind == location.Null || o.Rejected || isMask(m.Value) {
		return
	}
	w := c.wordsOf(o.Type, m.Name)
	read, write, said := permissions(m.Property.Annotations)
	if said && (read || !write) || !said && (w == nil || !w.writeOnly) {
		return
	}
	mark := Mark{Rule: ent018.Rule, Value: m.Value, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(), Rests: m.Property.Place,
		Message: m.Name + " is write-only, and has a value in a response", Expected: "null, or no such member"}
	if !said {
		mark.Rests = edm.Place(w.description)
	}
	c.Report(mark)
}

// isMask reports whether a value is a string of asterisks or dots alone.
func isMask(v *location.Value) bool {
	return v.Kind == location.String && strings.Trim(v.Text, "*•●x") == "" && strings.Trim(v.Text, "x") != ""
}
