package csdl

import (
	"github.com/concord-odata/concord/pkg/edm"
)

// targets judges annotations: that their targets resolve, and that no
// element has a term twice (CSDL 4.01, sections 14.2.1 and 14.2.2).
func (c *checker) targets() {
	for _, s := range c.Schemas {
		for _, g := range s.Targets {
			if g.Target == "" {
				continue
			}
			if t := c.target(g.Target); t.answer == missing {
				c.report(Problem{Code: UnresolvedTarget, Place: g.Place, Target: g.Target, Name: g.Target, Hint: t.hint,
					Message: "annotation target " + g.Target + " does not resolve: " + t.reason}, "Target")
			}
			c.repeatedTerms("", g.Target, g.List)
		}
		eachElement(s, c.repeatedTerms)
	}
}

type application struct{ term, qualifier string }

// repeatedTerms reports a term that an element has twice with one
// qualifier.
func (c *checker) repeatedTerms(owner, name string, list []*edm.Annotation) {
	if len(list) < 2 {
		return
	}
	var seen map[application]*edm.Annotation
	if len(list) > 16 {
		seen = make(map[application]*edm.Annotation, len(list))
	}
	for i, a := range list {
		if a.Term == "" {
			continue
		}
		var other *edm.Annotation
		if seen != nil {
			key := application{a.Term, a.Qualifier}
			if other = seen[key]; other == nil {
				seen[key] = a
			}
		} else {
			for _, b := range list[:i] {
				if b.Term == a.Term && b.Qualifier == a.Qualifier {
					other = b
					break
				}
			}
		}
		if other == nil || other == a || c.repeated[a] {
			continue
		}
		if c.repeated == nil {
			c.repeated = map[*edm.Annotation]bool{}
		}
		c.repeated[a] = true
		target := name
		if owner != "" {
			target = owner + "/" + name
		}
		term := a.Term
		if a.Qualifier != "" {
			term += "#" + a.Qualifier
		}
		c.report(Problem{Code: DuplicateAnnotation, Place: a.Place, Related: other.Place, Target: target, Name: term,
			Message: target + " has annotation " + term + " twice"}, "Term")
	}
}
