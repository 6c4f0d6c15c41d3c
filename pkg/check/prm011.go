package check

import (
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var prm011 = register(rule.Rule{
	ID:     "PRM-011",
	Title:  "geography and geometry values are GeoJSON of the declared kind",
	Levels: rule.All(rule.Error),
	Why: "A GeographyPoint is a GeoJSON Point: a type, so spelled, and coordinates nested as deeply as that kind asks. Rings end where they begin. " +
		"The coordinate reference system is optional, and the abstract types take every kind.",
	Sources: []string{"OData JSON Format 4.01, 7.1", "RFC 7946, 3.1", "GeoJSON 2008, 3"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Places/$entity", "id": 1, "at": {"type": "point", "coordinates": [8.7, 49.9]}}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Places/$entity", "id": 1, "at": {"type": "Point", "coordinates": [8.7, 49.9]}}`,
})

func init() { prm011.Value = geoJSON }

func geoJSON(c *Case, v *Value) {
	if !edm.IsGeo(v.Underlying) || v.Kind != location.Object {
		return
	}
	fault := edm.CheckGeo(v.Underlying, v.Interface())
	if fault == nil {
		return
	}
	m := v.mark(prm011)
	m.Value, m.Pointer = follow(v.Value, v.Pointer, fault.Pointer)
	m.Message, m.Cause = v.subject()+" is no GeoJSON of its kind: "+fault.Reason, fault.Reason
	m.Actual = show(m.Value)
	c.Report(m)
}

// follow leads from a value down a JSON pointer, as far as it goes.
func follow(v *location.Value, at location.Pointer, pointer string) (*location.Value, location.Pointer) {
	if pointer == "" {
		return v, at
	}
	for _, token := range strings.Split(pointer, "/")[1:] {
		token = strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
		switch v.Kind {
		case location.Array:
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(v.Items) {
				return v, at
			}
			v, at = v.Items[i], at.Index(i)
		default:
			next := v.Member(token)
			if next == nil {
				return v, at
			}
			v, at = next, at.Child(token)
		}
	}
	return v, at
}
