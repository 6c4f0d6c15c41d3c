package contract

import "github.com/concord-odata/concord/pkg/edm"

// Aspect is what two sources say differently of one element.
type Aspect string

// The aspects in which sources are compared.
const (
	Missing    Aspect = "missing" // one source has the element, the other has not
	NameCase   Aspect = "case"    // the names differ in case alone
	TypeOf     Aspect = "type"
	Collection Aspect = "collection"
	Nullable   Aspect = "nullable" // only where both state it
	Members    Aspect = "members"  // of an enumeration
	BaseType   Aspect = "base type"
	Kindship   Aspect = "kind" // structural here, navigation there; entity here, complex there
)

// Disagreement is one element of which documentation and CSDL say different
// things. Both statements are kept; Holds says which one the model has.
type Disagreement struct {
	Type                           string // qualified name, as the CSDL writes it where it has it
	Property                       string // or member; empty: of the type itself
	Aspect                         Aspect
	Documented, Declared           string // the two statements; empty where a side has none
	DocumentedPlace, DeclaredPlace edm.Place
	Holds                          Kind
}
