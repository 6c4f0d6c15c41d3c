package location

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPositionCountsLinesAndBytes(t *testing.T) {
	text := NewText("f", []byte("ab\ncé\r\n\nd"))
	for offset, want := range map[int][2]int{
		0: {1, 1}, 1: {1, 2}, 2: {1, 3}, 3: {2, 1}, 4: {2, 2}, 6: {2, 4}, 7: {2, 5}, 8: {3, 1}, 9: {4, 1}, 10: {4, 2},
		-5: {1, 1}, 99: {4, 2},
	} {
		if got := text.Position(offset); got != (Position{"f", want[0], want[1]}) {
			t.Errorf("offset %d: %v, want %v", offset, got, want)
		}
	}
	for n, want := range map[int]string{0: "", 1: "ab", 2: "cé", 3: "", 4: "d", 5: ""} {
		if got := text.Line(n); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
	if p := NewText("f", nil).Position(0); p != (Position{"f", 1, 1}) {
		t.Errorf("the empty file's position is %v", p)
	}
	if (Position{File: "f"}).Known() || !(Position{File: "f", Line: 1}).Known() {
		t.Error("Known is not whether there is a line")
	}
}

func TestPartsOfPartsPointIntoTheFile(t *testing.T) {
	file := NewText("page.md", []byte("# x\n```json\n  {\"a\": 1}\n```\n"))
	fence := file.Part(12, 23)
	object := fence.Part(2, 10)
	if string(object.Data) != `{"a": 1}` {
		t.Fatalf("the part is %q", object.Data)
	}
	for offset, want := range map[int]Position{0: {"page.md", 3, 3}, 6: {"page.md", 3, 9}, 8: {"page.md", 3, 11}} {
		if got := object.Position(offset); got != want {
			t.Errorf("offset %d: %v, want %v", offset, got, want)
		}
	}
	if outer, offset := object.Outer(6); outer != file || offset != 20 {
		t.Errorf("offset 6 is %d of %v", offset, outer.Name)
	}
	if object.Line(3) != `  {"a": 1}` {
		t.Errorf("line 3 is %q", object.Line(3))
	}
	// A part cannot write over what follows it.
	_ = append(object.Data, 'X')
	if file.Data[22] == 'X' {
		t.Error("appending to a part changed the file")
	}
}

func TestABuiltTextPointsBehindWhatWasRemoved(t *testing.T) {
	file := NewText("list.md", []byte("- item\n\n    {\n      \"a\": 1\n    }\n"))
	b := file.Build()
	b.Copy(12, 14) // {
	b.Copy(18, 27) //   "a": 1
	b.Copy(31, 32) // }
	if b.Len() != 12 {
		t.Errorf("%d bytes", b.Len())
	}
	text := b.Text()
	if string(text.Data) != "{\n  \"a\": 1\n}" {
		t.Fatalf("built %q", text.Data)
	}
	v, err := ReadJSON(text, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if p := v.Member("a").Position(text); p != (Position{"list.md", 4, 12}) {
		t.Errorf("the value stands at %v", p)
	}
	if p := text.Position(text.Position(0).Line); !p.Known() {
		t.Error("a position is not known")
	}
	if p := text.Part(11, 12).Position(0); p != (Position{"list.md", 5, 5}) {
		t.Errorf("the brace of a part of it stands at %v", p)
	}
}

func TestInsertedBytesPointToTheirOrigin(t *testing.T) {
	file := NewText("f", []byte(`a\u00e9b`))
	b := file.Build()
	b.Copy(0, 1)
	b.Insert(1, []byte("é")...)
	b.Copy(7, 8)
	text := b.Text()
	for offset, want := range []int{0, 1, 1, 7, 8} {
		if _, got := text.Outer(offset); got != want {
			t.Errorf("offset %d is %d, want %d", offset, got, want)
		}
	}
	empty := file.Build()
	empty.Insert(3)
	if _, got := empty.Text().Outer(0); got != 3 {
		t.Errorf("a text of nothing stands at %d, want 3", got)
	}
	if _, got := file.Build().Text().Outer(0); got != 0 {
		t.Errorf("a text without origin stands at %d", got)
	}
}

// A text built from random copies maps each byte to one that is the same,
// through any number of layers.
func TestBuiltTextsMapEachByteToItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		file := NewText("f", []byte(rapid.StringMatching(`[a-z\n]{0,60}`).Draw(t, "file")))
		text := file
		for range rapid.IntRange(1, 4).Draw(t, "layers") {
			n := len(text.Data)
			if rapid.Bool().Draw(t, "part") {
				start := rapid.IntRange(0, n).Draw(t, "start")
				text = text.Part(start, rapid.IntRange(start, n).Draw(t, "end"))
				continue
			}
			b := text.Build()
			for range rapid.IntRange(0, 6).Draw(t, "copies") {
				start := rapid.IntRange(0, n).Draw(t, "start")
				b.Copy(start, rapid.IntRange(start, n).Draw(t, "end"))
			}
			text = b.Text()
		}
		for i, c := range text.Data {
			outer, offset := text.Outer(i)
			if outer != file || file.Data[offset] != c {
				t.Fatalf("byte %d, %q, is said to be byte %d of %q", i, c, offset, file.Data)
			}
			p := text.Position(i)
			if line := file.Line(p.Line); c != '\n' && line[p.Column-1] != c {
				t.Fatalf("byte %d, %q, is said to stand at %v: %q", i, c, p, line)
			}
		}
	})
}

func TestUnescapeKeepsPlaces(t *testing.T) {
	har := NewText("x.har", []byte("{\n \"text\": \"{\\n  \\\"caf\\u00e9\\\": [1,\\uD83D\\uDE00 x]\\n}\"\n}"))
	v, err := ReadJSON(har, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	body := Unescape(har, v.At("/text"))
	if want := "{\n  \"café\": [1,😀 x]\n}"; string(body.Data) != want {
		t.Fatalf("unescaped to %q, want %q", body.Data, want)
	}
	_, err = ReadJSON(body, Limits{})
	fault, ok := err.(*SyntaxError)
	if !ok {
		t.Fatalf("got %v", err)
	}
	smile := bytes.Index(har.Data, []byte(`\uD83D`))
	if fault.Position != har.Position(smile) {
		t.Errorf("the fault stands at %v, want %v", fault.Position, har.Position(smile))
	}
	if got, want := body.Position(len(body.Data)), har.Position(v.At("/text").End-1); got != want {
		t.Errorf("the end stands at %v, want %v", got, want)
	}
}

func TestUnescapeOfTheEmptyAndTheOdd(t *testing.T) {
	text := NewText("f", []byte(`["", "x", 1, 'it\'s', {id}, "\uD800", "C:\d"]`))
	v, _, err := ReadLenient(text, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"", "x", "-", "it\\'s", "{id}", "\uFFFD", `C:\d`} {
		item := v.Items[i]
		got := Unescape(text, item)
		if item.Kind != String {
			if got != nil {
				t.Errorf("%s was unescaped to %q", item.Kind, got.Data)
			}
			continue
		}
		if string(got.Data) != want {
			t.Errorf("%q unescaped is %q, want %q", text.Data[item.Start:item.End], got.Data, want)
		}
		if p := got.Position(0).Column; p < item.Start+1 || p > item.End {
			t.Errorf("%q stands at column %d, the string at %d", want, p, item.Start+1)
		}
	}
	if Unescape(text, nil) != nil || Unescape(text, &Value{Kind: String, Start: 3, End: 999}) != nil {
		t.Error("no string, but unescaped")
	}
}

// A string's content, unescaped, is what the reader decoded, and every byte
// maps into the string.
func TestUnescapeAgreesWithTheReader(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := []byte(jsonText(2).Draw(t, "text"))
		quoted, err := json.Marshal(string(data))
		if err != nil {
			t.Fatal(err)
		}
		text := NewText("f", append([]byte("\n "), quoted...))
		v, err := ReadJSON(text, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		body := Unescape(text, v)
		if string(body.Data) != v.Text || v.Text != string(data) {
			t.Fatalf("unescaped to %q, want %q", body.Data, v.Text)
		}
		for i := range len(body.Data) + 1 {
			_, offset := body.Outer(i)
			if offset <= v.Start || offset >= v.End {
				t.Fatalf("byte %d of %q maps to %d, outside of the string", i, body.Data, offset)
			}
			if i < len(body.Data) && text.Data[offset] != body.Data[i] && text.Data[offset] != '\\' {
				t.Fatalf("byte %d, %q, maps to %q", i, body.Data[i], text.Data[offset])
			}
		}
		inner, err := ReadJSON(body, Limits{})
		if err != nil || !inner.Position(body).Known() {
			t.Fatalf("%q: %v", body.Data, err)
		}
	})
}

func FuzzUnescape(f *testing.F) {
	f.Add([]byte(`"{\n\"a\":\u00e9\uD83D\uDE00}"`))
	f.Add([]byte(`'it\'s'`))
	f.Fuzz(func(t *testing.T, data []byte) {
		text := NewText("f", data)
		v, slips, err := ReadLenient(text, Limits{})
		if err != nil || v.Kind != String {
			return
		}
		body := Unescape(text, v)
		if len(slips) == 0 && string(body.Data) != v.Text {
			t.Fatalf("%q unescaped to %q, read as %q", data, body.Data, v.Text)
		}
		for i := range len(body.Data) + 1 {
			if _, offset := body.Outer(i); offset < v.Start || offset > v.End {
				t.Fatalf("byte %d of %q maps to %d", i, body.Data, offset)
			}
		}
	})
}

func ExampleText_Part() {
	page := NewText("page.md", []byte("Response:\n\n```json\n{\"id\": 7}\n```\n"))
	start := strings.Index(string(page.Data), "{")
	body := page.Part(start, start+len(`{"id": 7}`))
	v, err := ReadJSON(body, Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	at := v.Member("id").Position(body)
	fmt.Printf("%s:%d:%d\n", at.File, at.Line, at.Column)
	// Output: page.md:4:8
}

func ExampleBuilder() {
	page := NewText("list.md", []byte("1. Body:\n   {\n     \"id\": x\n   }\n"))
	b := page.Build() // without the indentation of the list item
	b.Copy(12, 14)
	b.Copy(17, 27)
	b.Copy(30, 31)
	_, err := ReadJSON(b.Text(), Limits{})
	fmt.Println(err)
	// Output: list.md:3:12: a value was expected, not the character x
}

func ExampleUnescape() {
	har := NewText("session.har", []byte("{\"content\": {\n  \"text\": \"{\\\"id\\\": x}\"\n}}"))
	v, err := ReadJSON(har, Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = ReadJSON(Unescape(har, v.At("/content/text")), Limits{})
	fmt.Println(err)
	// Output: session.har:2:21: a value was expected, not the character x
}
