package uri_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/concord-odata/concord/pkg/internal/corpustest"
	"github.com/concord-odata/concord/pkg/uri"
)

// oasisCase is one of the OData ABNF Test Cases 4.01.
type oasisCase struct {
	Name, Rule, Input string
	FailAt            int // -1: the input is right
}

// oasisCases reads the cases of the rules. The file has an unquoted tab,
// which YAML does not allow: it is quoted first.
func oasisCases(t *testing.T, rules ...string) []oasisCase {
	t.Helper()
	text := string(corpustest.File(t, "odata-abnf-testcases.yaml"))
	text = strings.ReplaceAll(text, "Input: $orderby=Name\tasc", `Input: "$orderby=Name\tasc"`)
	var file struct {
		TestCases []map[string]any `yaml:"TestCases"`
	}
	if err := yaml.Unmarshal([]byte(text), &file); err != nil {
		t.Fatal(err)
	}
	var out []oasisCase
	for _, m := range file.TestCases {
		for _, rule := range rules {
			if m["Rule"] != rule {
				continue
			}
			c := oasisCase{FailAt: -1, Rule: rule}
			c.Name, _ = m["Name"].(string)
			input, ok := m["Input"].(string)
			if !ok {
				t.Fatalf("%s: the input is %T: quote it", c.Name, m["Input"])
			}
			c.Input = input
			if at, ok := m["FailAt"]; ok {
				n, err := strconv.Atoi(strings.TrimSpace(toString(at)))
				if err != nil {
					t.Fatal(err)
				}
				c.FailAt = n
			}
			out = append(out, c)
		}
	}
	return out
}

func toString(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case uint64:
		return strconv.FormatUint(v, 10)
	case int64:
		return strconv.FormatInt(v, 10)
	}
	return ""
}

func TestTheContextsOfTheOASISTestCases(t *testing.T) {
	cases := oasisCases(t, "context")
	t.Logf("%d cases of rule context", len(cases))
	if len(cases) != 43 {
		t.Errorf("%d cases, want 43", len(cases))
	}
	for _, c := range cases {
		if strings.Contains(c.Name, "qualifier is required") {
			// That AddressWithLocation is a type the model says, not the
			// syntax: see TestATypeInASelectListNeedsItsNamespace.
			if c.FailAt != len("#Customers(Address/AddressWithLocation") {
				t.Errorf("%s: FailAt %d", c.Input, c.FailAt)
			}
			continue
		}
		for _, base := range []string{"", "$metadata", "https://host/service/$metadata"} {
			_, err := uri.ParseContext(base + c.Input)
			var syntax *uri.SyntaxError
			switch {
			case c.FailAt < 0 && err != nil:
				t.Errorf("%s: %v", c.Input, err)
			case c.FailAt >= 0 && !errors.As(err, &syntax):
				t.Errorf("%s: no error, want one at %d", c.Input, c.FailAt)
			case c.FailAt >= 0 && syntax.Offset != c.FailAt+len(base):
				t.Errorf("%s: fails at %d, want %d: %v", c.Input, syntax.Offset-len(base), c.FailAt, err)
			}
		}
	}
}
