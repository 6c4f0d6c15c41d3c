package lint

import (
	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc012 = register(rule.Rule{
	ID:      "DOC-012",
	Title:   "an example's name is used once in one version's documentation",
	Levels:  rule.All(rule.Warning),
	Why:     "Snippets are generated and looked up by the name: of two examples of one name, one is shown with the other's code.",
	Sources: []string{"Microsoft Graph reference, annotated examples"},
	Failing: `two request blocks with "name": "get_user"`,
	Passing: `"name": "get_user" and "name": "get_user_selected"`,
})

func init() { doc012.speaksFor("", apidoc.NameTwice) }
