package schema

import "encoding/json"

// anyString allows a string or null.
func stringOr(more ...member) object {
	return append(object{{"type", array{"string", "null"}}}, more...)
}

func integer(low, high string) object {
	return object{{"type", array{"integer", "null"}}, {"minimum", json.Number(low)}, {"maximum", json.Number(high)}}
}

// primitive is the schema of a built-in type, null allowed: a use that
// refuses null says so beside the reference (JSON Format 4.01, section 7.1;
// CSDL 4.01, section 4.4).
func primitive(name string, ieee754 bool) object {
	switch name {
	case "Boolean":
		return object{{"type", array{"boolean", "null"}}}
	case "Byte":
		return integer("0", "255")
	case "SByte":
		return integer("-128", "127")
	case "Int16":
		return integer("-32768", "32767")
	case "Int32":
		return integer("-2147483648", "2147483647")
	case "Int64":
		if ieee754 {
			return stringOr(member{"format", FormatInt64})
		}
		return integer("-9223372036854775808", "9223372036854775807")
	case "Decimal":
		if ieee754 {
			return stringOr(member{"format", FormatDecimal})
		}
		return object{{"type", array{"number", "null"}}}
	case "Double", "Single", "floating":
		// "floating" is Edm.Decimal with Scale="floating"
		kinds := array{"number", "string", "null"}
		if name == "floating" && ieee754 {
			return stringOr(member{"format", FormatFloatingDecimal})
		}
		return object{
			{"type", kinds},
			{"if", object{{"type", "string"}}},
			{"then", object{{"enum", array{"INF", "-INF", "NaN"}}}},
		}
	case "Date":
		return stringOr(member{"format", FormatDate})
	case "DateTimeOffset":
		return stringOr(member{"format", FormatDateTimeOffset})
	case "TimeOfDay":
		return stringOr(member{"format", FormatTimeOfDay})
	case "Duration":
		return stringOr(member{"format", FormatDuration})
	case "Guid":
		return stringOr(member{"format", "uuid"})
	case "Binary":
		return stringOr(member{"format", FormatBinary})
	case "String":
		return stringOr()
	case "PrimitiveType":
		return object{{"type", array{"string", "number", "boolean", "null"}}}
	case "EntityType", "ComplexType":
		return object{{"type", array{"object", "null"}}}
	case "AnnotationPath", "PropertyPath", "NavigationPropertyPath", "AnyPropertyPath", "ModelElementPath":
		return stringOr()
	case "Stream", "Untyped":
		return object{} // a stream has the form that its media type asks (section 9), untyped any
	}
	return object{{"type", array{"object", "null"}}} // Geography and Geometry: GeoJSON
}
