package lint

import (
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc004 = rule.Register(rule.Rule{
	ID:     "DOC-004",
	Title:  "a documented example satisfies the documented types",
	Levels: rule.All(rule.Error),
	Why: "Readers copy examples, and mocks are made of them. A finding in an example carries the rule that the example breaks as its rule and this one as via, " +
		"at the line in the page. Truncated examples may leave properties out; what they show is judged in full.",
	Sources: []string{"the rule that the finding names"},
	Failing: "an example whose body has a property that its type's table lacks",
	Passing: "an example whose body has the names and types of its type's table",
})

// subject is the exchange that an example shows, and what its page says
// about it.
func (l *Linter) subject(ex *apidoc.Example) check.Subject {
	e := &exchange.Exchange{Name: ex.Name, File: ex.Page.File, Source: exchange.Documented}
	method, path := "", ""
	if m := ex.RequestMessage; m != nil && m.Method != "" {
		e.Request = &exchange.Request{Method: m.Method, Target: m.Target, Header: header(m.Headers), Body: m.Body, Position: m.StartPosition, SchemeAssumed: true}
		if u, err := url.Parse(m.Target); err == nil {
			e.Request.URL = u
		}
		method, path = m.Method, m.Target
	}
	if m := ex.ResponseMessage; m != nil {
		e.Response = &exchange.Response{Status: m.Status, Reason: m.Reason, Header: header(m.Headers), Body: m.Body,
			Position: m.StartPosition, StatusPosition: m.StatusPosition}
	}
	return check.Subject{
		Exchange: e, Name: ex.Name, Via: doc004.ID, Example: true,
		Truncated: ex.Response != nil && ex.Response.Truncated,
		Operation: l.operation(ex, method, path),
	}
}

// operation is the documented operation that the example belongs to, with
// the type that its response's annotation names in place of the operation's.
func (l *Linter) operation(ex *apidoc.Example, method, path string) *contract.Operation {
	op := contract.Operation{Method: method, Path: path, Place: edm.Place(ex.Page.TitlePosition)}
	if found := l.contract.Operation(method, pathOf(path)); found != nil {
		op = *found
		op.Statuses = nil // the example is one of those that named them
	}
	if ex.Response != nil && !ex.Response.Type.IsZero() {
		op.Return = edm.TypeRef{Name: l.known(ex.Response.Type.Name), Collection: ex.Response.Type.Collection}
		op.ReturnPlace = edm.Place(ex.Response.ValuePosition("@odata.type"))
	} else if ex.Response != nil {
		op.Return = edm.TypeRef{}
	}
	op.Shown = nil
	return &op
}

// known is the contract's name of a type, the case aside where one alone
// differs in it.
func (l *Linter) known(name string) string {
	m := l.contract.Model
	if m.Type(name) != nil {
		return m.Resolve(name)
	}
	if names := m.TypeFold(name); len(names) == 1 {
		return names[0]
	}
	return name
}

// pathOf is the path of a URL as documentation writes it, which url.Parse
// may refuse.
func pathOf(target string) string {
	if _, rest, ok := strings.Cut(target, "://"); ok {
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			target = rest[i:]
		} else {
			target = "/"
		}
	}
	return target
}

func header(fields []apidoc.Header) exchange.Header {
	h := make(exchange.Header, len(fields))
	for i, f := range fields {
		h[i] = exchange.Field{Name: f.Name, Value: f.Value, Position: f.Position}
	}
	return h
}
