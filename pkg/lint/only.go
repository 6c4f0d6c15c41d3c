package lint

import (
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
)

// Keep reports whether a page documents an operation whose path matches the
// pattern: segments are compared one by one, * stands for one segment, and a
// pattern ending in * for any number of further ones. An empty pattern keeps
// every page.
func Keep(p *apidoc.Page, pattern string) bool {
	if pattern == "" {
		return true
	}
	for _, op := range p.Operations {
		if matches(strings.Split(strings.Trim(pattern, "/"), "/"), strings.Split(strings.Trim(op.Path, "/"), "/")) {
			return true
		}
	}
	return false
}

func matches(pattern, path []string) bool {
	for i, want := range pattern {
		last := i == len(pattern)-1
		switch {
		case want == "**" || last && want == "*":
			return len(path) > i
		case i >= len(path):
			return false
		case want == "*":
		case !strings.EqualFold(want, path[i]) && !matchWord(want, path[i]):
			return false
		}
	}
	return len(path) == len(pattern)
}

// matchWord compares a segment with a pattern that ends in a star.
func matchWord(pattern, segment string) bool {
	prefix, star := strings.CutSuffix(pattern, "*")
	return star && strings.HasPrefix(strings.ToLower(segment), strings.ToLower(prefix))
}
