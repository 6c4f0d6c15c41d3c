package csdl

import (
	"strconv"

	"github.com/concord-odata/concord/pkg/edm"
)

// ranges are the values of the types that an enumeration can have (CSDL
// 4.01, section 10.1).
var ranges = map[string][2]int64{
	"Edm.Byte": {0, 255}, "Edm.SByte": {-128, 127}, "Edm.Int16": {-32768, 32767},
	"Edm.Int32": {-1 << 31, 1<<31 - 1}, "Edm.Int64": {-1 << 63, 1<<63 - 1},
}

// enum judges an enumeration type (section 10).
func (c *checker) enum(t *edm.EnumType) {
	name := t.QualifiedName()
	under := t.UnderlyingType
	if under == "" {
		under = "Edm.Int32"
	}
	bounds, ok := ranges[under]
	if !ok {
		c.error(WrongType, t.Place, name, under, "UnderlyingType",
			"the underlying type of "+name+" is "+under+": it is Edm.Byte, Edm.SByte, Edm.Int16, Edm.Int32 or Edm.Int64")
	}
	if len(t.Members) == 0 {
		c.error(NoMembers, t.Place, name, name, "Name", "enumeration type "+name+" has no members")
	}
	first := make(map[string]edm.Place, len(t.Members))
	valued := 0
	for _, m := range t.Members {
		target := name + "/" + m.Name
		c.identifier(m.Name, m.Place, target, "Name")
		if other, twice := first[m.Name]; twice && m.Name != "" {
			c.twice(DuplicateMember, m.Place, other, target, m.Name, name+" has a second member "+m.Name)
		} else {
			first[m.Name] = m.Place
		}
		if !m.HasValue {
			continue
		}
		valued++
		if ok && (m.Value < bounds[0] || m.Value > bounds[1]) {
			c.error(ValueOutOfRange, m.Place, target, strconv.FormatInt(m.Value, 10), "Value",
				"member "+target+" has the value "+strconv.FormatInt(m.Value, 10)+", which is not in the range of "+under)
		}
		if t.IsFlags.IsTrue() && m.Value < 0 {
			c.error(ValueOutOfRange, m.Place, target, strconv.FormatInt(m.Value, 10), "Value",
				"member "+target+" of a flags enumeration has a negative value")
		}
	}
	// A model of documentation has names alone.
	if valued > 0 && valued < len(t.Members) {
		c.error(MixedValues, t.Place, name, name, "Name", "of "+strconv.Itoa(len(t.Members))+" members of "+name+", "+
			strconv.Itoa(valued)+" have values: all have, or none has")
	}
}

// definition judges a type definition (section 11).
func (c *checker) definition(t *edm.TypeDefinition) {
	name := t.QualifiedName()
	if t.UnderlyingType == "" {
		return
	}
	under, a := c.typeNamed(t.UnderlyingType)
	if a != found {
		c.unresolved(a, t.UnderlyingType, t.Place, name, "UnderlyingType", "underlying type of "+name)
		return
	}
	p, primitive := under.(*edm.PrimitiveType)
	if !primitive || p.Abstract && p.Name != "Geography" && p.Name != "Geometry" && (p.Name != "PrimitiveType" || !c.v401) {
		c.error(WrongType, t.Place, name, t.UnderlyingType, "UnderlyingType",
			"the underlying type of "+name+" is "+t.UnderlyingType+", "+kindOf(under)+": it must be a primitive type")
	}
	c.scale(t.Facets, t.Place, name)
}

// facets judges the facets where a type is used.
func (c *checker) facets(r edm.TypeRef, f edm.Facets, place edm.Place, target string) {
	c.scale(f, place, target)
	d, ok := c.Type(r.Name).(*edm.TypeDefinition)
	if !ok {
		return
	}
	for _, twice := range []struct {
		name     string
		was, now bool
	}{
		{"MaxLength", d.Facets.MaxLength != nil, f.MaxLength != nil},
		{"Precision", d.Facets.Precision != nil, f.Precision != nil},
		{"Scale", d.Facets.Scale != nil || d.Facets.ScaleWord != "", f.Scale != nil || f.ScaleWord != ""},
		{"SRID", d.Facets.SRID != "", f.SRID != ""},
		{"Unicode", d.Facets.Unicode != edm.Unsaid, f.Unicode != edm.Unsaid},
	} {
		if twice.was && twice.now {
			c.report(Problem{Code: FacetRespecified, Place: place, Related: d.Place, Target: target, Name: twice.name,
				Message: twice.name + " of " + target + " is stated by type definition " + r.Name + " already"}, twice.name)
		}
	}
}

func (c *checker) scale(f edm.Facets, place edm.Place, target string) {
	if f.Scale != nil && f.Precision != nil && *f.Scale > *f.Precision {
		c.error(ScaleAbovePrecision, place, target, strconv.Itoa(*f.Scale), "Scale",
			"Scale "+strconv.Itoa(*f.Scale)+" of "+target+" is above its Precision "+strconv.Itoa(*f.Precision))
	}
}

// term judges a term (section 14.1).
func (c *checker) term(t *edm.Term) {
	name := t.Namespace + "." + t.Name
	c.use(t.Type, t.Place, name, "Type", "term "+name)
	c.facets(t.Type, t.Facets, t.Place, name)
	if t.BaseTerm != "" && c.Term(t.BaseTerm) == nil && c.absent(t.BaseTerm) == missing {
		c.error(UnresolvedTerm, t.Place, name, t.BaseTerm, "BaseTerm", "base term "+t.BaseTerm+" of "+name+" is not declared")
	}
}
