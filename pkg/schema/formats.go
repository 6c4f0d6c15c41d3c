package schema

import "github.com/concord-odata/concord/pkg/edm"

// The formats that the documents use beside the standard ones. A validator
// that does not know them takes them for annotations (JSON Schema 2020-12
// validation, section 7.2.1).
const (
	FormatDate            = "edm-date"
	FormatDateTimeOffset  = "edm-date-time-offset"
	FormatTimeOfDay       = "edm-time-of-day"
	FormatDuration        = "edm-duration"
	FormatBinary          = "edm-binary"
	FormatInt64           = "edm-int64"            // in a string
	FormatDecimal         = "edm-decimal"          // in a string
	FormatFloatingDecimal = "edm-floating-decimal" // in a string, INF and NaN included
)

// formats are the functions that assert them. What is no string has passed:
// its type is another keyword's. A form that is odd, but that a reader can
// take, is accepted: how much it weighs is for a profile to say.
var formats = map[string]func(any) bool{
	FormatDate:           form("Edm.Date"),
	FormatDateTimeOffset: form("Edm.DateTimeOffset"),
	FormatTimeOfDay:      form("Edm.TimeOfDay"),
	FormatDuration:       form("Edm.Duration"),
	FormatBinary:         form("Edm.Binary"),
	FormatInt64:          form("Edm.Int64"),
	FormatDecimal:        form("Edm.Decimal"),
	FormatFloatingDecimal: func(v any) bool {
		s, ok := v.(string)
		return !ok || edm.IsSpecialNumber(s) || !edm.Primitive("Edm.Decimal").Lex(s).Invalid()
	},
}

func form(name string) func(any) bool {
	t := edm.Primitive(name)
	return func(v any) bool {
		s, ok := v.(string)
		return !ok || !t.Lex(s).Invalid()
	}
}
