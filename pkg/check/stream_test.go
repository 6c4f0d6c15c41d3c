package check

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// writer writes bodies of a model's types at random: mostly as the types ask,
// and now and then in another way.
type writer struct {
	*rand.Rand
	m     *edm.Model
	b     strings.Builder
	slips int // one value in so many is not as it should be; 0: none
	keys  int
}

func (w *writer) slip() bool { return w.slips > 0 && w.IntN(w.slips) == 0 }

func (w *writer) pick(list ...string) string { return list[w.IntN(len(list))] }

// blank is white space now and then.
func (w *writer) blank() {
	if w.IntN(12) == 0 {
		w.b.WriteString(w.pick(" ", "\n", "\t", "\r\n  "))
	}
}

var written = map[string][2][]string{ // as it should be, and not
	"Edm.String":         {{`"a"`, `""`, `"ä€😀"`, `"a\tb\u00e9\ud83d\ude00\/"`, `"a longer text, of many words, and more than a window"`}, {`1`, `true`, `{}`, `"***"`, `[]`}},
	"Edm.Boolean":        {{`true`, `false`}, {`"true"`, `1`, `{}`}},
	"Edm.Byte":           {{`0`, `255`, `17`}, {`256`, `-1`, `1.0`, `1e1`, `"1"`}},
	"Edm.SByte":          {{`0`, `-128`, `127`}, {`128`, `-129`, `1.5`, `true`}},
	"Edm.Int16":          {{`0`, `-32768`, `32767`, `-0`}, {`32768`, `"7"`, `1.0`}},
	"Edm.Int32":          {{`0`, `-2147483648`, `2147483647`}, {`2147483648`, `1e2`, `"7"`, `[1]`, `1234567890123456789012`}},
	"Edm.Int64":          {{`0`, `-9223372036854775808`, `9223372036854775807`, `12`}, {`9223372036854775808`, `-9223372036854775809`, `1.0`, `"12"`, `1E3`}},
	"Edm.Decimal":        {{`0`, `1.5`, `-2.25`, `12`}, {`1e3`, `"1.5"`, `123456789012345678901234567890.5`, `1.123456`}},
	"Edm.Double":         {{`0`, `1.5`, `-2.25`}, {`"INF"`, `"x"`, `1e400`, `1e3`, `true`}},
	"Edm.Single":         {{`0`, `1.5`}, {`"NaN"`, `1e39`, `"1"`}},
	"Edm.Date":           {{`"2024-02-29"`, `"2023-12-31"`, `"2024-02-05"`}, {`"2023-02-29"`, `"2024-2-5"`, `"2024-13-01"`, `20240205`}},
	"Edm.DateTimeOffset": {{`"2024-02-29T12:00:00Z"`, `"2024-02-05T12:00:00.1234567Z"`, `"2024-02-05T12:00:00+02:00"`, `"2024\u002d02-05T12:00:00Z"`}, {`"2024-02-05T12:00:60Z"`, `"2024-02-05t12:00:00z"`, `"2024-02-05"`, `"2024-02-05T24:00:00Z"`, `"2024-02-05T12:00:00.1234567891234Z"`}},
	"Edm.TimeOfDay":      {{`"12:00:00"`, `"12:00:00.5"`, `"12:00"`}, {`"25:00:00"`, `"12:00:60"`, `12`}},
	"Edm.Duration":       {{`"P1D"`, `"PT1H30M"`, `"-PT1.5S"`}, {`"P"`, `"P1Y"`, `"1D"`, `"P1W"`}},
	"Edm.Guid":           {{`"01234567-89ab-cdef-0123-456789ABCDEF"`, `"00000000-0000-0000-0000-000000000000"`}, {`"0123456789abcdef0123456789abcdef"`, `"x"`, `""`}},
	"Edm.Binary":         {{`"T0RhdGE"`, `"T0RhdGE="`, `""`}, {`"a+b/"`, `"a b"`, `"a"`}},
	"Edm.Untyped":        {{`1`, `"x"`, `[1,2]`, `null`}, {`{"a":1}`, `{"a":1,"a":2}`}},
}

func (w *writer) value(ref edm.TypeRef, nullable edm.Tristate, depth int) {
	if ref.Collection != w.slip() && ref.Collection {
		w.b.WriteByte('[')
		for i := range w.IntN(3) {
			if i > 0 {
				w.b.WriteByte(',')
			}
			w.blank()
			w.value(ref.Item(), nullable, depth)
		}
		w.b.WriteByte(']')
		return
	}
	if w.IntN(12) == 0 && (!nullable.IsFalse() || w.slip()) || w.slips > 0 && w.IntN(40*w.slips) == 0 {
		w.b.WriteString("null")
		return
	}
	switch t := w.m.Type(ref.Name).(type) {
	case edm.StructuredType:
		if w.slip() {
			w.b.WriteString(w.pick(`1`, `"x"`, `[]`, `{}`))
			return
		}
		w.object(t, depth)
	case *edm.EnumType:
		names := []string{""}
		for _, m := range t.Members {
			names = append(names, m.Name)
		}
		name := w.pick(names...)
		switch {
		case w.slip():
			name += w.pick("x", ",", " ,"+names[len(names)-1], "1")
		case t.IsFlags.IsTrue() && w.IntN(3) == 0:
			name += "," + w.pick(names...)
		}
		w.b.WriteString(`"` + name + `"`)
	default:
		forms, known := written[w.m.Underlying(ref.Name)]
		switch {
		case !known:
			w.b.WriteString(w.pick(`null`, `1`, `"x"`, `{"type":"Point","coordinates":[1,2]}`))
		case w.slip():
			w.b.WriteString(w.pick(forms[1]...))
		default:
			w.b.WriteString(w.pick(forms[0]...))
		}
	}
}

func (w *writer) object(t edm.StructuredType, depth int) {
	if s := t.Structure(); w.IntN(4) == 0 || s.Abstract {
		var below []edm.StructuredType
		for d := range w.m.AllDerived(s.QualifiedName()) {
			if !d.Structure().Abstract {
				below = append(below, d)
			}
		}
		if len(below) > 0 {
			t = below[w.IntN(len(below))]
		}
	}
	var members []string
	add := func(name string, write func()) {
		before := w.b.String()
		w.b.Reset()
		if w.IntN(40) == 0 && name[0] != '@' { // a name with an escape in it
			fmt.Fprintf(&w.b, `"\u%04x%s"`, name[0], name[1:])
		} else {
			w.b.WriteString(`"` + name + `"`)
		}
		w.blank()
		w.b.WriteByte(':')
		w.blank()
		write()
		members = append(members, w.b.String())
		w.b.Reset()
		w.b.WriteString(before)
	}
	text := func(s string) func() { return func() { w.b.WriteString(s) } }
	keys := map[string]bool{}
	if e, ok := t.(*edm.EntityType); ok {
		for _, k := range w.m.Key(e) {
			keys[k.Path] = true
		}
	}
	for p := range w.m.Properties(t) {
		switch w.keys++; {
		case w.slips > 0 && w.IntN(15*w.slips) == 0:
			continue
		case keys[p.Name] && w.m.Underlying(p.Type.Name) == "Edm.String" && w.IntN(15) > 0:
			add(p.Name, text(fmt.Sprintf(`"k%d"`, w.keys)))
		case keys[p.Name] && strings.HasPrefix(w.m.Underlying(p.Type.Name), "Edm.Int") && w.IntN(15) > 0:
			add(p.Name, text(fmt.Sprint(w.keys)))
		default:
			nullable := p.Nullable
			if keys[p.Name] {
				nullable = edm.False
			}
			add(p.Name, func() { w.value(p.Type, nullable, depth+1) })
		}
		if w.IntN(20) == 0 {
			add(p.Name+"@odata.type", text(`"#`+strings.TrimPrefix(p.Type.String(), "Edm.")+`"`))
		}
		if w.slip() && w.IntN(3) == 0 {
			add(p.Name+w.pick("x", "@odata.count", "@Core.ValueException", "@odata.navigationLink", "@my.term"), text(w.pick("1", `"x"`, "null")))
		}
	}
	for n := range w.m.NavigationProperties(t) {
		if depth < 2 && w.IntN(3) == 0 {
			add(n.Name, func() { w.value(n.Type, n.Nullable, depth+1) })
		}
		if w.IntN(10) == 0 {
			add(n.Name+"@odata.navigationLink", text(`"https://host/svc/x(1)/y"`))
		}
		if n.Type.Collection && w.IntN(10) == 0 {
			add(n.Name+"@odata.count", text(w.pick("0", "12")))
		}
	}
	if w.slip() {
		add(w.pick("zzz", "@odata.foo", "#ns.Act", "@Core.Description", "@odata.context", "odata.etag", "@id"), text(w.pick("1", `"x"`, "{}", "null")))
	}
	if w.IntN(4) == 0 {
		add("@odata.id", text(w.pick(`"https://host/svc/x(1)"`, `"x(1)"`, `"x('%20')"`)))
	}
	if w.IntN(4) == 0 {
		add("@odata.etag", text(w.pick(`"W/\"1\""`, `"\"abc\""`)))
	}
	w.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	if w.IntN(3) == 0 || w.m.Derived(t.QualifiedName()) != nil || t.Structure().BaseType != "" {
		before := len(members)
		add("@odata.type", text(`"#`+t.QualifiedName()+`"`))
		at := w.pick("first", "last")
		if at == "first" {
			members = slices.Insert(members[:before], 0, members[before])
		}
	}
	if w.slip() && len(members) > 0 {
		members = append(members, members[0])
	}
	w.b.WriteByte('{')
	for i, m := range members {
		if i > 0 {
			w.b.WriteByte(',')
		}
		w.blank()
		w.b.WriteString(m)
		w.blank()
	}
	w.b.WriteByte('}')
}

// single is a body that is one value of the type.
func (w *writer) single(t edm.StructuredType) string {
	w.b.Reset()
	w.object(t, 0)
	members := w.b.String()[1:]
	if strings.TrimSpace(members) != "}" {
		members = "," + members
	}
	return fmt.Sprintf(`{"@odata.context":"https://host/svc/$metadata#%s"%s`, t.QualifiedName(), members)
}

// page is a page of a collection of the type, from a set where it has one.
func (w *writer) page(t edm.StructuredType, items int) string {
	w.b.Reset()
	fragment := "Collection(" + t.QualifiedName() + ")"
	if c := w.m.Container(); c != nil && w.IntN(2) == 0 {
		for _, s := range c.EntitySets {
			if s.EntityType == t.QualifiedName() {
				fragment = s.Name
			}
		}
	}
	if w.IntN(3) == 0 {
		var names []string
		for p := range w.m.Properties(t) {
			if w.IntN(2) == 0 {
				names = append(names, p.Name)
			}
		}
		for n := range w.m.NavigationProperties(t) {
			if w.IntN(2) == 0 {
				names = append(names, n.Name+"()")
			}
		}
		if len(names) > 0 {
			fragment += "(" + strings.Join(names, ",") + ")"
		}
	}
	fmt.Fprintf(&w.b, `{"@odata.context":"https://host/svc/$metadata#%s",`, fragment)
	if w.IntN(4) == 0 {
		fmt.Fprintf(&w.b, `"@odata.count":%d,`, items)
	}
	w.b.WriteString(`"value":[`)
	for i := range items {
		if i > 0 {
			w.b.WriteByte(',')
		}
		w.blank()
		if w.slip() {
			w.b.WriteString(w.pick("null", "1", "{}", "[]", `{"@odata.id":"x(1)"}`))
			continue
		}
		w.object(t, 0)
	}
	w.b.WriteString(`]`)
	if w.IntN(6) == 0 {
		w.b.WriteString(`,"@odata.nextLink":"https://host/svc/x?$skiptoken=1"`)
	}
	w.b.WriteString(`}`)
	return w.b.String()
}

// mutate changes a body at random: bytes, and parts that go or come twice.
func (w *writer) mutate(body string) string {
	b := []byte(body)
	for range 1 + w.IntN(3) {
		i := w.IntN(len(b))
		j := min(len(b), i+w.IntN(30))
		switch w.IntN(4) {
		case 0:
			b[i] = byte(w.IntN(256))
		case 1:
			b[i] = w.pick("{", "}", "[", "]", "\"", ":", ",", "\\", "0", "e", ".", "-", " ", "n")[0]
		case 2:
			b = slices.Delete(b, i, j)
		default:
			b = slices.Insert(b, i, slices.Clone(b[i:j])...)
		}
		if len(b) == 0 {
			return "{}"
		}
	}
	return string(b)
}

// TestStreamingFindsWhatSchemasFind holds the streaming validator to the
// verdicts of JSON Schemas: bodies of all types of two models, right and wrong
// in many ways, each judged both ways, from memory and from a file. The
// environment variable CONCORD_BODIES says how many, where there is time for more.
func TestStreamingFindsWhatSchemasFind(t *testing.T) {
	bodies := 3000
	if testing.Short() {
		bodies = 600
	}
	if more, err := strconv.Atoi(os.Getenv("CONCORD_BODIES")); err == nil {
		bodies = more
	}
	streamed, accepted, failed := 0, 0, 0
	for _, csdl := range []string{shop, lab} {
		for _, profile := range []rule.Profile{rule.Graph, rule.OData40, rule.OData401} {
			fast := judgeOf(t, csdl, profile)
			slow := fast.asWhole()
			var types []edm.StructuredType
			for typ := range fast.contract.Model.Types() {
				if s, ok := typ.(edm.StructuredType); ok {
					types = append(types, s)
				}
			}
			for n := range bodies / 6 {
				w := &writer{Rand: rand.New(rand.NewPCG(uint64(n), 7)), m: fast.contract.Model, slips: []int{0, 0, 0, 300, 40}[n%5]}
				body := w.page(types[w.IntN(len(types))], 1+w.IntN(5))
				if n%7 == 0 {
					body = w.single(types[w.IntN(len(types))])
				}
				if n%4 == 1 {
					body = w.mutate(body)
				}
				r := row{body: body, request: w.pick("", "", "GET /svc/Samples", "GET /svc/Customers?$top=5"),
					response: w.pick("200", "200", "200\nContent-Type: application/json;IEEE754Compatible=true")}
				c := newCase(fast, Subject{Exchange: r.exchange(t, profile)})
				c.judge()
				v := c.verdict()
				if c.Body != nil && c.Body.Streamed != nil {
					if streamed++; len(c.Body.Streamed.Refused) == 0 {
						accepted++
					}
				}
				if v.State == rule.Failed {
					failed++
				}
				want := slow.Exchange(Subject{Exchange: r.exchange(t, profile)})
				if diff := cmp.Diff(want, v, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("%s %s\n%s\n-schemas +streaming\n%s", profile, r.request, body, diff)
				}
				bare := &exchange.Exchange{File: "body.json", Response: &exchange.Response{}}
				bare.Response.SetBody("body.json", []byte(body))
				want = slow.Exchange(Subject{Exchange: bare})
				large, ok := exchange.OpenLarge("body.json", strings.NewReader(body), int64(len(body)))
				if !ok && n%4 != 1 {
					t.Fatalf("is no bare body: %s", body)
				} else if !ok {
					continue
				}
				if v, ok, err := fast.Stream(Subject{Exchange: large}); err != nil {
					t.Fatal(err)
				} else if ok {
					if diff := cmp.Diff(want, v, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(rule.Finding{}, "Source", "SourceColumn")); diff != "" {
						t.Fatalf("%s, from a file\n%s\n-schemas +streaming\n%s", profile, body, diff)
					}
				}
			}
		}
	}
	t.Logf("of %d bodies %d were streamed, %d of these accepted whole; %d failed", bodies, streamed, accepted, failed)
	if streamed < bodies/2 || accepted < bodies/20 || failed < bodies/20 {
		t.Errorf("of %d bodies %d were streamed, %d of these accepted whole; %d failed: too few to tell", bodies, streamed, accepted, failed)
	}
}

// FuzzStream holds the streaming validator to the verdicts of JSON Schemas on
// any text.
func FuzzStream(f *testing.F) {
	fast := judgeOf(f, lab, rule.Graph)
	slow := fast.asWhole()
	n := uint64(0)
	for t := range fast.contract.Model.Types() {
		if s, ok := t.(edm.StructuredType); ok {
			w := &writer{Rand: rand.New(rand.NewPCG(n, 7)), m: fast.contract.Model, slips: 60}
			f.Add([]byte(w.page(s, 2)))
			f.Add([]byte(w.single(s)))
			n++
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		of := func() *exchange.Exchange {
			x := &exchange.Exchange{File: "body.json", Response: &exchange.Response{}}
			x.Response.SetBody("body.json", body)
			return x
		}
		want := slow.Exchange(Subject{Exchange: of()})
		if diff := cmp.Diff(want, fast.Exchange(Subject{Exchange: of()}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s\n-schemas +streaming\n%s", body, diff)
		}
		x, ok := exchange.OpenLarge("body.json", bytes.NewReader(body), int64(len(body)))
		if !ok {
			return
		}
		v, ok, err := fast.Stream(Subject{Exchange: x})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, v, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(rule.Finding{}, "Source", "SourceColumn")); ok && diff != "" {
			t.Errorf("from a file: %s\n-schemas +streaming\n%s", body, diff)
		}
	})
}
