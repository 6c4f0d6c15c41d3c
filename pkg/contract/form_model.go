package contract

import "github.com/concord-odata/concord/pkg/edm"

// Each of these functions codes all fields of one struct, in one order for
// both directions. Fields that most elements leave empty are there only where
// a bit of the mask says so.

func (c *coder) schema(s *edm.Schema) {
	c.text(&s.Namespace)
	c.text(&s.Alias)
	list(c, &c.kinds.entityTypes, &s.EntityTypes, (*coder).entityType)
	list(c, &c.kinds.complexTypes, &s.ComplexTypes, (*coder).complexType)
	list(c, &c.kinds.enumTypes, &s.EnumTypes, (*coder).enumType)
	list(c, &c.kinds.typeDefinitions, &s.TypeDefinitions, (*coder).typeDefinition)
	list(c, &c.kinds.actions, &s.Actions, (*coder).action)
	list(c, &c.kinds.functions, &s.Functions, (*coder).function)
	list(c, &c.kinds.terms, &s.Terms, (*coder).term)
	one(c, &c.kinds.containers, &s.EntityContainer, (*coder).container)
	c.annotations(&s.Annotations)
	list(c, &c.kinds.targets, &s.Targets, (*coder).target)
	c.where(&s.Place)
}

func (c *coder) reference(r *edm.Reference) {
	c.text(&r.URI)
	values(c, &kind[edm.Include]{}, &r.Include, func(c *coder, i *edm.Include) {
		c.text(&i.Namespace)
		c.text(&i.Alias)
		c.annotations(&i.Annotations)
		c.where(&i.Place)
	})
	values(c, &kind[edm.IncludeAnnotations]{}, &r.IncludeAnnotations, func(c *coder, i *edm.IncludeAnnotations) {
		c.text(&i.TermNamespace)
		c.text(&i.Qualifier)
		c.text(&i.TargetNamespace)
		c.where(&i.Place)
	})
	c.annotations(&r.Annotations)
	c.where(&r.Place)
}

func (c *coder) entityType(t *edm.EntityType) {
	m := c.mask(uint64(t.HasStream) | bit(t.Key != nil, 2))
	c.structured(&t.Structured)
	c.tristate(m, 0, &t.HasStream)
	if m&(1<<2) != 0 {
		values(c, &c.kinds.keys, &t.Key, func(c *coder, r *edm.PropertyRef) {
			c.text(&r.Path)
			c.text(&r.Alias)
			c.where(&r.Place)
		})
	}
}

func (c *coder) complexType(t *edm.ComplexType) { c.structured(&t.Structured) }

func (c *coder) structured(s *edm.Structured) {
	m := c.mask(bit(s.Abstract, 0) | uint64(s.OpenType)<<1 | bit(s.Annotations != nil, 3) | bit(s.Description != "", 4))
	c.text(&s.Namespace)
	c.text(&s.Name)
	c.text(&s.BaseType)
	s.Abstract = m&1 != 0
	c.tristate(m, 1, &s.OpenType)
	list(c, &c.kinds.properties, &s.Properties, (*coder).property)
	list(c, &c.kinds.navigations, &s.NavigationProperties, (*coder).navigation)
	if m&(1<<3) != 0 {
		c.annotations(&s.Annotations)
	}
	if m&(1<<4) != 0 {
		c.text(&s.Description)
	}
	c.where(&s.Place)
}

func (c *coder) enumType(t *edm.EnumType) {
	c.text(&t.Namespace)
	c.text(&t.Name)
	c.text(&t.UnderlyingType)
	c.tristate(c.mask(uint64(t.IsFlags)), 0, &t.IsFlags)
	list(c, &c.kinds.enumMembers, &t.Members, (*coder).enumMember)
	c.annotations(&t.Annotations)
	c.text(&t.Description)
	c.where(&t.Place)
}

func (c *coder) enumMember(e *edm.EnumMember) {
	m := c.mask(bit(e.HasValue, 0) | bit(e.Annotations != nil, 1) | bit(e.Description != "", 2))
	c.text(&e.Name)
	c.number64(&e.Value)
	e.HasValue = m&1 != 0
	if m&(1<<1) != 0 {
		c.annotations(&e.Annotations)
	}
	if m&(1<<2) != 0 {
		c.text(&e.Description)
	}
	c.where(&e.Place)
}

func (c *coder) typeDefinition(t *edm.TypeDefinition) {
	c.text(&t.Namespace)
	c.text(&t.Name)
	c.text(&t.UnderlyingType)
	c.facets(&t.Facets)
	c.annotations(&t.Annotations)
	c.where(&t.Place)
}

func (c *coder) facets(f *edm.Facets) {
	c.optional(&f.MaxLength)
	c.optional(&f.Precision)
	c.optional(&f.Scale)
	c.text(&f.ScaleWord)
	c.text(&f.SRID)
	c.tristate(c.mask(uint64(f.Unicode)), 0, &f.Unicode)
	c.stated(&f.DefaultValue)
}

// optional codes a number that need not be there.
func (c *coder) optional(p **int) {
	n, there := 0, *p != nil
	if there {
		n = **p
	}
	if c.bool(&there); !there {
		return
	}
	if c.number(&n); c.reading {
		*p = &n
	}
}

// stated codes a text that need not be there.
func (c *coder) stated(p **string) {
	s, there := "", *p != nil
	if there {
		s = **p
	}
	if c.bool(&there); !there {
		return
	}
	if c.text(&s); c.reading {
		*p = &s
	}
}

func (c *coder) ref(r *edm.TypeRef) {
	c.text(&r.Name)
	c.bool(&r.Collection)
}

func (c *coder) property(p *edm.Property) {
	m := c.mask(bit(p.Type.Collection, 0) | uint64(p.Nullable)<<1 | bit(p.Facets != edm.Facets{}, 3) | bit(p.Annotations != nil, 4) | bit(p.Description != "", 5))
	c.text(&p.Name)
	c.text(&p.Type.Name)
	p.Type.Collection = m&1 != 0
	c.tristate(m, 1, &p.Nullable)
	if m&(1<<3) != 0 {
		c.facets(&p.Facets)
	}
	if m&(1<<4) != 0 {
		c.annotations(&p.Annotations)
	}
	if m&(1<<5) != 0 {
		c.text(&p.Description)
	}
	c.where(&p.Place)
}

func (c *coder) navigation(p *edm.NavigationProperty) {
	m := c.mask(bit(p.Type.Collection, 0) | uint64(p.Nullable)<<1 | uint64(p.ContainsTarget)<<3 | bit(p.Partner != "", 5) | bit(p.OnDelete != "", 6) |
		bit(p.OnDeleteAnnotations != nil, 7) | bit(p.ReferentialConstraints != nil, 8) | bit(p.Annotations != nil, 9) | bit(p.Description != "", 10))
	c.text(&p.Name)
	c.text(&p.Type.Name)
	p.Type.Collection = m&1 != 0
	c.tristate(m, 1, &p.Nullable)
	c.tristate(m, 3, &p.ContainsTarget)
	if m&(1<<5) != 0 {
		c.text(&p.Partner)
	}
	if m&(1<<6) != 0 {
		c.text(&p.OnDelete)
	}
	if m&(1<<7) != 0 {
		c.annotations(&p.OnDeleteAnnotations)
	}
	if m&(1<<8) != 0 {
		values(c, &c.kinds.constraints, &p.ReferentialConstraints, func(c *coder, r *edm.ReferentialConstraint) {
			c.text(&r.Property)
			c.text(&r.ReferencedProperty)
			c.annotations(&r.Annotations)
			c.where(&r.Place)
		})
	}
	if m&(1<<9) != 0 {
		c.annotations(&p.Annotations)
	}
	if m&(1<<10) != 0 {
		c.text(&p.Description)
	}
	c.where(&p.Place)
}
