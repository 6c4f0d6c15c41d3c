package schema

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
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
		switch {
		case err == nil: // else out of int's range
			exponent = max(-maxExponent, min(n, maxExponent))
		case text[i+1] == '-':
			exponent = -maxExponent
		default:
			exponent = maxExponent
		}
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

// maxExponent bounds what exponents are reckoned with; more digits than that
// no value has.
const maxExponent = 1 << 40

// constant is a number that the model states, as a bound of values: no number
// is one that a document cannot state exactly, or only at great cost.
func constant(text string) (json.Number, bool) {
	n, lex := edm.ParseNumber(text)
	if lex.Invalid() || len(text) > maxDigits || n.IntegerDigits() > maxDigits || n.FractionDigits() >= maxDigits {
		return "", false
	}
	if mantissa, _, _ := strings.Cut(strings.ToLower(text), "e"); strings.Trim(mantissa, "+-.0") == "" {
		return "0", true // whatever its exponent
	}
	if !json.Valid([]byte(text)) { // +1 and 007 are decimals of CSDL's, not of JSON's
		sign, digits := "", strings.TrimLeft(text, "+")
		if strings.HasPrefix(digits, "-") {
			sign, digits = "-", digits[1:]
		}
		digits = strings.TrimLeft(digits, "0")
		if digits == "" || digits[0] < '0' || digits[0] > '9' {
			digits = "0" + digits
		}
		text = sign + digits
	}
	return json.Number(text), json.Valid([]byte(text))
}
