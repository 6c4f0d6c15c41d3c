package contract

import (
	"github.com/concord-odata/concord/pkg/csdl"
	"github.com/concord-odata/concord/pkg/edm"
)

// compile writes a contract's form. Pages themselves are not in it.
func compile(c *Contract) ([]byte, error) {
	w := newWriter()
	w.contract(c)
	if err := w.err(); err != nil {
		return nil, err
	}
	return w.form(), nil
}

// decompile reads it.
func decompile(form string) (*Contract, error) {
	r := newReader(form)
	c := &Contract{}
	r.contract(c)
	if err := r.err(); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *coder) contract(k *Contract) {
	c.text(&k.Name)
	values(c, &kind[*Source]{}, &k.Sources, func(c *coder, s **Source) {
		if c.reading {
			*s = &Source{}
		}
		c.source(*s)
	})
	list(c, &c.kinds.operations, &k.Operations, (*coder).documentedOperation)
	values(c, &kind[Disagreement]{}, &k.Disagreements, (*coder).disagreement)
	c.text(&k.BasePath)
	table(c, &k.whole, (*coder).bool)
	c.joined(k)
}

// joined codes the model of all sources. Of CSDL documents alone it is joined
// again; of others it is written.
func (c *coder) joined(k *Contract) {
	declared, documented := false, false
	for _, s := range k.Sources {
		declared = declared || s.Document != nil
		documented = documented || s.Document == nil
	}
	if documented {
		c.model(&k.Model)
	} else if c.reading {
		if k.Model = concat(k.declared()); !declared {
			k.Model = edm.NewModel()
		}
	}
}

// model codes a model: in what order its parts are added, they name.
func (c *coder) model(m **edm.Model) {
	written := *m
	if c.reading {
		written = &edm.Model{}
	}
	c.text(&written.Version)
	values(c, &kind[edm.Reference]{}, &written.References, (*coder).reference)
	list(c, &c.kinds.schemas, &written.Schemas, (*coder).schema)
	if !c.reading || c.broken {
		return
	}
	*m = edm.NewModel()
	(*m).Version = written.Version
	for _, r := range written.References {
		(*m).Refer(r)
	}
	for _, s := range written.Schemas {
		(*m).Add(s)
	}
}

func (c *coder) source(s *Source) {
	c.text((*string)(&s.Kind))
	c.text(&s.Name)
	there := s.Document != nil
	if c.bool(&there); there {
		if c.reading {
			s.Document = &csdl.Document{}
		}
		c.document(s.Document)
	}
	values(c, &kind[TypeWords]{}, &s.Words, (*coder).typeWords)
	c.textList(&s.Hosts)
	if s.Kind != CSDL && s.Kind != Documentation || (s.Document == nil) != (s.Kind == Documentation) {
		c.fail()
	}
}

func (c *coder) textList(l *[]string) {
	values(c, &kind[string]{}, l, (*coder).text)
}

func (c *coder) document(d *csdl.Document) {
	c.model(&d.Model)
	c.text(&d.Format)
	values(c, &kind[csdl.Problem]{}, &d.Problems, (*coder).problem)
}

func (c *coder) problem(p *csdl.Problem) {
	c.text((*string)(&p.Code))
	c.text(&p.Message)
	c.text(&p.Hint)
	c.text(&p.Name)
	c.where(&p.Place)
	c.text(&p.Target)
	c.where(&p.Related)
	c.bool(&p.Fatal)
	c.bool(&p.Warning)
}

func (c *coder) typeWords(w *TypeWords) {
	c.text(&w.Type)
	values(c, &c.kinds.propertyWord, &w.Properties, (*coder).propertyWords)
}

func (c *coder) propertyWords(w *PropertyWords) {
	m := c.mask(bit(w.Type.Collection, 0) | uint64(w.Required)<<1 | uint64(w.ReadOnly)<<3 | uint64(w.WriteOnly)<<5 | uint64(w.Deprecated)<<7 |
		bit(w.MultiValued, 9) | bit(w.MaxLength != nil, 10) | bit(w.PossibleValues != nil, 11))
	c.text(&w.Name)
	c.where(&w.Place)
	c.text(&w.Type.Name)
	w.Type.Collection = m&1 != 0
	c.text(&w.Description)
	c.where(&w.DescriptionPlace)
	c.tristate(m, 1, &w.Required)
	c.tristate(m, 3, &w.ReadOnly)
	c.tristate(m, 5, &w.WriteOnly)
	c.tristate(m, 7, &w.Deprecated)
	w.MultiValued = m&(1<<9) != 0
	if m&(1<<10) != 0 {
		c.optional(&w.MaxLength)
	}
	if m&(1<<11) != 0 {
		c.textList(&w.PossibleValues)
	}
}

func (c *coder) documentedOperation(o *Operation) {
	c.text(&o.Method)
	c.text(&o.Path)
	c.where(&o.Place)
	values(c, &kind[Status]{}, &o.Statuses, func(c *coder, s *Status) {
		c.number(&s.Code)
		c.where(&s.Place)
	})
	c.ref(&o.Return)
	c.where(&o.ReturnPlace)
	c.bool(&o.ReturnsNothing)
	table(c, &o.Parameters, (*coder).where)
	c.ref(&o.RequestBody)
	c.bool(&o.ShowsContext)
	table(c, &o.Shown, (*coder).bool)
}

func (c *coder) disagreement(d *Disagreement) {
	c.text(&d.Type)
	c.text(&d.Property)
	c.text((*string)(&d.Aspect))
	c.text(&d.Documented)
	c.text(&d.Declared)
	c.where(&d.DocumentedPlace)
	c.where(&d.DeclaredPlace)
	c.text((*string)(&d.Holds))
}
