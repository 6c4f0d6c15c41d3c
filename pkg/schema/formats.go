package schema

// The formats that the documents use beside the standard ones. A validator
// that does not know them takes them for annotations (JSON Schema 2020-12
// validation, section 7.2.1).
const (
	FormatDate           = "edm-date"
	FormatDateTimeOffset = "edm-date-time-offset"
	FormatTimeOfDay      = "edm-time-of-day"
	FormatDuration       = "edm-duration"
	FormatBinary         = "edm-binary"
	FormatInt64          = "edm-int64"   // in a string
	FormatDecimal        = "edm-decimal" // in a string
)

// formats are the functions that assert them. What is no string has passed:
// its type is another keyword's.
var formats = map[string]func(any) bool{}
