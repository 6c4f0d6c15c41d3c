package apidoc

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/concord-odata/concord/pkg/edm"
)

// resolver brings pages together: what a name, a link or a case slip means
// is known only once every page was read.
type resolver struct {
	pages   []*Page
	byKey   map[string]*Page
	folded  map[string]string // folded key → key
	folders map[string]bool
	types   map[string]*TypeDecl // by qualified name, the first page's
	enums   map[string]*EnumDecl
	simple  map[string][]string // folded name without namespace → qualified names
	unknown []unknownType
	quiet   bool // a page by itself: what it does not declare may well be declared
	prose   bool // in sentences, a link's text need not be the type's name
	jobs    int  // pages at once
}

// each does the same for every page, several at once. What it does may change
// that page alone.
func (r *resolver) each(do func(i int, p *Page)) {
	const some = 64 // pages that one takes at a time
	var next atomic.Int64
	var all sync.WaitGroup
	for range max(1, min(r.jobs, len(r.pages)/some)) {
		all.Go(func() {
			for {
				end := int(next.Add(some))
				if end-some >= len(r.pages) {
					return
				}
				for i := end - some; i < min(end, len(r.pages)); i++ {
					do(i, r.pages[i])
				}
			}
		})
	}
	all.Wait()
}

// maxNamesakes bounds the types of one name in different namespaces.
const maxNamesakes = 256

// unknownType is a use of a name that nothing declares.
type unknownType struct {
	page *Page
	expr *TypeExpr
	doc  *PropertyDoc
}

func newResolver(pages []*Page) *resolver {
	r := &resolver{
		pages: pages, byKey: map[string]*Page{}, folded: map[string]string{}, folders: map[string]bool{},
		types: map[string]*TypeDecl{}, enums: map[string]*EnumDecl{}, simple: map[string][]string{},
	}
	for _, p := range pages {
		if p.key == "" {
			p.key = p.File
		}
		r.byKey[p.key] = p
		r.folded[strings.ToLower(p.key)] = p.key
		r.folders[path.Dir(p.key)] = true
	}
	return r
}

// resolve gives every type name its meaning.
func (r *resolver) resolve() {
	r.defaultNamespace()
	for _, p := range r.pages {
		for _, d := range p.Types {
			if first := r.types[d.Name]; first != nil {
				if first.Page != p {
					r.problem(p, Problem{Code: TypeTwice, Message: fmt.Sprintf("%s is declared at %s:%d as well", d.Name, first.Position.File, first.Position.Line), Position: d.Position, Name: d.Name})
				}
				continue
			}
			r.types[d.Name] = d
			r.index(d.Name)
		}
	}
	r.indexEnums()
	unknown := make([][]unknownType, len(r.pages))
	r.each(func(i int, p *Page) {
		own := *r // what is unknown is gathered by page
		for _, d := range p.Types {
			own.declaration(p, d)
		}
		for _, doc := range p.Parameters {
			own.name(p, &doc.Type, p.Namespace)
		}
		unknown[i] = own.unknown
	})
	r.unknown = slices.Concat(unknown...)
	r.enumsInWords()
	r.flags()
	for _, u := range r.unknown {
		r.problem(u.page, Problem{Code: TypeUnknown, Message: fmt.Sprintf("no page declares the type %s", u.expr.Ref.Name), Position: u.expr.Position, Name: u.expr.Ref.Name})
	}
	r.each(func(_ int, p *Page) { r.blocks(p) })
	r.prose = true
	r.each(func(_ int, p *Page) { r.operations(p) })
	r.methodTables()
	for _, p := range r.pages {
		for _, op := range p.Operations {
			op.settle()
		}
	}
}

func (r *resolver) problem(p *Page, problem Problem) {
	if !r.quiet {
		p.Problems = append(p.Problems, problem)
	}
}

func (r *resolver) index(name string) {
	low := strings.ToLower(simpleName(name))
	if len(r.simple[low]) < maxNamesakes {
		r.simple[low] = append(r.simple[low], name)
	}
}

// defaultNamespace gives the namespace that most pages have to the
// declarations of those that say none.
func (r *resolver) defaultNamespace() {
	uses := map[string]int{}
	for _, p := range r.pages {
		if p.Namespace != "" {
			uses[p.Namespace]++
		}
	}
	most := ""
	for _, ns := range sortedKeys(uses) {
		if most == "" || uses[ns] > uses[most] {
			most = ns
		}
	}
	for _, p := range r.pages {
		if p.Namespace != "" {
			continue
		}
		p.Namespace = most
		for _, d := range p.Types {
			d.Name = p.qualify(d.Name)
		}
		for _, e := range p.Enums {
			e.Name = p.qualify(e.Name)
		}
	}
}

// indexEnums keeps the tables of members that a property's type or the page
// itself says are of an enumeration.
func (r *resolver) indexEnums() {
	used := map[string]bool{}
	for _, p := range r.pages {
		for _, d := range p.Types {
			for _, doc := range d.Properties {
				used[strings.ToLower(simpleName(doc.Type.Name))] = true
			}
		}
		for _, doc := range p.Parameters {
			used[strings.ToLower(simpleName(doc.Type.Name))] = true
		}
	}
	for _, p := range r.pages {
		p.Enums = slices.DeleteFunc(p.Enums, func(e *EnumDecl) bool {
			return !e.sure && !used[strings.ToLower(simpleName(e.Name))] || r.types[e.Name] != nil
		})
		for _, e := range p.Enums {
			if first := r.enums[e.Name]; first != nil {
				if first.Page != p {
					r.problem(p, Problem{Code: TypeTwice, Message: fmt.Sprintf("%s is declared at %s:%d as well", e.Name, first.Position.File, first.Position.Line), Position: e.Position, Name: e.Name})
				}
				continue
			}
			r.enums[e.Name] = e
			r.index(e.Name)
		}
	}
}

func (r *resolver) declaration(p *Page, d *TypeDecl) {
	ns := d.Name[:max(0, strings.LastIndexByte(d.Name, '.'))]
	if ns == "" {
		ns = p.Namespace
	}
	for _, list := range [][]*PropertyDoc{d.Properties, d.Relationships} {
		for _, doc := range list {
			r.property(p, doc, ns)
		}
	}
	if d.BaseType != "" {
		base := TypeExpr{Name: d.BaseType, Position: d.BasePosition}
		if !r.name(p, &base, ns) && !r.quiet {
			r.unknown = append(r.unknown, unknownType{p, &base, nil})
		}
		d.BaseType = base.Ref.Name
	}
	if d.base.Name == "" {
		return
	}
	known := r.name(p, &d.base, ns)
	if base := d.base.Ref.Name; base != d.Name && edm.Primitive(base) == nil && (d.BaseType == "" || known && r.types[base] != nil && r.types[d.BaseType] == nil) {
		d.BaseType, d.BasePosition = base, d.base.Position
	}
}

func (r *resolver) property(p *Page, doc *PropertyDoc, ns string) {
	if doc.Type.Name == "" {
		if !doc.Annotation {
			r.problem(p, Problem{Code: TypeCell, Message: fmt.Sprintf("the type of %s, %q, cannot be understood", doc.Name, shorten(doc.Type.AsWritten)), Position: doc.Type.Position, Name: doc.Type.AsWritten})
		}
	} else if !r.name(p, &doc.Type, ns) && !doc.Annotation {
		r.unknown = append(r.unknown, unknownType{p, &doc.Type, doc})
	}
	switch doc.Type.Ref.Name {
	case "", "Edm.String":
	default:
		if strings.HasPrefix(doc.Type.Ref.Name, "Edm.") {
			doc.PossibleValues = nil // numbers with a meaning each, not values
		}
	}
	if doc.Inherited != "" {
		base := TypeExpr{Name: doc.Inherited, Target: doc.inheritedTarget, Position: doc.DescriptionPosition}
		if words := identifiers(doc.Inherited); len(words) > 0 {
			base.Name = words[0]
		}
		r.name(p, &base, ns)
		doc.Inherited = base.Ref.Name
	}
}

// name resolves a type as a page of a namespace names it, and reports
// whether it is declared.
func (r *resolver) name(p *Page, e *TypeExpr, ns string) bool {
	if e.Name == "" {
		return false
	}
	e.Ref = edm.TypeRef{Collection: e.Collection.IsTrue()}
	e.Ref.Name, e.Known = r.find(p, e, ns)
	return e.Known
}

// enumsInWords declares the enumerations whose members are listed nowhere
// but in the words of the properties that use them.
func (r *resolver) enumsInWords() {
	rest := r.unknown[:0]
	made := map[string]*EnumDecl{}
	for _, u := range r.unknown {
		if u.doc == nil || len(u.doc.PossibleValues) < 2 || u.doc.Navigation || !memberNames(u.doc.PossibleValues) {
			continue
		}
		e := made[u.expr.Ref.Name]
		if e == nil {
			e = &EnumDecl{Page: u.page, Name: u.expr.Ref.Name, InWords: true, Position: u.doc.ValuesPosition}
			made[e.Name] = e
			u.page.Enums = append(u.page.Enums, e)
			r.enums[e.Name] = e
			r.index(e.Name)
		}
		for _, v := range u.doc.PossibleValues {
			e.add(&edm.EnumMember{Name: v, Place: edm.Place(u.doc.ValuesPosition)})
		}
	}
	for _, u := range r.unknown {
		if made[u.expr.Ref.Name] != nil {
			u.expr.Known = true
			continue
		}
		rest = append(rest, u)
	}
	r.unknown = rest
}

// flags says of the enumerations whose values a property may combine that
// they are flags.
func (r *resolver) flags() {
	for _, p := range r.pages {
		for _, d := range p.Types {
			for _, doc := range d.Properties {
				if e := r.enums[doc.Type.Ref.Name]; e != nil && doc.MultiValued {
					e.Flags = edm.True
				}
			}
		}
	}
}

func memberNames(values []string) bool {
	for _, v := range values {
		if !isASCIIIdentifier(v) {
			return false
		}
	}
	return true
}

// blocks resolves the types of annotations.
func (r *resolver) blocks(p *Page) {
	for _, b := range p.Blocks {
		if b.Type.Name == "" {
			continue
		}
		e := TypeExpr{Name: b.Type.Name, Position: b.ValuePosition("@odata.type"), Collection: edm.Said(b.Type.Collection)}
		b.TypeKnown = r.name(p, &e, p.Namespace)
		if made := r.enums[e.Ref.Name]; made != nil && made.InWords && e.Ref.Name != b.Type.Name && strings.EqualFold(e.Ref.Name, b.Type.Name) {
			// An enumeration made of a property's words is no declaration
			// that the annotation could have slipped from.
			e.Ref.Name, b.TypeKnown = b.Type.Name, false
		}
		b.Type.Name = e.Ref.Name
		if !b.TypeKnown && b.Kind != KindResource {
			r.problem(p, Problem{Code: TypeUnknown, Message: fmt.Sprintf("no page declares the type %s", e.Ref.Name), Position: e.Position, Name: e.Ref.Name})
		}
	}
}
