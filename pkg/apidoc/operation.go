package apidoc

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// Placeholder is a part of a path template that stands for a value.
type Placeholder struct {
	Name       string // without its brackets
	Start, End int    // in the path
}

// Return is one statement of what an operation returns.
type Return struct {
	Type     edm.TypeRef
	Source   ReturnSource
	Status   int // 0: unsaid
	Block    *Block
	Known    bool // a page declares the type, or it is built in
	Expr     TypeExpr
	Position location.Position
}

// ReturnSource is where a statement of a return type stands.
type ReturnSource string

// The sources of return types.
const (
	FromResponse ReturnSource = "response" // the annotation of a documented response
	FromSentence ReturnSource = "sentence" // "returns `200 OK` and a [user](user.md) object"
	FromMethods  ReturnSource = "methods"  // the methods table of a resource page
)

// Operation is a documented operation: one line of an HTTP request section.
type Operation struct {
	Page                *Page
	Method              string
	Path                string // template as documented, without host, version and query
	Query               string // as documented
	Placeholders        []Placeholder
	Request             *HTTPRequest
	Statuses            []*StatusSentence
	Returns             []Return    // every statement, annotations first
	Response            edm.TypeRef // what the annotations say, where they agree, else the sentence, else the methods table
	ReturnsNothing      bool        // documented to answer without a body
	RequestBody         edm.TypeRef // zero: unsaid
	RequestBodyExpr     TypeExpr
	Parameters          []*PropertyDoc // of the page's parameter tables
	Examples            []*Example
	ExampleShowsContext bool // a documented response has a root context
	Position            location.Position

	segments []string // of the path
}

// placeholders are the places of a template's placeholders: what stands
// between braces, or between angle brackets without a slash.
func placeholders(template string) (places [][2]int) {
	for i := 0; i < len(template); i++ {
		marks, end := "{}", byte('}')
		switch template[i] {
		case '{':
		case '<':
			marks, end = "<>/", '>'
		default:
			continue
		}
		if n := strings.IndexAny(template[i+1:], marks); n >= 0 && template[i+1+n] == end {
			places = append(places, [2]int{i, i + n + 2})
			i += n + 1
		}
	}
	return places
}

// operations makes an operation of each template, once.
func (p *Page) operations(prose []paragraph) {
	seen := map[string]bool{}
	statuses := p.responseStatuses()
	bodies := map[*Heading]TypeExpr{}
	for _, r := range p.HTTPRequests {
		path, query := SplitTarget(r.Target)
		if i := strings.IndexAny(path, " \t"); i >= 0 && !strings.ContainsAny(path[:i], "{(<") {
			path = path[:i]
		}
		if seen[r.Method+" "+path] {
			continue
		}
		seen[r.Method+" "+path] = true
		op := &Operation{Page: p, Method: r.Method, Path: path, Query: query, Request: r, Position: r.Position}
		for _, m := range placeholders(path) {
			op.Placeholders = append(op.Placeholders, Placeholder{Name: strings.TrimSpace(path[m[0]+1 : m[1]-1]), Start: m[0], End: m[1]})
		}
		op.Statuses = statuses
		op.Parameters = p.Parameters
		if op.Method != "GET" && op.Method != "DELETE" && op.Method != "HEAD" {
			body, ok := bodies[r.Fence.Heading]
			if !ok {
				body = p.requestBody(prose, r, statuses)
				bodies[r.Fence.Heading] = body
			}
			op.RequestBodyExpr = body
		}
		p.Operations = append(p.Operations, op)
	}
}

// responseStatuses are the sentences outside examples, or all where there
// are no others.
func (p *Page) responseStatuses() []*StatusSentence {
	var out []*StatusSentence
	for _, s := range p.Statuses {
		if !s.Example {
			out = append(out, s)
		}
	}
	if out == nil {
		return p.Statuses
	}
	return out
}

// requestBody is the type whose JSON a section between the HTTP request and
// the response asks for.
func (p *Page) requestBody(prose []paragraph, r *HTTPRequest, statuses []*StatusSentence) TypeExpr {
	from, to := r.Fence.Heading.place(), len(p.Headings)
	for _, s := range statuses {
		to = s.Heading.root().place()
		break
	}
	for i := range prose {
		par := &prose[i]
		if at := par.heading.place(); at <= from || at >= to {
			continue
		}
		if !strings.Contains(plain(par.runs), "JSON") {
			continue
		}
		for k, run := range par.runs {
			if run.Kind == LinkRun && strings.Contains(run.Target, ".md") {
				if expr := readType(par.text, run.Start, par.runs[k:k+1]); expr.Name != "" {
					return expr
				}
			}
		}
	}
	return TypeExpr{}
}

// place is the order of a heading among those of its page; -1: the text
// before the first.
func (h *Heading) place() int {
	if h == nil {
		return -1
	}
	return h.order
}

// requestPath is the path of a request, split for comparison with templates.
type requestPath struct {
	segments []string
	keyed    []string // keys in parentheses as segments, casts left out; nil: the same
}

func splitPath(path string) requestPath {
	p := requestPath{segments: segments(path)}
	if strings.ContainsAny(path, "(.") {
		p.keyed = keyed(p.segments)
	}
	return p
}

// match scores how well a path fits the operation's template: -1, not at
// all; else the number of segments that are equal word by word.
func (op *Operation) match(path requestPath) int {
	if op.segments == nil {
		op.segments = segments(op.Path)
	}
	score := matchSegments(op.segments, path.segments, 0)
	if score < 0 && path.keyed != nil {
		score = matchSegments(op.segments, path.keyed, 0)
	}
	return score
}

// Matches reports whether a request's path, without host and version, is one
// that the template stands for: placeholders fit anything, keys may stand in
// parentheses, and casts may be there.
func (op *Operation) Matches(path string) bool {
	return matchSegments(segments(op.Path), segments(path), 0) >= 0 || matchSegments(segments(op.Path), keyed(segments(path)), 0) >= 0
}

// matchSegments compares segment by segment. A placeholder after a colon,
// root:/{item-path}, stands for several.
func matchSegments(want, got []string, depth int) int {
	score := 0
	for i := range want {
		if i >= len(got) {
			return -1
		}
		if i > 0 && strings.HasSuffix(want[i-1], ":") && strings.HasPrefix(want[i], "{") && len(got) > len(want) && depth < 4 {
			best := -1
			for skip := 0; skip <= len(got)-len(want); skip++ {
				if !segmentFits(want[i], got[i+skip]) {
					continue
				}
				if rest := matchSegments(want[i+1:], got[i+skip+1:], depth+1); rest > best {
					best = rest
				}
			}
			if best < 0 {
				return -1
			}
			return score + best
		}
		switch {
		case strings.EqualFold(want[i], got[i]):
			score++
		case !segmentFits(want[i], got[i]):
			return -1
		}
	}
	if len(got) > len(want) {
		return -1
	}
	return score
}

// keyed writes keys in parentheses as segments, and leaves out casts: what
// templates show as tasks/{id} is called as tasks('1').
func keyed(got []string) []string {
	out := make([]string, 0, len(got)+1)
	for i, s := range got {
		open := strings.IndexByte(s, '(')
		switch {
		case open > 0 && strings.HasSuffix(s, ")") && isKey(s[open+1:len(s)-1]):
			out = append(out, s[:open], s[open+1:len(s)-1])
		case i > 0 && open < 0 && isQualified(s) && strings.Count(s, ".") > 1:
		default:
			out = append(out, s)
		}
	}
	return out
}

// isKey reports whether what stands in parentheses is one value without a
// name, and so a key rather than the parameters of a function.
func isKey(s string) bool {
	return len(s) > 1 && s[0] == '\'' && s[len(s)-1] == '\'' || s != "" && !strings.Contains(s, "=")
}

// segments splits a path at slashes, but for those inside quotes and
// braces.
func segments(path string) []string {
	var out []string
	depth, quoted, start := 0, false, 0
	for i := range len(path) {
		switch c := path[i]; {
		case c == '\'':
			quoted = !quoted
		case c == '{' || c == '(' || c == '<':
			depth++
		case c == '}' || c == ')' || c == '>':
			depth--
		case c == '/' && !quoted && depth <= 0:
			if i > start {
				out = append(out, path[start:i])
			}
			start = i + 1
		}
	}
	if start < len(path) {
		out = append(out, path[start:])
	}
	return out
}

// segmentFits reports whether a template's segment, with its placeholders
// standing for anything, is the segment.
func segmentFits(template, segment string) bool {
	if !strings.ContainsAny(template, "{<") {
		// A namespace before an operation's name may be left out.
		return strings.EqualFold(simpleName(strings.TrimSuffix(template, "()")), simpleName(strings.TrimSuffix(segment, "()")))
	}
	if template[0] == '{' && strings.IndexByte(template, '}') == len(template)-1 {
		return true
	}
	places := placeholders(template)
	rest, at := strings.ToLower(segment), 0
	low := strings.ToLower(template)
	for i, m := range places {
		literal := low[at:m[0]]
		k := strings.Index(rest, literal)
		if k < 0 || i == 0 && k > 0 {
			return false
		}
		rest, at = rest[k+len(literal):], m[1]
	}
	return strings.HasSuffix(rest, low[at:])
}
