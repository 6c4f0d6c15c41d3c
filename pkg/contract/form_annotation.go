package contract

import "github.com/concord-odata/concord/pkg/edm"

func (c *coder) annotations(l *[]*edm.Annotation) {
	list(c, &c.kinds.annotations, l, (*coder).annotation)
}

func (c *coder) annotation(a *edm.Annotation) {
	m := c.mask(bit(a.Qualifier != "", 0) | bit(a.Annotations != nil, 1))
	c.text(&a.Term)
	if m&1 != 0 {
		c.text(&a.Qualifier)
	}
	c.expression(&a.Value)
	if m&(1<<1) != 0 {
		c.annotations(&a.Annotations)
	}
	c.where(&a.Place)
}

func (c *coder) expression(e **edm.Expression) {
	one(c, &c.kinds.expressions, e, (*coder).writtenExpression)
}

func (c *coder) writtenExpression(e *edm.Expression) {
	m := c.mask(bit(e.Items != nil, 0) | bit(e.Record != nil, 1) | bit(e.Type != "", 2) | bit(e.Children != nil, 3))
	c.text(&e.Kind)
	c.text(&e.Text)
	if m&1 != 0 {
		list(c, &c.kinds.expressions, &e.Items, (*coder).writtenExpression)
	}
	if m&(1<<1) != 0 {
		values(c, &c.kinds.members, &e.Record, (*coder).propertyValue)
	}
	if m&(1<<2) != 0 {
		c.text(&e.Type)
	}
	if m&(1<<3) != 0 {
		c.annotations(&e.Children)
	}
	c.where(&e.Place)
}

func (c *coder) propertyValue(v *edm.PropertyValue) {
	m := c.mask(bit(v.Annotations != nil, 0))
	c.text(&v.Property)
	c.expression(&v.Value)
	if m&1 != 0 {
		c.annotations(&v.Annotations)
	}
	c.where(&v.Place)
}

// target is an Annotations element, which gathers what it targets.
func (c *coder) target(t *edm.Annotations) {
	c.text(&t.Target)
	c.text(&t.Qualifier)
	c.annotations(&t.List)
	c.bool(&t.Resolved)
	c.where(&t.Place)
}

func (c *coder) term(t *edm.Term) {
	c.text(&t.Namespace)
	c.text(&t.Name)
	c.ref(&t.Type)
	c.text(&t.BaseTerm)
	c.stated(&t.DefaultValue)
	c.text(&t.AppliesTo)
	c.tristate(c.mask(uint64(t.Nullable)), 0, &t.Nullable)
	c.facets(&t.Facets)
	c.annotations(&t.Annotations)
	c.where(&t.Place)
}
