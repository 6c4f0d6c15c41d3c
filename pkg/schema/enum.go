package schema

import (
	"regexp"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// integerText is a value of an enumeration written as a number in a string
// (JSON Format 4.01, section 7.1, Enumerations).
const integerText = "[-+]?[0-9]+"

// enum is the schema of an enumeration's values, null allowed. An evolvable
// enumeration lists the members that the contract knows, like any other:
// what a client did not ask for by include-unknown-enum-members, a service
// answers as unknownFutureValue.
func (w *writer) enum(t *edm.EnumType) object {
	if len(t.Members) == 0 {
		return stringOr() // the source lists no members: it says nothing of them
	}
	if t.IsFlags.IsTrue() {
		names := make([]string, 0, len(t.Members)+1)
		for _, m := range t.Members {
			names = append(names, regexp.QuoteMeta(m.Name))
		}
		one := "(?:" + strings.Join(append(names, integerText), "|") + ")"
		return stringOr(member{"pattern", "^" + one + "(?: *, *" + one + ")*$"})
	}
	names := make(array, 0, len(t.Members)+1)
	for _, m := range t.Members {
		names = append(names, m.Name)
	}
	return stringOr(
		member{"if", object{{"type", "string"}, {"pattern", "^" + integerText + "$"}}},
		member{"else", object{{"enum", append(names, nil)}}},
	)
}
