package location

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Limits bound what is read from outside. Zero values stand for the
// defaults.
type Limits struct {
	Depth int // of nesting; 512
}

// SyntaxError says where a text stops being JSON.
type SyntaxError struct {
	Offset   int     // into the text that was read
	Pointer  Pointer // to the last value that was good, or the one that was begun
	Message  string  // "unexpected end of input: the object that begins at line 3 is not closed"
	Position Position
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.Position.File, e.Position.Line, e.Position.Column, e.Message)
}

// SlipKind is how a text departs from strict JSON.
type SlipKind string

// Slip is one departure from strict JSON that lenient reading passed over.
// Where the mend is certain, Fix has it: an edit of the text that was read.
type Slip struct {
	Kind       SlipKind
	Start, End int
	Message    string
	Fix        *Edit
}

// Edit replaces the bytes from Start to End by New.
type Edit struct {
	Start, End int
	New        string
}

func jsonNumber(s string) json.Number { return json.Number(s) }

func itoa(i int) string { return strconv.Itoa(i) }
