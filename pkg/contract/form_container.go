package contract

import "github.com/concord-odata/concord/pkg/edm"

func (c *coder) action(a *edm.Action) { c.operation(&a.Operation) }

func (c *coder) function(f *edm.Function) {
	c.operation(&f.Operation)
	c.tristate(c.mask(uint64(f.IsComposable)), 0, &f.IsComposable)
}

func (c *coder) operation(o *edm.Operation) {
	c.text(&o.Namespace)
	c.text(&o.Name)
	c.bool(&o.IsBound)
	c.text(&o.EntitySetPath)
	list(c, &c.kinds.parameters, &o.Parameters, (*coder).parameter)
	one(c, &c.kinds.returnTypes, &o.ReturnType, (*coder).returnType)
	c.annotations(&o.Annotations)
	c.where(&o.Place)
}

func (c *coder) parameter(p *edm.Parameter) {
	m := c.mask(uint64(p.Nullable) | bit(p.Facets != edm.Facets{}, 2) | bit(p.Annotations != nil, 3))
	c.text(&p.Name)
	c.ref(&p.Type)
	c.tristate(m, 0, &p.Nullable)
	if m&(1<<2) != 0 {
		c.facets(&p.Facets)
	}
	if m&(1<<3) != 0 {
		c.annotations(&p.Annotations)
	}
	c.where(&p.Place)
}

func (c *coder) returnType(r *edm.ReturnType) {
	m := c.mask(uint64(r.Nullable) | bit(r.Facets != edm.Facets{}, 2) | bit(r.Annotations != nil, 3))
	c.ref(&r.Type)
	c.tristate(m, 0, &r.Nullable)
	if m&(1<<2) != 0 {
		c.facets(&r.Facets)
	}
	if m&(1<<3) != 0 {
		c.annotations(&r.Annotations)
	}
	c.where(&r.Place)
}

func (c *coder) container(k *edm.EntityContainer) {
	c.text(&k.Namespace)
	c.text(&k.Name)
	c.text(&k.Extends)
	list(c, &c.kinds.sets, &k.EntitySets, (*coder).entitySet)
	list(c, &c.kinds.singletons, &k.Singletons, (*coder).singleton)
	list(c, &c.kinds.imports, &k.ActionImports, (*coder).operationImport)
	list(c, &c.kinds.imports, &k.FunctionImports, (*coder).operationImport)
	c.annotations(&k.Annotations)
	c.where(&k.Place)
}

func (c *coder) entitySet(s *edm.EntitySet) {
	c.text(&s.Name)
	c.text(&s.EntityType)
	c.tristate(c.mask(uint64(s.IncludeInServiceDocument)), 0, &s.IncludeInServiceDocument)
	c.bindings(&s.Bindings)
	c.annotations(&s.Annotations)
	c.where(&s.Place)
}

func (c *coder) singleton(s *edm.Singleton) {
	c.text(&s.Name)
	c.text(&s.Type)
	c.tristate(c.mask(uint64(s.Nullable)), 0, &s.Nullable)
	c.bindings(&s.Bindings)
	c.annotations(&s.Annotations)
	c.where(&s.Place)
}

func (c *coder) bindings(l *[]edm.NavigationPropertyBinding) {
	values(c, &c.kinds.bindings, l, func(c *coder, b *edm.NavigationPropertyBinding) {
		c.text(&b.Path)
		c.text(&b.Target)
		c.where(&b.Place)
	})
}

func (c *coder) operationImport(i *edm.OperationImport) {
	c.text(&i.Name)
	c.text(&i.Operation)
	c.text(&i.EntitySet)
	c.tristate(c.mask(uint64(i.IncludeInServiceDocument)), 0, &i.IncludeInServiceDocument)
	c.annotations(&i.Annotations)
	c.where(&i.Place)
}
