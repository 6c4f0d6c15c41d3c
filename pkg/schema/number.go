package schema

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// number is a JSON number for exact arithmetic. A hostile exponent
// (1e999999999) would cost gigabytes; beyond the bound it becomes 1e400 or
// 1e-400, on the same side of every bound and as whole as it was.
func number(v *location.Value) json.Number {
	text := v.Text
	mantissa, exponent := text, 0
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		mantissa = text[:i]
		n, err := strconv.Atoi(text[i+1:])
		if err != nil { // out of int's range
			n = 1 << 30
			if text[i+1] == '-' {
				n = -n
			}
		}
		exponent = n
	}
	if len(mantissa) <= maxDigits && exponent <= maxDigits && exponent >= -maxDigits {
		return json.Number(text)
	}
	sign := ""
	if strings.HasPrefix(mantissa, "-") {
		sign, mantissa = "-", mantissa[1:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	if digits == "" {
		return "0"
	}
	// the value is 0.digits × 10^point
	point := len(whole) + exponent - (len(whole) + len(fraction) - len(digits))
	significant := strings.TrimRight(digits, "0")
	switch {
	case point > maxDigits && len(significant) <= point:
		return json.Number(sign + "1e400") // whole, beyond every integer type
	case point > maxDigits:
		return json.Number(sign + "1" + strings.Repeat("0", maxDigits) + ".5")
	case point < -maxDigits:
		return json.Number(sign + "1e-400")
	}
	if len(significant) > 2*maxDigits {
		significant = significant[:2*maxDigits] + "1" // a fraction it keeps
	}
	return json.Number(sign + "0." + significant + "e" + strconv.Itoa(point))
}
