package lint

import (
	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc005 = register(rule.Rule{
	ID:     "DOC-005",
	Title:  "an annotation's isCollection and the example's shape agree",
	Levels: rule.All(rule.Error),
	Why: "A mock or a test made of the annotation answers one where the service answers many. The body is then judged by the shape that it has, " +
		"so that this is one finding and not one for each property.",
	Sources: []string{"Microsoft Graph reference, annotated examples"},
	Failing: `"isCollection": true over {"id": "7f1a"}`,
	Passing: `"isCollection": true over {"value": [{"id": "7f1a"}]}`,
})

// shapeOf is the type of the response with the shape that its body has,
// where annotation and body disagree; ok tells that they do.
func (p *page) shapeOf(ex *apidoc.Example, t edm.TypeRef) (edm.TypeRef, bool) {
	m := ex.ResponseMessage
	if m == nil || m.Body == nil || !jsonBody(m) || m.Status >= 400 || ex.Response == nil {
		return t, false
	}
	body, _, err := m.JSON()
	if err != nil || body == nil || body.Kind != location.Object {
		return t, false
	}
	v := body.Member("value")
	many := v != nil && v.Kind == location.Array
	switch {
	case many && !t.Collection && p.ownValue(body, t.Name):
		return t, false
	case many == t.Collection, !many && (v != nil || len(body.Members) == 0):
		return t, false // COL-001 speaks of a value that is no array
	case !many && !p.looksSingle(body, t.Name):
		return t, false
	}
	return edm.TypeRef{Name: t.Name, Collection: many}, true
}

// ownValue reports whether the array value of a body may be a property of
// the type itself: it is declared as a collection, or the type is open, or
// other members of the body are the type's.
func (l *Linter) ownValue(body *location.Value, name string) bool {
	m := l.contract.Model
	s := m.Structured(name)
	if s == nil {
		return false
	}
	if p := m.Property(s, "value"); p != nil {
		return p.Type.Collection || l.looksSingle(body, name)
	}
	if p := m.NavigationProperty(s, "value"); p != nil {
		return p.Type.Collection
	}
	return m.IsOpen(s) && l.looksSingle(body, name)
}

// looksSingle reports whether a body without value is one item of the type:
// it has a member that the type declares.
func (l *Linter) looksSingle(body *location.Value, name string) bool {
	m := l.contract.Model
	s := m.Structured(name)
	if s == nil {
		return false
	}
	for i := range body.Members {
		if body.Members[i].Name == "value" {
			continue
		}
		if m.Property(s, body.Members[i].Name) != nil || m.NavigationProperty(s, body.Members[i].Name) != nil {
			return true
		}
	}
	return false
}

func (p *page) reportShape(ex *apidoc.Example, annotated edm.TypeRef) {
	m := mark{rule: doc005, at: ex.Response.Position, typeName: annotated.Name,
		message: "the annotation says that the response is one " + annotated.Name + ", but the example is a collection",
		hint:    `write "isCollection": true`, expected: "a single value", actual: "a collection", cause: "many"}
	if annotated.Collection {
		m.at = ex.Response.ValuePosition("isCollection")
		m.message = "the annotation says that the response is a collection, but the example is a single value"
		m.hint, m.expected, m.actual, m.cause = "", "a collection", "a single value", "one"
	}
	p.report(m)
}
