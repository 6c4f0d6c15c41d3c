package edm

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The ABNF rules once more, as regular expressions: what the two say of any
// text must agree, but for days that months do not have.
var abnf = map[string]*regexp.Regexp{
	"Date":           regexp.MustCompile(`^` + abnfDate + `$`),
	"TimeOfDay":      regexp.MustCompile(`^` + abnfTime + `$`),
	"DateTimeOffset": regexp.MustCompile(`^` + abnfDate + `[Tt]` + abnfTime + `([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$`),
	"Duration":       regexp.MustCompile(`^-?[Pp](\d+[Dd])?([Tt](\d+[Hh])?(\d+[Mm])?(\d+(\.\d+)?[Ss])?)?$`),
	"Guid":           regexp.MustCompile(`^[\dA-Fa-f]{8}(-[\dA-Fa-f]{4}){3}-[\dA-Fa-f]{12}$`),
	"Binary":         regexp.MustCompile(`^([\w-]{4})*([\w-]{2}[AEIMQUYcgkosw048]=?|[\w-][AQgw](==)?)?$`),
	"Decimal":        regexp.MustCompile(`^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$`),
	"Double":         regexp.MustCompile(`^([+-]?\d+(\.\d+)?([eE][+-]?\d+)?|NaN|-?INF)$`),
	"Int32":          regexp.MustCompile(`^[+-]?\d{1,10}$`),
}

const (
	abnfDate = `-?(0\d{3}|[1-9]\d{3,})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`
	abnfTime = `([01]\d|2[0-3]):[0-5]\d(:([0-5]\d|60)(\.\d{1,12})?)?`
)

func checkAgainstABNF(t interface{ Errorf(string, ...any) }, s string) {
	const beyond = OddYears | OddWeeks | OddBase64 | OddFraction | OddExponent // forms that the ABNF lacks
	for name, re := range abnf {
		l := Primitive("Edm." + name).Lex(s)
		if l.Invalid() && (l.At < 0 || l.At > len(s)) {
			t.Errorf("%s %q: fault at %d", name, s, l.At)
		}
		switch matched := re.MatchString(s); {
		case matched && l.Invalid() && !strings.Contains(l.Reason(), "that month has") && !strings.Contains(l.Reason(), "out of the range"):
			t.Errorf("%s %q: %v, but the ABNF has it", name, s, l)
		case !matched && !l.Invalid() && l.Odd&beyond == 0:
			t.Errorf("%s %q: %v, but the ABNF lacks it", name, s, l)
		}
	}
}

func TestFormsAgreeWithTheABNF(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := []string{"Date", "TimeOfDay", "DateTimeOffset", "Duration", "Guid", "Binary", "Decimal", "Double", "Int32"}
		s := rapid.StringMatching(strings.Trim(abnf[rapid.SampledFrom(names).Draw(t, "type")].String(), "^$")).Draw(t, "form")
		checkAgainstABNF(t, s)
		if s != "" {
			i := rapid.IntRange(0, len(s)-1).Draw(t, "at")
			checkAgainstABNF(t, s[:i]+rapid.SampledFrom([]string{"", "0", "-", ":", "T", "=", ".", "9", "e", "%", " "}).Draw(t, "change")+s[i+1:])
		}
	})
}

func FuzzLexical(f *testing.F) {
	for _, s := range []string{"2012-12-03T07:16:23.1+01:00", "-P1DT2H3M4.5S", "21EC2020-3AEA-1069-A2DD-08002B30309D", "Zm9v_-==", "-1.5e+3", "INF", "a, b,3", "99999999999-02-29T00:00Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkAgainstABNF(t, s)
		if l := LexEnum(s); !l.Invalid() && strings.Count(s, ",")+1 != len(slices.Collect(EnumMembers(s))) {
			t.Errorf("%q: members %q", s, slices.Collect(EnumMembers(s)))
		}
		EqualDateTimeOffset(s, s+"0")
		EqualDuration(s, s+"0")
	})
}
