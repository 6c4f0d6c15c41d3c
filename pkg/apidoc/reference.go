package apidoc

import (
	"github.com/concord-odata/concord/pkg/edm"
)

// Reference is what a set of pages says together.
type Reference struct {
	Pages      []*Page // in the order of their names
	Model      *edm.Model
	Types      []*TypeDecl // of all pages, in their order
	Enums      []*EnumDecl
	Operations []*Operation // selected ones
	Examples   []*Example   // selected ones
	Stats      Stats

	types map[string]*TypeDecl
	pages *resolver
}

// Stats counts what was read.
type Stats struct {
	Pages, Bytes                            int
	Annotations, Lenient, Unreadable        int // annotations in all; those that are no strict JSON; those nobody can read
	Types, Enums, EnumTables                int // distinct types and enumerations; tables of members
	PropertyRows, RelationshipRows, Methods int
	Operations, Examples, Paired            int
	ResponseBodies                          int // annotated responses with a body
	Problems                                map[Code]int
}

// Type is the first declaration of the type of that qualified name, or nil.
func (r *Reference) Type(qualified string) *TypeDecl { return r.types[qualified] }

// Page is the page that a relative link on another one leads to, or nil.
func (r *Reference) Page(from *Page, target string) *Page { return r.pages.linked(from, target) }

// Problems are those of all pages, in order.
func (r *Reference) Problems() []Problem {
	var all []Problem
	for _, p := range r.Pages {
		all = append(all, p.Problems...)
	}
	return all
}

// assemble brings pages together.
func assemble(pages []*Page, files []file, opt Options) *Reference {
	r := newResolver(pages)
	r.jobs = opt.jobs()
	r.resolve()
	r.each(func(i int, p *Page) {
		if !files[i].root {
			r.links(p)
		}
	})
	r.names()
	ref := &Reference{Pages: pages, pages: r, types: r.types}
	ref.Model = r.model()
	for _, p := range pages {
		ref.Types = append(ref.Types, p.Types...)
		ref.Enums = append(ref.Enums, p.Enums...)
	}
	ref.choose(opt.Only)
	ref.count()
	return ref
}

// choose selects the operations whose paths match, their pages, and the
// pages of the types that they use.
func (r *Reference) choose(only string) {
	for _, p := range r.Pages {
		p.Selected = only == ""
		for _, op := range p.Operations {
			if selected(only, op.Path) {
				r.Operations = append(r.Operations, op)
				p.Selected = true
			}
		}
		if p.Selected {
			r.Examples = append(r.Examples, p.Examples...)
		}
	}
	if only == "" {
		return
	}
	reach := reacher{r: r, seen: map[string]bool{}}
	for _, op := range r.Operations {
		reach.to(op.RequestBody.Name)
		for _, ret := range op.Returns {
			reach.to(ret.Type.Name)
		}
		for _, b := range op.Page.Blocks {
			reach.to(b.Type.Name)
		}
	}
}

// reacher selects the pages of a type and of all that its structural
// properties and base types name.
type reacher struct {
	r    *Reference
	seen map[string]bool
}

func (r *reacher) to(name string) {
	if name == "" || r.seen[name] {
		return
	}
	r.seen[name] = true
	if e := r.r.pages.enums[name]; e != nil {
		e.Page.Selected = true
	}
	d := r.r.types[name]
	if d == nil {
		return
	}
	d.Page.Selected = true
	r.to(d.BaseType)
	for _, p := range d.Properties {
		r.to(p.Type.Ref.Name)
	}
}

// count fills in the statistics.
func (r *Reference) count() {
	s := &r.Stats
	s.Problems = map[Code]int{}
	types, enums := map[string]bool{}, map[string]bool{}
	for _, p := range r.Pages {
		s.Pages++
		s.Bytes += len(p.Text.Data)
		s.Annotations += len(p.Blocks)
		for _, b := range p.Blocks {
			switch {
			case b.Annotation == nil:
				s.Unreadable++
			case len(b.Slips) > 0:
				s.Lenient++
			}
		}
		for _, t := range p.Tables {
			switch t.Role {
			case EnumTable:
				s.EnumTables++
			case PropertyTable:
				s.PropertyRows += len(t.Rows)
			case RelationshipTable:
				s.RelationshipRows += len(t.Rows)
			case MethodTable:
				s.Methods += len(t.Rows)
			}
		}
		for _, d := range p.Types {
			types[d.Name] = true
		}
		for _, e := range p.Enums {
			enums[e.Name] = true
		}
		s.Operations += len(p.Operations)
		for _, e := range p.Examples {
			s.Examples++
			if e.Request != nil && e.Response != nil {
				s.Paired++
			}
			if e.ResponseMessage != nil && e.ResponseMessage.Body != nil && e.Response.Kind == KindResponse {
				s.ResponseBodies++
			}
		}
		for i := range p.Problems {
			s.Problems[p.Problems[i].Code]++
		}
	}
	s.Types, s.Enums = len(types), len(enums)
}
