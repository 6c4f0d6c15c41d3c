package location

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestApply(t *testing.T) {
	for _, c := range []struct {
		name  string
		edits []Edit
		want  string
	}{
		{"nothing", nil, "abcdef"},
		{"a replacement", []Edit{{1, 3, "XYZ"}}, "aXYZdef"},
		{"edits in any order", []Edit{{4, 5, ""}, {0, 0, ">"}, {6, 6, "<"}}, ">abcdf<"},
		{"edits that touch", []Edit{{2, 4, "Y"}, {0, 2, "X"}}, "XYef"},
		{"an insertion before a replacement", []Edit{{2, 3, "C"}, {2, 2, "+"}}, "ab+Cdef"},
		{"an insertion after a replacement", []Edit{{2, 2, "+"}, {1, 2, "B"}}, "aB+cdef"},
		{"insertions at one place, in their order", []Edit{{3, 3, "1"}, {3, 3, "2"}}, "abc12def"},
	} {
		data := []byte("abcdef")
		got, err := Apply(data, c.edits)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %q %v, want %q", c.name, got, err, c.want)
		}
		if string(data) != "abcdef" {
			t.Errorf("%s changed the data to %q", c.name, data)
		}
	}
	for _, c := range []struct {
		edits []Edit
		want  string
	}{
		{[]Edit{{0, 3, ""}, {2, 4, ""}}, "edit of bytes 2 to 4 overlaps the one of bytes 0 to 3"},
		{[]Edit{{0, 3, ""}, {0, 3, ""}}, "overlaps"},
		{[]Edit{{1, 1, "x"}, {0, 3, ""}}, "overlaps"},
		{[]Edit{{-1, 3, ""}}, "outside"},
		{[]Edit{{3, 7, ""}}, "outside of a text of 6 bytes"},
		{[]Edit{{3, 2, ""}}, "outside"},
	} {
		if got, err := Apply([]byte("abcdef"), c.edits); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %q %v, want an error with %q", c.edits, got, err, c.want)
		}
	}
}

// Edits that do not overlap give what they give one by one from the end.
func TestApplyIsEachEditFromTheEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.StringMatching(`[a-z]{0,20}`).Draw(t, "data")
		var edits []Edit
		want, at := data, len(data)
		for at > 0 && len(edits) < 5 {
			end := rapid.IntRange(0, at).Draw(t, "end")
			start := rapid.IntRange(0, end).Draw(t, "start")
			e := Edit{start, end, rapid.StringMatching(`[A-Z]{0,3}`).Draw(t, "new")}
			edits = append(edits, e)
			want = want[:start] + e.New + want[end:]
			at = start - 1 // apart, so that their order is plain
		}
		got, err := Apply([]byte(data), rapid.Permutation(edits).Draw(t, "order"))
		if err != nil || string(got) != want {
			t.Fatalf("%q %v, want %q", got, err, want)
		}
	})
}

func ExampleApply() {
	out, err := Apply([]byte(`{"a":1 "b":2,}`), []Edit{{Start: 6, End: 6, New: ","}, {Start: 12, End: 13}})
	fmt.Println(string(out), err)
	// Output: {"a":1, "b":2} <nil>
}
