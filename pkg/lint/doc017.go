package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc017 = register(rule.Rule{
	ID:     "DOC-017",
	Title:  "the example's status is one that the page's sentence names",
	Levels: rule.All(rule.Error),
	Why: "\"If successful, this method returns a `202 Accepted` response code\" over an example with 200 OK leaves a reader with two answers. " +
		"Of a page with several sentences, any one is enough; errors need no sentence.",
	Sources: []string{"OData Protocol 4.01, 9"},
	Failing: "returns `202 Accepted`, over HTTP/1.1 200 OK",
	Passing: "returns `202 Accepted`, over HTTP/1.1 202 Accepted",
})

func init() { doc017.Example = asSentenceSays }

func asSentenceSays(p *page, ex *apidoc.Example) {
	m := ex.ResponseMessage
	if m == nil || m.Status == 0 || m.Status >= 300 || !p.asksOperation(ex) {
		return
	}
	var named []string
	var only *apidoc.StatusSentence
	for _, s := range p.Statuses {
		if s.Status/100 != 2 || s.Position.Line > m.StatusPosition.Line {
			continue
		}
		if s.Status == m.Status {
			return
		}
		text := strconv.Itoa(s.Status)
		if !slices.Contains(named, text) {
			named, only = append(named, text), s
		}
	}
	if len(named) == 0 {
		return
	}
	x := mark{rule: doc017, at: m.StatusPosition, message: "the example answers " + strconv.Itoa(m.Status) + ", but the page says " + strings.Join(named, " or "),
		expected: strings.Join(named, " or "), actual: strconv.Itoa(m.Status), cause: strconv.Itoa(m.Status)}
	if len(named) == 1 {
		x.rests = p.File + ":" + strconv.Itoa(only.Position.Line)
		x.fix = p.statusFix(m, only)
	}
	p.report(x)
}

// asksOperation reports whether the example asks what the page documents,
// and not a step beside it. An example without a readable request does.
func (p *page) asksOperation(ex *apidoc.Example) bool {
	m := ex.RequestMessage
	if m == nil || m.Method == "" || len(p.HTTPRequests) == 0 {
		return true
	}
	if p.elsewhere(m.Target) {
		return false
	}
	for _, r := range p.HTTPRequests {
		if strings.EqualFold(r.Method, m.Method) {
			return true
		}
	}
	return false
}
