package lint_test

import (
	"bytes"
	"net/url"
	"testing"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/lint"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

// TestWhatDocumentationAndBodyAgreeOnIsSilent validates, as bare bodies, all
// examples in which lint finds nothing and no placeholder: a tool that then
// raises an alarm raises a false one.
func TestWhatDocumentationAndBodyAgreeOnIsSilent(t *testing.T) {
	c := loadReference(t)
	linter := lint.New(c, lint.Options{})
	judge := check.New(c, check.Options{})
	judged := 0
	for _, src := range c.Sources {
		if src.Reference == nil {
			continue
		}
		for _, p := range src.Reference.Pages {
			for _, ex := range p.Examples {
				if !agrees(linter, ex) || ex.ResponseMessage.Body == nil || ex.ResponseMessage.Status >= 300 {
					continue
				}
				for _, request := range []*exchange.Request{nil, asked(c, ex)} {
					v := judge.Exchange(check.Subject{Name: ex.Name, Truncated: ex.Response.Truncated, Exchange: &exchange.Exchange{
						File: p.File, Source: exchange.BareBody, Request: request, Response: &exchange.Response{Body: ex.ResponseMessage.Body}}})
					if v.State == rule.Unjudged {
						continue
					}
					judged++
					for _, f := range v.Findings {
						if f.Severity >= rule.Warning && f.Rule != "CTX-001" { // a bare body may lack its context
							t.Errorf("%s:%d: %s %s: %s (request %v)", f.File, f.Line, f.Severity, f.Rule, f.Message, request != nil)
						}
					}
				}
			}
		}
	}
	t.Logf("%d examples judged as bare bodies", judged)
	if judged < 300 {
		t.Errorf("%d examples were judged, want at least 300", judged)
	}
}

// agrees reports whether lint has nothing to say of an example, and saw no
// placeholder in it.
func agrees(linter *lint.Linter, ex *apidoc.Example) bool {
	if ex.Response == nil || ex.ResponseMessage == nil {
		return false
	}
	if m := ex.ResponseMessage; m.Body != nil {
		if _, err := location.ReadJSON(m.Body, location.Limits{}); err != nil {
			return false // DOC-003 speaks
		}
		if bytes.Contains(m.Body.Data, []byte(`"<`)) {
			return false // a placeholder where any string may stand: of an example no key, of an answer one that stands twice
		}
	}
	v := linter.Example(ex)
	if v.State != rule.Passed {
		return false
	}
	for _, f := range v.Findings {
		if f.Severity >= rule.Warning && f.Rule != "CTX-001" || f.Rule == "PRM-013" || f.Rule == "ENT-003" { // placeholders, and what an open type leaves open
			return false
		}
	}
	return true
}

// asked is the example's request without its body; nil where it has no URL,
// where no operation has it, or where pages disagree on what it returns.
func asked(c *contract.Contract, ex *apidoc.Example) *exchange.Request {
	m := ex.RequestMessage
	if m == nil || m.Method == "" {
		return nil
	}
	u, err := url.Parse(m.Target)
	if err != nil {
		return nil
	}
	op := c.Operation(m.Method, u.EscapedPath())
	if op == nil || op.Return != ex.Response.Type {
		return nil
	}
	return &exchange.Request{Method: m.Method, Target: m.Target, URL: u}
}
