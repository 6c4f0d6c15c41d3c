package check

import (
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

func TestAKeyWithoutItsQuotesIsNamedAsSuch(t *testing.T) {
	for context, want := range map[string]string{
		"#Orders(A7)/no":      "#Orders('A7')/no",
		"#Orders(A7)/nothing": "",
		"#Orders(A7,B)/no":    "",
		"#Nothing(A7)/no":     "",
	} {
		r := row{
			request: "GET /svc/Orders('A7')/no",
			body:    `{"@odata.context": "https://host/svc/$metadata` + context + `", "value": "A7"}`,
		}
		v := judgeOf(t, r.csdl, rule.OData40).Exchange(Subject{Exchange: r.exchange(t, rule.OData40)})
		found := false
		for _, f := range v.Findings {
			if f.Rule != "CTX-002" {
				continue
			}
			found = true
			if f.Expected != want || (f.Hint != "") != (want != "") || want != "" && !strings.Contains(f.Hint, "quotes") {
				t.Errorf("%s: expected %q, hint %q, want %q", context, f.Expected, f.Hint, want)
			}
		}
		if !found {
			t.Errorf("%s: no finding of CTX-002: %v", context, v.Findings)
		}
	}
}
