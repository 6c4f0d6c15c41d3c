package apidoc

import (
	"fmt"
	"path"
	"strings"
)

// links reports the relative links that lead nowhere. What may lie outside
// the pages that were read, or in a folder of which nothing was, is not
// known.
func (r *resolver) links(p *Page) {
	for _, l := range p.Links {
		if l.Missing {
			r.problem(p, Problem{Code: LinkBroken, Message: fmt.Sprintf("the reference [%s] is not defined on the page", l.Target), Position: l.Position, Name: l.Target})
			continue
		}
		if l.Image || l.Target == "" || strings.HasPrefix(l.Target, "#tab/") {
			continue
		}
		key, ok := linkKey(p, l.Target)
		if !ok {
			continue
		}
		_, fragment, _ := strings.Cut(l.Target, "#")
		target := r.byKey[key]
		if target == nil {
			r.brokenPage(p, l, key)
			continue
		}
		if fragment != "" && !target.hasAnchor(fragment) && r.whole(target) {
			r.problem(p, Problem{Code: LinkBroken, Message: fmt.Sprintf("%s has no anchor #%s", path.Base(target.File), fragment), Position: l.Position, Name: l.Target})
		}
	}
	for _, in := range p.Includes {
		key, ok := linkKey(p, in.Target)
		if !ok || in.Resolved || r.byKey[key] != nil || !r.folders[path.Dir(key)] {
			continue
		}
		r.problem(p, Problem{Code: IncludeMissing, Message: fmt.Sprintf("the include %s is not there", in.Target), Position: in.Position, Name: in.Target})
	}
}

func (r *resolver) brokenPage(p *Page, l Link, key string) {
	if !strings.EqualFold(path.Ext(key), ".md") || !r.folders[path.Dir(key)] {
		return
	}
	problem := Problem{Code: LinkBroken, Message: fmt.Sprintf("the link leads to %s, which is not there", l.Target), Position: l.Position, Name: l.Target}
	if actual := r.folded[strings.ToLower(key)]; actual != "" {
		problem.Message = fmt.Sprintf("the link leads to %s, the file is %s", l.Target, path.Base(actual))
		problem.Suggestion = path.Base(actual)
	}
	r.problem(p, problem)
}

// whole reports whether everything that the page shows was read: an include
// that is not there may hold the anchor, unless it stands in a language tab or
// right under the title.
func (r *resolver) whole(p *Page) bool {
	for _, in := range p.Includes {
		if !in.Resolved && in.Tab == "" && in.Heading.root() != nil {
			return false
		}
	}
	return true
}

func (p *Page) hasAnchor(fragment string) bool {
	if p.Anchors[fragment] {
		return true
	}
	for anchor := range p.Anchors {
		if strings.EqualFold(anchor, fragment) {
			return true
		}
	}
	return false
}

// names reports the names of requests that several examples have.
func (r *resolver) names() {
	first := map[string]*Block{}
	for _, p := range r.pages {
		for _, b := range p.Blocks {
			if b.Kind != KindRequest || b.Name == "" {
				continue
			}
			if before := first[b.Name]; before != nil {
				r.problem(p, Problem{Code: NameTwice, Message: fmt.Sprintf("the name %q stands at %s:%d as well", b.Name, before.Position.File, before.Position.Line), Position: b.ValuePosition("name"), Name: b.Name})
				continue
			}
			first[b.Name] = b
		}
	}
}
