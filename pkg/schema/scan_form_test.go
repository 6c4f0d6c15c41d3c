package schema

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
)

// changed calls for a text with each of its bytes replaced by every other,
// and with a byte more or less at its end.
func changed(text string, call func(string)) {
	for i := range len(text) {
		b := []byte(text)
		for c := range 256 {
			b[i] = byte(c)
			call(string(b))
		}
	}
	for n := range len(text) {
		call(text[:n])
	}
	for c := range 256 {
		call(text + string([]byte{byte(c)}))
	}
}

func TestAGuidIsWhatItsFormSays(t *testing.T) {
	form := regexp.MustCompile(`^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$`)
	accepted := 0
	for _, text := range []string{"01234567-89ab-cdef-ABCD-EF0123456789", "ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000-0000-0000-0000-000000000000"} {
		changed(text, func(s string) {
			got, want := isGuid([]byte(s)), form.MatchString(s)
			if got != want {
				t.Errorf("%q: got %v, want %v", s, got, want)
			}
			if got {
				accepted++
			}
		})
		// Two bytes at a time: what one carries must not make another one pass.
		for i := range len(text) - 1 {
			b := []byte(text)
			for _, c := range []byte{0, '/', '0', '9', ':', '@', 'G', '`', 'g', 0x7F, 0x80, 0xB0, 0xFF} {
				for _, d := range []byte{0, '-', '/', '0', ':', '@', 'A', 'G', '`', 'a', 'g', 0x7F, 0x80, 0xFF} {
					b[i], b[i+1] = c, d
					if got, want := isGuid(b), form.Match(b); got != want {
						t.Errorf("%q: got %v, want %v", b, got, want)
					}
				}
			}
		}
	}
	if want := 3 * (32*22 + 4); accepted != want {
		t.Errorf("%d are accepted, want %d", accepted, want)
	}
}

func TestDatesThatArePlainAreValidAndNearlyAllValidOnesArePlain(t *testing.T) {
	for month := range 14 {
		for day := range 33 {
			s := fmt.Sprintf("2023-%02d-%02d", month, day)
			_, l := edm.LexDate(s)
			if got := isDate([]byte(s)); got != l.Valid() {
				t.Errorf("%s: got %v, want %v", s, got, l.Valid())
			}
		}
	}
	if isDate([]byte("2024-02-29")) {
		t.Error("whether a year has a 29th of February is not for isDate to say")
	}
	changed("2024-12-31", func(s string) {
		if _, l := edm.LexDate(s); isDate([]byte(s)) && !l.Valid() {
			t.Errorf("%q is no date", s)
		}
	})
}

func TestTimesThatArePlainAreValid(t *testing.T) {
	for _, text := range []string{"2024-11-30T23:59:59Z", "2024-01-01T00:00:00Z", "2024-01-31T12:34:56.1234567Z", "2024-01-31T12:34:56.7Z"} {
		if !isPlainDateTime([]byte(text)) {
			t.Errorf("%s is plain", text)
		}
		changed(text, func(s string) {
			if _, l := edm.LexDateTimeOffset(s); isPlainDateTime([]byte(s)) && !l.Valid() {
				t.Errorf("%q is no time", s)
			}
		})
	}
	for _, text := range []string{"2024-11-30T24:00:00Z", "2024-11-30T23:60:00Z", "2024-11-30T23:59:60Z", "2024-11-31T00:00:00Z", "2024-11-30T00:00:00.Z", "2024-11-30T00:00:00"} {
		if isPlainDateTime([]byte(text)) {
			t.Errorf("%s is not plain", text)
		}
	}
}
