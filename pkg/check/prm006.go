package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var prm006 = register(rule.Rule{
	ID:     "PRM-006",
	Title:  "binary values are base64url",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Warning, Graph: rule.Info},
	Cases: map[string]rule.Levels{
		"neither base64url nor base64": rule.All(rule.Error),
	},
	Why: "The alphabet of base64url has - and _ where base64 has + and /. Many services write base64, Graph among them; " +
		"what is neither cannot be decoded at all. A value without any of these characters is both.",
	Sources: []string{"OData JSON Format 4.01, 7.1", "OData ABNF Construction Rules 4.01, binaryValue"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Files/$entity", "id": 1, "content": "a*b"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Files/$entity", "id": 1, "content": "T0RhdGE"}`,
})

func init() { prm006.Value = plainBase64 }

func plainBase64(c *Case, v *Value) {
	if v.Underlying != "Edm.Binary" || v.Kind != location.String {
		return
	}
	if _, l := edm.LexBinary(v.Text); l.Odd.Has(edm.OddBase64) {
		m := v.mark(prm006)
		m.Message, m.Cause = v.subject()+" is base64, not base64url", "base64"
		m.Hint = "write - for +, and _ for /"
		c.Report(m)
	}
}
