package location

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func read(t *testing.T, s string) *Value {
	t.Helper()
	v, err := ReadJSON(NewText("body.json", []byte(s)), Limits{})
	if err != nil {
		t.Fatalf("ReadJSON(%.100q): %v", s, err)
	}
	return v
}

func TestReadJSONKeepsPlacesAndDuplicates(t *testing.T) {
	text := NewText("body.json", []byte("{\n  \"a\": [1, -2.5e3, \"x\\n\\u00e9\\uD83D\\uDE00\"],\n  \"a\": null, \"\": true,\"f\":false}\n"))
	v, err := ReadJSON(text, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range v.Members {
		got = append(got, fmt.Sprintf("%s@%d-%d=%v@%d-%d", m.Name, m.NameStart, m.NameEnd, m.Value.Kind, m.Value.Start, m.Value.End))
	}
	want := []string{"a@4-7=array@9-45", "a@49-52=null@54-58", "@60-62=boolean@64-68", "f@69-72=boolean@73-78"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("members (-want +got):\n%s", d)
	}
	items := v.Members[0].Value.Items
	if len(items) != 3 || items[0].Text != "1" || items[1].Text != "-2.5e3" || items[2].Text != "x\né😀" {
		t.Errorf("items = %+v", items)
	}
	if p := items[2].Position(text); p != (Position{"body.json", 2, 20}) {
		t.Errorf("position of the third item = %v", p)
	}
}

// The hard cases that readers of JSON part over, with the verdict of the RFC.
func TestReadJSONVerdicts(t *testing.T) {
	valid := []string{
		`0`, `-0`, `-0.0e-0`, `1E+400`, `123456789012345678901234567890`, `""`, `"\u0000"`, `"\/"`,
		` [ ] `, "\t\r\n{}\n", `[[],{}]`, `{"":""}`, `{"a":1,"a":2}`, `"` + "\u2028\u007f" + `"`,
		`"\uD834\uDD1E"`, `"\ud834\udd1e"`, `"` + "\U0010FFFF" + `"`, `"` + "\uFFFE" + `"`, `"\uFFFF"`, `null`, `"\u005C"`,
		strings.Repeat("[", 512) + strings.Repeat("]", 512),
		strings.Repeat(`{"a":`, 511) + "[]" + strings.Repeat("}", 511),
	}
	for _, s := range valid {
		if _, err := ReadJSON(NewText("", []byte(s)), Limits{}); err != nil {
			t.Errorf("%.60q: %v", s, err)
		}
	}
	invalid := []struct {
		text    string
		offset  int
		pointer Pointer
		message string
	}{
		{``, 0, "", "unexpected end of input: the text is empty"},
		{" \n", 2, "", "unexpected end of input: the text is empty"},
		{"\uFEFF{}", 0, "", "the text begins with a byte order mark (U+FEFF), which JSON must not have"},
		{"\xFF\xFE{\x00", 0, "", "the text begins with the byte order mark of UTF-16: JSON is UTF-8"},
		{"{}\uFEFF", 2, "", "bytes after the end of the value: a byte order mark (U+FEFF)"},
		{"\u00A0{}", 0, "", "a value was expected, not a no-break space (U+00A0)"},
		{"{\u00A0}", 1, "", "a member name in quotation marks or } was expected, not a no-break space (U+00A0)"},
		{`01`, 1, "", "a number must not begin with 0 before other digits"},
		{`-01`, 2, "", "a number must not begin with 0 before other digits"},
		{`+1`, 0, "", "a value was expected, not the character +"},
		{`.5`, 0, "", "a value was expected, not the character ."},
		{`1.`, 2, "", "unexpected end of input: a digit is missing after the decimal point"},
		{`[1.]`, 3, "/0", "a digit was expected after the decimal point, not the character ]"},
		{`1e`, 2, "", "unexpected end of input: a digit is missing in the exponent"},
		{`1e+`, 3, "", "unexpected end of input: a digit is missing in the exponent"},
		{`-`, 1, "", "unexpected end of input: a digit is missing after the minus sign"},
		{`-a`, 1, "", "a digit was expected after the minus sign, not the character a"},
		{`1a`, 1, "", "bytes after the end of the value: the character a"},
		{`0x1F`, 1, "", "bytes after the end of the value: the character x"},
		{`tru`, 3, "", "unexpected end of input in true"},
		{`True`, 0, "", "a value was expected, not the character T"},
		{`[truest]`, 5, "/0", "a comma or ] was expected, not the character s (the array begins at line 1)"},
		{`[nul]`, 1, "/0", `a value was expected, not the word "nul"`},
		{`NaN`, 0, "", "a value was expected, not the character N"},
		{`{} {}`, 3, "", "bytes after the end of the value: the character {"},
		{`[1,]`, 3, "/0", "a value was expected after the comma, not the character ]"},
		{`[,1]`, 1, "/0", "a value was expected, not the character ,"},
		{`[1,,2]`, 3, "/1", "a value was expected, not the character ,"},
		{`[1 2]`, 3, "/0", "a comma or ] was expected, not the character 2 (the array begins at line 1)"},
		{`[1}`, 2, "/0", "a comma or ] was expected, not the character } (the array begins at line 1)"},
		{`]`, 0, "", "a value was expected, not the character ]"},
		{`[`, 1, "", "unexpected end of input: the array that begins at line 1 is not closed"},
		{`[1,`, 3, "/0", "unexpected end of input: the array that begins at line 1 is not closed"},
		{`{`, 1, "", "unexpected end of input: the object that begins at line 1 is not closed"},
		{"\n\n{\"a\":[1,2],", 13, "/a", "unexpected end of input: the object that begins at line 3 is not closed"},
		{`{"a"`, 4, "", "unexpected end of input: the object that begins at line 1 is not closed"},
		{`{"a":`, 5, "/a", "unexpected end of input: the object that begins at line 1 is not closed"},
		{`{"a":1`, 6, "/a", "unexpected end of input: the object that begins at line 1 is not closed"},
		{`{"a" 1}`, 5, "", `a colon was expected after the name "a", not the character 1`},
		{`{"a":1 "b":2}`, 7, "/a", `a comma or } was expected, not the character " (the object begins at line 1)`},
		{`{"a":1,}`, 7, "/a", "a member was expected after the comma, not the character }"},
		{`{"a":1,b:2}`, 7, "/a", "a member name in quotation marks was expected after the comma, not the character b"},
		{`{a:1}`, 1, "", "a member name in quotation marks or } was expected, not the character a"},
		{`{'a':1}`, 1, "", "a member name in quotation marks or } was expected, not the character '"},
		{`{,}`, 1, "", "a member name in quotation marks or } was expected, not the character ,"},
		{`{"a":{"b/c~":[0,{"d":x}]}}`, 21, "/a/b~1c~0/1/d", "a value was expected, not the character x"},
		{`{"a":}`, 5, "/a", "a value was expected, not the character }"},
		{`"abc`, 4, "", "unexpected end of input: the string that begins at line 1 is not closed"},
		{"[\"abc\n\"]", 5, "/0", "the string that begins at line 1 is not closed at the end of its line"},
		{"\"a\tb\"", 2, "", "control character U+0009 in a string: it must be escaped"},
		{"\"\x00\"", 1, "", "control character U+0000 in a string: it must be escaped"},
		{`"\x41"`, 1, "", `unknown escape \x`},
		{`"\'"`, 1, "", `unknown escape \'`},
		{`"\`, 1, "", "unexpected end of input in an escape"},
		{`"\u12`, 1, "", "unexpected end of input in an escape"},
		{`"\u12"`, 1, "", `four hexadecimal digits must follow \u`},
		{`"\u00G0"`, 1, "", `four hexadecimal digits must follow \u`},
		{`"\U0041"`, 1, "", `unknown escape \U`},
		{`"\uD800"`, 1, "", `half of a surrogate pair without its other half: \uD800`},
		{`"\uDC00\uD800"`, 1, "", `half of a surrogate pair without its other half: \uDC00`},
		{`"\uD800\u0041"`, 1, "", `half of a surrogate pair without its other half: \uD800`},
		{`"\uD800\n"`, 1, "", `half of a surrogate pair without its other half: \uD800`},
		{"\"\xFF\"", 1, "", "invalid UTF-8: the byte 0xFF"},
		{"\"\xC0\x80\"", 1, "", "invalid UTF-8: the byte 0xC0"},
		{"\"\xED\xA0\x80\"", 1, "", "invalid UTF-8: the byte 0xED"},
		{"\"\xF4\x90\x80\x80\"", 1, "", "invalid UTF-8: the byte 0xF4"},
		{"\"\xE2\x82\"", 1, "", "invalid UTF-8: the byte 0xE2"},
		{"{\"a\":1,\"\xFF\\n\":2}", 8, "/a", "invalid UTF-8: the byte 0xFF"},
		{"\xFF", 0, "", "invalid UTF-8: the byte 0xFF"},
		{"\x00", 0, "", "a value was expected, not U+0000"},
		{"//c\n1", 0, "", "a value was expected, not the character /"},
		{`[1, [2, 3, [4, {"a": 5`, 22, "/1/2/1/a", "unexpected end of input: the object that begins at line 1 is not closed"},
		{strings.Repeat("[", 513), 512, Pointer(strings.Repeat("/0", 512)), "nested more than 512 deep"},
	}
	for _, tt := range invalid {
		_, err := ReadJSON(NewText("b.json", []byte(tt.text)), Limits{})
		var fault *SyntaxError
		if !errors.As(err, &fault) {
			t.Errorf("%.60q: got %v, want a syntax error", tt.text, err)
			continue
		}
		if fault.Offset != tt.offset || fault.Pointer != tt.pointer || fault.Message != tt.message {
			t.Errorf("%.60q:\n got %d %q %s\nwant %d %q %s", tt.text, fault.Offset, fault.Pointer, fault.Message, tt.offset, tt.pointer, tt.message)
		}
		if want := NewText("b.json", []byte(tt.text)).Position(tt.offset); fault.Position != want {
			t.Errorf("%.60q: position %v, want %v", tt.text, fault.Position, want)
		}
	}
}

func TestReadJSONBoundsDepth(t *testing.T) {
	deep := func(n int) *Text {
		return NewText("", []byte(strings.Repeat("[", n)+strings.Repeat("]", n)))
	}
	if _, err := ReadJSON(deep(3), Limits{Depth: 3}); err != nil {
		t.Error(err)
	}
	if _, err := ReadJSON(deep(4), Limits{Depth: 3}); err == nil {
		t.Error("four levels were read under a limit of three")
	}
	if _, err := ReadJSON(deep(2_000_000), Limits{Depth: 1 << 40}); err == nil {
		t.Error("two million levels were read")
	}
}

// peerVerdict is jsontext's, bounded in depth as ReadJSON is by default.
func peerVerdict(data []byte) (valid, deep bool) {
	d := jsontext.NewDecoder(strings.NewReader(string(data)), jsontext.AllowDuplicateNames(true))
	for {
		if _, err := d.ReadToken(); err != nil {
			break
		}
		if d.StackDepth() > defaultDepth {
			return false, true
		}
	}
	return jsontext.Value(data).IsValid(jsontext.AllowDuplicateNames(true)), false
}

func checkAgainstPeer(t interface{ Fatalf(string, ...any) }, data []byte) {
	v, err := ReadJSON(NewText("", data), Limits{})
	want, deep := peerVerdict(data)
	if deep {
		return
	}
	if (err == nil) != want {
		t.Fatalf("%q: our verdict is %v, jsontext's %v", data, err, want)
	}
	if err != nil {
		var fault *SyntaxError
		if !errors.As(err, &fault) || fault.Offset < 0 || fault.Offset > len(data) || fault.Message == "" {
			t.Fatalf("%q: malformed error %#v", data, err)
		}
		return
	}
	d := jsontext.NewDecoder(strings.NewReader(string(data)), jsontext.AllowDuplicateNames(true))
	compareTokens(t, d, v, data)
}

// compareTokens walks the tree and the peer's tokens side by side.
func compareTokens(t interface{ Fatalf(string, ...any) }, d *jsontext.Decoder, v *Value, data []byte) {
	next := func(kind jsontext.Kind, text string, start, end int) {
		tok, err := d.ReadToken()
		if err != nil || tok.Kind() != kind {
			t.Fatalf("%q at %d: token %v %v, want %v", data, start, tok, err, kind)
		}
		if (kind == '"' || kind == '0') && tok.String() != text {
			t.Fatalf("%q at %d: token %q, want %q", data, start, tok.String(), text)
		}
		if int(d.InputOffset()) != end {
			t.Fatalf("%q at %d: ends at %d, want %d", data, start, end, d.InputOffset())
		}
	}
	switch v.Kind {
	case Null:
		next('n', "", v.Start, v.End)
	case True:
		next('t', "", v.Start, v.End)
	case False:
		next('f', "", v.Start, v.End)
	case Number:
		next('0', v.Text, v.Start, v.End)
	case String:
		next('"', v.Text, v.Start, v.End)
	case Array:
		next('[', "", v.Start, v.Start+1)
		for _, it := range v.Items {
			compareTokens(t, d, it, data)
		}
		next(']', "", v.Start, v.End)
	case Object:
		next('{', "", v.Start, v.Start+1)
		for _, m := range v.Members {
			next('"', m.Name, m.NameStart, m.NameEnd)
			compareTokens(t, d, m.Value, data)
		}
		next('}', "", v.Start, v.End)
	}
}

func FuzzReadJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,2.5e-3,"x\u00e9\uD83D\uDE00"],"b":{"a":null}}`, `"\uD800"`, "\"\xFF\"", `[1,]`, "\uFEFF{}", `01`, `1e5`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkAgainstPeer(t, data) })
}

// Texts drawn from JSON's own alphabet, nearly valid more often than bytes at
// random are.
func TestReadJSONAgreesWithJSONText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{
			"{", "}", "[", "]", ",", ":", `"a"`, `"`, `\`, `\u00e9`, `\uD83D`, `\uDE00`, "0", "1", "-", ".", "e", "+", "true", "null", " ", "\n", "é", "\x80", "\uFEFF", `"a":`, "[1,2]",
		}), 0, 12).Draw(t, "parts")
		checkAgainstPeer(t, []byte(strings.Join(parts, "")))
	})
	rapid.Check(t, func(t *rapid.T) {
		data := []byte(jsonText(4).Draw(t, "text"))
		checkAgainstPeer(t, data)
		if len(data) > 0 {
			i := rapid.IntRange(0, len(data)-1).Draw(t, "at")
			checkAgainstPeer(t, data[:i])
			data[i] = rapid.Byte().Draw(t, "byte")
			checkAgainstPeer(t, data)
		}
	})
}

// jsonText draws valid JSON texts, blanks and escapes included.
func jsonText(depth int) *rapid.Generator[string] {
	blank := rapid.SampledFrom([]string{"", "", " ", "\n  ", "\t", "\r\n"})
	str := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "é", "😀", `\n`, `\"`, `\\`, `\u0041`, `\uD83D\uDE00`, "/", `\/`, "'", "//", "...", "#", "{id}", ",", ":"}), 0, 5),
		func(p []string) string { return `"` + strings.Join(p, "") + `"` })
	scalar := rapid.OneOf(str, rapid.SampledFrom([]string{"null", "true", "false", "0", "-1", "12.50", "1e3", "-0.1E-10"}))
	return rapid.Custom(func(t *rapid.T) string {
		b := func() string { return blank.Draw(t, "blank") }
		kind := rapid.IntRange(0, 3).Draw(t, "kind")
		if depth == 0 || kind < 2 {
			return b() + scalar.Draw(t, "scalar") + b()
		}
		var parts []string
		for range rapid.IntRange(0, 4).Draw(t, "n") {
			inner := jsonText(depth-1).Draw(t, "inner")
			if kind == 3 {
				inner = b() + str.Draw(t, "name") + b() + ":" + inner
			}
			parts = append(parts, inner)
		}
		open, closing := "[", "]"
		if kind == 3 {
			open, closing = "{", "}"
		}
		return b() + open + b() + strings.Join(parts, ",") + closing + b()
	})
}

func ExampleReadJSON() {
	body := NewText("users.json", []byte("{\n  \"value\": [\n    {\"id\": \"1\"}\n  ]\n}"))
	v, err := ReadJSON(body, Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	id := v.At("/value/0/id")
	at := id.Position(body)
	fmt.Printf("%s at %s:%d:%d\n", id.Text, at.File, at.Line, at.Column)
	// Output: 1 at users.json:3:12
}

func ExampleReadJSON_error() {
	cut := NewText("users.json", []byte("{\n  \"value\": [\n    {\"id\": \"1\"}"))
	_, err := ReadJSON(cut, Limits{})
	var fault *SyntaxError
	if errors.As(err, &fault) {
		fmt.Println(fault)
		fmt.Println("last good:", fault.Pointer)
	}
	// Output:
	// users.json:3:16: unexpected end of input: the array that begins at line 2 is not closed
	// last good: /value/0
}

func BenchmarkReadJSON(b *testing.B) {
	item := `    {"id": "87d349ed-44d7-43e1-9a83-5f2406dee5bd", "displayName": "Adele \"A\" Vance", "jobTitle": "Product Marketing Manager", "createdDateTime": "2021-07-01T12:00:00Z", "count": 42, "enabled": true, "tags": ["a", "b"], "manager": null},` + "\n"
	body := []byte("{\n  \"@odata.context\": \"https://graph.microsoft.com/beta/$metadata#users\",\n  \"value\": [\n" +
		strings.Repeat(item, 2000) + `    {"id": "é"}` + "\n  ]\n}\n")
	text := NewText("", body)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadJSON(text, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
