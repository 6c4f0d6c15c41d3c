package csdl

import (
	"fmt"

	"github.com/concord-odata/concord/pkg/edm"
)

// Reason is why a document was refused.
type Reason string

// The reasons.
const (
	NotWellFormed Reason = "not-well-formed" // no XML, no JSON
	HasDTD        Reason = "dtd"             // a document type declaration
	NoSchema      Reason = "no-schema"       // well-formed, and no CSDL document, or one without a schema
	OldVersion    Reason = "old-version"     // OData V1 to V3
	TooBig        Reason = "too-big"         // over a limit of size or depth
	BadEncoding   Reason = "encoding"        // not UTF-8
)

// ReadError says that a document cannot be read, where, why, and what to do.
type ReadError struct {
	Reason  Reason
	Place   edm.Place
	Message string
}

func (e *ReadError) Error() string {
	return fmt.Sprintf("csdl: %s: %s", placeString(e.Place), e.Message)
}
