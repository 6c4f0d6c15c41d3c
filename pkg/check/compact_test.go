package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

func TestACaseListsSoManyFindingsOfACause(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"@odata.context":"https://host/svc/$metadata#Customers(id,name)","value":[`)
	const items = 9000
	for i := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		switch i % 3 {
		case 0:
			fmt.Fprintf(&b, `{"id":%d,"name":1}`, i)
		case 1:
			fmt.Fprintf(&b, `{"id":%d,"Name":"a"}`, i) // ENT-009 silences what else there is to say of the name
		default:
			fmt.Fprintf(&b, `{"id":%d,"name":"a","zzz":1}`, i)
		}
	}
	b.WriteString(`]}`)
	body := b.String()
	j := judgeOf(t, "", rule.Graph)
	counts := func(most int, whole, large bool) map[string][2]int {
		j := New(j.contract, Options{Profile: rule.Graph, MaxFindings: most})
		j.whole = whole
		x, ok := exchange.OpenLarge("body.json", strings.NewReader(body), int64(len(body)))
		if !ok {
			t.Fatal("the body is none")
		}
		if !large {
			x.Response = &exchange.Response{}
			x.Response.SetBody("body.json", []byte(body))
		}
		v := j.Exchange(Subject{Exchange: x})
		if large {
			var err error
			if v, ok, err = j.Stream(Subject{Exchange: x}); !ok || err != nil {
				t.Fatal(ok, err)
			}
		}
		got := map[string][2]int{}
		for i := range v.Findings {
			f := &v.Findings[i]
			n := got[f.Rule+" "+f.Property]
			got[f.Rule+" "+f.Property] = [2]int{n[0] + 1, n[1] + f.Count()}
		}
		return got
	}
	want := map[string][2]int{"PRM-001 name": {3000, 3000}, "ENT-009 Name": {3000, 3000}, "ENT-003 zzz": {3000, 3000}}
	for _, way := range []struct{ whole, large bool }{{true, false}, {false, false}, {false, true}} {
		if got := counts(0, way.whole, way.large); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%+v: all are %v", way, got)
		}
		for key, n := range counts(7, way.whole, way.large) {
			if n != [2]int{7, want[key][1]} {
				t.Errorf("%+v: of %s %d are listed, %d counted", way, key, n[0], n[1])
			}
		}
	}
}
