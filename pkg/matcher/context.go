package matcher

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/onsi/gomega/format"
	"github.com/onsi/gomega/types"

	"github.com/concord-odata/concord/pkg/exchange"
)

// ContextMatcher matches an answer by its context URL: see [HaveODataContext].
type ContextMatcher struct {
	expected any

	// of the last Match
	judged  *exchange.Exchange
	context *member
	text    string
	why     string // there is no context to compare
}

// HaveODataContext matches an answer whose root context URL is the expected one
// (OData Protocol 4.01, section 10). Expected is
//
//   - a fragment, "#users/$entity": hosts and paths before it are not compared;
//   - a whole URL;
//   - a Gomega matcher, which is given the URL.
//
// Percent-encoding and the order of a select list mean nothing, and are not
// compared. Nothing is said of whether the context is the right one: that is
// what [MatchODataContract] judges.
func HaveODataContext(expected any) *ContextMatcher { return &ContextMatcher{expected: expected} }

// Match compares the context. A body without one, and one that is no JSON
// object, does not match.
func (m *ContextMatcher) Match(actual any) (bool, error) {
	m.judged, m.context, m.text, m.why = nil, nil, "", ""
	switch e := m.expected.(type) {
	case string:
		if !strings.Contains(e, "#") && !strings.Contains(e, "$metadata") {
			return false, fmt.Errorf("HaveODataContext(%q): a context is a URL with $metadata, or a fragment: %q", e, "#"+e)
		}
	case types.GomegaMatcher:
	default:
		return false, fmt.Errorf("HaveODataContext expects a string or a matcher. Got:\n%s", format.Object(m.expected, 1))
	}
	x, err := exchangeOf(actual)
	if err != nil {
		return false, fmt.Errorf("HaveODataContext: %w", err)
	}
	body, err := bodyOf(x)
	if err != nil {
		return false, fmt.Errorf("HaveODataContext: %w", err)
	}
	m.judged = x
	if !m.find(body) {
		return false, nil
	}
	if e, ok := m.expected.(types.GomegaMatcher); ok {
		return e.Match(m.text)
	}
	return sameContext(m.expected.(string), m.text), nil
}

// find looks for the context, or says why there is none.
func (m *ContextMatcher) find(body []byte) bool {
	if len(body) == 0 {
		m.why = "there is no body"
		return false
	}
	list, err := membersOf(body)
	if err != nil && !errors.Is(err, errNoObject) {
		m.why = err.Error()
		return false
	}
	m.context = find(list, "@odata.context", "@context")
	if m.context == nil {
		m.why = "the body has no @odata.context"
		return false
	}
	var ok bool
	if m.text, ok = m.context.text(); !ok {
		m.why = "the context is no string"
	}
	return ok
}

// sameContext compares contexts by what they mean: a fragment with the
// fragment alone.
func sameContext(expected, actual string) bool {
	if strings.HasPrefix(expected, "#") {
		i := strings.IndexByte(actual, '#')
		if i < 0 {
			return false
		}
		actual = actual[i:]
	}
	return canonical(expected) == canonical(actual)
}

// canonical is a context without percent-encoding, with each list in
// parentheses in one order.
func canonical(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		s = u
	}
	text, _ := sortLists(s, 0)
	return text
}

// maxLists bounds how deep lists are taken to nest.
const maxLists = 64

// sortLists sorts what stands between commas, at each depth, up to the
// parenthesis that closes the list.
func sortLists(s string, depth int) (sorted, rest string) {
	var items []string
	var b strings.Builder
	for s != "" {
		switch c := s[0]; {
		case c == '\'': // a string literal of a key, in which a quote is doubled
			end := strings.IndexByte(s[1:], '\'') + 2
			if end < 2 {
				end = len(s)
			}
			b.WriteString(s[:end])
			s = s[end:]
			continue
		case c == '(' && depth < maxLists:
			var inner string
			inner, s = sortLists(s[1:], depth+1)
			b.WriteString("(" + inner + ")")
			continue
		case c == ')' && depth > 0:
			items = append(items, b.String())
			slices.Sort(items)
			return strings.Join(items, ","), s[1:]
		case c == ',' && depth > 0:
			items = append(items, b.String())
			b.Reset()
		default:
			b.WriteByte(c)
		}
		s = s[1:]
	}
	items = append(items, b.String())
	if depth > 0 {
		slices.Sort(items)
	}
	return strings.Join(items, ","), ""
}

// FailureMessage shows the context that is there, and the expected one.
func (m *ContextMatcher) FailureMessage(any) string {
	switch e, isMatcher := m.expected.(types.GomegaMatcher); {
	case m.why != "":
		return fmt.Sprintf("Expected the answer to have the OData context\n    %s\nbut %s%s", m.wanted(), m.why, m.line())
	case isMatcher:
		return fmt.Sprintf("Expected the answer's OData context to match:\n%s\n%s", m.context.show(m.judged), e.FailureMessage(m.text))
	}
	return fmt.Sprintf("Expected the answer to have the OData context\n    %s\nbut it is\n    %s\n\n%s", m.wanted(), m.text, m.context.show(m.judged))
}

// NegatedFailureMessage shows the context that should not be there.
func (m *ContextMatcher) NegatedFailureMessage(any) string {
	if e, ok := m.expected.(types.GomegaMatcher); ok {
		return fmt.Sprintf("Expected the answer's OData context not to match:\n%s\n%s", m.context.show(m.judged), e.NegatedFailureMessage(m.text))
	}
	return fmt.Sprintf("Expected the answer not to have the OData context\n    %s\nbut it has:\n\n%s", m.wanted(), m.context.show(m.judged))
}

func (m *ContextMatcher) wanted() string {
	if s, ok := m.expected.(string); ok {
		return s
	}
	return strings.TrimSpace(format.Object(m.expected, 1))
}

func (m *ContextMatcher) line() string {
	if m.context == nil {
		return ""
	}
	return ":\n\n" + m.context.show(m.judged)
}
