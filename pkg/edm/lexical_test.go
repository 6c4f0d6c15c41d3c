package edm

import (
	"encoding/base64"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/concord-odata/concord/pkg/internal/growth"
)

type lexicalCase struct {
	form string
	odd  Oddity
	at   int // of the fault; -1: not invalid
}

func checkLexical(t *testing.T, name string, cases []lexicalCase, lex func(string) Lexical) {
	t.Helper()
	for _, c := range cases {
		l := lex(c.form)
		switch {
		case c.at < 0 && (l.Invalid() || l.Odd != c.odd):
			t.Errorf("%s %q: %v, want odd %q", name, c.form, l, c.odd)
		case c.at >= 0 && (!l.Invalid() || l.At != c.at || l.Reason() == "" || strings.Contains(l.Reason(), "%")):
			t.Errorf("%s %q: %v, want invalid at %d", name, c.form, l, c.at)
		}
		if l.Valid() != (c.at < 0 && c.odd == 0) || (l.Reason() == "") != l.Valid() {
			t.Errorf("%s %q: Valid is %v, the reason %q", name, c.form, l.Valid(), l.Reason())
		}
	}
}

func TestDateTimeOffset(t *testing.T) {
	checkLexical(t, "DateTimeOffset", []lexicalCase{
		{"2012-12-03T07:16:23Z", 0, -1},
		{"2012-12-03T07:16Z", 0, -1},
		{"2012-12-03T07:16:23.123456789012Z", 0, -1},
		{"2012-12-03T23:59:59.9+14:00", 0, -1},
		{"2012-12-03T00:00-23:59", 0, -1},
		{"2012-12-03T00:00-00:00", 0, -1},
		{"0000-02-29T00:00Z", 0, -1},
		{"-0001-12-31T00:00Z", 0, -1},
		{"-0004-02-29T00:00Z", 0, -1},
		{"123456-01-01T00:00Z", 0, -1},
		{"2000-02-29T00:00Z", 0, -1},
		{"99999999999999999999996-02-29T00:00Z", 0, -1},
		{"2016-12-31T23:59:60Z", OddSecond60, -1},
		{"2012-12-03t07:16:23z", OddCase, -1},
		{"2012-12-03T07:16:60.5z", OddCase | OddSecond60, -1},
		{"", 0, 0},
		{"2012-12-03", 0, 10},
		{"2012-12-03 07:16:23Z", 0, 10},
		{"2012-12-03T07:16:23", 0, 19},
		{"2012-12-03T07:16", 0, 16},
		{"2012-12-03T07Z", 0, 13},
		{"2012-12-03T7:16Z", 0, 11},
		{"2012-12-03T07:16:Z", 0, 17},
		{"2012-12-03T07:16:23.Z", 0, 20},
		{"2012-12-03T07:16:23,5Z", 0, 19},
		{"2012-12-03T07:16:23.1234567890123Z", 0, 20},
		{"2012-12-03T24:00:00Z", 0, 11},
		{"2012-12-03T23:60:00Z", 0, 14},
		{"2012-12-03T23:59:61Z", 0, 17},
		{"2012-12-03T07:16:23+0100", 0, 19},
		{"2012-12-03T07:16:23+01", 0, 19},
		{"2012-12-03T07:16:23+24:00", 0, 20},
		{"2012-12-03T07:16:23+01:60", 0, 23},
		{"2012-12-03T07:16:23Z ", 0, 20},
		{" 2012-12-03T07:16:23Z", 0, 0},
		{"2012-12-03T07:16:23ZZ", 0, 20},
		{"2012-13-03T07:16:23Z", 0, 5},
		{"2012-00-03T07:16:23Z", 0, 5},
		{"2012-12-00T07:16:23Z", 0, 8},
		{"2012-12-32T07:16:23Z", 0, 8},
		{"2013-02-29T00:00Z", 0, 8},
		{"1900-02-29T00:00Z", 0, 8},
		{"2012-04-31T00:00Z", 0, 8},
		{"-0001-02-29T00:00Z", 0, 9},
		{"12-12-03T07:16:23Z", 0, 0},
		{"02012-12-03T07:16:23Z", 0, 0},
		{"+2012-12-03T07:16:23Z", 0, 0},
		{"2012-1-03T07:16:23Z", 0, 4},
		{"2012-12-3T07:16:23Z", 0, 7},
		{"20121203T071623Z", 0, 8},
		{"2012/12/03T07:16:23Z", 0, 4},
		{"/Date(1354490183000)/", 0, 0},
		{"2012-12-03T07:16:23%2B01:00", 0, 19},
		{"2012-12-03T07:16:23\u22121:00", 0, 19},
	}, func(s string) Lexical { _, l := LexDateTimeOffset(s); return l })
	v, _ := LexDateTimeOffset("-2012-12-03T07:16:23.123456789012-01:30")
	want := DateTimeOffset{Date: Date{Year: -2012, Month: 12, Day: 3, era: 388}, Time: TimeOfDay{7, 16, 23, 123456789, 12, 12}, Offset: -90}
	if v != want {
		t.Errorf("got %+v, want %+v", v, want)
	}
}

func TestDateAndTimeOfDay(t *testing.T) {
	checkLexical(t, "Date", []lexicalCase{
		{"2012-12-03", 0, -1}, {"-10000-04-01", 0, -1}, {"0000-01-01", 0, -1},
		{"2012-12-03Z", 0, 10}, {"2012-12-03T00:00Z", 0, 10}, {"2012-02-30", 0, 8}, {"2012-12", 0, 7}, {"", 0, 0}, {"-", 0, 1}, {"--2012-12-03", 0, 1},
	}, func(s string) Lexical { _, l := LexDate(s); return l })
	checkLexical(t, "TimeOfDay", []lexicalCase{
		{"07:59", 0, -1}, {"07:59:59", 0, -1}, {"00:00:00.000000000000", 0, -1}, {"23:59:60", OddSecond60, -1},
		{"24:00", 0, 0}, {"7:59", 0, 0}, {"07:59Z", 0, 5}, {"07:59:59Z", 0, 8}, {"07", 0, 2}, {"", 0, 0}, {"07:5", 0, 2}, {"07-59", 0, 2}, {"T07:59", 0, 0},
	}, func(s string) Lexical { _, l := LexTimeOfDay(s); return l })
	for form, want := range map[string]int{"07:59": 0, "07:59:01.000": 0, "07:59:01.120": 2, "07:59:01.000000000001": 12, "07:59:01.1000000": 1} {
		if v, _ := LexTimeOfDay(form); v.SignificantDigits() != want {
			t.Errorf("%s: %d significant digits, want %d", form, v.SignificantDigits(), want)
		}
	}
}

func TestDateTimeOffsetsAreComparedByTheirInstant(t *testing.T) {
	equal := [][2]string{
		{"2024-05-01T09:00:00Z", "2024-05-01T09:00:00+00:00"},
		{"2024-05-01T09:00Z", "2024-05-01t09:00:00.000-00:00"},
		{"2024-05-01T09:00Z", "2024-05-01T11:30:00+02:30"},
		{"2024-01-01T00:30+01:00", "2023-12-31T23:30Z"},
		{"2024-03-01T00:00+01:00", "2024-02-29T23:00Z"},
		{"0000-01-01T00:00+01:00", "-0001-12-31T23:00Z"},
		{"2016-12-31T23:59:60Z", "2017-01-01T00:00Z"},
		{"not a date", "not a date"},
	}
	for _, p := range equal {
		if !EqualDateTimeOffset(p[0], p[1]) {
			t.Errorf("%s differs from %s", p[0], p[1])
		}
	}
	for _, p := range [][2]string{
		{"2024-05-01T09:00:00Z", "2024-05-01T09:00:00+00:01"},
		{"2024-05-01T09:00:00.1Z", "2024-05-01T09:00:00Z"},
		{"2024-05-01T09:00:00.000000000001Z", "2024-05-01T09:00:00Z"},
		{"2024-05-01T09:00:00", "2024-05-01T09:00:00Z"},
		{"2024-02-30T09:00:00Z", "2024-03-01T09:00:00Z"},
		{"99999999999-01-01T00:00Z", "99999999998-01-01T00:00Z"},
	} {
		if EqualDateTimeOffset(p[0], p[1]) {
			t.Errorf("%s equals %s", p[0], p[1])
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) time.Time {
			zone := time.FixedZone("", 60*rapid.IntRange(-1439, 1439).Draw(t, label+" offset"))
			return time.Unix(rapid.Int64Range(-62135596800+86400*2, 253402300799-86400*2).Draw(t, label), rapid.Int64Range(0, 999999999).Draw(t, label+" ns")).In(zone)
		}
		a, b := draw("a"), draw("b")
		v, lv := LexDateTimeOffset(a.Format(time.RFC3339Nano))
		w, lw := LexDateTimeOffset(b.Format(time.RFC3339Nano))
		if !lv.Valid() || !lw.Valid() || v.Compare(w) != a.Compare(b) || v.Compare(v) != 0 {
			t.Fatalf("%v and %v compare as %d, want %d (%v, %v)", a, b, v.Compare(w), a.Compare(b), lv, lw)
		}
	})
}

func TestDuration(t *testing.T) {
	checkLexical(t, "Duration", []lexicalCase{
		{"P12DT23H59M59.999999999999S", 0, -1}, {"-P6DT23H59M59.9999S", 0, -1}, {"P1D", 0, -1}, {"PT1H", 0, -1}, {"PT0S", 0, -1}, {"PT36H", 0, -1}, {"P0D", 0, -1},
		{"PT99999999999999999999999S", 0, -1},
		{"P", OddEmptyDuration, -1}, {"PT", OddEmptyDuration, -1}, {"-P", OddEmptyDuration, -1}, {"P1DT", OddEmptyDuration, -1},
		{"pt1h", OddCase, -1}, {"-p1dt2h3m4.5s", OddCase, -1}, {"PT1h", OddCase, -1},
		{"P1Y", OddYears, -1}, {"P1M", OddYears, -1}, {"P1Y2M3DT4H", OddYears, -1}, {"P2W", OddWeeks, -1},
		{"", 0, 0}, {"-", 0, 1}, {"+P1D", 0, 0}, {"1D", 0, 0}, {"P1", 0, 2}, {"P1H", 0, 2}, {"PT1D", 0, 3}, {"P1D1D", 0, 4}, {"P1D2Y", 0, 4}, {"PT1M1H", 0, 5},
		{"PT1.5H", 0, 3}, {"PT.5S", 0, 2}, {"PT1.S", 0, 4}, {"P-1D", 0, 1}, {"PT1H ", 0, 4}, {"P1DT2HT3M", 0, 6}, {"01:00:00", 0, 0}, {"PT1S2", 0, 5},
	}, func(s string) Lexical { _, l := LexDuration(s); return l })
	d, _ := LexDuration("-P1DT2H3M4.50S")
	if d != (Duration{Negative: true, Seconds: 93784, Nanosecond: 500000000, Digits: 2}) {
		t.Errorf("got %+v", d)
	}
	for _, p := range [][2]string{{"PT60M", "PT1H"}, {"P1D", "PT24H"}, {"PT0S", "-P"}, {"PT1.50S", "PT1.5S"}, {"P1W", "P7D"}, {"P1Y", "P1Y"}, {"x", "x"}} {
		if !EqualDuration(p[0], p[1]) {
			t.Errorf("%s differs from %s", p[0], p[1])
		}
	}
	for _, p := range [][2]string{{"PT61M", "PT1H"}, {"P1D", "-P1D"}, {"P1Y", "P12M"}, {"PT18446744073709551616S", "PT0S"}, {"PT0.0000000001S", "PT0S"}, {"x", "y"}} {
		if EqualDuration(p[0], p[1]) {
			t.Errorf("%s equals %s", p[0], p[1])
		}
	}
}

func TestGuid(t *testing.T) {
	checkLexical(t, "Guid", []lexicalCase{
		{"21EC2020-3AEA-1069-A2DD-08002b30309d", 0, -1}, {"00000000-0000-0000-0000-000000000000", 0, -1},
		{"", 0, 0}, {"{21EC2020-3AEA-1069-A2DD-08002b30309d}", 0, 0}, {"21EC20203AEA1069A2DD08002b30309d", 0, 8},
		{"21EC2020-3AEA-1069-A2DD-08002b30309", 0, 35}, {"21EC2020-3AEA-1069-A2DD-08002b30309dd", 0, 36}, {"21EC2020-3AEA-1069-A2DD-08002b30309g", 0, 35},
		{"21EC2020-3AEA-1069-A2DD+08002b30309d", 0, 23}, {"id", 0, 0},
	}, LexGuid)
}

func TestBinary(t *testing.T) {
	checkLexical(t, "Binary", []lexicalCase{
		{"", 0, -1}, {"T0RhdGE", 0, -1}, {"T0RhdGE=", 0, -1}, {"Zg", 0, -1}, {"Zg==", 0, -1}, {"_-_-", 0, -1}, {"Zm9vYmFy", 0, -1},
		{"+/+/", OddBase64, -1}, {"+/8=", OddBase64, -1}, {"+/8", OddBase64 | OddUnpadded, -1},
		{"a*b", 0, 1}, {"Z", 0, 0}, {"Zg=", 0, 2}, {"Zm8==", 0, 3}, {"Zg===", 0, 2}, {"Zh==", 0, 1}, {"QUB=", 0, 2}, {"Zm9v====", 0, 4}, {"====", 0, 0},
		{"Zg==Zg==", 0, 2}, {"Zm9v YmFy", 0, 4}, {"Zm9v\r\nYmFy", 0, 4}, {"+_AA", 0, 1}, {"Zm9v=", 0, 4}, {"é", 0, 0},
	}, func(s string) Lexical { _, l := LexBinary(s); return l })
	for form, want := range map[string]Binary{
		"": {BinaryEither, 0}, "Zg": {BinaryEither, 1}, "Zm8=": {BinaryEither, 2}, "_m9v": {BinaryBase64URL, 3}, "+m9vZg==": {BinaryBase64, 4}, "a*b": {BinaryNeither, 0},
	} {
		if b, _ := LexBinary(form); b != want {
			t.Errorf("%q: %+v, want %+v", form, b, want)
		}
	}
	encodings := []*base64.Encoding{base64.URLEncoding, base64.RawURLEncoding, base64.StdEncoding, base64.RawStdEncoding}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[AQgwBZf+/_0-9-]{0,9}={0,3}`).Draw(t, "text")
		b, l := LexBinary(s)
		octets, known := 0, false
		for _, e := range encodings {
			if data, err := e.Strict().DecodeString(s); err == nil {
				octets, known = len(data), true
			}
		}
		if known == l.Invalid() || known && b.Octets != octets {
			t.Fatalf("%q: %+v %v; encoding/base64 decodes it to %d octets: %v", s, b, l, octets, known)
		}
	})
}

func TestEnum(t *testing.T) {
	checkLexical(t, "enumeration", []lexicalCase{
		{"Yellow", 0, -1}, {"Solid,Yellow", 0, -1}, {"_1", 0, -1}, {"größe", 0, -1}, {"名", 0, -1},
		{"8", OddNumericMember, -1}, {"-1", OddNumericMember, -1}, {"Solid,+42", OddNumericMember, -1},
		{"Read, Write", OddBlanks, -1}, {"Read ,Write", OddBlanks, -1}, {"Read, 4", OddBlanks | OddNumericMember, -1},
		{"", 0, 0}, {" ", 0, 0}, {" Yellow", 0, 0}, {"Yellow ", 0, 0}, {",a", 0, 0}, {"a,", 0, 2}, {"a,,b", 0, 2}, {"a, ,b", 0, 2}, {"1flag", 0, 0}, {"1.0", 0, 0},
		{"Sales.Pattern'Yellow'", 0, 5}, {"Solid%2CYellow", 0, 5}, {"a b", 0, 1}, {"a|b", 0, 1}, {"9223372036854775808", 0, 0}, {"a,\xFF", 0, 2},
	}, LexEnum)
	if got := slices.Collect(EnumMembers("Read, Write ,4")); !slices.Equal(got, []string{"Read", "Write", "4"}) {
		t.Errorf("members %q", got)
	}
}

func TestIntegers(t *testing.T) {
	for name, cases := range map[string][]lexicalCase{
		"Byte":  {{"0", 0, -1}, {"255", 0, -1}, {"256", 0, 0}, {"-1", 0, 0}, {"+1", 0, 0}, {"2.55e2", OddExponent, -1}, {"0255", 0, 0}},
		"SByte": {{"-128", 0, -1}, {"+127", 0, -1}, {"128", 0, 0}, {"-129", 0, 0}},
		"Int16": {{"-32768", 0, -1}, {"32767", 0, -1}, {"32768", 0, 0}, {"-32769", 0, 0}},
		"Int32": {{"-2147483648", 0, -1}, {"2147483647", 0, -1}, {"2147483648", 0, 0}, {"-2147483649", 0, 0}},
		"Int64": {
			{"9223372036854775807", 0, -1}, {"-9223372036854775808", 0, -1}, {"9223372036854775808", 0, 0}, {"-9223372036854775809", 0, 0},
			{"1.0", OddFraction, -1}, {"-0.0", OddFraction, -1}, {"1e2", OddExponent, -1}, {"1.50E+1", OddExponent, -1}, {"100e-2", OddExponent, -1},
			{"9223372036854775807.0", OddFraction, -1}, {"9223372036854775807.5", 0, 0}, {"92233720368547758070e-1", OddExponent, -1}, {"9.223372036854775808e18", 0, 0},
			{"0e999999999999999999999", OddExponent, -1}, {"1e999999999999999999999", 0, 0}, {"1e-999999999999999999999", 0, 0},
			{"1.5", 0, 0}, {"15e-1", 0, 0}, {"1.", 0, 2}, {".5", 0, 0}, {"", 0, 0}, {"-", 0, 1}, {"1a", 0, 1}, {"1e", 0, 2}, {"0x10", 0, 1}, {"1,000", 0, 1}, {"INF", 0, 0}, {" 1", 0, 0}, {"12345678901234567890", 0, 0},
		},
	} {
		checkLexical(t, name, cases, func(s string) Lexical { _, l := LexInteger(name, s); return l })
		checkLexical(t, "Edm."+name, cases, Primitive("Edm."+name).Lex)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`-?(0|[1-9][0-9]{0,21})(\.[0-9]{1,4})?([eE][+-]?[0-9]{1,2})?`).Draw(t, "number")
		r, ok := new(big.Rat).SetString(s)
		if !ok {
			t.Fatalf("%q is no number", s)
		}
		want := r.IsInt() && r.Num().IsInt64()
		v, l := LexInteger("Int64", s)
		if want == l.Invalid() || want && v != r.Num().Int64() {
			t.Fatalf("%q: %d %v, want %v", s, v, l, r)
		}
		n, l := ParseNumber(s)
		if l.Invalid() || n.Whole() != r.IsInt() || n.Zero != (r.Sign() == 0) {
			t.Fatalf("%q: %+v %v", s, n, l)
		}
		if !n.Zero {
			digits, point, _ := strings.Cut(new(big.Rat).Abs(r).FloatString(120), ".")
			point = strings.TrimRight(point, "0")
			digits = strings.TrimLeft(digits, "0")
			if n.IntegerDigits() != len(digits) && digits != "" || digits == "" && n.IntegerDigits() > 0 || n.FractionDigits() != len(point) {
				t.Fatalf("%q: %d and %d digits, want %q and %q", s, n.IntegerDigits(), n.FractionDigits(), digits, point)
			}
			if significant := len(strings.Trim(digits+point, "0")); n.Significant != significant {
				t.Fatalf("%q: %d significant digits, want %d", s, n.Significant, significant)
			}
		}
	})
}

func TestHugeExponentsAreCheap(t *testing.T) {
	growth.AtMost(t, 5, 9, 9_999_999, func(exponent int) {
		for range 1000 {
			for _, s := range []string{"1e%", "-1e-%", "0.001e%"} {
				s = strings.ReplaceAll(s, "%", strconv.Itoa(exponent))
				LexInteger("Int64", s)
				LexDouble(s)
				LexDecimal(s)
			}
		}
	})
	growth.Linear(t, 1000, func(digits int) {
		for range 1000 {
			for _, s := range []string{"1e" + strings.Repeat("9", digits), "0." + strings.Repeat("0", digits) + "1e1000"} {
				LexInteger("Int64", s)
				LexDouble(s)
				LexDecimal(s)
			}
		}
	})
}

func TestFloatsAndDecimals(t *testing.T) {
	doubles := []lexicalCase{
		{"3.14", 0, -1}, {"-0.314e1", 0, -1}, {"+42", 0, -1}, {"INF", 0, -1}, {"-INF", 0, -1}, {"NaN", 0, -1}, {"0e999", 0, -1}, {"1e-999", 0, -1},
		{"1.7976931348623157e308", 0, -1}, {"1.8e308", OddOverflow, -1}, {"1e999999999", OddOverflow, -1},
		{"Infinity", 0, 0}, {"inf", 0, 0}, {"nan", 0, 0}, {"+INF", 0, 0}, {"", 0, 0}, {"42.", 0, 3}, {".1", 0, 0}, {"-0.314e1e2", 0, 8}, {"1d", 0, 1},
	}
	checkLexical(t, "Double", doubles, LexDouble)
	checkLexical(t, "Single", []lexicalCase{{"3.4e38", 0, -1}, {"3.5e38", OddOverflow, -1}, {"1e39", OddOverflow, -1}, {"NaN", 0, -1}}, LexSingle)
	checkLexical(t, "Decimal", []lexicalCase{{"3.14", 0, -1}, {"-1.234567e3", 0, -1}, {"1e-101", 0, -1}, {"INF", 0, 0}, {"1.", 0, 2}}, func(s string) Lexical { _, l := LexDecimal(s); return l })
	if l := LexDouble("Infinity"); !strings.Contains(l.Reason(), "INF") {
		t.Errorf("the reason does not say how infinity is spelled: %v", l)
	}
}

func TestDecimalFacets(t *testing.T) {
	number := func(i int) *int { return &i }
	for _, c := range []struct {
		precision, scale *int
		word             string
		fits, breaks     string
	}{
		{nil, nil, "", "1 1e999999999 0.00000001", ""},
		{nil, number(2), "", "1 1.23 1.2300 123456.7 1230e-3", "1.234 1e-3"},
		{number(3), number(2), "", "1.23 0.23 3.14 0.7 0 9.990 -9.99 00.7", "123 12.3 1e1 1.234"},
		{number(2), number(0), "", "99 1.0 9e1", "100 1.5 1e2"},
		{number(2), number(2), "", "0.99 0", "1 1.2"},
		{number(2), nil, "variable", "0.23 0.7 99 9.9 0.05", "123 1.23 0.005 100"},
		{number(2), nil, "", "0.23 99", "123 1.23"},
		{number(7), nil, "floating", "1.234567e300 1234567000000 0", "12345678 1.2345678e-9"},
	} {
		f := Facets{Precision: c.precision, Scale: c.scale, ScaleWord: c.word}
		for _, s := range strings.Fields(c.fits) {
			if n, l := LexDecimal(s); !l.Valid() || f.DecimalFault(n) != "" {
				t.Errorf("%s: %s %v", s, f.DecimalFault(n), l)
			}
		}
		for _, s := range strings.Fields(c.breaks) {
			if n, l := LexDecimal(s); !l.Valid() || f.DecimalFault(n) == "" {
				t.Errorf("%s passes Precision and Scale of %+v (%v)", s, c, l)
			}
		}
	}
	if f := (Facets{Precision: number(3)}); f.FractionFault(3) != "" || f.FractionFault(4) == "" || (Facets{}).FractionFault(12) != "" {
		t.Error("fractional seconds are not held to Precision")
	}
}

func TestLexDispatchesOnTheType(t *testing.T) {
	for _, c := range []struct {
		name, valid, invalid string
	}{
		{"Binary", "Zg", "*"}, {"Boolean", "true", "True"}, {"Byte", "1", "x"}, {"Date", "2012-12-03", "x"}, {"DateTimeOffset", "2012-12-03T00:00Z", "x"},
		{"Decimal", "1.5", "x"}, {"Double", "INF", "x"}, {"Duration", "PT1S", "x"}, {"Guid", "21EC2020-3AEA-1069-A2DD-08002B30309D", "x"},
		{"Single", "1", "x"}, {"TimeOfDay", "00:00", "x"},
	} {
		p := Primitive("Edm." + c.name)
		if l := p.Lex(c.valid); !l.Valid() {
			t.Errorf("%s %q: %v", c.name, c.valid, l)
		}
		if l := p.Lex(c.invalid); !l.Invalid() {
			t.Errorf("%s %q: %v", c.name, c.invalid, l)
		}
	}
	for _, name := range []string{"String", "Stream", "GeographyPoint", "PrimitiveType", "Untyped"} {
		if l := Primitive("Edm." + name).Lex("anything"); !l.Valid() {
			t.Errorf("%s: %v", name, l)
		}
	}
}

func TestNothingIsAllocatedForAForm(t *testing.T) {
	forms := map[string][]string{
		"DateTimeOffset": {"2012-12-03T07:16:23.123Z", "2012-12-03t07:16:60z", "2012-02-30T00:00Z"},
		"Duration":       {"P1DT2H3M4.5S", "P1Y", "P1H"},
		"Guid":           {"21EC2020-3AEA-1069-A2DD-08002B30309D", "x"},
		"Binary":         {"Zm9vYmFy", "+/+/", "*"},
		"Int64":          {"9223372036854775807", "1.0", "1e99"},
		"Decimal":        {"123.45", "x"},
		"Double":         {"1.5", "INF", "x"},
		"TimeOfDay":      {"07:16"},
		"Date":           {"2012-12-03"},
	}
	for name, list := range forms {
		p := Primitive("Edm." + name)
		for _, s := range list {
			if n := testing.AllocsPerRun(100, func() { p.Lex(s) }); n > 0 {
				t.Errorf("%s %q: %v allocations", name, s, n)
			}
		}
	}
	if n := testing.AllocsPerRun(100, func() { LexEnum("Read, Write,größe,-4") }); n > 0 {
		t.Errorf("enumeration: %v allocations", n)
	}
}

func BenchmarkLexDateTimeOffset(b *testing.B) {
	for b.Loop() {
		if _, l := LexDateTimeOffset("2021-07-01T12:00:00.1234567Z"); !l.Valid() {
			b.Fatal(l)
		}
	}
}

func ExampleLexDateTimeOffset() {
	for _, s := range []string{"2024-02-29T10:00Z", "2024-02-30T10:00Z", "2016-12-31T23:59:60Z"} {
		_, lex := LexDateTimeOffset(s)
		fmt.Println(s, lex)
	}
	// Output:
	// 2024-02-29T10:00Z valid
	// 2024-02-30T10:00Z at 8: that month has 29 days, not 30
	// 2016-12-31T23:59:60Z odd: second 60: OData has no leap seconds
}

func ExamplePrimitiveType_Lex() {
	fmt.Println(Primitive("Edm.Guid").Lex("{21EC2020-3AEA-1069-A2DD-08002B30309D}"))
	fmt.Println(Primitive("Edm.Binary").Lex("+/+/"))
	fmt.Println(Primitive("Edm.Int32").Lex("1.0"))
	// Output:
	// at 0: a Guid has no brackets
	// odd: base64 where base64url is due: + and / are - and _
	// odd: a whole number, written with a fraction
}

func ExampleEqualDateTimeOffset() {
	fmt.Println(EqualDateTimeOffset("2024-05-01T09:00:00Z", "2024-05-01T11:00+02:00"))
	// Output: true
}

func ExampleLexInteger() {
	n, lex := LexInteger("Edm.Int64", "9.223372036854775807e18")
	fmt.Println(n, lex)
	_, lex = LexInteger("Edm.Int32", strconv.Itoa(1<<31))
	fmt.Println(lex)
	// Output:
	// 9223372036854775807 odd: a whole number, written with an exponent
	// at 0: out of the range of the type
}
