package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/internal/growth"
	"github.com/concord-odata/concord/pkg/location"
)

// held are the programs of models whose schemas judge elsewhere in these
// tests, too: what a program accepts has no violation.
var held = map[*Set]*Programs{}

// hold holds the streaming validator to what the schema found.
func hold(t testing.TB, s *Set, typ, text string, found []string) {
	t.Helper()
	p := held[s]
	if p == nil {
		p = &Programs{gen: s.gen, made: map[programKey]*Program{}}
		held[s] = p
	}
	structured := s.gen.model.Structured(typ)
	if structured == nil {
		return
	}
	if v := NewRun().Value(p.Of(structured, nil), []byte(text)); v == Accepted && len(found) > 0 {
		t.Errorf("%s: the streaming validator accepts %s, of which the schema says %v", typ, text, found)
	}
}

// accepts runs a program over a text.
func accepts(m *edm.Model, typ, text string) Verdict {
	return NewRun().Value(NewPrograms(m, Options{}).Of(m.Structured(typ), nil), []byte(text))
}

func TestProgramsAcceptWhatIsPlainlyValid(t *testing.T) {
	m := laboratory(t)
	for _, text := range []string{
		`{"Code":"a"}`,
		`{ "Code" : "a" , "Boolean" : true , "Byte" : 255 , "SByte":-128,"Int16":-32768,"Int32":2147483647,"Int64":-9223372036854775808}`,
		`{"Int64":9223372036854775807,"Code":"a","Decimal":1234567.89,"Variable":1.5,"Double":-1.5,"Single":0.25}`,
		`{"String":"\u0061\"\\\/\b\f\n\r\t\ud83d\ude00","Code":"ä€😀"}`,
		`{"Code":"12345678","Date":"2024-02-29","DateTimeOffset":"2024-02-05T12:00:00.1234567Z","TimeOfDay":"12:00:00.5","Duration":"PT1H"}`,
		`{"Code":"a","Guid":"01234567-89AB-cdef-0123-456789abcdef","Binary":"T0RhdGE","Untyped":{"a":[1,{"a":null}],"b":"x"},"Stream":"x"}`,
		`{"Code":"a","String":null,"Date":null,"Boolean":null,"Geography":null}`,
		`{"Code":"a","@odata.etag":"W/\"1\"","String@odata.type":"#String","Int32@My.Term#q":{"x":[]}}`,
	} {
		if v := accepts(m, ns+"Sample", text); v != Accepted {
			t.Errorf("%s is %s", text, v)
		}
	}
	for _, row := range []struct{ typ, text string }{
		{"Drawing", `{"Main":{"@odata.type":"#org.example.laboratory.Ring","Inner":1,"Radius":2,"Label":"x"}}`},
		{"Drawing", `{"Main":{"Inner":1,"Radius":2,"Label":"x","@odata.type":"#org.example.laboratory.Ring"}}`},
		{"Drawing", `{"Round":{"Radius":2},"Shapes":[{"@odata.type":"#org.example.laboratory.Square","Side":1},{"Label":"a"}]}`},
		{"Nullability", `{"Many":[{}],"OneFalse":{},"OneTrue":null,"EnumUnsaid":null,"ItemsUnsaid":["a",null]}`},
	} {
		if v := accepts(m, ns+row.typ, row.text); v != Accepted {
			t.Errorf("%s %s is %s", row.typ, row.text, v)
		}
	}
}

func TestProgramsLeaveTheRestToTheSchema(t *testing.T) {
	m := laboratory(t)
	for _, text := range []string{
		`{}`, `[]`, `{"Code":null}`, `{"Code":"123456789"}`, `{"Code":"a","Code":"b"}`, `{"Code":"a","\u0043ode":"b"}`, `{"Code":"a","code":"b"}`,
		`{"Code":"a","Byte":256}`, `{"Code":"a","Byte":1.0}`, `{"Code":"a","Int32":1e2}`, `{"Code":"a","Int64":9223372036854775808}`,
		`{"Code":"a","Int64":"1"}`, `{"Code":"a","Double":"INF"}`, `{"Code":"a","Double":1e999}`, `{"Code":"a","Decimal":1.234}`,
		`{"Code":"a","Date":"2023-02-29"}`, `{"Code":"a","DateTimeOffset":"2024-02-05T12:00:60Z"}`, `{"Code":"a","Untyped":{"a":1,"a":2}}`,
		`{"Code":"a","Untyped":{"@odata.id":1,"@id":2}}`, `{"Code":"a","@a.b":1,"@a.b":2}`, `{"Code":"a"} `, `{"Code":"a"}x`,
	} {
		if v := accepts(m, ns+"Sample", text); v != Unsure {
			t.Errorf("%s is %s", text, v)
		}
	}
	for _, row := range []struct{ typ, text string }{
		{"Drawing", `{"Main":{"@odata.type":"#org.example.laboratory.Address","Street":"x"}}`},         // no Shape
		{"Drawing", `{"Round":{"@odata.type":"#org.example.laboratory.Square","Radius":2}}`},           // of the other branch
		{"Drawing", `{"Main":{"Radius":2}}`},                                                           // of a type that nothing names
		{"Drawing", `{"Shapes":[null]}`},                                                               // not nullable
		{"Drawing", `{"Shapes":null}`},                                                                 // no collection
		{"Drawing", `{"Main":{"Label":"a","@odata.type":"#org.example.laboratory.Ring","Label":"b"}}`}, // twice
	} {
		if v := accepts(m, ns+row.typ, row.text); v != Unsure {
			t.Errorf("%s %s is %s", row.typ, row.text, v)
		}
	}
}

// syntax are texts on which readers of JSON disagree.
var syntax = []string{
	`0`, `-0`, `01`, `-01`, `-`, `+1`, `.5`, `1.`, `1.5`, `1.5.5`, `1e`, `1e+`, `1e5`, `1E-05`, `0e0`, `00`, `1_000`, `0x10`, `Infinity`, `NaN`, `-Infinity`, `1 2`,
	`""`, `"`, `"a`, `"\"`, `"\\"`, `"\/"`, `"\b\f\n\r\t"`, `"\a"`, `"\'"`, `"\u0000"`, `"\u000"`, `"\u00G0"`, `"\uABCD"`, `"\uD800"`, `"\uDC00"`, `"\uD800\uDC00"`,
	`"\uD800\u0041"`, `"\uDBFF\uDFFF"`, `"\uD83D\uDE00"`, `"\uD800x"`, `"\uD800\n"`, "\"\x00\"", "\"\x1f\"", "\"\x20\"", "\"\x7f\"", "\"\n\"", "\"\t\"",
	"\"\xff\"", "\"\xc3\"", "\"\xc3\xa9\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"", "\"\xef\xbb\xbf\"", "\"\xf0\x9f\x98\x80\"", "\"\xf0\x9f\x98\"",
	`true`, `tru`, `truex`, `True`, `false`, `null`, `nul`, `nullnull`, `[]`, `[`, `]`, `[1]`, `[1,]`, `[,1]`, `[1 2]`, `[[[]]]`, `[[[]]`, `{}`, `{`, `}`, `{"a":1}`,
	`{"a":1,}`, `{,"a":1}`, `{"a"}`, `{"a":}`, `{"a" 1}`, `{a:1}`, `{'a':1}`, `{"a":1 "b":2}`, `{"a":1,"b":{"c":[]}}`, `{"a":1]`, `[1}`, `{1:2}`, `{null:1}`,
	"\xef\xbb\xbf{}", " {} ", "\t\n\r {}", "\v{}", "\f{}", "\u00a0{}", "{}\x00", `{}//x`, `/**/{}`, `{}{}`, `{},`, ``, ` `, "{\"a\":\"12345678\x01\"}", `{"a":"1234567\u12"}`,
	`{"aaaaaaaaaaaaaaaaaaaaaaaaaa\u0061":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\\"}`, `{"":0}`, `{"a":1,"a":1}`, `{"a":1,"\u0061":1}`, `[{"a":1},{"a":2}]`,
}

// isJSON is jsontext's verdict.
func isJSON(text []byte, duplicates bool) bool {
	d := jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(duplicates))
	if _, err := d.ReadValue(); err != nil {
		return false
	}
	_, err := d.ReadToken()
	return err == io.EOF
}

// holdSyntax holds the scanners to jsontext: skip takes the same texts, and
// what is accepted has no name twice besides.
func holdSyntax(t *testing.T, text []byte) {
	t.Helper()
	whole := append(append([]byte(nil), text...), ' ')
	i := skipSpace(whole, 0)
	end, v := skip(whole, i, 0)
	if skipped := v == Accepted && skipSpace(whole, end) == len(whole); skipped != isJSON(text, true) {
		t.Errorf("%q: skipped is %v", text, skipped)
	}
	if i < len(whole) {
		end, v = NewRun().any(whole, i, true)
	}
	switch accepted := v == Accepted && skipSpace(whole, end) == len(whole); {
	case accepted && (!isJSON(text, false) || !json.Valid(text)):
		t.Errorf("%q is accepted", text)
	case !accepted && v != Unsure && isJSON(text, false):
		t.Errorf("%q is %s", text, v)
	}
}

func TestTheSyntaxIsJSONs(t *testing.T) {
	for _, text := range syntax {
		holdSyntax(t, []byte(text))
		holdSyntax(t, []byte(`{"a": [`+text+`, 1]}`))
		for i := range text { // truncated at every byte
			holdSyntax(t, []byte(text[:i]))
		}
	}
	for _, depth := range []int{10, 400} {
		holdSyntax(t, []byte(strings.Repeat("[", depth)+strings.Repeat("]", depth)))
		holdSyntax(t, []byte(strings.Repeat(`{"a":`, depth)+"1"+strings.Repeat("}", depth)))
		holdSyntax(t, []byte(strings.Repeat("[", depth)))
	}
	deep := []byte(strings.Repeat("[", 1_000_000))
	if _, v := skip(deep, 0, 0); v != Broken {
		t.Errorf("a million open arrays are %s", v)
	}
	if _, v := NewRun().any(deep, 0, true); v != Unsure {
		t.Errorf("a million open arrays are %s", v)
	}
}

func FuzzSyntax(f *testing.F) {
	for _, text := range syntax {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if bytes.Count(text, []byte{'['})+bytes.Count(text, []byte{'{'}) < 400 {
			holdSyntax(t, text)
		}
	})
}

// FuzzProgram holds what programs accept to the schemas, and to the reader of
// JSON: the first byte chooses the type.
func FuzzProgram(f *testing.F) {
	m := laboratory(f)
	var types []string
	for t := range m.Types() {
		if s, ok := t.(edm.StructuredType); ok && !m.Ambiguous(s.QualifiedName()) {
			types = append(types, s.QualifiedName())
		}
	}
	for i := range types {
		f.Add(byte(i), `{"Code":"a","Int32":1,"Main":{"@odata.type":"#org.example.laboratory.Ring","Inner":1,"Radius":2}}`)
		f.Add(byte(i), `{"ItemsUnsaid":["a",null],"EnumTrue":"Red","ComplexFalse":{"Street":"x"},"DoubleTrue":1.5,"@a.b":1}`)
	}
	set, programs := NewSet(m, Options{}), NewPrograms(m, Options{})
	f.Fuzz(func(t *testing.T, which byte, text string) {
		name := types[int(which)%len(types)]
		if NewRun().Value(programs.Of(m.Structured(name), nil), []byte(text)) != Accepted {
			return
		}
		v, err := location.ReadJSON(location.NewText("", []byte(text)), location.Limits{})
		if err != nil {
			t.Fatalf("%s: %q is accepted: %v", name, text, err)
		}
		found, err := set.Validate(name, v)
		if err != nil || len(found) > 0 {
			t.Errorf("%s: %q is accepted; the schema says %v %v", name, text, lines(found), err)
		}
	})
}

// credentials is the model of the first operation.
const credentials = `<EntityType Name="credentialUserRegistrationCount"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="totalUserCount" Type="Edm.Int64"/><Property Name="userRegistrationCounts" Type="Collection(n.userRegistrationCount)"/></EntityType>
<ComplexType Name="userRegistrationCount"><Property Name="registrationStatus" Type="n.registrationStatusType"/><Property Name="registrationCount" Type="Edm.Int64"/></ComplexType>
<EnumType Name="registrationStatusType"><Member Name="registered"/><Member Name="enabled"/><Member Name="capable"/><Member Name="mfaRegistered"/><Member Name="unknownFutureValue"/></EnumType>`

// smallPage is a page of the first operation.
func smallPage(items int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/beta/$metadata#Collection(n.credentialUserRegistrationCount)","value":[`)
	for i := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"id-%d","totalUserCount":%d,"userRegistrationCounts":[{"registrationStatus":"registered","registrationCount":23423},{"registrationStatus":"enabled","registrationCount":4234},{"registrationStatus":"capable","registrationCount":323},{"registrationStatus":"mfaRegistered","registrationCount":33}]}`, i, i)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

// readPage is what a page is found to be, read from a window that begins with
// so many bytes; 0: from memory.
func readPage(m *edm.Model, typ string, text []byte, window int) (members []string, page *Page, err error) {
	p := NewPrograms(m, Options{}).Of(m.Structured(typ), nil)
	member := func(m Member) {
		members = append(members, fmt.Sprintf("%s %v %s %d %d", m.Name, m.At, m.Text, m.NameEnd, m.Value))
	}
	w := &slidingWindow{b: text, eof: true, line: 1}
	if window > 0 {
		w = &slidingWindow{in: iotest.OneByteReader(bytes.NewReader(text)), b: make([]byte, 0, window), line: 1}
	}
	page, err = NewRun().page(w, member, func() *Program { return p })
	return members, page, err
}

// slidingWindow is window, where a parameter has its name.
type slidingWindow = window

func TestEveryWindowGivesTheSameVerdict(t *testing.T) {
	m := model(t, credentials)
	good := string(smallPage(3))
	texts := []string{
		good,
		strings.Replace(good, `"totalUserCount":1`, `"totalUserCount":"1"`, 1),
		strings.Replace(strings.ReplaceAll(good, ",", " ,\n\t"), `"id":"id-2"`, `"id":null`, 1),
		strings.Replace(good, `]}]}`, "]}]\n,\r\n \"@odata.nextLink\" : \"x\\u0061\", \"\\u0040x.y\": {\"a\": [1, 2]}}\n", 1),
		good[:len(good)-2], good + "x", strings.Replace(good, "id-1", "\xff", 1), strings.Replace(good, `:"id-1`, `"id-1`, 1), `{"value":[]}`, `{"value":{}}`, `{}`, `[]`, ``,
		`{"value":[null,1,{}],"x":1}`, `{"value":["}]}`, `{"value":["a","}"]}`, `{"value":[[]]}`, `{"value":[["id":"a"}]}`, `{"value":[1],"value":[]}`, `{"value":[1,]}`, `{"value":[1]"a":1}`, `{"value":[1],}`,
	}
	for _, text := range texts {
		members, page, err := readPage(m, "n.credentialUserRegistrationCount", []byte(text), 0)
		for window := 1; window < 40; window++ {
			otherMembers, other, otherErr := readPage(m, "n.credentialUserRegistrationCount", []byte(text), window)
			if page != nil {
				page.Keys, other.Keys = nil, nil
			}
			if !reflect.DeepEqual(members, otherMembers) || !reflect.DeepEqual(page, other) || err != otherErr {
				t.Fatalf("%s\nfrom memory %v %+v %v\nby windows of %d %v %+v %v", text, members, page, err, window, otherMembers, other, otherErr)
			}
		}
		if ok := isJSON([]byte(text), true); err == nil && !ok {
			t.Errorf("a page is no JSON: %s", text)
		}
	}
	_, page, err := readPage(m, "n.credentialUserRegistrationCount", []byte(texts[2]), 0)
	if err != nil || page.Items != 3 || len(page.Refused) != 1 || page.Refused[0].Index != 2 {
		t.Fatalf("%+v %v", page, err)
	}
	at := page.Refused[0].At
	want := location.NewText("", []byte(texts[2])).Position(int(at.Offset))
	if texts[2][at.Offset] != '{' || at.Line != want.Line || at.Column != want.Column {
		t.Errorf("the item is at %+v, which is %v", at, want)
	}
}

func TestAReadersErrorIsPassedOn(t *testing.T) {
	m := model(t, credentials)
	p := NewPrograms(m, Options{}).Of(m.Structured("n.credentialUserRegistrationCount"), nil)
	text := smallPage(2000)
	_, err := NewRun().Page(io.MultiReader(bytes.NewReader(text[:len(text)-100]), iotest.ErrReader(io.ErrClosedPipe)), func(Member) {}, func() *Program { return p })
	if err != io.ErrClosedPipe {
		t.Errorf("the error is %v", err)
	}
}

func TestAKeyThatComesTwiceIsSeen(t *testing.T) {
	m := model(t, credentials)
	for text, twice := range map[string]bool{
		`{"value":[{"id":"a"},{"id":"b"}]}`:      false,
		`{"value":[{"id":"a"},{"id":"a"}]}`:      true,
		`{"value":[{"id":"a"},{"id":"\u0061"}]}`: true,
	} {
		f := unique{}
		p := NewPrograms(m, Options{}).Of(m.Structured("n.credentialUserRegistrationCount"), f)
		r := NewRun()
		page, err := r.PageText([]byte(text), func(Member) {}, func() *Program { return p })
		if err != nil || page.Keys.Twice() != twice {
			t.Errorf("%s: %+v %v", text, page, err)
			continue
		}
		page.Keys.Add(r.Key("c"))
		if page.Keys.Twice() != twice {
			t.Errorf("%s: a key that is new comes twice", text)
		}
		if page.Keys.Add(r.Key("a")); !page.Keys.Twice() {
			t.Errorf("%s: a key that was read elsewhere is not compared", text)
		}
	}
}

// unique is a frame that asks for keys alone.
type unique struct{}

func (unique) Object(edm.StructuredType) Advice { return Advice{Unique: true} }

func TestNothingIsAllocatedForAnItem(t *testing.T) {
	m := model(t, credentials)
	p := NewPrograms(m, Options{}).Of(m.Structured("n.credentialUserRegistrationCount"), nil)
	item := []byte(`{"id":"a\u0062","totalUserCount":1,"@odata.etag":"W/\"1\"","userRegistrationCounts":[{"registrationStatus":"enabled","registrationCount":1}]}`)
	r := NewRun()
	if n := testing.AllocsPerRun(100, func() {
		if r.Value(p, item) != Accepted {
			t.Fatal("the item is not accepted")
		}
	}); n != 0 {
		t.Errorf("%v allocations an item", n)
	}
}

func TestLateTypesInEachOtherCostTheirSize(t *testing.T) {
	m := model(t, `<ComplexType Name="A"><Property Name="a" Type="n.A"/></ComplexType><ComplexType Name="B" BaseType="n.A"/>`)
	p := NewPrograms(m, Options{}).Of(m.Structured("n.A"), nil)
	growth.Linear(t, 80_000, func(n int) {
		const depth = 400
		item := strings.Repeat(`{"a":`, depth) + "null" + strings.Repeat(`,"@odata.type":"#n.B"}`, depth)
		r := NewRun()
		for range n / depth {
			if v := r.Value(p, []byte(item)); v == Broken {
				t.Fatal(v)
			}
		}
	})
}
