package schema

import (
	"math"

	"github.com/concord-odata/concord/pkg/edm"
)

// op is what must stand where a value of a property stands.
type op uint8

const (
	opSeen      op = iota // nothing is accepted but null
	opAny                 // any value
	opScalar              // any value but an object, in arrays too
	opAnyObject           // an object
	opObject              // an object of a type
	opString
	opBoolean
	opInteger // between low and high, written as one
	opNumber  // finite, written without an exponent
	opDecimal // the same, within its facets
	opDate
	opDateTimeOffset
	opTimeOfDay
	opDuration
	opGuid
	opBinary
	opEnum
	opInt64Text   // in strings, under IEEE754Compatible
	opDecimalText // likewise
)

// valueProgram is what a property, or the items of its collection, may be.
type valueProgram struct {
	op         op
	collection bool
	null       bool // null is one, of a collection for its items
	seen       bool // all values but null are the caller's
	low, high  int64
	facets     *edm.Facets // of decimals, temporal values and binaries; nil: none that is said
	most       int         // characters of a string; -1: any number
	members    map[string]bool
	few        []string // the members, quoted, where they are few
	flags      bool     // several members may stand
	text       func([]byte) bool
	sub        *later
	typeName   string // "#Collection(String)", as its type annotation says it
}

// typeText is a declared type as a type annotation writes it (JSON Format
// 4.01, section 4.5.3): built-in types without their namespace.
func typeText(ref edm.TypeRef) string {
	name := ref.Name
	if edm.Primitive(name) != nil {
		name = name[len("Edm."):]
	}
	if ref.Collection {
		return "#Collection(" + name + ")"
	}
	return "#" + name
}

// compileValue is what a property's value may be, by its type and facets, as
// (*writer).value says it in JSON Schema.
func (p *Program) compileValue(ref edm.TypeRef, nullable edm.Tristate, facets edm.Facets, annotations []*edm.Annotation, use Use) valueProgram {
	v := valueProgram{collection: ref.Collection, null: !nullable.IsFalse(), seen: use.SeeValues, text: use.Text, most: -1, typeName: typeText(ref)}
	m := p.of.gen.model
	switch t := m.Type(ref.Name).(type) {
	case *edm.PrimitiveType:
		p.primitive(&v, t.Name, facets, annotations)
	case *edm.TypeDefinition:
		under := edm.Primitive(m.Underlying(ref.Name))
		if m.Ambiguous(ref.Name) || under == nil {
			v.op, v.null = opAny, true
			break
		}
		p.primitive(&v, under.Name, merged(facets, t.Facets), append(annotations[:len(annotations):len(annotations)], t.Annotations...))
	case *edm.EnumType:
		p.enum(&v, t)
	case edm.StructuredType:
		switch {
		case m.Ambiguous(ref.Name) || m.Structureless(t):
			v.op, v.null = opAny, true
		case p.frame != nil && use.Frame == nil:
			v.op = opSeen
		default:
			v.op, v.sub = opObject, &later{typ: t, frame: use.Frame}
		}
	default: // not known to the contract
		v.op, v.null = opAny, true
	}
	if v.text != nil && v.op != opString {
		v.seen = true
	}
	return v
}

func (p *Program) enum(v *valueProgram, t *edm.EnumType) {
	switch {
	case p.of.gen.model.Ambiguous(t.QualifiedName()):
		v.op, v.null = opAny, true
	case len(t.Members) == 0:
		v.op = opString
	default:
		v.op, v.members, v.flags = opEnum, make(map[string]bool, len(t.Members)), t.IsFlags.IsTrue()
		for _, m := range t.Members {
			v.members[m.Name] = true
			if name := quote(m.Name); name != "" {
				v.few = append(v.few, name[:len(name)-1])
			}
		}
		if len(v.few) > fewMembers {
			v.few = nil
		}
	}
}

// fewMembers are so many as are compared one by one.
const fewMembers = 24

// judging are the annotations that a schema states of a value.
var judging = []string{"Minimum", "Maximum", "Pattern", "AllowedValues"}

func (p *Program) primitive(v *valueProgram, name string, facets edm.Facets, annotations []*edm.Annotation) {
	ieee754 := p.of.gen.opt.IEEE754Compatible
	for _, term := range judging {
		if edm.FindAnnotation(annotations, "Org.OData.Validation.V1."+term) != nil {
			v.op = opSeen
			return
		}
	}
	if facets.Precision != nil || facets.Scale != nil || facets.ScaleWord != "" || facets.MaxLength != nil {
		v.facets = &facets
	}
	integer := func(low, high int64) { v.op, v.low, v.high = opInteger, low, high }
	switch name {
	case "Boolean":
		v.op = opBoolean
	case "Byte":
		integer(0, math.MaxUint8)
	case "SByte":
		integer(math.MinInt8, math.MaxInt8)
	case "Int16":
		integer(math.MinInt16, math.MaxInt16)
	case "Int32":
		integer(math.MinInt32, math.MaxInt32)
	case "Int64":
		if integer(math.MinInt64, math.MaxInt64); ieee754 {
			v.op = opInt64Text
		}
	case "Decimal":
		if v.op = opDecimal; ieee754 {
			v.op = opDecimalText
		}
	case "Double", "Single":
		v.op = opNumber
	case "Date":
		v.op = opDate
	case "DateTimeOffset":
		v.op = opDateTimeOffset
	case "TimeOfDay":
		v.op = opTimeOfDay
	case "Duration":
		v.op = opDuration
	case "Guid":
		v.op = opGuid
	case "Binary":
		v.op = opBinary
	case "String":
		v.op = opString
		if facets.MaxLength != nil && *facets.MaxLength >= 0 {
			v.most = *facets.MaxLength
		}
		if facets.Unicode.IsFalse() {
			v.op = opSeen
		}
	case "Untyped":
		v.op, v.null = opAny, true
		if p.frame != nil {
			v.op = opScalar
		}
	case "Stream":
		v.op, v.null = opAny, true
	default: // abstract types, paths, Geography and Geometry
		v.op = opSeen
	}
}
