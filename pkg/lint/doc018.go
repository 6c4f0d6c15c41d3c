package lint

import (
	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc018 = register(rule.Rule{
	ID:     "DOC-018",
	Title:  "a request example's body satisfies its type",
	Levels: rule.All(rule.Error),
	Why: "Readers copy requests more often than answers, and an undeclared property or a misspelt member is refused, or silently lost. A finding carries the REQ rule that the body breaks as its rule " +
		"and this one as via, at the line in the page. The type is what the path addresses in the CSDL, else what the request's annotation or the section on the request body says; placeholders stand for values.",
	Sources: []string{"the rule that the finding names"},
	Failing: `POST /users with {"dispalyName": "Adele"} in the example`,
	Passing: `POST /users with {"displayName": "Adele"} in the example`,
})

func init() { doc018.Example = documentedBody }

// documentedBody judges the body of an example's request.
func documentedBody(p *page, ex *apidoc.Example) {
	m := ex.RequestMessage
	if m == nil || m.Method == "" || m.Body == nil {
		return
	}
	s := p.subject(ex)
	s.Via = doc018.ID
	if ex.Request != nil && !ex.Request.Type.IsZero() {
		s.Operation.RequestBody = edm.TypeRef{Name: p.known(ex.Request.Type.Name), Collection: ex.Request.Type.Collection}
	}
	v := p.judge.RequestBody(s)
	for _, f := range v.Findings {
		if f.Rule == "REQ-006" && f.Cause == containedCause {
			f.Rule, f.Via, f.Severity, f.Help = doc019.ID, "", doc019.Levels.In(p.opt.Profile), doc019.Help()
		}
		p.found = append(p.found, f)
	}
	p.notes = append(p.notes, v.Notes...)
}
