package matcher

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// ContractMatcher matches an answer that keeps a contract: see
// [MatchODataContract].
type ContractMatcher struct {
	contract     *contract.Contract
	method, path string
	typeName     string
	options      check.Options
	strict       bool
	item         string // of BeODataCollectionOf, for the message

	// of the last Match
	judged  *exchange.Exchange
	verdict rule.Verdict
	err     error
}

// MatchODataContract matches an answer in which no rule finds an error: its
// context, its shape, its properties and their values, its head where that is
// known, and the request that it carries. Warnings and remarks do not fail
// it.
//
// The type of a body is what its context says, unless [ContractMatcher.For] or
// [ContractMatcher.OfType] say more. The profile is rule.Graph.
func MatchODataContract(c *contract.Contract) *ContractMatcher {
	return &ContractMatcher{contract: c}
}

// For says which request the answer is to. The path may be a documented
// template, /users/{id}/messages, or what is really asked,
// /users/1/messages?$top=5, with or without the service root before it. An
// answer that carries its own request keeps that, which must be of this
// method and path.
func (m *ContractMatcher) For(method, path string) *ContractMatcher {
	m.method, m.path = strings.ToUpper(method), path
	return m
}

// OfType says of which type the answer must be: "microsoft.graph.user" or
// "Collection(microsoft.graph.user)", whatever else says so.
func (m *ContractMatcher) OfType(name string) *ContractMatcher {
	m.typeName = name
	return m
}

// WithProfile says by which text the answer is judged: rule.Graph, rule.OData40 or
// rule.OData401.
func (m *ContractMatcher) WithProfile(p rule.Profile) *ContractMatcher {
	m.options.Profile = p
	return m
}

// Live says that a running service answered, which may have grown since its
// contract was written: an undocumented property is then a warning.
func (m *ContractMatcher) Live() *ContractMatcher {
	m.options.Live = true
	return m
}

// Strict makes warnings fail as well.
func (m *ContractMatcher) Strict() *ContractMatcher {
	m.strict = true
	return m
}

// Match reports whether the answer keeps the contract. The error says that it
// is nothing that can be judged, or that it is unjudged and why.
func (m *ContractMatcher) Match(actual any) (bool, error) {
	m.judged, m.verdict = nil, rule.Verdict{}
	m.err = m.judge(actual)
	if m.err != nil {
		m.err = fmt.Errorf("%s: %w", m.call(), m.err)
	}
	return m.err == nil && len(m.failing()) == 0, m.err
}

func (m *ContractMatcher) judge(actual any) error {
	if m.contract == nil {
		return fmt.Errorf("the contract is nil: load it with contract.Load, and look at its error")
	}
	x, err := exchangeOf(actual)
	if err != nil {
		return err
	}
	s := check.Subject{Exchange: x}
	if err := m.ask(&s); err != nil {
		return err
	}
	if m.typeName != "" {
		o := contract.Operation{Method: m.method, Path: m.path}
		if q := s.Exchange.Request; q != nil && s.Operation == nil {
			s.Operation = m.contract.Operation(q.Method, q.Target)
		}
		if s.Operation != nil {
			o = *s.Operation
		}
		name, collection := itemType(m.typeName)
		o.Return.Name, o.Return.Collection = m.contract.Model.Resolve(name), collection
		if m.contract.Model.Type(o.Return.Name) == nil {
			return fmt.Errorf("the contract (%s) has no type %s", m.contract.Name, name)
		}
		s.Operation = &o
	}
	m.judged = s.Exchange
	m.verdict = judgeOf(m.contract, m.options).Exchange(s)
	if m.verdict.State == rule.Unjudged {
		return m.unjudged(x)
	}
	return nil
}

// ask gives the subject its request, and the operation that For names.
func (m *ContractMatcher) ask(s *check.Subject) error {
	if m.path == "" {
		return nil
	}
	if q := s.Exchange.Request; q != nil {
		own := q.Target
		if q.URL != nil {
			own = q.URL.EscapedPath()
		}
		if q.Method != m.method || !contract.Fits(m.path, own) {
			return fmt.Errorf("the answer is to %s %s, not to %s %s", q.Method, q.Target, m.method, m.path)
		}
		s.Operation = m.contract.Operation(m.method, m.path)
		return nil
	}
	u, err := url.Parse(m.path)
	if err != nil {
		return fmt.Errorf("For(%q, %q) has no path: %w", m.method, m.path, err)
	}
	x := *s.Exchange
	x.Request = &exchange.Request{Method: m.method, Target: m.path, URL: u, Pattern: strings.Contains(u.Path, "{")}
	s.Exchange, s.Operation = &x, m.contract.Operation(m.method, m.path)
	return nil
}

// unjudged says why there is no verdict, and how there might be one.
func (m *ContractMatcher) unjudged(x *exchange.Exchange) error {
	hint := ""
	if x.Request == nil && m.path == "" && m.typeName == "" && contextOf(x) == nil {
		hint = " (For says which request it answers, OfType its type)"
	}
	return fmt.Errorf("unjudged: %s%s", m.verdict.Reason, hint)
}

// contextOf is the root context of a body, or nil.
func contextOf(x *exchange.Exchange) *member {
	body, err := bodyOf(x)
	if err != nil || len(body) == 0 {
		return nil
	}
	list, err := membersOf(body)
	if err != nil {
		return nil
	}
	return find(list, "@odata.context", "@context")
}

// itemType reads Collection(T) or T.
func itemType(name string) (item string, collection bool) {
	if inner, ok := strings.CutPrefix(name, "Collection("); ok && strings.HasSuffix(inner, ")") {
		return strings.TrimSuffix(inner, ")"), true
	}
	return name, false
}

// failing are the findings because of which the answer does not match.
func (m *ContractMatcher) failing() []rule.Finding {
	least := rule.Error
	if m.strict {
		least = rule.Warning
	}
	var list []rule.Finding
	for _, f := range m.verdict.Findings {
		if f.Severity >= least && !f.ExpectedByFixture {
			list = append(list, f)
		}
	}
	return list
}

// name is what the matcher asks for, in its messages.
func (m *ContractMatcher) name() string {
	what := "match the OData contract"
	switch {
	case m.item != "":
		what = "be an OData collection of " + m.item + " by the contract"
	case m.typeName != "":
		what = "be of " + m.typeName + " by the OData contract"
	}
	what += " " + m.contract.Name
	if m.method != "" {
		what += " for " + m.method + " " + m.path
	}
	if p := m.options.Profile; p != rule.NoProfile && p != rule.Graph {
		what += " under " + string(p)
	}
	return what
}

// call is the matcher as it is written, in errors.
func (m *ContractMatcher) call() string {
	name := ""
	if m.contract != nil {
		name = m.contract.Name
	}
	call := "MatchODataContract(" + name + ")"
	switch {
	case m.item != "":
		call = "BeODataCollectionOf(" + m.item + ").In(" + name + ")"
	case m.typeName != "":
		call += ".OfType(" + m.typeName + ")"
	}
	if m.method != "" {
		call += ".For(" + m.method + ", " + m.path + ")"
	}
	return call
}

// FailureMessage is what was found.
func (m *ContractMatcher) FailureMessage(any) string {
	if m.err != nil {
		return m.err.Error()
	}
	list := m.failing()
	others := ""
	if n := len(m.verdict.Findings) - len(list); n > 0 {
		others = fmt.Sprintf(" (and %s that alone would not fail it)", rule.Count(n, "finding"))
	}
	return fmt.Sprintf("Expected the answer to %s, but it has %s%s:\n%s", m.name(), tally(list), others, findings(m.judged, list))
}

// NegatedFailureMessage says that nothing was found.
func (m *ContractMatcher) NegatedFailureMessage(any) string {
	if m.err != nil {
		return m.err.Error()
	}
	level := "error"
	if m.strict {
		level = "error or warning"
	}
	return fmt.Sprintf("Expected the answer not to %s, but it does: there is no %s in it", m.name(), level)
}
