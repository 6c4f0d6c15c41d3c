package check

import (
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

// live is the severity of the rule, in a live service's answer, in each profile: "EEW /pointer".
func live(t *testing.T, id string, r row) string {
	t.Helper()
	var found strings.Builder
	at := ""
	for _, p := range profiles {
		letter := byte('-')
		v := New(contractOf(t, r.csdl), Options{Profile: p, Live: true}).Exchange(Subject{Exchange: r.exchange(t, p)})
		for _, f := range v.Findings {
			if f.Rule == id {
				letter, at = "-IWE"[f.Severity], f.Pointer
			}
		}
		found.WriteByte(letter)
	}
	return strings.TrimSpace(found.String() + " " + at)
}

// A live service is ahead of its documentation: what it has beyond that is no
// error of it.
func TestLiveAnswersWeighLess(t *testing.T) {
	for _, c := range []struct{ name, id, body, want, recorded string }{
		{"a property that nobody documented", "ENT-003", `{"@odata.context": "https://host/svc/$metadata#Parts/$entity", "id": 1, "label": "a", "newer": 1}`, "WWW /newer", "ENT-003 EEE /newer"},
		{"a type that nobody documented", "ENT-005", inLab("Samples", `"@odata.type": "#Lab.Newer"`), "WWW /@odata.type", "ENT-005 EEE /@odata.type"},
	} {
		r := row{name: c.name, csdl: lab, body: c.body}
		if got := live(t, c.id, r); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		r.want = []string{c.recorded}
		judgeRows(t, []row{r}, c.id)
	}
}

func TestAMalformedOptionIsRefused(t *testing.T) {
	for _, c := range []struct{ name, request, response, body, want string }{
		{"success", "GET /svc/Parts?$top=x", "200", `{"@odata.context": "https://host/svc/$metadata#Parts", "value": []}`, "EEE"},
		{"a fault of the service", "GET /svc/Parts?$filter=id%20eq", "500", oneError, "WWW"},
		{"an unsupported method", "GET /svc/Parts?$filter=id%20eq", "405", oneError, "WWW"},
		{"refused", "GET /svc/Parts?$top=x", "400", oneError, "---"},
		{"refused for another reason", "GET /svc/Parts?$top=x", "401", oneError, "---"},
		{"an option that can be read", "GET /svc/Parts?$top=1", "200", `{"@odata.context": "https://host/svc/$metadata#Parts", "value": []}`, "---"},
		{"an option of the service's own", "GET /svc/Parts?api-version=x", "200", `{"@odata.context": "https://host/svc/$metadata#Parts", "value": []}`, "---"},
		{"a blank that services skip", "GET /svc/Parts?$orderby=id%20,label", "200", `{"@odata.context": "https://host/svc/$metadata#Parts", "value": []}`, "---"},
	} {
		r := row{csdl: lab, request: c.request, response: c.response, body: c.body}
		if got := live(t, "STS-004", r); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if c.want != "---" {
			assert([]string{"STS-004 " + c.want})
		}
		if v := judgeOf(t, lab, rule.Graph).Exchange(Subject{Exchange: r.exchange(t, rule.Graph)}); strings.Contains(rulesOf(v.Findings), "STS-004") {
			t.Errorf("%s: a recorded answer is judged as one that was asked for on purpose", c.name)
		}
	}
}

func rulesOf(findings []rule.Finding) string {
	var b strings.Builder
	for i := range findings {
		b.WriteString(findings[i].Rule + " ")
	}
	return b.String()
}
