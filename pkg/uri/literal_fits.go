package uri

import (
	"math/big"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// integerBounds are the least and greatest values of the integer types.
var integerBounds = map[string][2]*big.Int{
	"Edm.Byte":  {big.NewInt(0), big.NewInt(255)},
	"Edm.SByte": {big.NewInt(-128), big.NewInt(127)},
	"Edm.Int16": {big.NewInt(-32768), big.NewInt(32767)},
	"Edm.Int32": {big.NewInt(-2147483648), big.NewInt(2147483647)},
	"Edm.Int64": {big.NewInt(-9223372036854775808), big.NewInt(9223372036854775807)},
}

// Fits reports whether the literal can be a value of the type, a primitive
// type, enumeration or type definition of the model. Types that the model
// does not know take any literal; null takes any type.
func (l *Literal) Fits(m *edm.Model, typeName string) bool {
	if l.Kind == NullLiteral {
		return true
	}
	switch t := m.Type(typeName).(type) {
	case *edm.EnumType:
		return l.fitsEnum(m, t)
	case *edm.TypeDefinition:
		return l.Fits(m, t.UnderlyingType)
	case *edm.PrimitiveType:
		return l.fitsPrimitive(t.QualifiedName())
	}
	return true
}

func (l *Literal) fitsEnum(m *edm.Model, t *edm.EnumType) bool {
	switch l.Kind {
	case EnumLiteral:
		return m.Resolve(l.Type) == t.QualifiedName()
	case StringLiteral:
		n := enumValue(l.Value)
		return n > 0 && n == len(l.Value)
	}
	return false
}

func (l *Literal) fitsPrimitive(typeName string) bool {
	switch typeName {
	case "Edm.String":
		return l.Kind == StringLiteral
	case "Edm.Boolean":
		return l.Kind == BooleanLiteral
	case "Edm.Guid":
		return l.Kind == GuidLiteral
	case "Edm.Date":
		return l.Kind == DateLiteral
	case "Edm.DateTimeOffset":
		return l.Kind == DateTimeOffsetLiteral
	case "Edm.TimeOfDay":
		return l.Kind == TimeOfDayLiteral
	case "Edm.Duration":
		return l.Kind == DurationLiteral || l.Kind == StringLiteral && durationValue(l.Value) == len(l.Value)
	case "Edm.Binary":
		return l.Kind == BinaryLiteral
	case "Edm.Decimal", "Edm.Double", "Edm.Single":
		return l.Kind == DecimalLiteral || l.Kind == IntegerLiteral
	case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64":
		return l.Kind == IntegerLiteral && integerFits(l.Value, typeName)
	}
	switch {
	case strings.HasPrefix(typeName, "Edm.Geography"):
		return l.Kind == GeographyLiteral
	case strings.HasPrefix(typeName, "Edm.Geometry"):
		return l.Kind == GeometryLiteral
	}
	return true
}

func integerFits(v, typeName string) bool {
	v = strings.TrimPrefix(v, "+")
	if len(v) > 24 {
		return false
	}
	n, ok := new(big.Int).SetString(v, 10)
	bounds := integerBounds[typeName]
	return ok && n.Cmp(bounds[0]) >= 0 && n.Cmp(bounds[1]) <= 0
}

// SegmentFits reports whether a key written as a path segment, decoded, can
// be a value of the type: as in parentheses, but without quotes and prefixes
// (URL Conventions 4.3.6).
func SegmentFits(m *edm.Model, value, typeName string) bool {
	switch t := m.Type(typeName).(type) {
	case *edm.EnumType:
		n := enumValue(value)
		return n > 0 && n == len(value)
	case *edm.TypeDefinition:
		return SegmentFits(m, value, t.UnderlyingType)
	case *edm.PrimitiveType:
		switch name := t.QualifiedName(); name {
		case "Edm.String", "Edm.Stream", "Edm.PrimitiveType", "Edm.Untyped":
			return true
		case "Edm.Duration":
			return durationValue(value) == len(value)
		case "Edm.Binary":
			return binaryValue(value) == len(value)
		default:
			c := scanner{s: value}
			l := c.literal(0)
			return l != nil && l.End == len(value) && l.fitsPrimitive(name)
		}
	}
	return true
}
