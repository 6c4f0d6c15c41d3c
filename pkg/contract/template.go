package contract

import (
	"net/url"
	"strings"
)

// A path is compared with the templates of the documentation segment by
// segment, keys always as segments of their own: users/{id}, users('{id}')
// and users/42 are of one form.

// part is one segment of a path or template in that form.
type part struct {
	text string   // literal, lower case, namespace of a bound operation dropped; "" for a key
	key  bool     // a key predicate, a key as segment, or a placeholder
	args []string // names of a call's parameters, lower case; nil: no parentheses
}

// shape is what templates are looked up by: method, number of parts, and the
// first one's literal.
type shape struct {
	method string
	parts  int
	first  string
}

// split is the path in parts. A template's placeholders are keys.
func split(path string) []part {
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	var parts []part
	for _, seg := range segments(path) {
		if seg == "" {
			continue
		}
		if s, err := url.PathUnescape(seg); err == nil {
			seg = s
		}
		parts = append(parts, splitSegment(seg)...)
	}
	return parts
}

// segments cuts at slashes that stand outside of braces, parentheses and
// quotes: documented placeholders hold slashes now and then.
func segments(path string) []string {
	var out []string
	depth, quote, start := 0, false, 0
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '\'':
			quote = !quote && depth > 0
		case quote:
		case c == '(' || c == '{':
			depth++
		case (c == ')' || c == '}') && depth > 0:
			depth--
		case c == '/' && depth == 0:
			out = append(out, path[start:i])
			start = i + 1
		}
	}
	return append(out, path[start:])
}

func splitSegment(seg string) []part {
	if isPlaceholder(seg) {
		return []part{{key: true}}
	}
	open := strings.IndexByte(seg, '(')
	if open <= 0 || !strings.HasSuffix(seg, ")") {
		return []part{{text: literal(seg)}}
	}
	name, inside := seg[:open], seg[open+1:len(seg)-1]
	if inside == "" {
		return []part{{text: literal(name), args: []string{}}}
	}
	if !strings.Contains(inside, "=") {
		return []part{{text: literal(name)}, {key: true}}
	}
	p := part{text: literal(name), args: []string{}}
	for _, arg := range arguments(inside) {
		n, _, _ := strings.Cut(arg, "=")
		p.args = append(p.args, strings.ToLower(strings.TrimSpace(n)))
	}
	return []part{p}
}

// arguments cuts at commas outside of quotes, braces and brackets.
func arguments(s string) []string {
	var out []string
	depth, quote, start := 0, false, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\'':
			quote = !quote
		case quote:
		case strings.IndexByte("({[", c) >= 0:
			depth++
		case strings.IndexByte(")}]", c) >= 0:
			depth--
		case c == ',' && depth == 0:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

func isPlaceholder(seg string) bool {
	return len(seg) > 2 && (seg[0] == '{' && seg[len(seg)-1] == '}' || seg[0] == '<' && seg[len(seg)-1] == '>')
}

// literal is a segment's name for comparison: the last part of a qualified
// name, without regard to case (the rules, not the look-up, judge the case).
func literal(seg string) string {
	if i := strings.LastIndexByte(seg, '.'); i >= 0 && i+1 < len(seg) && !strings.ContainsAny(seg, " :'\"@") {
		seg = seg[i+1:]
	}
	return strings.ToLower(seg)
}

// fits reports whether a path's parts fit the template's, and how many
// literals they share: of several templates the one with most wins.
func fits(template, path []part) (literals int, ok bool) {
	if len(template) != len(path) {
		return 0, false
	}
	for i, t := range template {
		p := path[i]
		switch {
		case t.key:
			if len(p.args) > 0 {
				return 0, false
			}
		case p.key || t.text != p.text:
			return 0, false
		default:
			if t.args != nil && p.args != nil && !sameNames(t.args, p.args) {
				return 0, false
			}
			literals++
		}
	}
	return literals, true
}

func sameNames(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		found := false
		for _, y := range b {
			found = found || x == y
		}
		if !found {
			return false
		}
	}
	return true
}
