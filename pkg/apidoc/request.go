package apidoc

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// HTTPRequest is a line `METHOD /path` of a page's HTTP request section.
type HTTPRequest struct {
	Method         string
	Target         string // as written: /users/{id}?$select={properties}
	Version        string // "HTTP/1.1" where written
	Fence          *Fence
	Position       location.Position // of the method
	TargetPosition location.Position
}

// Path is the target without service root, version segment and query.
func (r *HTTPRequest) Path() string {
	path, _ := SplitTarget(r.Target)
	return path
}

// SplitTarget takes host and version segment off a URL, and splits it at the
// query.
func SplitTarget(target string) (path, query string) {
	path, query, _ = strings.Cut(target, "?")
	if i := strings.Index(path, "://"); i >= 0 {
		path = path[i+3:]
		if slash := strings.IndexByte(path, '/'); slash >= 0 {
			path = path[slash:]
		} else {
			path = "/"
		}
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	first, rest, _ := strings.Cut(path[1:], "/")
	if isVersion(first) {
		path = "/" + rest
	}
	return path, query
}

// isVersion reports whether a path segment says a version: beta, v1.0,
// {version}.
func isVersion(s string) bool {
	low := strings.ToLower(strings.Trim(s, "{}"))
	return low == "beta" || low == "version" || low == "api-version" ||
		len(low) > 1 && low[0] == 'v' && strings.Trim(low[1:], "0123456789.") == ""
}

// httpRequests finds the fences that list method and path templates: every
// line is one, without a host, and no annotated example stands in the same
// section.
func (p *Page) httpRequests() {
	examples := p.exampleSections()
	if len(examples) == 0 && p.hasKind(KindResource) {
		return // a page about a type, which shows how to get at it
	}
	var section *Heading
	found := false
	for _, f := range p.Fences {
		ignored := f.Block != nil && f.Block.Kind == KindIgnored
		if f.Block != nil && !ignored {
			continue
		}
		root := f.Heading.root()
		if (examples[root] || root == nil) && (found || p.afterExample(f, root)) {
			continue
		}
		if found && root != section && !ignored {
			continue
		}
		lines := templateLines(f, ignored && !examples[root])
		if len(lines) == 0 {
			continue
		}
		if !found {
			found, section = true, root
		}
		f.template = true
		p.HTTPRequests = append(p.HTTPRequests, lines...)
	}
	if found {
		return
	}
	// Pages that show a template as the request of their example.
	for _, b := range p.Blocks {
		if b.Kind != KindRequest || b.Fence == nil {
			continue
		}
		if m := ReadMessage(b.Fence.Text); m.Method != "" && strings.HasPrefix(m.Target, "/") {
			p.HTTPRequests = append(p.HTTPRequests, &HTTPRequest{Method: m.Method, Target: m.Target, Version: m.Version, Fence: b.Fence, Position: m.StartPosition, TargetPosition: m.TargetPosition})
		}
	}
}

func (p *Page) hasKind(kind string) bool {
	for _, b := range p.Blocks {
		if b.Kind == kind {
			return true
		}
	}
	return false
}

// root is the section below the title that a heading belongs to; nil: the
// title's own.
func (h *Heading) root() *Heading {
	for h != nil && h.Parent != nil && h.Parent.Parent != nil {
		h = h.Parent
	}
	if h == nil || h.Level <= 1 {
		return nil
	}
	if h.Parent != nil && h.Parent.Level > 1 {
		return h.Parent
	}
	return h
}

// exampleSections are the sections that hold annotated examples.
func (p *Page) exampleSections() map[*Heading]bool {
	sections := map[*Heading]bool{}
	for _, b := range p.Blocks {
		if b.Kind == KindRequest || b.Kind == KindResponse {
			sections[b.Heading.root()] = true
		}
	}
	return sections
}

// afterExample reports whether an annotated request or response of the
// section comes before the fence.
func (p *Page) afterExample(f *Fence, section *Heading) bool {
	for _, b := range p.Blocks[:min(f.After, len(p.Blocks))] {
		if (b.Kind == KindRequest || b.Kind == KindResponse) && b.Heading.root() == section {
			return true
		}
	}
	return false
}

// templateLines reads the lines of a fence as requests; nil where one of
// them is something else.
func templateLines(f *Fence, hosts bool) []*HTTPRequest {
	var out []*HTTPRequest
	data := f.Text.Data
	for at := 0; at < len(data); {
		line, next := nextLine(data, at)
		trimmed := strings.TrimSpace(line)
		method, target := cutSpace(trimmed)
		if slash := strings.IndexByte(method, '/'); slash > 0 && isMethod(method[:slash]) {
			method, target = method[:slash], strings.TrimSpace(trimmed[slash:]) // DELETE/users
		}
		switch {
		case trimmed == "" || strings.HasPrefix(trimmed, "//") || trimmed[0] == '#' || strings.HasPrefix(trimmed, "...") || alternatives[strings.ToLower(trimmed)]:
		case isMethod(method) && target != "":
			r := &HTTPRequest{Method: strings.ToUpper(method), Fence: f}
			lead := strings.Index(line, method)
			r.Position = f.Text.Position(at + lead)
			r.TargetPosition = f.Text.Position(at + lead + len(method) + strings.Index(line[lead+len(method):], target))
			if k := strings.LastIndexByte(target, ' '); k >= 0 && strings.HasPrefix(strings.ToUpper(target[k+1:]), "HTTP/") {
				r.Version, target = target[k+1:], strings.TrimSpace(target[:k])
			}
			if strings.Contains(target, "://") && !hosts {
				return nil
			}
			r.Target = target
			out = append(out, r)
		case len(out) > 0 && (trimmed[0] == '?' || trimmed[0] == '&'):
			out[len(out)-1].Target += trimmed
		case len(out) > 0 && hosts && headerName(trimmed) != "":
			// a header in a template
		default:
			return nil
		}
		at = next
	}
	return out
}
