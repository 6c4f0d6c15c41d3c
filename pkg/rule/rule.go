package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Rule is one rule of the catalogue and its documentation.
type Rule struct {
	ID     string // ENT-003; never used again for another rule
	Title  string // one clause: what holds
	Levels Levels // the severity of its main finding
	// Cases are further findings of the rule that weigh otherwise, by a
	// short key: "live", "extra members".
	Cases   map[string]Levels
	Why     string   // a paragraph: what breaks when it does not hold, and its limits
	Sources []string // "OData JSON Format 4.01, 4.5.1"
	Failing string   // the smallest example that raises it
	Passing string   // its nearest valid neighbour
}

// Family is the id's first part: CTX, ENT.
func (r *Rule) Family() string { return r.ID[:strings.IndexByte(r.ID, '-')] }

// Help is the rule's page in the documentation.
func (r *Rule) Help() string { return "docs/rules.md#" + strings.ToLower(r.ID) }

var registry = map[string]*Rule{}

// Register enters a rule. It panics on an id that is malformed or taken: a
// programmer's mistake, seen by every test.
func Register(r Rule) *Rule {
	if i := strings.IndexByte(r.ID, '-'); i != 3 || len(r.ID) != 7 {
		panic(fmt.Sprintf("rule: id %q is not of the form ABC-001", r.ID))
	}
	if _, taken := registry[r.ID]; taken {
		panic(fmt.Sprintf("rule: id %s is taken", r.ID))
	}
	p := &r
	registry[r.ID] = p
	return p
}

// Get is the rule of that id, or nil.
func Get(id string) *Rule { return registry[id] }

// Registered lists all rules by id.
func Registered() []*Rule {
	all := make([]*Rule, 0, len(registry))
	for _, r := range registry {
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b *Rule) int { return cmp.Compare(a.ID, b.ID) })
	return all
}
