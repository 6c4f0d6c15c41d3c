package edm

// Place is where a source declares an element. Line and Column count from 1,
// in bytes; zero is unknown.
type Place struct {
	File   string
	Line   int
	Column int
}

// Known reports whether the place names a file.
func (p Place) Known() bool { return p.File != "" }

// Tristate is what a source said of a yes-or-no question: yes, no, or
// nothing.
type Tristate uint8

// The three states.
const (
	Unsaid Tristate = iota
	True
	False
)

// Said gives the state for a stated value.
func Said(b bool) Tristate {
	if b {
		return True
	}
	return False
}

// IsTrue reports whether the source said true.
func (t Tristate) IsTrue() bool { return t == True }

// IsFalse reports whether the source said false.
func (t Tristate) IsFalse() bool { return t == False }

// Or is the state itself, or the given one where nothing was said.
func (t Tristate) Or(other Tristate) Tristate {
	if t == Unsaid {
		return other
	}
	return t
}

func (t Tristate) String() string {
	switch t {
	case True:
		return "true"
	case False:
		return "false"
	}
	return "unsaid"
}
