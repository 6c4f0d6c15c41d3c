package lint

import (
	"errors"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

const slip = "JSON with a slip"

var doc003 = register(rule.Rule{
	ID:     "DOC-003",
	Title:  "an example's body is JSON",
	Levels: rule.All(rule.Error),
	Cases:  map[string]rule.Levels{slip: rule.All(rule.Warning)},
	Why: "Readers copy examples and tools run them. A trailing comma, a comment or an ellipsis is read past here, and the rest judged; " +
		"what cannot be read even so is one finding, with its place.",
	Sources: []string{"RFC 8259"},
	Failing: `{"id": "7f1a" "name": "Contoso"}`,
	Passing: `{"id": "7f1a", "name": "Contoso"}`,
})

func init() {
	doc003.Example = bodiesAreJSON
	doc003.speaksFor("", apidoc.FenceNotClosed)
	doc003.speaksFor(slip, apidoc.MessageHead, apidoc.RepresentationJSON)
}

func bodiesAreJSON(p *page, ex *apidoc.Example) {
	for _, m := range []*apidoc.Message{ex.RequestMessage, ex.ResponseMessage} {
		if m == nil || m.Body == nil || !jsonBody(m) {
			continue
		}
		_, slips, err := m.JSON()
		if err != nil {
			var syntax *location.SyntaxError
			if errors.As(err, &syntax) {
				p.report(mark{rule: doc003, at: syntax.Position, message: "the body is no JSON: " + syntax.Message, cause: "syntax"})
			}
			continue
		}
		for i := range slips {
			s := &slips[i]
			p.report(mark{rule: doc003, which: slip, at: m.Body.Position(s.Start), message: s.Message, cause: string(s.Kind), fix: fixOf(m.Body, s)})
		}
	}
}

// jsonBody reports whether a documented message's body is meant to be JSON:
// its media type says so, or it begins as JSON does.
func jsonBody(m *apidoc.Message) bool {
	if t := mediaType(m); t != "" && t != "application/json" && t != "text/json" {
		return false
	}
	for _, b := range m.Body.Data {
		switch b {
		case ' ', '\t', '\r', '\n':
		case '{', '[':
			return true
		default:
			return false
		}
	}
	return false
}
