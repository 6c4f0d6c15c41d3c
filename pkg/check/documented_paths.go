package check

import (
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
)

// pathTree holds the documented path templates, segment by segment.
type pathTree struct {
	literal map[string]*pathTree // by name, in lower case
	any     *pathTree            // below a placeholder
	written string
	place   edm.Place
}

// documented is the tree of the contract's documented paths.
func (j *Judge) documented() *pathTree {
	j.pathsOnce.Do(func() {
		j.paths = &pathTree{}
		for _, o := range j.contract.Operations {
			j.paths.add(o)
		}
	})
	return j.paths
}

func (t *pathTree) add(o *contract.Operation) {
	for _, s := range pathSegments(o.Path) {
		next := t.any
		if strings.ContainsAny(s, "{<") {
			if next == nil {
				next = &pathTree{}
				t.any = next
			}
		} else if next = t.literal[strings.ToLower(s)]; next == nil {
			if t.literal == nil {
				t.literal = map[string]*pathTree{}
			}
			next = &pathTree{written: s, place: o.Place}
			t.literal[strings.ToLower(s)] = next
		}
		t = next
	}
}

// pathSegments cuts a path; keys in parentheses are segments of their own.
func pathSegments(path string) []string {
	var out []string
	for _, s := range strings.Split(strings.Trim(path, "/"), "/") {
		if u, err := url.PathUnescape(s); err == nil {
			s = u
		}
		if open := strings.IndexByte(s, '('); open > 0 && strings.HasSuffix(s, ")") && !strings.Contains(s, "=") {
			out = append(out, s[:open])
			if inside := s[open+1 : len(s)-1]; inside != "" {
				out = append(out, inside)
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// misspelt finds the segment of a path that is nearly a documented one, where
// all before it is documented: at least one name, and nothing else fits.
func (t *pathTree) misspelt(path string) (wrong, right string, at edm.Place) {
	segments := pathSegments(path)
	for from := range min(len(segments), 6) {
		if wrong, right, at = t.follow(segments[from:], 0); right != "" {
			return wrong, right, at
		}
	}
	return "", "", edm.Place{}
}

func (t *pathTree) follow(segments []string, names int) (wrong, right string, at edm.Place) {
	if len(segments) == 0 {
		return "", "", edm.Place{}
	}
	if next := t.literal[strings.ToLower(segments[0])]; next != nil {
		return next.follow(segments[1:], names+1)
	}
	if t.any != nil && names > 0 {
		return t.any.follow(segments[1:], names)
	}
	if names == 0 {
		return "", "", edm.Place{}
	}
	var near *pathTree
	for name, n := range t.literal {
		if !fewEdits(strings.ToLower(segments[0]), name) {
			continue
		}
		if near != nil {
			return "", "", edm.Place{} // two are as near: neither is meant for sure
		}
		near = n
	}
	if near == nil {
		return "", "", edm.Place{}
	}
	return segments[0], near.written, near.place
}

// fewEdits reports whether two long words differ by one or two letters:
// names of an API are like each other, and a longer distance is another name.
func fewEdits(a, b string) bool {
	const most = 2
	if len(a) < 5 || len(a) > 200 || len(a)-len(b) > most || len(b)-len(a) > most {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			up := row[j+1]
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, up, row[j])
			}
			diagonal, row[j+1] = up, cost
		}
	}
	return row[len(b)] <= most
}
