package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// navigation judges a navigation property (CSDL 4.01, section 8).
func (c *checker) navigation(t edm.StructuredType, s *edm.Structured, p *edm.NavigationProperty) {
	target := s.QualifiedName() + "/" + p.Name
	if typ := c.use(p.Type, p.Place, target, "Type", "navigation property "+target); typ != nil {
		if _, entity := typ.(*edm.EntityType); !entity && p.Type.Name != "Edm.EntityType" {
			c.error(WrongType, p.Place, target, p.Type.Name, "Type",
				"navigation property "+target+" is of "+p.Type.Name+", "+kindOf(typ)+": it must be an entity type")
			return
		}
		if p.Type.Collection && p.ContainsTarget.IsTrue() {
			c.needsKey(p.Type.Name, p.Place, target, "Type", "containment navigation property "+target)
		}
	}
	if p.Type.Collection && p.Nullable != edm.Unsaid {
		c.error(NullableSet, p.Place, target, p.Name, "Nullable",
			"navigation property "+target+" is a collection, and says Nullable: a collection of entities is never null and holds none")
	}
	if p.Partner != "" {
		c.partner(t, s, p, target)
	}
	for i := range p.ReferentialConstraints {
		c.constraint(t, p, &p.ReferentialConstraints[i], target)
	}
}

// partner judges the partner navigation property (section 8.3).
func (c *checker) partner(t edm.StructuredType, s *edm.Structured, p *edm.NavigationProperty, target string) {
	if _, complex := t.(*edm.ComplexType); complex {
		c.error(PartnerMismatch, p.Place, target, p.Partner, "Partner",
			"navigation property "+target+" of a complex type has a partner: those of entity types alone have")
		return
	}
	if isAnyStructure(p.Type.Name) || c.cyclic[s] {
		return
	}
	w := c.follow(p.Type.Name, splitPath(p.Partner))
	if w.answer == missing {
		c.report(Problem{Code: UnresolvedPartner, Place: p.Place, Target: target, Name: p.Partner, Hint: w.hint,
			Message: "partner " + p.Partner + " of " + target + " does not resolve: " + w.reason}, "Partner")
	}
	if w.answer != found {
		return
	}
	if w.last.navigation == nil || w.cast {
		c.error(UnresolvedPartner, p.Place, target, p.Partner, "Partner",
			"partner "+p.Partner+" of "+target+" is no navigation property")
		return
	}
	mismatch := func(why string) {
		c.report(Problem{Code: PartnerMismatch, Place: p.Place, Related: w.last.navigation.Place, Target: target, Name: p.Partner,
			Message: "partner " + p.Partner + " of " + target + " " + why}, "Partner")
	}
	if !c.related(s.QualifiedName(), w.typ) {
		mismatch("leads to " + w.typ + ", not back to " + s.QualifiedName())
		return
	}
	if back := w.last.navigation.Partner; back != "" && !strings.Contains(back, "/") && back != p.Name {
		if m, a := c.member(t, back); a == found && m.navigation != p {
			mismatch("has another partner, " + back)
		}
	}
}

// constraint judges a referential constraint (section 8.5).
func (c *checker) constraint(t edm.StructuredType, p *edm.NavigationProperty, r *edm.ReferentialConstraint, target string) {
	end := func(from, path, attribute string) walk {
		w := c.follow(from, splitPath(path))
		if w.answer == missing {
			c.report(Problem{Code: UnresolvedProperty, Place: r.Place, Target: target, Name: path, Hint: w.hint,
				Message: "referential constraint of " + target + ": " + w.reason}, attribute)
		}
		return w
	}
	if r.Property == "" || r.ReferencedProperty == "" || c.cyclic[t.Structure()] {
		return
	}
	if p.Type.Collection {
		c.error(ConstraintMismatch, r.Place, target, r.Property, "Property",
			"navigation property "+target+" is a collection and has a referential constraint")
		return
	}
	dependent := end(t.QualifiedName(), r.Property, "Property")
	if isAnyStructure(p.Type.Name) {
		return
	}
	principal := end(p.Type.Name, r.ReferencedProperty, "ReferencedProperty")
	if dependent.answer != found || principal.answer != found {
		return
	}
	a, b := dependent.last.typeRef(), principal.last.typeRef()
	if a.Collection == b.Collection && (a.Name == b.Name || c.comparable(a.Name, b.Name)) {
		return
	}
	c.report(Problem{Code: ConstraintMismatch, Place: r.Place, Target: target, Name: r.Property, Related: principal.last.place(),
		Message: "referential constraint of " + target + ": " + r.Property + " is " + a.String() + ", " +
			r.ReferencedProperty + " is " + b.String()}, "Property")
}

// comparable reports whether the types of a constraint's two ends may meet:
// type definitions count as what underlies them, complex types as any.
func (c *checker) comparable(a, b string) bool {
	ta, tb := c.Type(a), c.Type(b)
	if ta == nil || tb == nil {
		return true
	}
	_, complexA := ta.(*edm.ComplexType)
	_, complexB := tb.(*edm.ComplexType)
	if complexA || complexB {
		return complexA && complexB
	}
	_, enumA := ta.(*edm.EnumType)
	_, enumB := tb.(*edm.EnumType)
	if enumA || enumB {
		return false
	}
	if _, ok := ta.(*edm.EntityType); ok {
		return c.related(a, b)
	}
	return c.Underlying(a) == c.Underlying(b)
}
