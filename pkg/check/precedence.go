package check

import (
	"slices"

	"github.com/concord-odata/concord/pkg/location"
)

// precedence lists, for a rule that speaks, the rules that are silent of the
// same fault: those of the same object and member (scopeMember), of the same
// object (scopeObject), or of the body (scopeBody). It is RULES.md's "One
// cause, one finding", as data; what one function chooses between, such as a
// slip in case (PRM-007) and an unknown member (PRM-008), does not stand here.
var precedence = []struct {
	speaks string
	scope  scope
	silent []string
}{
	{"COL-001", scopeBody, []string{"CTX-001", "CTX-005", "CTX-012", "COL-002", "COL-004"}},
	{"COL-012", scopeBody, []string{"COL-001", "CTX-005"}},
	{"STS-001", scopeBody, []string{"COL-012"}},
	{"CTX-006", scopeBody, []string{"COL-002"}},
	{"CTX-007", scopeName, []string{"ENT-004"}},
	{"CTX-005", scopeBody, []string{"COL-002"}},
	{"ERR-001", scopeBody, []string{"ERR-004"}},
	{"STS-001", scopeBody, []string{"STS-002", "HDR-003"}},
	{"ENT-005", scopeObject, []string{"ENT-003", "ENT-006", "ENT-009"}},
	{"ENT-009", scopeMember, []string{"ENT-003", "ENT-002", "ENT-004"}},
	{"ENT-002", scopeMember, []string{"ENT-004", "ENT-014", "PRM-009"}},
	{"COL-003", scopeMember, []string{"COL-004", "ENT-001", "PRM-009"}},
}

type scope uint8

const (
	scopeMember scope = iota
	scopeObject
	scopeName // of members of that name, wherever they stand
	scopeBody
)

// place is what findings are compared by.
type place struct {
	rule    string
	object  *location.Value
	name    string
	pointer string
	cause   string
}

// silence removes the findings of a cause that another rule speaks of, and
// all but one of those that one rule reports of one place.
func (c *Case) silence() {
	if c.spoken == nil {
		c.spoken = map[place]bool{}
	}
	spoken := c.spoken
	for _, f := range c.found[c.settled:] {
		if f.part {
			continue
		}
		spoken[place{rule: f.Rule}] = true
		spoken[place{rule: f.Rule, object: f.object}] = true
		spoken[place{rule: f.Rule, object: f.object, name: f.name}] = true
		spoken[place{rule: f.Rule, pointer: f.Pointer}] = true
		spoken[place{rule: f.Rule, name: f.name}] = true
	}
	seen := map[place]bool{}
	keep := c.found[:c.settled:c.settled]
	for _, f := range c.found[c.settled:] {
		self := place{f.Rule, f.object, f.name, f.Pointer, f.Cause}
		if f.part || !seen[self] && !silenced(f, spoken) {
			seen[self] = true
			keep = append(keep, f)
		}
	}
	c.found = keep
}

func silenced(f *found, spoken map[place]bool) bool {
	for _, p := range precedence {
		if !slices.Contains(p.silent, f.Rule) || !spoken[place{rule: p.speaks}] {
			continue
		}
		switch p.scope {
		case scopeBody:
			return true
		case scopeName:
			if f.name != "" && spoken[place{rule: p.speaks, name: f.name}] {
				return true
			}
		case scopeObject:
			if f.object != nil && spoken[place{rule: p.speaks, object: f.object}] {
				return true
			}
		case scopeMember:
			if f.object != nil && spoken[place{rule: p.speaks, object: f.object, name: f.name}] || f.object == nil && spoken[place{rule: p.speaks, pointer: f.Pointer}] {
				return true
			}
		}
	}
	return false
}
