package check

import (
	_ "embed"
	"encoding/json"
	"strings"
	"testing"
)

//go:embed testdata/lab.xml
var lab string

// inLab is the body of one entity of a set, its context with a select list of
// what stands there: the key 1, and the members.
func inLab(set, members string) string {
	object := `"id": 1`
	if members != "" {
		object += ", " + members
	}
	return `{"@odata.context": "https://host/svc/$metadata#` + set + `(` + listOf(object) + `)/$entity", ` + object + `}`
}

// listOf is the select list of those of an object's members that are
// declared.
func listOf(members string) string {
	d := json.NewDecoder(strings.NewReader("{" + members + "}"))
	var names []string
	for depth := 0; ; {
		t, err := d.Token()
		if err != nil {
			return strings.Join(names, ",")
		}
		switch t := t.(type) {
		case json.Delim:
			if t == '{' || t == '[' {
				depth++
			} else {
				depth--
			}
		case string:
			if depth != 1 {
				continue
			}
			if strings.Contains(lab, `Property Name="`+t+`"`) {
				switch t {
				case "parts", "owner", "keeper", "always":
					t += "()"
				}
				names = append(names, t)
			}
			var skip json.RawMessage
			if d.Decode(&skip) != nil {
				return strings.Join(names, ",")
			}
		}
	}
}

// sampleRows are rows of one Sample each.
type sampleRow struct {
	name    string
	members string
	want    string // findings, by semicolons
}

// judgeSamples judges Samples that have the members.
func judgeSamples(t *testing.T, rows []sampleRow, families ...string) {
	t.Helper()
	var all []row
	for _, r := range rows {
		all = append(all, row{name: r.name, csdl: lab, request: "GET /svc/Samples(1)", body: inLab("Samples", r.members), want: wants(r.want)})
	}
	judgeRows(t, all, families...)
}

func wants(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "; ")
}
