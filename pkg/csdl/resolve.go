package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// resolver replaces aliases by their namespaces. Aliases are document-global
// (CSDL 4.01, section 5.1); where one is declared twice, a schema means its
// own.
type resolver struct {
	aliases    map[string]string
	done       map[string]string // what was resolved before
	own, means string            // the alias of this schema, where another has it too
}

func (r resolver) namespace(alias string) (string, bool) {
	if alias == r.own && alias != "" {
		return r.means, true
	}
	ns, ok := r.aliases[alias]
	return ns, ok
}

// resolve replaces the aliases in all names and paths of the schemas.
func resolve(src *source) resolver {
	shared := map[string]string{}
	add := func(alias, namespace string) {
		if _, taken := shared[alias]; alias != "" && alias != namespace && !taken {
			shared[alias] = namespace
		}
	}
	for _, s := range src.schemas {
		add(s.Alias, s.Namespace)
	}
	for _, ref := range src.references {
		for _, in := range ref.Include {
			add(in.Alias, in.Namespace)
		}
	}
	// A namespace is never an alias of another.
	for _, s := range src.schemas {
		delete(shared, s.Namespace)
	}
	common := resolver{aliases: shared, done: map[string]string{}}
	for _, ref := range src.references {
		common.annotations(ref.Annotations)
		for _, in := range ref.Include {
			common.annotations(in.Annotations)
		}
	}
	src.container = common.path(src.container)
	for _, s := range src.schemas {
		own := common
		if s.Alias != "" && s.Alias != s.Namespace && shared[s.Alias] != s.Namespace {
			own = resolver{aliases: shared, done: map[string]string{}, own: s.Alias, means: s.Namespace}
		}
		own.schema(s)
	}
	return common
}

// path resolves every qualified name in a text: a type name, a path, an
// annotation target, a list of enumeration members.
func (r resolver) path(s string) string {
	if len(r.aliases) == 0 && r.own == "" || strings.IndexByte(s, '.') < 0 {
		return s
	}
	if to, ok := r.done[s]; ok {
		return to
	}
	to := r.tokens(s)
	r.done[s] = to
	return to
}

// tokens resolves between the separators of paths; what stands in quotes, in
// a key predicate, is no name.
func (r resolver) tokens(s string) string {
	var b strings.Builder
	copied, from, quoted := 0, 0, false
	name := func(end int) {
		dot := strings.LastIndexByte(s[from:end], '.')
		if dot <= 0 {
			return
		}
		if namespace, ok := r.namespace(s[from : from+dot]); ok {
			b.WriteString(s[copied:from])
			b.WriteString(namespace)
			copied = from + dot
		}
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\'':
			quoted = !quoted
			from = i + 1
		case quoted:
			from = i + 1
		case c == '/' || c == '(' || c == ')' || c == ',' || c == '@' || c == '#' || c == '=' || isBlank(c):
			name(i)
			from = i + 1
		}
	}
	name(len(s))
	if copied == 0 && b.Len() == 0 {
		return s
	}
	b.WriteString(s[copied:])
	return b.String()
}

func (r resolver) schema(s *edm.Schema) {
	r.annotations(s.Annotations)
	for _, t := range s.EntityTypes {
		r.structured(&t.Structured)
	}
	for _, t := range s.ComplexTypes {
		r.structured(&t.Structured)
	}
	for _, t := range s.EnumTypes {
		t.UnderlyingType = r.path(t.UnderlyingType)
		r.annotations(t.Annotations)
		for _, m := range t.Members {
			r.annotations(m.Annotations)
		}
	}
	for _, t := range s.TypeDefinitions {
		t.UnderlyingType = r.path(t.UnderlyingType)
		r.annotations(t.Annotations)
	}
	for _, a := range s.Actions {
		r.operation(&a.Operation)
	}
	for _, f := range s.Functions {
		r.operation(&f.Operation)
	}
	for _, t := range s.Terms {
		t.Type.Name = r.path(t.Type.Name)
		t.BaseTerm = r.path(t.BaseTerm)
		r.annotations(t.Annotations)
	}
	if s.EntityContainer != nil {
		r.container(s.EntityContainer)
	}
	for _, g := range s.Targets {
		g.Target = r.path(g.Target)
		r.annotations(g.List)
	}
}

func (r resolver) structured(t *edm.Structured) {
	t.BaseType = r.path(t.BaseType)
	r.annotations(t.Annotations)
	for _, p := range t.Properties {
		p.Type.Name = r.path(p.Type.Name)
		r.annotations(p.Annotations)
	}
	for _, p := range t.NavigationProperties {
		p.Type.Name = r.path(p.Type.Name)
		p.Partner = r.path(p.Partner)
		r.annotations(p.Annotations)
		r.annotations(p.OnDeleteAnnotations)
		for i := range p.ReferentialConstraints {
			c := &p.ReferentialConstraints[i]
			c.Property, c.ReferencedProperty = r.path(c.Property), r.path(c.ReferencedProperty)
			r.annotations(c.Annotations)
		}
	}
}

func (r resolver) operation(o *edm.Operation) {
	o.EntitySetPath = r.path(o.EntitySetPath)
	r.annotations(o.Annotations)
	for _, p := range o.Parameters {
		p.Type.Name = r.path(p.Type.Name)
		r.annotations(p.Annotations)
	}
	if o.ReturnType != nil {
		o.ReturnType.Type.Name = r.path(o.ReturnType.Type.Name)
		r.annotations(o.ReturnType.Annotations)
	}
}

func (r resolver) container(c *edm.EntityContainer) {
	c.Extends = r.path(c.Extends)
	r.annotations(c.Annotations)
	bindings := func(list []edm.NavigationPropertyBinding) {
		for i := range list {
			list[i].Path, list[i].Target = r.path(list[i].Path), r.path(list[i].Target)
		}
	}
	for _, s := range c.EntitySets {
		s.EntityType = r.path(s.EntityType)
		r.annotations(s.Annotations)
		bindings(s.Bindings)
	}
	for _, s := range c.Singletons {
		s.Type = r.path(s.Type)
		r.annotations(s.Annotations)
		bindings(s.Bindings)
	}
	for _, list := range [][]*edm.OperationImport{c.ActionImports, c.FunctionImports} {
		for _, i := range list {
			i.Operation, i.EntitySet = r.path(i.Operation), r.path(i.EntitySet)
			r.annotations(i.Annotations)
		}
	}
}

func (r resolver) annotations(list []*edm.Annotation) {
	for _, a := range list {
		a.Term = r.path(a.Term)
		r.expression(a.Value)
		r.annotations(a.Annotations)
	}
}

func (r resolver) expression(e *edm.Expression) {
	if e == nil {
		return
	}
	e.Type = r.path(e.Type)
	switch e.Kind {
	case "Cast", "IsOf", "EnumMember", "Path", "PropertyPath", "NavigationPropertyPath", "AnnotationPath",
		"ModelElementPath", "AnyPropertyPath", "LabeledElementReference":
		e.Text = r.path(e.Text)
	}
	for _, item := range e.Items {
		r.expression(item)
	}
	for i := range e.Record {
		r.expression(e.Record[i].Value)
		r.annotations(e.Record[i].Annotations)
	}
	r.annotations(e.Children)
}
