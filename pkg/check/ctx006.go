package check

import (
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx006 = register(rule.Rule{
	ID:     "CTX-006",
	Title:  "the type that the context URL promises is the operation's documented return type",
	Levels: rule.All(rule.Error),
	Why: "The context and the operation's declaration are two promises of one thing. The context may name a type that derives from the documented one, " +
		"or its base through a named entity set whose items say that they are of it; a type definition and its underlying type are one.",
	Sources: []string{"OData Protocol 4.01, 10.16"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Collection(NS.Other)", "value": []}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Collection(NS.Documented)", "value": []}`,
})

func init() { ctx006.Body = contextReturns }

func contextReturns(c *Case, b *Body) {
	want, at, ok := c.promised()
	if b.Context == nil || b.Rejected || !ok || c.Error() {
		return
	}
	var got string
	switch {
	case b.Promise != nil:
		if b.Promise.Type.IsZero() || c.agrees(b.Promise, want.Name) {
			return
		}
		got = b.Promise.Type.Name
	case b.ResolveError != nil && b.ResolveError.Problem == uri.UnknownType && !b.ResolveError.Foreign:
		got = c.Model.Resolve(b.ResolveError.Segment)
		if c.Model.IsA(want.Name, got) {
			return
		}
	default:
		return
	}
	m := c.contextMark(ctx006)
	m.Message = "the context promises " + got + ", but the operation returns " + want.String()
	m.Expected, m.Type, m.Cause = want.String(), want.Name, got
	m.Rests = at
	if near := nearest(got, []string{want.Name}); near != "" {
		m.Hint = "did you mean " + near + "?"
	}
	b.Rejected = true
	c.Report(m)
}

// agrees reports whether a promise is compatible with a documented type.
func (c *Case) agrees(p *uri.Promise, want string) bool {
	got := p.Type.Name
	m := c.Model
	switch {
	case m.Type(want) == nil: // a type that the contract does not describe
		return m.Resolve(want) == m.Resolve(got) || c.Model.Type(got) == nil
	case m.IsA(got, want):
		return true
	case p.EntitySet != nil || p.Singleton != nil: // items say what they are: ENT-006
		return m.IsA(want, got)
	}
	u := m.Underlying(got)
	return u != "" && u == m.Underlying(want)
}
