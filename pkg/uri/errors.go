package uri

import "fmt"

// SyntaxError says that no reading of a text goes on beyond Offset.
type SyntaxError struct {
	Offset  int    // into the text, in bytes
	Message string // what was expected or found there
	Rest    string // the text from Offset on
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("uri: offset %d: %s, at %q", e.Offset, e.Message, clip(e.Rest))
}

// Problem classifies a [ResolveError], so that a caller who knows that its
// model is partial can tell what is missing from what is wrong.
type Problem uint8

// The problems.
const (
	// UnknownSource: no entity set, singleton or type has this name.
	UnknownSource Problem = iota
	// UnknownType: a qualified name is no type of the model.
	UnknownType
	// UnknownSegment: the type has no such property or navigation property.
	UnknownSegment
	// UnknownSelectItem: the select list names what the type lacks.
	UnknownSelectItem
	// UnknownOperation: no such action or function is bound to the type.
	UnknownOperation
	// NotContained: the path leads through a navigation property that does
	// not contain its targets (Protocol 10.2 names containment alone).
	NotContained
	// UnrelatedCast: the type exists, but does not derive from the one cast.
	UnrelatedCast
	// EntityAfterSingleton: "/$entity" directly follows a singleton, whose
	// context has no suffix (Protocol 10.4).
	EntityAfterSingleton
	// Misplaced: a segment, key or suffix cannot follow what it follows.
	Misplaced
)

var problemNames = [...]string{"unknown source", "unknown type", "unknown segment", "unknown select item",
	"unknown operation", "not contained", "unrelated cast", "entity after singleton", "misplaced"}

func (p Problem) String() string {
	if int(p) < len(problemNames) {
		return problemNames[p]
	}
	return "problem"
}

// Missing reports whether the problem is that the model does not know a
// name: of a partial model that proves nothing.
func (p Problem) Missing() bool { return p <= UnknownOperation }

// ResolveError says which part of a text does not resolve in a model.
type ResolveError struct {
	Segment string // the name or segment, decoded
	Offset  int    // into the text, in bytes
	Problem Problem
	Message string
	Foreign bool // the namespace belongs to a referenced document that is not at hand

	hint func() string // nil: none
}

// Hint is a name that may have been meant, "" where none is near. It is
// looked for when it is asked for: most readings that fail are given up for
// others, and nobody asks.
func (e *ResolveError) Hint() string {
	if e.hint == nil {
		return ""
	}
	return e.hint()
}

// known is a hint that is at hand; nil for "".
func known(hint string) func() string {
	if hint == "" {
		return nil
	}
	return func() string { return hint }
}

func (e *ResolveError) Error() string {
	s := fmt.Sprintf("uri: offset %d: %q: %s", e.Offset, clip(e.Segment), e.Message)
	if hint := e.Hint(); hint != "" {
		s += fmt.Sprintf(" (did you mean %s?)", hint)
	}
	return s
}

// IssueKind classifies an [Issue].
type IssueKind uint8

// The kinds of issues.
const (
	// KeyAsSegment: a key stands as a path segment, in a context URL.
	KeyAsSegment IssueKind = iota
	// KeyNames: the names in a key predicate are not those of the key.
	KeyNames
	// KeyCount: the key predicate has more or fewer values than the key.
	KeyCount
	// KeyLiteral: a key's literal is none of the key property's type.
	KeyLiteral
	// KeyAlternate: the key predicate names an alternate key.
	KeyAlternate
	// Parenthesised: a complex property is followed by a list in
	// parentheses; Protocol 10.7 writes paths (Address/Street).
	Parenthesised
	// UnqualifiedType: a type's name lacks its namespace.
	UnqualifiedType
	// UnqualifiedOperation: a bound operation's name lacks its namespace.
	UnqualifiedOperation
	// NoParentheses: a function is called without parentheses.
	NoParentheses
	// NameCase: a name differs from the model's in case alone.
	NameCase
	// ArgumentLiteral: an argument is no literal of the parameter's type.
	ArgumentLiteral
	// OptionTwice: a system query option stands twice in one query.
	OptionTwice
	// PlusForBlank: "+" stands for a blank, as in HTML forms; in OData it
	// is a plus sign.
	PlusForBlank
	// MissingBlank: a blank that the ABNF requires is not there: not(…).
	MissingBlank
	// ExtraBlank: a blank stands where the ABNF has none: behind a comma.
	ExtraBlank
	// NoStream: $value stands behind an entity that is no media entity.
	NoStream
)

var issueNames = [...]string{"key as segment", "key names", "key count", "key literal", "alternate key", "parenthesised",
	"unqualified type", "unqualified operation", "no parentheses",
	"name case", "argument literal", "option twice", "plus for blank", "missing blank", "extra blank", "no stream"}

func (k IssueKind) String() string {
	if int(k) < len(issueNames) {
		return issueNames[k]
	}
	return "issue"
}

// Issue is something that can be read and understood, and yet is not as the
// specification asks.
type Issue struct {
	Kind    IssueKind
	Offset  int // into the text, in bytes
	Text    string
	Message string
	Hint    string
}

// clip keeps messages readable when the input is not.
func clip(s string) string {
	if len(s) <= 80 {
		return s
	}
	cut := 77
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return s[:cut] + "…"
}
