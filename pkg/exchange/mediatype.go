package exchange

// MediaType is a media type and its parameters, with those that OData
// defines (OData JSON Format 4.01, 3; Protocol 4.01, 8.1.1). Names and the
// values of OData's parameters compare without regard to case.
type MediaType struct {
	Type   string // lower case, "application/json"; "" where there is none
	Params []Param
	// Metadata is the level, in lower case as written ("minimal", "full",
	// "none", or what else stands there); "" where no parameter says one.
	Metadata string
	// MetadataPrefixed: it was written odata.metadata.
	MetadataPrefixed    bool
	Streaming           string // "true", "false", in lower case as written; "" not said
	StreamingPrefixed   bool
	IEEE754Compatible   bool
	ExponentialDecimals bool
	Charset             string // lower case
	// Malformed are parts that are no parameters; Duplicate are the names,
	// without `odata.`, of parameters that stand twice.
	Malformed, Duplicate []string
}

// Param is a parameter: the name as written, the value without its quotes.
type Param struct{ Name, Value string }

// ParseMediaType reads the value of Content-Type. It never fails: what is
// wrong is in the result.
func ParseMediaType(s string) MediaType { return MediaType{Type: s} }

// ParseAccept reads the value of Accept, or `$format` where it is a media
// type: media types in the order written.
func ParseAccept(s string) []MediaType { return nil }
