package check

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first asked:
// most answers ask none of them.
type pattern struct {
	text     string
	compiled func() *regexp.Regexp
}

// patterns are all of them, for the test that compiles them.
var patterns []*pattern

func newPattern(text string) *pattern {
	p := &pattern{text, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })}
	patterns = append(patterns, p)
	return p
}

// MatchString is the expression's.
func (p *pattern) MatchString(s string) bool { return p.compiled().MatchString(s) }

// FindStringSubmatch is the expression's.
func (p *pattern) FindStringSubmatch(s string) []string { return p.compiled().FindStringSubmatch(s) }

// ReplaceAllString is the expression's.
func (p *pattern) ReplaceAllString(s, with string) string {
	return p.compiled().ReplaceAllString(s, with)
}
