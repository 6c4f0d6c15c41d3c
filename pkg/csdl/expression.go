package csdl

import (
	"math"
	"strconv"
)

// operands says how many operands an expression has (CSDL 4.01, section
// 14.4); most is zero where the name is of none.
func operands(kind string) (least, most int) {
	switch kind {
	case "Collection", "Apply":
		return 0, math.MaxInt
	case "Record", "Null":
		return 0, 1
	case "And", "Or", "Eq", "Ne", "Gt", "Ge", "Lt", "Le", "Has", "In", "Add", "Sub", "Mul", "Div", "DivBy", "Mod":
		return 2, 2
	case "Not", "Neg", "Cast", "IsOf", "UrlRef", "LabeledElement":
		return 1, 1
	case "If":
		return 2, 3
	}
	return 0, 0
}

func operandRule(kind string, n, least, most int) string {
	want := strconv.Itoa(least)
	if most > least {
		want += " to " + strconv.Itoa(most)
	}
	return kind + " has " + strconv.Itoa(n) + " operands; it takes " + want
}
