package lint

import (
	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc011 = register(rule.Rule{
	ID:      "DOC-011",
	Title:   "a link leads to a page and an anchor that are there",
	Levels:  rule.All(rule.Warning),
	Why:     "A reader who follows it finds nothing. Links to other sites are not followed.",
	Sources: []string{"CommonMark 0.31, 6.3"},
	Failing: `[user](../resources/uesr.md)`,
	Passing: `[user](../resources/user.md)`,
})

func init() { doc011.speaksFor("", apidoc.LinkBroken, apidoc.TypeLink) }
