package lint

import (
	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
)

const unknownKind = "a block of a kind that the reader does not know"

var doc014 = register(rule.Rule{
	ID:     "DOC-014",
	Title:  "front matter, title and tables are in order",
	Levels: rule.All(rule.Warning),
	Cases: map[string]rule.Levels{
		unknownKind: rule.All(rule.Info),
	},
	Why: "What publishes the page reads its front matter, and readers its title. A table whose rows are of another width than its head shows values under the wrong heads; " +
		"a property or type that is described twice has two descriptions of which one is old.",
	Sources: []string{"Microsoft Graph reference, page templates"},
	Failing: "a page without a title",
	Passing: "a page with front matter and a title",
})

func init() {
	doc014.speaksFor("", apidoc.FrontMatterOdd, apidoc.TableBroken, apidoc.PropertyTwice, apidoc.TypeTwice, apidoc.PropertyName, apidoc.IncludeMissing)
	doc014.speaksFor(unknownKind, apidoc.AnnotationUnknownKind)
	doc014.Page = hasTitle
}

func hasTitle(p *page) {
	if p.Title == "" && len(p.Blocks)+len(p.Types) > 0 {
		p.report(mark{rule: doc014, message: "the page has no title", cause: "title"})
	}
}
