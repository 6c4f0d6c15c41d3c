package lint

import (
	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc002 = register(rule.Rule{
	ID:      "DOC-002",
	Title:   "every documented request has its response, every response its request",
	Levels:  rule.All(rule.Error),
	Why:     "An example is an exchange: half of one can be neither run nor judged, and a mock cannot be made of it.",
	Sources: []string{"Microsoft Graph reference, annotated examples"},
	Failing: "a request block, and no response block after it",
	Passing: "a request block and a response block, in this order or of one name",
})

func init() {
	doc002.speaksFor("", apidoc.RequestWithoutResponse, apidoc.ResponseWithoutRequest, apidoc.FenceNotAnnotated, apidoc.AnnotationWithoutFence)
}
