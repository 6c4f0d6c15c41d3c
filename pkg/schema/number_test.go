package schema

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// cut is the number that exact arithmetic gets in place of the text.
func cut(t testing.TB, text string) *big.Rat {
	t.Helper()
	n := string(number(&location.Value{Kind: location.Number, Text: text}))
	if !json.Valid([]byte(n)) {
		t.Fatalf("%.80s becomes %.80s, which is no JSON number", text, n)
	}
	if len(n) > 4*maxDigits {
		t.Fatalf("%.80s becomes %d bytes", text, len(n))
	}
	r, ok := new(big.Rat).SetString(n)
	if !ok {
		t.Fatalf("%.80s becomes %.80s, which is no number", text, n)
	}
	return r
}

// bounds are what numbers are compared with.
var bounds = func() (all []*big.Rat) {
	for _, s := range []string{"0", "-128", "127", "255", "-32768", "32767", "-2147483648", "2147483647", "-9223372036854775808", "9223372036854775807",
		"0.5", "-0.5", "1e399", "-1e399", "1e-399", "-1e-399", "0." + strings.Repeat("3", 399)} {
		r, _ := new(big.Rat).SetString(s)
		all = append(all, r)
	}
	return all
}()

// agrees holds the number that is judged against the one that was written.
func agrees(t testing.TB, text string) {
	t.Helper()
	got := cut(t, text)
	size := new(big.Rat).Abs(got)
	n, lex := edm.ParseNumber(text)
	if lex.Invalid() {
		t.Fatalf("%.80s is no number", text)
	}
	if got.IsInt() != n.Whole() {
		t.Errorf("%.80s: whole is %t, and %t of what is judged", text, n.Whole(), got.IsInt())
	}
	if n.IntegerDigits() > 5000 || n.FractionDigits() > 5000 {
		switch { // too dear to reckon with exactly
		case n.IntegerDigits() > 5000 && (got.Sign() < 0) != n.Negative, n.IntegerDigits() > 5000 && size.Cmp(bounds[12]) <= 0:
			t.Errorf("%.80s: %s is judged", text, got.FloatString(3))
		case n.IntegerDigits() == 0 && !n.Zero && ((got.Sign() < 0) != n.Negative || got.Sign() == 0 || size.Cmp(big.NewRat(1, 1)) >= 0):
			t.Errorf("%.80s: %s is judged", text, got.FloatString(3))
		}
		return
	}
	exact, ok := new(big.Rat), true
	if !n.Zero { // whose exponent may be of any size
		exact, ok = exact.SetString(text)
	}
	if !ok {
		t.Fatalf("%.80s is no number", text)
	}
	for _, b := range bounds {
		if exact.Cmp(b) != got.Cmp(b) {
			t.Errorf("%.80s stands otherwise to %.30s than what is judged in its place", text, b.FloatString(5))
		}
	}
}

func TestANumberIsJudgedAsWritten(t *testing.T) {
	for _, text := range []string{
		"0", "-0", "0.0", "0e999999999999999999999", "1", "-1", "127", "128", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
		"1.0", "1.5", "1e2", "1E+2", "100e-2", "150e-2", "2147483647.0000000000000000000001",
		"1e400", "1e401", "-1e401", "1e999999999", "-1e999999999", "1e-999999999", "-1e-999999999",
		"1e9223372036854775807", "1e-9223372036854775808", "1e9223372036854775808", "1e-9223372036854775809", "1e99999999999999999999999",
		strings.Repeat("9", 399), strings.Repeat("9", 400), strings.Repeat("9", 401), strings.Repeat("9", 5000),
		"0." + strings.Repeat("3", 399), "0." + strings.Repeat("3", 400), "0." + strings.Repeat("3", 5000),
		"0." + strings.Repeat("0", 5000) + "1", "0." + strings.Repeat("0", 450) + "1e451", "1" + strings.Repeat("0", 450) + "e-450",
		"127." + strings.Repeat("0", 1000) + "1", "127." + strings.Repeat("0", 1000), strings.Repeat("1", 500) + ".5", "-" + strings.Repeat("1", 500) + ".5",
		strings.Repeat("1", 900) + "e-890", strings.Repeat("1", 900) + "e-900",
	} {
		agrees(t, text)
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"0", "-1.5e3", "1e999999999", "1e-9223372036854775808", "1e9223372036854775807", strings.Repeat("9", 500) + ".5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := location.ReadJSON(location.NewText("fuzz.json", []byte(text)), location.Limits{})
		if err != nil || v.Kind != location.Number {
			t.Skip()
		}
		agrees(t, v.Text)
	})
}

func FuzzConstant(f *testing.F) {
	for _, s := range []string{"0", "+007", "-0.50", "1e999999999", "1e-400", "00.5", "INF", " 1", "true", "000E004000000000000000000000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, ok := constant(text)
		if !ok {
			t.Skip()
		}
		if !json.Valid([]byte(n)) {
			t.Fatalf("%q becomes %q, which is no JSON number", text, n)
		}
		got, one := new(big.Rat).SetString(string(n))
		want, other := new(big.Rat).SetString(text)
		if !other && n == "0" {
			t.Skip() // a zero with an exponent that big.Rat does not reckon with
		}
		if !one || !other || got.Cmp(want) != 0 {
			t.Errorf("%q becomes %q", text, n)
		}
	})
}

func FuzzFileName(f *testing.F) {
	f.Add("n.A", "n.%41")
	f.Add("../x", "..%2Fx")
	f.Add("a\xff", "a\ufffd")
	g := NewGenerator(edm.NewModel(), Options{})
	f.Fuzz(func(t *testing.T, a, b string) {
		if a != b && FileName(a) == FileName(b) {
			t.Errorf("%q and %q are written to one file, %q", a, b, FileName(a))
		}
		if strings.ContainsAny(FileName(a), "/\\:\x00") {
			t.Errorf("%q is written to %q", a, FileName(a))
		}
		if got := g.referred(DefaultBase + reference(FileName(a))); got != a {
			t.Errorf("a reference to %q leads to %q", a, got)
		}
	})
}

func FuzzPattern(f *testing.F) {
	for _, s := range []string{`^\S+@\S+$`, `[\s]`, `\\s`, `[\S]`, `\`, `[`, `(?<n>a)`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		same, ok := patternInBoth(pattern)
		if ok && !strings.Contains(pattern, `\s`) && !strings.Contains(pattern, `\S`) && same != pattern {
			t.Errorf("%q becomes %q", pattern, same)
		}
	})
}
