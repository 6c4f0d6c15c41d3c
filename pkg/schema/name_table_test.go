package schema

import (
	"fmt"
	"strings"
	"testing"
)

func TestNamesAreFoundWhateverTheirLengthAndHoweverTheyAreAlike(t *testing.T) {
	var names []string
	for n := range 24 {
		names = append(names, strings.Repeat("a", n+1))
	}
	for n := range 300 {
		names = append(names, fmt.Sprintf("property%dOfMany", n))
	}
	for n := range 40 { // of one hash
		names = append(names, fmt.Sprintf("begins__%02d__ends__", n))
	}
	var types strings.Builder
	types.WriteString(`<ComplexType Name="Wide">`)
	for _, n := range names {
		fmt.Fprintf(&types, `<Property Name="%s" Type="Edm.Int32"/>`, n)
	}
	types.WriteString(`</ComplexType>`)
	m := model(t, types.String())
	p := NewPrograms(m, Options{}).Of(m.Structured("n.Wide"), nil)
	found := 0
	for i, n := range names {
		at, ok := p.names.find([]byte(n))
		if ok {
			found++
		}
		if ok && at != i {
			t.Errorf("%s is found at %d, and is at %d", n, at, i)
		}
		if _, ok := p.names.find([]byte(n + "x")); ok {
			t.Errorf("%sx is found", n)
		}
		if v := accepts(m, "n.Wide", `{"`+n+`":1}`); v != Accepted {
			t.Errorf("%s is %s", n, v)
		}
	}
	if want := len(names) - 40 + mostProbes; found < want*9/10 || found > want {
		t.Errorf("%d names are in the table, want about %d", found, want)
	}
	if _, ok := p.names.find(nil); ok {
		t.Error("the empty name is found")
	}
}
