package edm

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// GeoFault is where a value is not GeoJSON of the kind that its type asks
// for, and why.
type GeoFault struct {
	Pointer string // RFC 6901, within the value
	Reason  string
}

func (f *GeoFault) Error() string { return f.Pointer + ": " + f.Reason }

// geoKinds are the GeoJSON kinds, and how deep their coordinates nest
// arrays of positions.
var geoKinds = map[string]int{
	"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3, "GeometryCollection": -1,
}

// geoDepth bounds geometry collections within collections.
const geoDepth = 64

// CheckGeo judges a decoded JSON value (of map[string]any, []any, string and
// float64 or [json.Number]) as a value of a geography or geometry type, named
// with or without "Edm.": GeoJSON of that kind (OData JSON Format 4.01,
// section 7.1; RFC 7946, section 3.1). The abstract types Geography and
// Geometry take every kind. It is nil where nothing is wrong.
//
// The coordinate reference system, crs, is that of GeoJSON 2008: a name. Other
// members are GeoJSON's to ignore, and so is the winding of a ring.
func CheckGeo(typeName string, v any) *GeoFault {
	name := strings.TrimPrefix(typeName, "Edm.")
	kind, ok := strings.CutPrefix(name, "Geography")
	if !ok {
		if kind, ok = strings.CutPrefix(name, "Geometry"); !ok {
			return &GeoFault{"", typeName + " is no geography or geometry type"}
		}
	}
	if kind == "Collection" {
		kind = "GeometryCollection"
	}
	return checkGeometry(kind, v, "", geoDepth)
}

// checkGeometry judges an object of that kind, of any kind where it is
// empty.
func checkGeometry(kind string, v any, at string, depth int) *GeoFault {
	object, ok := v.(map[string]any)
	if !ok {
		return &GeoFault{at, "GeoJSON is an object"}
	}
	own, ok := object["type"].(string)
	if !ok {
		return &GeoFault{at, "a GeoJSON object has its kind as the string type"}
	}
	nesting, known := geoKinds[own]
	switch {
	case !known:
		return &GeoFault{at + "/type", fmt.Sprintf("%q is no kind of geometry", own)}
	case kind != "" && own != kind:
		return &GeoFault{at + "/type", fmt.Sprintf("a %s where the type asks for a %s", own, kind)}
	case depth == 0:
		return &GeoFault{at, fmt.Sprintf("collections nested more than %d deep", geoDepth)}
	}
	if crs, ok := object["crs"]; ok && crs != nil {
		if f := checkCRS(crs, at+"/crs"); f != nil {
			return f
		}
	}
	if nesting >= 0 {
		return checkCoordinates(own, nesting, object["coordinates"], at+"/coordinates")
	}
	geometries, ok := object["geometries"].([]any)
	if !ok {
		return &GeoFault{at, "a GeometryCollection has the array geometries"}
	}
	for i, g := range geometries {
		if f := checkGeometry("", g, at+"/geometries/"+strconv.Itoa(i), depth-1); f != nil {
			return f
		}
	}
	return nil
}

func checkCRS(v any, at string) *GeoFault {
	crs, ok := v.(map[string]any)
	if !ok || crs["type"] != "name" {
		return &GeoFault{at, `crs is an object of type "name"`}
	}
	properties, _ := crs["properties"].(map[string]any)
	if _, ok := properties["name"].(string); !ok {
		return &GeoFault{at + "/properties", "the properties of crs have a string name"}
	}
	return nil
}

// checkCoordinates judges coordinates that nest arrays of positions so deep.
// Empty ones stand for no geometry (RFC 7946, section 3.1).
func checkCoordinates(kind string, nesting int, v any, at string) *GeoFault {
	list, ok := v.([]any)
	if !ok {
		return &GeoFault{at, "coordinates are an array"}
	}
	if len(list) == 0 {
		return nil
	}
	if nesting == 0 {
		return checkPosition(list, at)
	}
	for i, item := range list {
		if f := checkCoordinates(kind, nesting-1, item, at+"/"+strconv.Itoa(i)); f != nil {
			return f
		}
		if inner, _ := item.([]any); nesting == 1 && len(inner) == 0 {
			return &GeoFault{at + "/" + strconv.Itoa(i), "a position has two numbers or more"}
		}
	}
	if nesting > 1 {
		return nil
	}
	switch {
	case strings.HasSuffix(kind, "LineString") && len(list) < 2:
		return &GeoFault{at, "a line has two positions or more"}
	case strings.HasSuffix(kind, "Polygon") && len(list) < 4:
		return &GeoFault{at, "a ring has four positions or more"}
	case strings.HasSuffix(kind, "Polygon") && !samePosition(list[0], list[len(list)-1]):
		return &GeoFault{at, "a ring ends where it begins"}
	}
	return nil
}

func checkPosition(list []any, at string) *GeoFault {
	if len(list) < 2 {
		return &GeoFault{at, "a position has two numbers or more"}
	}
	for i, n := range list {
		switch n.(type) {
		case float64, json.Number, int, int64:
		default:
			return &GeoFault{at + "/" + strconv.Itoa(i), "a coordinate is a number"}
		}
	}
	return nil
}

func samePosition(a, b any) bool {
	p, _ := a.([]any)
	q, _ := b.([]any)
	if len(p) != len(q) {
		return false
	}
	for i := range p {
		if p[i] != q[i] && coordinate(p[i]) != coordinate(q[i]) {
			return false
		}
	}
	return true
}

func coordinate(v any) float64 {
	switch n := v.(type) {
	case json.Number:
		f, _ := n.Float64()
		return f
	case float64:
		return n
	case int:
		return float64(n)
	case int64:
		return float64(n)
	}
	return 0
}
