package csdl

import (
	"fmt"

	"github.com/concord-odata/concord/pkg/edm"
)

// Problem is one thing that a document says wrongly or unwisely.
type Problem struct {
	// Code is the kind of the problem. It is stable; the message is not.
	Code Code
	// Message says what is wrong, with the names.
	Message string
	// Hint says what was probably meant; empty where nothing is known.
	Hint string
	// Name is what the problem is about: the name that does not resolve or
	// stands twice, the value that is none. One name often is one cause.
	Name  string
	Place edm.Place
	// Target is the model element that the problem is in, as an annotation
	// target is written: microsoft.graph.user/manager.
	Target string
	// Related is the other place of a clash: the first declaration.
	Related edm.Place
	// Fatal: no contract can be made of the document.
	Fatal bool
	// Warning: legal and unwise, or tolerated; else it is an error.
	Warning bool
}

// Rule is the rule of the catalogue that the problem belongs to: MTD-001
// (unsound) or MTD-003 (unwise).
func (p *Problem) Rule() string {
	if p.Code.unwise() {
		return "MTD-003"
	}
	return "MTD-001"
}

// Error makes a fatal problem an error: where, and what.
func (p *Problem) Error() string {
	return fmt.Sprintf("%s: %s", placeString(p.Place), p.Message)
}

func placeString(p edm.Place) string {
	switch {
	case p.Line > 0 && p.Column > 0:
		return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
	case p.Line > 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return p.File
}
