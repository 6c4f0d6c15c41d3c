package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

var hdr001 = register(rule.Rule{
	ID:     "HDR-001",
	Title:  "a response has OData-Version, 4.0 or 4.01, and at most the request's OData-MaxVersion",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Info},
	Cases: map[string]rule.Levels{
		"malformed": rule.All(rule.Error),
	},
	Why: "The version says by which rules the body is to be read. It ends after its last digit: \"4.0;\" is the form of older protocols, and clients refuse it. " +
		"Of a batch the outer response says it for its parts; 304 and redirections need none, nor do errors that a gateway answered in the service's place " +
		"(401, 403, 407 and 5xx whose body is no OData error). A malformed version is an error wherever it stands. Responses of which the recorder kept no headers are not judged, nor is what a mock leaves out of its head.",
	Sources: []string{"OData Protocol 4.01, 8.1.5", "OData Protocol 4.01, 8.2.7"},
	Failing: `OData-Version: 4.0;`,
	Passing: `OData-Version: 4.0`,
})

func init() { hdr001.Exchange = odataVersion }

// headed reports whether the response's head is known and was really sent:
// documentation writes heads as it likes.
func (c *Case) headed() bool {
	return c.Via == "" && c.Response != nil && c.Response.Status != 0 && len(c.Response.Header) > 0 && !c.elsewhere()
}

// wholeHead reports whether what the head lacks was not sent: what a mock's
// author leaves out, the server that plays it may add.
func (c *Case) wholeHead() bool {
	switch c.Exchange.Source {
	case exchange.DevProxy, exchange.WireMock, exchange.Postman:
		return false
	}
	return c.headed()
}

func odataVersion(c *Case) {
	if !c.headed() {
		return
	}
	f := c.Response.Header.Field("OData-Version")
	if f == nil {
		if c.Outer == nil && c.wholeHead() && !c.versionExempt() {
			c.Report(Mark{Rule: hdr001.Rule, Position: c.Response.StatusPosition, Message: "the response has no OData-Version",
				Expected: "OData-Version: 4.0 or 4.01", Cause: "absent"})
		}
		return
	}
	m := Mark{Rule: hdr001.Rule, Position: f.Position, Actual: f.Value}
	switch got, ok := parseVersion(f.Value); {
	case !ok:
		levels := hdr001.Cases["malformed"]
		m.Levels, m.Cause = &levels, "malformed"
		m.Message, m.Expected = "OData-Version is malformed: it is digits, a dot and digits alone", "4.0 or 4.01"
		if clean, fits := parseVersion(strings.TrimRight(f.Value, "; ,")); fits {
			m.Hint = "write " + clean
		}
	case got != "4.0" && got != "4.01":
		m.Message, m.Expected, m.Cause = "OData-Version is no version of OData V4", "4.0 or 4.01", "other"
	default:
		most, ok := parseVersion(c.requestField("OData-MaxVersion"))
		if !ok || !versionLess(most, got) {
			return
		}
		m.Message, m.Expected, m.Cause = "the response is of a later version than the request takes", "at most "+most, "too high"
	}
	c.Report(m)
}

// versionExempt reports whether the response may lack its version: it is a
// redirection, or a gateway's and not the service's.
func (c *Case) versionExempt() bool {
	switch s := c.Response.Status; {
	case s/100 == 3 || s < 200:
		return true
	case s == 401 || s == 403 || s == 407 || s >= 500:
		return !c.odataError()
	}
	return false
}

// odataError reports whether the body begins as an OData error does.
func (c *Case) odataError() bool {
	if c.Response.Body == nil || c.raw() {
		return false
	}
	head := strings.Join(strings.Fields(string(c.Response.Body.Data[:min(64, len(c.Response.Body.Data))])), "")
	return strings.HasPrefix(head, `{"error":{`)
}

// requestField is the value of a request's header field; "" where it has
// none.
func (c *Case) requestField(name string) string {
	if c.Request == nil {
		return ""
	}
	return c.Request.Header.Get(name)
}

// parseVersion reads a version: digits, a dot, digits. Blanks around a field
// value do not belong to it.
func parseVersion(s string) (version string, ok bool) {
	s = strings.TrimSpace(s)
	major, minor, ok := strings.Cut(s, ".")
	return s, ok && digitsOnly(major) && digitsOnly(minor) && len(s) < 16
}

func digitsOnly(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// versionLess compares versions as OData orders them: 4.0 before 4.01, and
// major versions by number.
func versionLess(a, b string) bool {
	am, an, _ := strings.Cut(a, ".")
	bm, bn, _ := strings.Cut(b, ".")
	am, bm = strings.TrimLeft(am, "0"), strings.TrimLeft(bm, "0")
	switch {
	case len(am) != len(bm):
		return len(am) < len(bm)
	case am != bm:
		return am < bm
	}
	return strings.TrimRight(an, "0") < strings.TrimRight(bn, "0") // fractions, as the texts compare them
}
