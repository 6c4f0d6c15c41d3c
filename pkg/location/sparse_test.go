package location

import "testing"

func TestASparseTextKnowsThePlacesOfWhatItHolds(t *testing.T) {
	whole := "{\"a\": 1,\n \"value\": [ {\"b\": [true,\n null]} ]}"
	full := NewText("f.json", []byte(whole))
	sparse := NewSparse("f.json")
	const from, to = 21, 41 // {"b": [true,\n null]}
	p := full.Position(from)
	sparse.Keep(from, p.Line, p.Column, []byte(whole[from:to]))
	for _, text := range []*Text{full, sparse} {
		v, err := ReadPart(text, from, to, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		null := v.Members[0].Value.Items[1]
		if whole[v.Start:v.End] != whole[from:to] || whole[null.Start:null.End] != "null" {
			t.Errorf("the value stands at %d to %d, its null at %d to %d", v.Start, v.End, null.Start, null.End)
		}
		if got := null.Position(text); got != (Position{"f.json", 3, 2}) {
			t.Errorf("null stands at %v", got)
		}
		if got := v.Position(text); got != (Position{"f.json", 2, 13}) {
			t.Errorf("the value stands at %v", got)
		}
	}
	if line, column := full.Excerpt(from); line != ` "value": [ {"b": [true,` || column != 1 {
		t.Errorf("%q from column %d", line, column)
	}
	if line, column := sparse.Excerpt(from + 7); line != `{"b": [true,` || column != 13 {
		t.Errorf("%q from column %d", line, column)
	}
	if line, column := sparse.Excerpt(to - 3); line != ` null]}` || column != 1 {
		t.Errorf("%q from column %d", line, column)
	}
	if _, err := ReadPart(sparse, from, to+1, Limits{}); err == nil {
		t.Error("what is not in memory was read")
	}
	sparse.Keep(0, 1, 1, []byte(`{"a": 1,`))
	if got := sparse.Position(6); got != (Position{"f.json", 1, 7}) {
		t.Errorf("1 stands at %v", got)
	}
	if _, err := ReadPart(NewText("", []byte(`[1,]`)), 0, 4, Limits{}); err == nil || err.(*SyntaxError).Position.Column != 4 {
		t.Errorf("the fault is %v", err)
	}
}
