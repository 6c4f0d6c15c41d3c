package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var err005 = register(rule.Rule{
	ID:     "ERR-005",
	Title:  "an error tells no stack trace, connection string or token",
	Levels: rule.All(rule.Warning),
	Why: "Errors are shown to users, and kept in logs that many can read. A stack trace says what the server is made of, a connection string or a token lets others in. " +
		"The rule knows them by their form, and by the members in which frameworks put traces.",
	Sources: []string{"OData Protocol 4.01, 9.4", "OWASP ASVS 4.0, 7.4.1"},
	Failing: `{"error": {"code": "a", "message": "b", "innererror": {"stacktrace": "   at Shop.Orders.Get(String id) in C:\\src\\Orders.cs:line 42"}}}`,
	Passing: `{"error": {"code": "a", "message": "b", "innererror": {"request-id": "7f1a"}}}`,
})

func init() { err005.Body = toldTooMuch }

// leaks are what an error must not tell, by its form.
var leaks = []struct {
	what    string
	quick   string // stands in all that the pattern matches, in lower case
	pattern *pattern
}{
	{"a stack trace", "at ", newPattern(`(?m)(?:^|[\r\n]|\s{2,})\s*at [A-Za-z_$<][\w$.<>` + "`" + `+\[\],]*\.[\w$.<>` + "`" + `]+\s?\(`)},
	{"a stack trace", "traceback", newPattern(`Traceback \(most recent call last\)`)},
	{"a stack trace", ":line ", newPattern(`\.(?:cs|vb|fs):line \d+`)},
	{"a stack trace", ".js:", newPattern(`at .{1,200}\.js:\d+:\d+`)},
	{"a connection string", "key=", newPattern(`(?i)(?:AccountKey|SharedAccessKey|AccountKey)=[A-Za-z0-9+/]{16,}`)},
	{"a connection string", "=", newPattern(`(?i)(?:data source|server|host|user id|uid)=[^;]+;.*(?:password|pwd)=[^;\s]+`)},
	{"a connection string", "://", newPattern(`[a-z][a-z0-9+.-]*://[^\s/:@]+:[^\s/@]+@[^\s/]+`)},
	{"a token", "eyj", newPattern(`eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.`)},
	{"a token", "bearer ", newPattern(`(?i)bearer [A-Za-z0-9._~+/-]{20,}`)},
}

// maxLeakText bounds how much of one string is searched.
const maxLeakText = 64 << 10

func toldTooMuch(c *Case, b *Body) {
	if c.Error() {
		c.leaking(b.Root, "", "")
	}
}

// leaking looks through the strings of an error.
func (c *Case) leaking(v *location.Value, at location.Pointer, name string) {
	switch v.Kind {
	case location.String:
		if what := leak(name, v.Text); what != "" {
			c.Report(Mark{Rule: err005.Rule, Value: v, Pointer: at, Name: name, Message: "the error tells " + what, Cause: what})
		}
	case location.Array:
		for i, it := range v.Items {
			c.leaking(it, at.Index(i), name)
		}
	case location.Object:
		for i := range v.Members {
			m := &v.Members[i]
			c.leaking(m.Value, at.Child(m.Name), m.Name)
		}
	}
}

// leak names what a string of an error tells; "" where it tells nothing.
func leak(member, text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	switch strings.ToLower(member) {
	case "stacktrace", "stack", "stack_trace", "callstack":
		return "a stack trace"
	}
	text = text[:min(len(text), maxLeakText)]
	low := strings.ToLower(text)
	for _, l := range leaks {
		if strings.Contains(low, l.quick) && l.pattern.MatchString(text) {
			return l.what
		}
	}
	return ""
}
