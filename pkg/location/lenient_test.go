package location

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/concord-odata/concord/pkg/internal/growth"
)

// render writes the tree as JSON, without its places.
func render(v *Value) string {
	var b strings.Builder
	renderTo(&b, v)
	return b.String()
}

func renderTo(b *strings.Builder, v *Value) {
	switch v.Kind {
	case Null:
		b.WriteString("null")
	case True:
		b.WriteString("true")
	case False:
		b.WriteString("false")
	case Number:
		b.WriteString(v.Text)
	case String:
		b.WriteString(quoteJSON(v.Text))
	case Array:
		b.WriteByte('[')
		for i, it := range v.Items {
			if i > 0 {
				b.WriteByte(',')
			}
			renderTo(b, it)
		}
		b.WriteByte(']')
	case Object:
		b.WriteByte('{')
		for i, m := range v.Members {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(quoteJSON(m.Name) + ":")
			renderTo(b, m.Value)
		}
		b.WriteByte('}')
	}
}

func kinds(slips []Slip) string {
	var out []string
	for _, s := range slips {
		k := string(s.Kind)
		if s.Fix != nil {
			k += "!"
		}
		out = append(out, k)
	}
	return strings.Join(out, ", ")
}

// An exclamation mark after a kind says that the slip has its fix.
func TestReadLenientReadsWhatPeopleWrite(t *testing.T) {
	tests := []struct{ name, text, want, slips string }{
		{"trailing commas", `{"a":[1,2,],"b":{"c":1,},}`, `{"a":[1,2],"b":{"c":1}}`, "trailing comma!, trailing comma!, trailing comma!"},
		{"a missing comma between members", "{\"a\":1\n \"b\":2}", `{"a":1,"b":2}`, "missing comma!"},
		{"a missing comma between objects", `[{"a":1} {"b":2}]`, `[{"a":1},{"b":2}]`, "missing comma!"},
		{"a missing comma between strings", "[\"a\"\n\"b\"]", `["a","b"]`, "missing comma!"},
		{"doubled commas", `{"a":1,,"b":2}`, `{"a":1,"b":2}`, "doubled comma!"},
		{"a leading comma", `[,1]`, `[1]`, "doubled comma!"},
		{"a doubled trailing comma", `[1,,]`, `[1]`, "trailing comma!, doubled comma!"},
		{"semicolons for commas", `{"a":1;"b":2}`, `{"a":1,"b":2}`, "punctuation!"},
		{"a semicolon before the end", `{"a":1;}`, `{"a":1}`, "trailing comma!"},
		{"full-width punctuation", `{“a”：1，"b"："c"}`, `{"a":1,"b":"c"}`, "quotation marks!, punctuation!, punctuation!, punctuation!"},
		{"equals signs", `{"a"=1, b => 2}`, `{"a":1,"b":2}`, "punctuation!, unquoted name!, punctuation!"},
		{"a missing colon", `{"a" "b", "c" {"d":1}}`, `{"a":"b","c":{"d":1}}`, "missing colon!, missing colon!"},
		{"two colons", `{"a": : 1}`, `{"a":1}`, "punctuation!"},
		{"line comments", "{\"a\":1, // one\n# two\n\"b\":2 # three\n}", `{"a":1,"b":2}`, "comment, comment, comment"},
		{"a block comment", `{/* x, "y" */"a":/**/1}`, `{"a":1}`, "comment, comment"},
		{"an HTML comment", `{"a":1 <!-- x -->}`, `{"a":1}`, "comment"},
		{"a comment between a name and its value", "{\"a\": // client-made\n {\"b\":1}}", `{"a":{"b":1}}`, "comment"},
		{"a URL is no comment", `{"a": http://x/y?z, "b": 1}`, `{"a":"http://x/y?z","b":1}`, "unquoted value"},
		{"a type name is no comment", `{"a": #microsoft.graph.user, "b": 1}`, `{"a":"#microsoft.graph.user","b":1}`, "unquoted value"},
		{"an ellipsis among members", `{"a":1, ...}`, `{"a":1}`, "ellipsis"},
		{"an ellipsis among members, without comma", "{\"a\":1\n …\n \"b\":2}", `{"a":1,"b":2}`, "ellipsis"},
		{"an ellipsis with commas around", `{..., "a":1, ..., }`, `{"a":1}`, "ellipsis, ellipsis"},
		{"an ellipsis among items", `[{"a":1}, ...]`, `[{"a":1}]`, "ellipsis"},
		{"an ellipsis in brackets", "{\"a\":1, [...]\n}", `{"a":1}`, "ellipsis"},
		{"an ellipsis with words", "{\"a\":1,\n  ... more properties ...\n}", `{"a":1}`, "ellipsis"},
		{"only an ellipsis", `{"value":[...],"x":{…}}`, `{"value":[],"x":{}}`, "ellipsis, ellipsis"},
		{"an ellipsis for a value", `{"a": ..., "b": 1}`, `{"a":"...","b":1}`, "ellipsis"},
		{"ellipses around the whole", "...\n{\"a\":1}\n…", `{"a":1}`, "ellipsis, ellipsis"},
		{"no-break spaces", "{\u00A0\"a\":\u00A01\u00A0,\u202F\"b\":2}", `{"a":1,"b":2}`, "blank!, blank!, blank!, blank!"},
		{"zero-width characters and a byte order mark", "\uFEFF{\"a\":\u200B1}", `{"a":1}`, "invisible character!, invisible character!"},
		{"a tab in a string", "{\"a\":\"x\ty\"}", `{"a":"x\ty"}`, "control character!"},
		{"a line end in a string", "{\"a\":\"http://x\n/y\",\n\"b\":1}", `{"a":"http://x\n/y","b":1}`, "control character"},
		{"single quotation marks", `{'a':'<b c="d">', 'e':'it''s'}`, `{"a":"<b c=\"d\">","e":"it''s"}`, "quotation marks!, quotation marks!, quotation marks!, quotation marks!, unescaped quotation mark"},
		{"an apostrophe in single quotation marks", `{'a':'don't', 'b':1}`, `{"a":"don't","b":1}`, "quotation marks!, quotation marks!, unescaped quotation mark, quotation marks!"},
		{"typographic quotation marks", `{“a”: “b”, ‘c’: „d“}`, `{"a":"b","c":"d"}`, "quotation marks!, quotation marks!, quotation marks!, quotation marks!"},
		{"mixed quotation marks", `{"a”: "b”, "c": "d”}`, `{"a":"b","c":"d"}`, "quotation marks!, quotation marks!, quotation marks!"},
		{"typographic marks within a string", `{"a":"say “x”", "b":1,}`, `{"a":"say “x”","b":1}`, "trailing comma!"},
		{"escaped quotation marks", `{\"a\":\"b\\nc\"}`, `{"a":"b\nc"}`, "quotation marks!, quotation marks!"},
		{"unescaped quotation marks within a string", `{"a":"<img src="x.png"/>","b":1}`, `{"a":"<img src=\"x.png\"/>","b":1}`, "unescaped quotation mark"},
		{"a quotation", `{"a":"He said "hi", then left","b":1}`, `{"a":"He said \"hi\", then left","b":1}`, "unescaped quotation mark"},
		{"unquoted names", `{a:1, @odata.type: "x", b-c : 2}`, `{"a":1,"@odata.type":"x","b-c":2}`, "unquoted name!, unquoted name!, unquoted name!"},
		{"placeholders for names", `{<name>: 1, {id}: 2}`, `{"<name>":1,"{id}":2}`, "unquoted name!, unquoted name!"},
		{"unquoted words", `{"a": {id}, "b": <a, b>, "c": 00:00:00, "d": Edm.String}`, `{"a":"{id}","b":"<a, b>","c":"00:00:00","d":"Edm.String"}`, "unquoted value, unquoted value, unquoted value, unquoted value"},
		{"words with brackets", `{"a": ISODate(1, 2), "b": [x, {y}]}`, `{"a":"ISODate(1, 2)","b":["x","{y}"]}`, "unquoted value, unquoted value, unquoted value"},
		{"literals of other languages", `[True, FALSE, None, undefined, nil]`, `[true,false,null,null,null]`, "literal!, literal!, literal!, literal, literal!"},
		{"numbers of other languages", `[+1, .5, 1., 007, -.5e3]`, `[1,0.5,1,7,-0.5e3]`, "number!, number!, number!, number, number!"},
		{"special numbers are words", `[NaN, -INF]`, `["NaN","-INF"]`, "unquoted value, unquoted value"},
		{"words after a value", `{"a": "x" | "y", "b": 1 (read-only), "c": true or false}`, `{"a":"x","b":1,"c":true}`, "stray text, stray text, stray text"},
		{"a line of words", "{\"a\":1,\n more properties here\n}", `{"a":1}`, "trailing comma!, stray text"},
		{"a name without its opening quotation mark", `{"a":1, b":2}`, `{"a":1,"b":2}`, "missing quotation mark!"},
		{"a name without its closing quotation mark", `{"a: 1, "b": 2}`, `{"a":1,"b":2}`, "missing quotation mark!"},
		{"a string without its opening quotation mark", `{"a": x y", "b": 2}`, `{"a":"x y","b":2}`, "missing quotation mark!"},
		{"a string without its closing quotation mark", "{\"a\": \"x y,\n\"b\": 2}", `{"a":"x y","b":2}`, "missing quotation mark"},
		{"the last string without its closing quotation mark", "{\"a\": \"x y\n}", `{"a":"x y"}`, "missing quotation mark"},
		{"unknown escapes", `["\'", "C:\dir", "\uD800x"]`, `["'","C:\\dir","` + "\uFFFD" + `x"]`, "escape!, escape, escape"},
		{"invalid UTF-8", "[\"a\xFFb\"]", "[\"a\uFFFDb\"]", "invalid UTF-8"},
		{"missing values", "{\"a\":, \"b\":1, \"c\", \"d\":\n\"e\":2, \"f\":}", `{"b":1,"e":2}`, "missing value, missing value, missing value, missing comma!, missing value"},
		{"a missing bracket at the end", `{"a":[{"b":1}`, `{"a":[{"b":1}]}`, "missing bracket, missing bracket"},
		{"a missing bracket inside", `[{"a":[1,2},{"b":3}]`, `[{"a":[1,2]},{"b":3}]`, "missing bracket"},
		{"a missing brace inside", `{"v":[{"a":1],"b":2}`, `{"v":[{"a":1}],"b":2}`, "missing bracket"},
		{"a missing bracket at the beginning", `"a":1, "b":[2]`, `{"a":1,"b":[2]}`, "missing bracket, missing bracket"},
		{"members in an array", `{"a":["b":1,"c":2],"d":3}`, `{"a":[{"b":1,"c":2}],"d":3}`, "missing bracket, missing bracket"},
		{"a stray bracket inside", `{"a":[{"b":1}}],"c":1}`, `{"a":[{"b":1}],"c":1}`, "stray bracket"},
		{"stray brackets at the end", `{"a":1}}]`, `{"a":1}`, "stray bracket!, stray bracket!"},
		{"an object closed too early", "{\"a\":1\n},\n\"b\":2\n}", `{"a":1,"b":2}`, "stray bracket"},
		{"a comma after the whole", `{"a":1},`, `{"a":1}`, "trailing comma!"},
		{"text after the whole", "{\"a\":1}\n### Response\ntext\n", `{"a":1}`, "bytes after the value"},
		{"headers in braces", "{\n  Location: https://x/y\n  Retry-After: 60\n}", `{"Location":"https://x/y","Retry-After":60}`, "unquoted name!, unquoted value, missing comma, unquoted name!"},
		{"an unclosed comment", "{\"a\":1 /* x\n,\"b\":2}", `{"a":1,"b":2}`, "comment"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, slips, err := ReadLenient(NewText("page.md", []byte(tt.text)), Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := render(v); got != tt.want {
				t.Errorf("tree\n got %s\nwant %s", got, tt.want)
			}
			if got := kinds(slips); got != tt.slips {
				t.Errorf("slips\n got %s\nwant %s", got, tt.slips)
			}
			checkSlips(t, []byte(tt.text), v, slips)
		})
	}
}

func TestReadLenientRefusesWhatIsNoJSON(t *testing.T) {
	for text, message := range map[string]string{
		``:                             "unexpected end of input: the text is empty",
		"// nothing\n":                 "unexpected end of input: the text is empty",
		`Hello, world`:                 "a value was expected, not the character H",
		`{Vendor}/{Provider}`:          "a value was expected, not the character {",
		`HTTP/1.1 200 OK`:              "a value was expected, not the character H",
		`404 Not Found`:                "bytes after the end of the value: the character N",
		`{ {"a":1} }`:                  "a member name was expected, not the character {",
		"{\nsome words\n}":             "a member name or a value was expected, not the character s",
		strings.Repeat("[", 600) + ",": "nested more than 512 deep",
	} {
		_, _, err := ReadLenient(NewText("page.md", []byte(text)), Limits{})
		var fault *SyntaxError
		if !errors.As(err, &fault) || fault.Message != message {
			t.Errorf("%.40q: got %v, want %s", text, err, message)
		}
	}
}

// checkSlips holds what is true of every reading: slips in order and in
// bounds, places in bounds, and where each slip has its fix, the fixes make
// strict JSON with the same tree.
func checkSlips(t interface{ Fatalf(string, ...any) }, data []byte, v *Value, slips []Slip) {
	var edits []Edit
	for i, s := range slips {
		if s.Start < 0 || s.End < s.Start || s.End > len(data) || s.Kind == "" || s.Message == "" {
			t.Fatalf("%q: malformed slip %+v", data, s)
		}
		if i > 0 && s.Start < slips[i-1].Start {
			t.Fatalf("%q: slips out of order: %+v", data, slips)
		}
		if s.Fix != nil {
			edits = append(edits, *s.Fix)
		}
	}
	checkPlaces(t, data, v, 0, len(data))
	mended, err := Apply(data, edits)
	if err != nil {
		t.Fatalf("%q: %v: %+v", data, err, slips)
	}
	if len(edits) != len(slips) {
		return
	}
	again, err := ReadJSON(NewText("", mended), Limits{})
	if err != nil {
		t.Fatalf("%q, mended to %q: %v", data, mended, err)
	}
	if render(again) != render(v) {
		t.Fatalf("%q, mended to %q: the tree was %s", data, mended, render(v))
	}
}

func checkPlaces(t interface{ Fatalf(string, ...any) }, data []byte, v *Value, from, to int) {
	if v.Start < from || v.End < v.Start || v.End > to {
		t.Fatalf("%q: a value from %d to %d, not within %d to %d", data, v.Start, v.End, from, to)
	}
	for _, it := range v.Items {
		checkPlaces(t, data, it, v.Start, v.End)
	}
	for _, m := range v.Members {
		if m.NameStart < v.Start || m.NameEnd < m.NameStart || m.NameEnd > m.Value.Start {
			t.Fatalf("%q: name %q from %d to %d", data, m.Name, m.NameStart, m.NameEnd)
		}
		checkPlaces(t, data, m.Value, m.NameEnd, v.End)
	}
}

func TestReadLenientReadsStrictTextsAsReadJSONDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := jsonText(4).Draw(t, "text")
		strict, err := ReadJSON(NewText("", []byte(text)), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		// The lenient reader itself, not its short cut.
		v, slips, err := readLenient(NewText("", []byte(text)), defaultDepth)
		if err != nil || len(slips) > 0 {
			t.Fatalf("%q: %v %+v", text, err, slips)
		}
		if a, b := places(strict), places(v); a != b {
			t.Fatalf("%q:\nstrict  %s\nlenient %s", text, a, b)
		}
	})
}

// places renders the tree with its places.
func places(v *Value) string {
	s := fmt.Sprintf("%d-%d%v%q", v.Start, v.End, v.Kind, v.Text)
	for _, it := range v.Items {
		s += "[" + places(it) + "]"
	}
	for _, m := range v.Members {
		s += fmt.Sprintf("{%d-%d%q%s}", m.NameStart, m.NameEnd, m.Name, places(m.Value))
	}
	return s
}

// Slips that are put into a strict text one by one are each found, and
// leave the tree as it was.
func TestReadLenientSeesThroughOneSlip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := jsonText(4).Draw(t, "text")
		v := read2(t, text)
		if v.Kind != Object && v.Kind != Array {
			return
		}
		var spots []Slip
		collect(v, text, &spots)
		if len(spots) == 0 {
			return
		}
		s := rapid.SampledFrom(spots).Draw(t, "slip")
		broken := text[:s.Fix.Start] + s.Fix.New + text[s.Fix.End:]
		got, slips, err := ReadLenient(NewText("", []byte(broken)), Limits{})
		if err != nil {
			t.Fatalf("%q: %v", broken, err)
		}
		if render(got) != render(v) {
			t.Fatalf("%s in %q: tree %s, want %s", s.Kind, broken, render(got), render(v))
		}
		if !slices.ContainsFunc(slips, func(x Slip) bool { return x.Kind == s.Kind }) {
			t.Fatalf("%s in %q was not seen: %+v", s.Kind, broken, slips)
		}
		checkSlips(t, []byte(broken), got, slips)
	})
}

func read2(t *rapid.T, text string) *Value {
	v, err := ReadJSON(NewText("", []byte(text)), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// collect lists edits that break the text, each with the slip that it makes.
func collect(v *Value, text string, out *[]Slip) {
	add := func(k SlipKind, start, end int, to string) {
		*out = append(*out, Slip{Kind: k, Fix: mend(start, end, to)})
	}
	n := len(v.Items) + len(v.Members)
	if n > 0 {
		add(SlipTrailingComma, v.End-1, v.End-1, ",")
		add(SlipEllipsis, v.End-1, v.End-1, ", ...")
		add(SlipComment, v.End-1, v.End-1, "// x\n")
		add(SlipBlank, v.End-1, v.End-1, "\u00A0")
		add(SlipInvisible, v.Start+1, v.Start+1, "\u200B")
	}
	between := func(end, next int) {
		comma := end + strings.IndexByte(text[end:next], ',')
		add(SlipMissingComma, comma, comma+1, "\n")
		add(SlipDoubledComma, comma, comma+1, ",,")
		add(SlipPunctuation, comma, comma+1, ";")
	}
	for i, it := range v.Items {
		if i > 0 {
			between(v.Items[i-1].End, it.Start)
		}
		collect(it, text, out)
	}
	for i, m := range v.Members {
		if i > 0 {
			between(v.Members[i-1].Value.End, m.NameStart)
		}
		add(SlipComment, m.Value.Start, m.Value.Start, "/* x */")
		switch m.Value.Kind {
		case True:
			add(SlipLiteral, m.Value.Start, m.Value.End, "True")
		case Null:
			add(SlipLiteral, m.Value.Start, m.Value.End, "None")
		}
		collect(m.Value, text, out)
	}
}

func FuzzReadLenient(f *testing.F) {
	for _, s := range []string{
		`{"a":[1,2,],'b':“c”, d: {id}, ... }`, "{\"a\": \"x y,\n\"b\": True}", `"a":1}`, `{"a":1}}, "b":2`, "{\u00A0a = <b>; // c\n", `{"a":"b"c","d":+.5}`, `{\"a\":\"\\\"\"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, slips, err := ReadLenient(NewText("", data), Limits{})
		if err == nil {
			checkSlips(t, data, v, slips)
		}
		if strict, strictErr := ReadJSON(NewText("", data), Limits{}); strictErr == nil {
			if err != nil || len(slips) > 0 || places(strict) != places(v) {
				t.Fatalf("%q is strict JSON, but: %v %+v", data, err, slips)
			}
			own, slips, err := readLenient(NewText("", data), defaultDepth)
			if err != nil || len(slips) > 0 || places(strict) != places(own) {
				t.Fatalf("%q is strict JSON, but the lenient reader says %v %+v", data, err, slips)
			}
		}
	})
}

func TestReadLenientIsLinear(t *testing.T) {
	for _, unit := range []string{
		`"a"b`, `"a" `, "'a\n", `/*`, `<!--`, `<,`, `{a`, `[}`, `{]`, `{"a":`, "\"x\n", "“x\n", `"a,`, `...`, "\u00A0 ", `{}`, `"a":"b" c `, `a:`, `((`, `\"`, "`\n'\n\"\n", "#", `"a":{]`,
	} {
		for _, prefix := range []string{"[", `{"a":`, ""} {
			t.Run(prefix+unit, func(t *testing.T) {
				growth.Linear(t, 30_000, func(n int) { _, _, _ = ReadLenient(NewText("", []byte(prefix+strings.Repeat(unit, n))), Limits{}) })
			})
		}
	}
}

func ExampleReadLenient() {
	body := []byte("{\n  \"id\": \"1\", // the key\n  \"tags\": [\"a\", ...],\n}")
	v, slips, err := ReadLenient(NewText("page.md", body), Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(v.Members), "members")
	var fixes []Edit
	for _, s := range slips {
		fmt.Printf("%s: %s\n", s.Kind, s.Message)
		if s.Fix != nil {
			fixes = append(fixes, *s.Fix)
		}
	}
	mended, err := Apply(body, fixes)
	fmt.Printf("%s %v\n", mended, err)
	// Output:
	// 2 members
	// comment: a comment: JSON has none
	// ellipsis: an ellipsis: something is left out here
	// trailing comma: a comma before the closing }
	// {
	//   "id": "1", // the key
	//   "tags": ["a", ...]
	// } <nil>
}
