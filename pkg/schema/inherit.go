package schema

import (
	"regexp"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// maxLevels bounds how far below a type its derived types are looked for.
const maxLevels = 64

// index finds for every complex type those that derive from it directly, in
// the order of the model. A type that is declared twice has no document, and
// is left out of the line; types that derive from themselves have no line.
func (g *Generator) index() map[string][]*edm.ComplexType {
	base := map[string]string{}
	for t := range g.model.Types() {
		if c, ok := t.(*edm.ComplexType); ok && !g.model.Ambiguous(c.QualifiedName()) {
			base[c.QualifiedName()] = g.baseOf(c)
		}
	}
	circular := circles(base)
	below := map[string][]*edm.ComplexType{}
	for t := range g.model.Types() {
		if b := base[t.QualifiedName()]; b != "" && !circular[t.QualifiedName()] {
			below[b] = append(below[b], t.(*edm.ComplexType))
		}
	}
	return below
}

// baseOf is the nearest base type that has a document of a complex type.
func (g *Generator) baseOf(t *edm.ComplexType) string {
	for range maxLevels {
		up := g.model.ComplexType(t.BaseType)
		if up == nil {
			return ""
		}
		if !g.model.Ambiguous(up.QualifiedName()) {
			return up.QualifiedName()
		}
		t = up
	}
	return ""
}

// circles are the types that are their own base types, by way of others.
func circles(base map[string]string) map[string]bool {
	found, done := map[string]bool{}, map[string]bool{}
	for start := range base {
		at := map[string]int{}
		var path []string
		name := start
		for name != "" && !done[name] {
			if i, again := at[name]; again {
				for _, n := range path[i:] {
					found[n] = true
				}
				break
			}
			at[name] = len(path)
			path = append(path, name)
			name = base[name]
		}
		for _, n := range path {
			done[n] = true
		}
	}
	return found
}

// derivable reports whether a complex type derives from this type.
func (g *Generator) derivable(t edm.StructuredType) bool {
	return len(g.derived()[t.QualifiedName()]) > 0
}

// reaches reports whether the documents lead from a complex type to one that
// derives from it: the line of its base types is not broken.
func (g *Generator) reaches(t, derived edm.StructuredType) bool {
	level := []string{t.QualifiedName()}
	for range maxLevels {
		var next []string
		for _, name := range level {
			for _, d := range g.derived()[name] {
				if d == derived {
					return true
				}
				next = append(next, d.QualifiedName())
			}
		}
		level = next
	}
	return false
}

// named accepts an object whose type annotation names the type or one that
// derives from it, by namespace or alias, with or without its metadata URL.
func (w *writer) named(t *edm.ComplexType) object {
	level, names := []*edm.ComplexType{t}, []string(nil)
	for range maxLevels {
		var next []*edm.ComplexType
		for _, d := range level {
			names = append(names, w.spellings(d)...)
			next = append(next, w.g.derived()[d.QualifiedName()]...)
		}
		level = next
	}
	pattern := object{{"type", "string"}, {"pattern", "(?:^|#)(?:" + strings.Join(names, "|") + ")$"}}
	by := func(name string) object {
		return object{{"properties", object{{name, pattern}}}, {"required", array{name}}}
	}
	return object{{"type", "object"}, {"anyOf", array{by("@odata.type"), by("@type")}}}
}

// spellings are the names of a type, as parts of a pattern.
func (w *writer) spellings(t *edm.ComplexType) []string {
	names := []string{regexp.QuoteMeta(t.QualifiedName())}
	for _, sc := range w.g.model.Schemas {
		if sc.Namespace == t.Namespace && sc.Alias != "" {
			return append(names, regexp.QuoteMeta(sc.Alias+"."+t.Name))
		}
	}
	return names
}

// orDerived lets the type annotation that stands in a value choose the
// document that judges it, one step down the line at a time.
func (w *writer) orDerived(t edm.StructuredType) object {
	var branches, below array
	for _, d := range w.g.derived()[t.QualifiedName()] {
		document := reference(FileName(d.QualifiedName()))
		named := object{{"$ref", document + "#/$defs/" + defNamed}}
		below = append(below, named)
		if w.g.derivable(d) {
			document += "#/$defs/" + defOrDerived
		}
		branches = append(branches, object{{"if", named}, {"then", object{{"$ref", document}}}})
	}
	branches = append(branches, object{{"if", object{{"anyOf", below}}}, {"else", object{{"$ref", "#"}}}})
	return object{{"allOf", branches}}
}
