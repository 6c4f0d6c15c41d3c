package edm

import "strings"

// PrimitiveType is a built-in type of the namespace Edm (CSDL 4.01, section
// 4.4), abstract ones included (section 4.5).
type PrimitiveType struct {
	Name     string // without "Edm."
	Abstract bool
}

// QualifiedName is Edm, a dot and the name.
func (t *PrimitiveType) QualifiedName() string { return "Edm." + t.Name }

// Where is nowhere: the type is built in.
func (t *PrimitiveType) Where() Place { return Place{} }

var primitives = func() map[string]*PrimitiveType {
	all := map[string]*PrimitiveType{}
	for _, n := range []string{
		"Binary", "Boolean", "Byte", "Date", "DateTimeOffset", "Decimal", "Double", "Duration",
		"Guid", "Int16", "Int32", "Int64", "SByte", "Single", "Stream", "String", "TimeOfDay",
		"GeographyPoint", "GeographyLineString", "GeographyPolygon", "GeographyMultiPoint",
		"GeographyMultiLineString", "GeographyMultiPolygon", "GeographyCollection",
		"GeometryPoint", "GeometryLineString", "GeometryPolygon", "GeometryMultiPoint",
		"GeometryMultiLineString", "GeometryMultiPolygon", "GeometryCollection",
	} {
		all["Edm."+n] = &PrimitiveType{Name: n}
	}
	for _, n := range []string{"PrimitiveType", "ComplexType", "EntityType", "Untyped", "Geography", "Geometry",
		"AnnotationPath", "PropertyPath", "NavigationPropertyPath", "AnyPropertyPath", "ModelElementPath"} {
		all["Edm."+n] = &PrimitiveType{Name: n, Abstract: true}
	}
	return all
}()

// Primitive is the built-in type of that qualified name, or nil.
func Primitive(qualified string) *PrimitiveType {
	if !strings.HasPrefix(qualified, "Edm.") {
		return nil
	}
	return primitives[qualified]
}

// IsAbstract reports whether the name is that of an abstract built-in type
// (section 4.5), whose values are of other types.
func IsAbstract(qualified string) bool {
	p := Primitive(qualified)
	return p != nil && p.Abstract
}

// IsGeo reports whether the name is that of a geography or geometry type,
// the abstract ones included.
func IsGeo(qualified string) bool {
	return strings.HasPrefix(qualified, "Edm.Geo") && Primitive(qualified) != nil
}
