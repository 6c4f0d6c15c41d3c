package lint

import (
	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
)

const lenient = "read leniently"

var doc001 = register(rule.Rule{
	ID:     "DOC-001",
	Title:  "an annotation is JSON",
	Levels: rule.All(rule.Error),
	Cases:  map[string]rule.Levels{lenient: rule.All(rule.Warning)},
	Why: "An annotation tells tools what the block under it is. One that cannot be read even leniently hides the block from all of them; " +
		"one that needed leniency is read by some and hidden from others.",
	Sources: []string{"RFC 8259"},
	Failing: `<!-- { "blockType": "response" "truncated": true } -->`,
	Passing: `<!-- { "blockType": "response", "truncated": true } -->`,
})

func init() {
	doc001.speaksFor("", apidoc.AnnotationUnreadable, apidoc.AnnotationNotClosed)
	doc001.speaksFor(lenient, apidoc.AnnotationSlip)
}
