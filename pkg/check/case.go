package check

import (
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/schema"
	"github.com/concord-odata/concord/pkg/uri"
)

// Case is one exchange under judgment: what the stages have learned of it,
// and what the rules have found. Rules read it and report to it.
type Case struct {
	Subject
	Judge    *Judge
	Contract *contract.Contract
	Model    *edm.Model
	Profile  rule.Profile

	Request   *exchange.Request   // nil: not known
	Response  *exchange.Response  // nil: not known
	Operation *contract.Operation // documented; nil: none is known

	// Target is what the request's path addresses in the container, Root the
	// path of the service root before it; nil: not known, TargetError says why.
	Target      *uri.Target
	Root        string
	TargetError error

	Media   exchange.MediaType // of the response
	Level   Level              // of the response
	Version Version            // of the response
	Body    *Body              // nil: none that could be read as JSON

	// Outer is the batch that the exchange is a part of; nil: it stands
	// alone. A part inherits its OData-Version (Protocol 4.01, 8.1.5).
	Outer *Case
	// InRequest: Body is the request's, and the case is one of that alone;
	// what rules find in it comes out as REQ-003.
	InRequest       bool
	wanted          *wanted            // what the request's body has to be, in a case of one
	other           *bool              // see elsewhere
	run, structures *schema.Run        // of the streaming validator
	instead         edm.StructuredType // that the context promises, where CTX-006 says that it contradicts the documented type
	insteadOf       string             // the documented type, then

	found   []*found
	settled int                 // how many of them precedence has been through
	spoken  map[place]bool      // what was said, for precedence
	listed  map[causeKey]*cause // of each cause
	notes   []rule.Note
	reason  string
	stopped bool

	indexes map[*location.Value]*index
	said    map[string]bool // what is said once a body: see once
}

// found is a finding and what precedence asks of it.
type found struct {
	rule.Finding
	at     int             // offset in the file, for the order
	object *location.Value // the object that it is about, if one
	name   string          // the member that it is about
	part   bool            // found in a part of the batch, and silenced there
}

// Mark says what a finding is about.
type Mark struct {
	Rule   *rule.Rule
	Levels *rule.Levels // in place of the rule's own
	// Value is what is wrong, with its pointer; nil: the body or the head.
	Value   *location.Value
	Pointer location.Pointer
	// Offset is where to point in the body, if not at Value: a name.
	Offset int
	// Position is where to point outside of the body.
	Position location.Position
	// Object and Name are the member at fault, for precedence.
	Object *location.Value
	Name   string

	Type     string // qualified name of the type that the finding rests on
	Rests    edm.Place
	Message  string
	Expected string
	Actual   string
	Hint     string
	Cause    string
}

// Report enters a finding, unless the rule is off in the profile.
func (c *Case) Report(m Mark) {
	levels := m.Rule.Levels
	if m.Levels != nil {
		levels = *m.Levels
	}
	severity := levels.In(c.Profile)
	if severity == rule.Off {
		return
	}
	f := &found{object: m.Object, name: m.Name}
	f.Finding = rule.Finding{
		Rule: m.Rule.ID, Severity: severity, Type: m.Type, Property: m.Name, Message: m.Message,
		Expected: m.Expected, Actual: m.Actual, Hint: m.Hint, Cause: m.Cause, Help: m.Rule.Help(),
		Pointer: string(m.Pointer), File: c.Exchange.File, Rests: rests(m.Rests),
	}
	c.locate(f, m)
	c.found = append(c.found, f)
}

// locate finds file, line, column and the line's text.
func (c *Case) locate(f *found, m Mark) {
	p, at := m.Position, -1
	if !p.Known() && c.Body != nil {
		at = m.Offset
		if at == 0 && m.Value != nil {
			at = m.Value.Start
		}
		p = c.Body.Text.Position(at)
		_, f.at = c.Body.Text.Outer(at)
	}
	if !p.Known() {
		p = location.Position{File: c.Exchange.File, Line: c.line()}
	}
	f.File, f.Line, f.Column = p.File, p.Line, p.Column
	switch {
	case c.Body == nil:
	case at >= 0:
		f.Source, f.SourceColumn = c.Body.Text.Excerpt(at)
	default:
		f.Source = c.Body.Text.Line(p.Line)
	}
}

// Note says that a part of the body was not judged.
func (c *Case) Note(v *location.Value, p location.Pointer, reason string) {
	n := rule.Note{Pointer: string(p), Reason: reason}
	if v != nil && c.Body != nil {
		n.Line = v.Position(c.Body.Text).Line
	}
	c.notes = append(c.notes, n)
}

// unjudged ends the case without a verdict on its contract.
func (c *Case) unjudged(reason string) {
	if c.reason == "" {
		c.reason = reason
	}
	c.stopped = true
}

// stop ends the case after a finding that makes all others idle.
func (c *Case) stop() { c.stopped = true }

// once reports whether the key is new to the case: what repeats in every item
// of a collection has one cause, and is said of the first.
func (c *Case) once(key string) bool {
	if c.said[key] {
		return false
	}
	if c.said == nil {
		c.said = map[string]bool{}
	}
	c.said[key] = true
	return true
}
