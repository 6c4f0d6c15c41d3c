package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/concord-odata/concord/pkg/rule"
)

var severities = []string{"off", "info", "warning", "error"}

// severity reads one entry of rules.
func (r *reader) severity(key, path string, at *token.Token, value ast.Node) {
	if !r.knownRule(key, path, at) {
		return
	}
	s, ok := r.one(value, path)
	if !ok {
		return
	}
	var severity rule.Severity
	if err := severity.UnmarshalText([]byte(s)); err != nil {
		r.fail(value.GetToken(), path, "%v%s", err, meant(s, severities))
		return
	}
	r.config.Rules[key] = severity
}

var ruleForm = regexp.MustCompile(`^[A-Z]{3}(-[0-9]{3})?$`)

// knownRule holds a rule's id, or a family, to its form and, where rules are
// registered, to the catalogue.
func (r *reader) knownRule(id, path string, at *token.Token) bool {
	var known []string
	for _, one := range rule.Registered() {
		known = append(known, one.ID)
		if f := one.Family(); !slices.Contains(known, f) {
			known = append(known, f)
		}
	}
	switch {
	case slices.Contains(known, id):
		return true
	case !ruleForm.MatchString(id):
		r.fail(at, path, "%q is neither a rule, such as ENT-003, nor a family, such as ENT%s", id, meant(id, known))
	case len(known) > 0:
		r.fail(at, path, "there is no rule %s%s; `concord rules` lists them", id, meant(id, known))
	default:
		return true
	}
	return false
}

func (r *reader) ignores(n ast.Node, path string) {
	list, isList := n.(*ast.SequenceNode)
	if !isList {
		r.fail(n.GetToken(), path, "%s where a list is expected, each entry with paths or rules", kind(n))
		return
	}
	for i, item := range list.Values {
		at := fmt.Sprintf("%s[%d]", path, i)
		var entry rule.Ignore
		before := len(r.errs)
		r.mapping(item, at, ignoreKeys, func(key, path string, _ *token.Token, value ast.Node) {
			r.ignore(&entry, key, path, value)
		})
		if len(entry.Paths) == 0 && len(entry.Rules) == 0 && len(r.errs) == before {
			r.fail(item.GetToken(), at, "names neither paths nor rules: it would ignore everything")
		}
		r.config.Ignore = append(r.config.Ignore, entry)
	}
}

// ignore reads one key of an entry.
func (r *reader) ignore(entry *rule.Ignore, key, path string, value ast.Node) {
	switch key {
	case "paths":
		r.many(value, path, func(s, path string, at *token.Token) {
			g, err := rule.ParseGlob(s)
			if err != nil {
				r.fail(at, path, "%v", err)
				return
			}
			entry.Paths = append(entry.Paths, g)
		})
	case "rules":
		r.many(value, path, func(s, path string, at *token.Token) {
			if r.knownRule(s, path, at) {
				entry.Rules = append(entry.Rules, s)
			}
		})
	case "until":
		if s, ok := r.one(value, path); ok {
			day, err := rule.ParseDay(s)
			if err != nil {
				r.fail(value.GetToken(), path, "%v", err)
				return
			}
			entry.Until = day
		}
	case "reason":
		if s, ok := r.one(value, path); ok {
			entry.Reason = strings.TrimSpace(s)
		}
	}
}

// meant is "; did you mean x?" where one of the known is near.
func meant(s string, known []string) string {
	best, least := "", 3
	for _, k := range known {
		if d := distance(strings.ToLower(s), strings.ToLower(k)); d < least && 2*d <= len(k) {
			best, least = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %s?", best)
}

// distance counts the insertions, deletions, replacements and swaps of
// neighbours that make one of the other; long texts are not compared.
func distance(a, b string) int {
	if len(a) > 50 || len(b) > 50 {
		return 50
	}
	two, one, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(one[j]+1, row[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one, row = one, row, two
	}
	return one[len(b)]
}
