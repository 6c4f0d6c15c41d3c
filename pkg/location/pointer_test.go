package location

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// The examples of RFC 6901, section 5, and what is no pointer.
func TestAt(t *testing.T) {
	v := read(t, `{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8,"x":{"y":[[9]]},"foo":10}`)
	for p, want := range map[Pointer]string{
		"/foo/0": "bar", "/": "0", "/a~1b": "1", "/c%d": "2", "/e^f": "3", "/g|h": "4", `/i\j`: "5", `/k"l`: "6", "/ ": "7", "/m~0n": "8", "/x/y/0/0": "9",
	} {
		if got := v.At(p); got == nil || got.Text != want {
			t.Errorf("%q: %+v, want %s", p, got, want)
		}
	}
	if v.At("") != v || v.At("/foo").Kind != Array {
		t.Error("the whole, or the first of two names, is not found")
	}
	for _, p := range []Pointer{"foo", "/nope", "/foo/2", "/foo/-1", "/foo/01", "/foo/00", "/foo/x", "/foo/", "/foo/-", "/foo/0/0", "/foo/99999999999999999999", "/x/y/0/0/", "#/foo"} {
		if got := v.At(p); got != nil {
			t.Errorf("%q: %+v, want nothing", p, got)
		}
	}
	var none *Value
	if none.At("/a") != nil || none.Member("a") != nil || none.IsNull() {
		t.Error("nothing has something in it")
	}
}

func TestPointersThatAreBuiltAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a~/01]{0,5}`).Draw(t, "name")
		i := rapid.IntRange(0, 3).Draw(t, "index")
		text := `{` + quoteJSON(name) + `:[0,1,2,3]}`
		v, err := ReadJSON(NewText("", []byte(text)), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		p := Pointer("").Child(name).Index(i)
		if got := v.At(p); got == nil || got.Text != fmt.Sprint(i) {
			t.Fatalf("%q in %s: %+v", p, text, got)
		}
	})
}

// Interface gives what encoding/json gives.
func TestInterfaceAgreesWithEncodingJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(jsonText(4).Draw(t, "text"))
		v, err := ReadJSON(NewText("", text), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		var want any
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, v.Interface()); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", text, diff)
		}
	})
}

func ExampleValue_At() {
	v, err := ReadJSON(NewText("", []byte(`{"value": [{"a/b": true}]}`)), Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(v.At("/value/0/a~1b").Kind, v.At("/value/1") == nil)
	// Output: boolean true
}
