package contract_test

import (
	"testing"

	"github.com/concord-odata/concord/pkg/contract"
)

func TestPathsFitTemplates(t *testing.T) {
	for _, c := range []struct {
		name, template, path string
		fits                 bool
	}{
		{"a literal path fits itself", "/reports/getA", "/reports/getA", true},
		{"under a service root", "/reports/getA", "/beta/reports/getA", true},
		{"the case is no matter of look-up", "/reports/getA", "/beta/Reports/geta", true},
		{"a key as a segment", "/users/{id}", "/v1.0/users/42", true},
		{"a key in parentheses", "/users/{id}", "/v1.0/users('42')", true},
		{"a template with parentheses, a key as a segment", "/users('{id}')/messages", "/users/42/messages", true},
		{"alternatives within a placeholder", "/users/{id | userPrincipalName}/messages", "/users/adele@contoso.com/messages", true},
		{"a slash within a placeholder", "/drives/{a/b}/items", "/drives/7/items", true},
		{"angle brackets for a placeholder", "/users/<id>", "/users/42", true},
		{"a placeholder is not a literal before it", "/users/{id}", "/groups/42", false},
		{"one segment more", "/users/{id}", "/users/42/messages", false},
		{"one segment less", "/users/{id}/messages", "/users/42", false},
		{"parameters by name, values aside", "/reports/getX(period='{period_value}')", "/reports/getX(period='D7')", true},
		{"parameters in another order", "/me/view(from={a},to={b})", "/me/view(to=1,from=2)", true},
		{"another parameter", "/reports/getX(period='{p}')", "/reports/getX(date=2020-01-01)", false},
		{"a comma within quotes separates nothing", "/f(a='{x}')", "/f(a='1,b=2')", true},
		{"a qualified bound function", "/users/delta", "/users/microsoft.graph.delta", true},
		{"a function with empty parentheses", "/users/delta", "/users/delta()", true},
		{"a percent-encoded segment", "/users/{id}/messages", "/users/a%2Fb/messages", true},
		{"a query is none of the path", "/users", "/users?$top=5", true},
		{"a literal is no key", "/users/{id}", "/users/delta(token='x')", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := contract.Fits(c.template, c.path); got != c.fits {
				t.Errorf("Fits(%q, %q) = %v", c.template, c.path, got)
			}
		})
	}
}
