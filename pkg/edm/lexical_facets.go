package edm

import "fmt"

// DecimalFault says how a decimal breaks explicit Precision and Scale (CSDL
// 4.01, sections 7.2.3 and 7.2.4), or is empty. Zeros at either end do not
// count, and a facet that was not stated is not taken for its default.
func (f Facets) DecimalFault(n Number) string {
	whole, fraction := n.IntegerDigits(), n.FractionDigits()
	if f.Scale != nil && fraction > *f.Scale {
		return fmt.Sprintf("%d digits right of the decimal point, Scale is %d", fraction, *f.Scale)
	}
	if f.Precision == nil {
		return ""
	}
	precision := *f.Precision
	switch {
	case f.Scale != nil && whole > max(0, precision-*f.Scale):
		return fmt.Sprintf("%d digits left of the decimal point, Precision %d and Scale %d leave %d", whole, precision, *f.Scale, max(0, precision-*f.Scale))
	case f.Scale != nil:
	case f.ScaleWord == "floating":
		if n.Significant > precision {
			return fmt.Sprintf("%d significant digits, Precision is %d", n.Significant, precision)
		}
	case whole+fraction > precision:
		return fmt.Sprintf("%d digits, Precision is %d", whole+fraction, precision)
	}
	return ""
}

// FractionFault says how the fractional seconds of a temporal value break an
// explicit Precision (CSDL 4.01, section 7.2.3), or is empty. Zeros at the
// end do not count; significant counts the digits before them.
func (f Facets) FractionFault(significant int) string {
	if f.Precision == nil || significant <= *f.Precision {
		return ""
	}
	return fmt.Sprintf("%d fractional digits, Precision is %d", significant, *f.Precision)
}

// SignificantDigits counts the fractional digits without the zeros at their
// end.
func (t TimeOfDay) SignificantDigits() int {
	digits, rest := 12, t.Nanosecond*1000+t.Picosecond
	if rest == 0 {
		return 0
	}
	for rest%10 == 0 {
		rest /= 10
		digits--
	}
	return digits
}
