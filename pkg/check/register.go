package check

import "github.com/concord-odata/concord/pkg/rule"

// Rule is a rule of exchanges: its documentation, and the hooks by which it
// sees. A hook that is nil does not look; a rule without hooks speaks for
// violations of JSON Schemas (explain.go).
type Rule struct {
	*rule.Rule
	Exchange func(*Case)
	Early    func(*Case, *Body)
	Body     func(*Case, *Body)
	Object   func(*Case, *Object)
	Member   func(*Case, *Object, *Member)
	Value    func(*Case, *Value)
}

// rules are the registered rules, in the order of their files.
var rules []*Rule

// register enters a rule; its file sets the hooks at init time.
func register(doc rule.Rule) *Rule {
	r := &Rule{Rule: rule.Register(doc)}
	rules = append(rules, r)
	return r
}
