package matcher

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// CollectionMatcher matches a collection by its own word: see
// [BeODataCollectionOf].
type CollectionMatcher struct {
	item string

	// of the last Match
	judged *exchange.Exchange
	found  []rule.Finding
	why    string
	at     *member
}

// BeODataCollectionOf matches a collection response (OData JSON Format 4.01,
// sections 12 and 13) of that item type: an object with the array value that
// says itself that it is of the type, by its context, Collection(T) or a cast,
// or by the type annotations of all its items. That is the envelope and its
// word; items and counts are not looked at. Where the context names an entity
// set, only a contract knows the type, and the answer is unjudged: use
// [CollectionMatcher.In], which judges all of it.
func BeODataCollectionOf(itemType string) *CollectionMatcher {
	return &CollectionMatcher{item: itemType}
}

// In judges the collection and its items by a contract, in which the type of
// an entity set is known, and a derived type is known as one.
func (m *CollectionMatcher) In(c *contract.Contract) *ContractMatcher {
	by := MatchODataContract(c).OfType("Collection(" + m.item + ")")
	by.item = m.item
	return by
}

// noContract knows nothing, and judges what needs no contract.
var noContract = sync.OnceValue(func() *contract.Contract { return contract.Join() })

// Match reports whether the answer is such a collection.
func (m *CollectionMatcher) Match(actual any) (bool, error) {
	m.judged, m.found, m.why, m.at = nil, nil, "", nil
	x, err := exchangeOf(actual)
	if err != nil {
		return false, fmt.Errorf("BeODataCollectionOf: %w", err)
	}
	body, err := bodyOf(x)
	if err != nil {
		return false, fmt.Errorf("BeODataCollectionOf: %w", err)
	}
	m.judged = x
	if m.found = errorsOf(judgeOf(noContract(), check.Options{}).Exchange(check.Subject{Exchange: x}), nil); len(m.found) > 0 {
		return false, nil
	}
	if status := x.Response.Status; status >= 300 {
		m.why = fmt.Sprintf("its status is %d", status)
		return false, nil
	}
	if len(body) == 0 {
		m.why = "there is no body"
		return false, nil
	}
	return m.read(body)
}

// read looks at the envelope, and at what it says of the type.
func (m *CollectionMatcher) read(body []byte) (bool, error) {
	members, err := membersOf(body)
	if err != nil {
		m.why = err.Error()
		return false, nil
	}
	m.at = find(members, "value")
	var items []json.RawMessage
	if m.at == nil {
		m.why = "it has no value"
		return false, nil
	}
	if json.Unmarshal(m.at.raw, &items) != nil || m.at.raw[0] != '[' {
		m.why = "value is no array"
		return false, nil
	}
	at := find(members, "@odata.context", "@context")
	context, _ := at.text()
	says := contextType(context)
	switch {
	case says == m.item:
		return true, nil
	case says != "":
		m.why, m.at = fmt.Sprintf("its context says that it is of %s (whether that derives from %s, In(contract) knows)", says, m.item), at
		return false, nil
	}
	if len(items) > 0 && m.allOf(items) {
		return true, nil
	}
	if context == "" {
		return false, errors.New("BeODataCollectionOf: unjudged: neither a context nor the type annotations of all items say of which type the collection is (In(contract) judges it by a contract)")
	}
	return false, fmt.Errorf("BeODataCollectionOf: unjudged: only a contract knows of which type %s is (In(contract) judges by it)", context)
}

// allOf reports whether each item says that it is of the type.
func (m *CollectionMatcher) allOf(items []json.RawMessage) bool {
	for _, item := range items {
		list, err := membersOf(item)
		if err != nil {
			return false
		}
		name, _ := find(list, "@odata.type", "@type").text()
		if name[strings.LastIndexByte(name, '#')+1:] != m.item {
			return false
		}
	}
	return true
}

// contextType is the qualified type name that a collection's context says in
// words: that of Collection(T), or of a cast at its end. It is "" where only a
// model knows it.
func contextType(context string) string {
	_, fragment, ok := strings.Cut(context, "#")
	if !ok {
		return ""
	}
	if inner, ok := strings.CutPrefix(fragment, "Collection("); ok {
		name, _, ok := strings.Cut(inner, ")")
		if !ok {
			return ""
		}
		return name
	}
	fragment = strings.TrimSuffix(fragment, "/$delta")
	if strings.HasSuffix(fragment, ")") { // a select list, or a key
		depth := 0
		for i := len(fragment) - 1; i >= 0; i-- {
			switch fragment[i] {
			case ')':
				depth++
			case '(':
				if depth--; depth == 0 {
					fragment, i = fragment[:i], 0
				}
			}
		}
	}
	last := fragment[strings.LastIndexByte(fragment, '/')+1:]
	if !strings.Contains(fragment, "/") || !strings.Contains(last, ".") || strings.ContainsAny(last, "()'") {
		return ""
	}
	return last
}

// errorsOf are the errors of a verdict, of the families where some are named.
func errorsOf(v rule.Verdict, of func(id string) bool) []rule.Finding {
	var list []rule.Finding
	for _, f := range v.Findings {
		if f.Severity == rule.Error && (of == nil || of(f.Rule)) {
			list = append(list, f)
		}
	}
	return list
}

// FailureMessage says why it is none.
func (m *CollectionMatcher) FailureMessage(any) string {
	head := "Expected the answer to be an OData collection of " + m.item
	if len(m.found) > 0 {
		return fmt.Sprintf("%s, but it has %s:\n%s", head, tally(m.found), findings(m.judged, m.found))
	}
	line := ""
	if m.at != nil {
		line = ":\n\n" + m.at.show(m.judged)
	}
	return fmt.Sprintf("%s, but %s%s", head, m.why, line)
}

// NegatedFailureMessage says that it is one.
func (m *CollectionMatcher) NegatedFailureMessage(any) string {
	return "Expected the answer not to be an OData collection of " + m.item + ", but it is one"
}
