package edm

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestCheckGeo(t *testing.T) {
	const ring = `[[0,0],[0,1],[1,1],[0,0]]`
	for _, c := range []struct{ typeName, value, fault string }{
		{"Edm.GeographyPoint", `{"type":"Point","coordinates":[142.1,64.1]}`, ""},
		{"Edm.GeographyPoint", `{"coordinates":[142.1,64.1,10,3],"type":"Point","crs":{"type":"name","properties":{"name":"EPSG:4326"}}}`, ""},
		{"Edm.GeometryPoint", `{"type":"Point","coordinates":[]}`, ""},
		{"Edm.GeometryPoint", `{"type":"Point","coordinates":[1,2],"bbox":[1,2,1,2],"crs":null}`, ""},
		{"Edm.GeographyLineString", `{"type":"LineString","coordinates":[[1,2],[3,4]]}`, ""},
		{"Edm.GeographyPolygon", `{"type":"Polygon","coordinates":[` + ring + `]}`, ""},
		{"Edm.GeographyPolygon", `{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0.0,0]]]}`, ""},
		{"Edm.GeographyMultiPoint", `{"type":"MultiPoint","coordinates":[[1,2]]}`, ""},
		{"Edm.GeographyMultiLineString", `{"type":"MultiLineString","coordinates":[[[1,2],[3,4]]]}`, ""},
		{"Edm.GeographyMultiPolygon", `{"type":"MultiPolygon","coordinates":[[` + ring + `]]}`, ""},
		{"Edm.GeographyCollection", `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}`, ""},
		{"Edm.Geography", `{"type":"Point","coordinates":[1,2]}`, ""},
		{"Geometry", `{"type":"MultiPoint","coordinates":[]}`, ""},
		{"Edm.GeographyPoint", `{"type":"LineString","coordinates":[[1,2],[3,4]]}`, "/type"},
		{"Edm.Geography", `{"type":"Feature","geometry":null}`, "/type"},
		{"Edm.Geography", `{"type":"point","coordinates":[1,2]}`, "/type"},
		{"Edm.GeographyPoint", `{"coordinates":[1,2]}`, ""},
		{"Edm.GeographyPoint", `"POINT(1 2)"`, ""},
		{"Edm.GeographyPoint", `{"type":"Point"}`, "/coordinates"},
		{"Edm.GeographyPoint", `{"type":"Point","coordinates":[1]}`, "/coordinates"},
		{"Edm.GeographyPoint", `{"type":"Point","coordinates":["1","2"]}`, "/coordinates/0"},
		{"Edm.GeographyPoint", `{"type":"Point","coordinates":[[1,2]]}`, "/coordinates"},
		{"Edm.GeographyPoint", `{"type":"Point","coordinates":[1,2],"crs":{"type":"link"}}`, "/crs"},
		{"Edm.GeographyPoint", `{"type":"Point","coordinates":[1,2],"crs":{"type":"name"}}`, "/crs/properties"},
		{"Edm.GeographyLineString", `{"type":"LineString","coordinates":[[1,2]]}`, "/coordinates"},
		{"Edm.GeographyLineString", `{"type":"LineString","coordinates":[[1,2],[]]}`, "/coordinates/1"},
		{"Edm.GeographyMultiLineString", `{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[1,2]]]}`, "/coordinates/1"},
		{"Edm.GeographyPolygon", `{"type":"Polygon","coordinates":[[[0,0],[0,1],[0,0]]]}`, "/coordinates/0"},
		{"Edm.GeographyPolygon", `{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[1,0]]]}`, "/coordinates/0"},
		{"Edm.GeographyCollection", `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1]}]}`, "/geometries/0/coordinates"},
		{"Edm.GeographyCollection", `{"type":"GeometryCollection"}`, ""},
		{"Edm.String", `{"type":"Point","coordinates":[1,2]}`, ""},
	} {
		for _, useNumber := range []bool{false, true} {
			d := json.NewDecoder(strings.NewReader(c.value))
			if useNumber {
				d.UseNumber()
			}
			var v any
			if err := d.Decode(&v); err != nil {
				t.Fatalf("%s: %v", c.value, err)
			}
			f := CheckGeo(c.typeName, v)
			valid := f == nil
			wantValid := c.fault == "" && strings.Contains(c.value, `"type"`) && c.typeName != "Edm.String" && c.value != `{"type":"GeometryCollection"}`
			if valid != wantValid || f != nil && (f.Pointer != c.fault || f.Reason == "") {
				t.Errorf("%s %s: %v, want a fault at %q: %v", c.typeName, c.value, f, c.fault, !wantValid)
			}
		}
	}
}

func TestCheckGeoBoundsCollections(t *testing.T) {
	var v any = map[string]any{"type": "Point", "coordinates": []any{1.0, 2.0}}
	for range 100_000 {
		v = map[string]any{"type": "GeometryCollection", "geometries": []any{v}}
	}
	if f := CheckGeo("Edm.Geography", v); f == nil {
		t.Error("a hundred thousand collections within each other pass")
	}
}

func ExampleCheckGeo() {
	var v any
	if err := json.Unmarshal([]byte(`{"type": "Point", "coordinates": [142.1, "64.1"]}`), &v); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(CheckGeo("Edm.GeographyPoint", v))
	// Output: /coordinates/1: a coordinate is a number
}
