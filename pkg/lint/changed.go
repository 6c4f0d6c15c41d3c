package lint

import (
	"path/filepath"
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/edm"
)

// Affected keeps the pages for which something may be new when some files
// changed: those pages themselves, those that link to or include one of them,
// and those that use a type that one of them declares. Files are named as the
// pages are; one that is gone counts as changed.
func Affected(pages []*apidoc.Page, changed func(file string) bool) []*apidoc.Page {
	types := map[string]bool{}
	for _, p := range pages {
		if !changed(p.File) {
			continue
		}
		for _, d := range p.Types {
			types[d.Name] = true
		}
		for _, e := range p.Enums {
			types[e.Name] = true
		}
	}
	var kept []*apidoc.Page
	for _, p := range pages {
		if changed(p.File) || refers(p, changed) || uses(p, types) {
			kept = append(kept, p)
		}
	}
	return kept
}

// refers reports whether a link or an include of the page leads to a changed
// file.
func refers(p *apidoc.Page, changed func(string) bool) bool {
	leads := func(target string) bool {
		target, _, _ = strings.Cut(target, "#")
		target, _, _ = strings.Cut(target, "?")
		if target == "" || strings.Contains(target, "://") || strings.HasPrefix(target, "/") {
			return false
		}
		return changed(filepath.Join(filepath.Dir(p.File), filepath.FromSlash(target)))
	}
	for _, l := range p.Links {
		if leads(l.Target) {
			return true
		}
	}
	for _, in := range p.Includes {
		if leads(in.Target) {
			return true
		}
	}
	return false
}

// uses reports whether the page names one of the types: in an annotation, a
// property table, as a base type, or as what an operation takes or returns.
func uses(p *apidoc.Page, types map[string]bool) bool {
	if len(types) == 0 {
		return false
	}
	is := func(t edm.TypeRef) bool { return types[t.Name] }
	for _, b := range p.Blocks {
		if is(b.Type) || types[b.BaseType] {
			return true
		}
	}
	for _, d := range p.Types {
		if types[d.BaseType] {
			return true
		}
		for _, list := range [][]*apidoc.PropertyDoc{d.Properties, d.Relationships} {
			for _, row := range list {
				if is(row.Type.Ref) {
					return true
				}
			}
		}
	}
	for _, op := range p.Operations {
		if is(op.Response) || is(op.RequestBody) {
			return true
		}
		for _, r := range op.Returns {
			if is(r.Type) {
				return true
			}
		}
	}
	return false
}
