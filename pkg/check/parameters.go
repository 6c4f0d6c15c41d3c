package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// walkParameters judges the parameters of an action by the overload that fits
// them best (Protocol 4.01, 11.5.5.1).
func (c *Case) walkParameters(*wanted) {
	c.duplicates(c.Body.Root, "")
	var best *Case
	for _, a := range c.Target.Actions {
		try := *c
		try.found, try.notes, try.said = nil, nil, nil
		try.parameters(a)
		if best == nil || len(try.found) < len(best.found) {
			best = &try
		}
	}
	if best != nil {
		c.found, c.notes = append(c.found, best.found...), append(c.notes, best.notes...)
	}
}

// parameters judges the members of the body by the action's parameters.
func (c *Case) parameters(a *edm.Action) {
	root := c.Body.Root
	for i := range root.Members {
		m := classify(&root.Members[i], "")
		if m.Annotation || m.Operation {
			continue
		}
		p := c.parameter(a, m.Name)
		if p == nil {
			c.unknownParameter(a, m)
			continue
		}
		c.sentValue(m.Value, m.Pointer, use{ref: p.Type, facets: p.Facets, annotations: p.Annotations}, p.Type, m.Name, p.Nullable)
	}
}

// parameter is the action's parameter of that name. A name that the
// documentation's own table of parameters has is right in its case too: what
// the two sources disagree on is no fault of the request (DOC-008).
func (c *Case) parameter(a *edm.Action, name string) *edm.Parameter {
	var folded *edm.Parameter
	for _, p := range a.Arguments() {
		if p.Name == name {
			return p
		}
		if strings.EqualFold(p.Name, name) {
			folded = p
		}
	}
	if folded != nil && c.Operation != nil {
		if _, documented := c.Operation.Parameters[name]; documented {
			return folded
		}
	}
	return nil
}

// unknownParameter speaks of a member that is no parameter.
func (c *Case) unknownParameter(a *edm.Action, m *Member) {
	c.walkUntyped(m.Value, m.Pointer)
	mark := Mark{Rule: req003.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: c.Body.Root, Name: m.Name, Type: a.QualifiedName(),
		Message: m.Name + " is no parameter of " + a.QualifiedName(), Actual: m.Name, Rests: a.Place, Cause: "parameter"}
	var free []string
	for _, p := range a.Arguments() {
		if strings.EqualFold(p.Name, m.Name) {
			mark.Message, mark.Hint, mark.Cause = "the parameter is declared as "+p.Name, "write "+p.Name, "case"
		}
		if !c.has(c.Body.Root, p.Name) {
			free = append(free, p.Name)
		}
	}
	mark.Expected = choices(free)
	if len(free) == 0 {
		mark.Expected = "no further parameter"
	}
	if near := nearest(m.Name, free); near != "" && mark.Hint == "" {
		mark.Hint = "did you mean " + near + "?"
	}
	c.Report(mark)
}
