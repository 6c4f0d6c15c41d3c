package lint

import (
	"math/big"
	"regexp"
	"strings"
	"time"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc016 = register(rule.Rule{
	ID:     "DOC-016",
	Title:  "an example's values keep the order that the descriptions give them",
	Levels: rule.All(rule.Warning),
	Why: "Where the description of a property says that its value is at most, or before, that of another property of the type, an example in which it is not " +
		"shows what no service answers. Only what a description says in so many words is asked.",
	Sources: []string{"the description that the finding rests on"},
	Failing: `{"assigned": 7, "total": 5}, where assigned is described as "no more than **total**"`,
	Passing: `{"assigned": 5, "total": 7}`,
})

func init() { doc016.Example = sensible }

// atMost finds "no more than **other**" and the like in a description: the
// other property is set in bold or code.
var atMost = regexp.MustCompile("(?i)\\b(?:less than or equal to|no (?:more|greater|larger|later) than|at most|must not exceed|cannot exceed|" +
	"must be (?:less than|smaller than|before|earlier than))\\s+(?:the\\s+|that of\\s+)?(?:value of\\s+)?(?:the\\s+)?(?:\\*\\*|`)([A-Za-z_][A-Za-z0-9_]*)(?:\\*\\*|`)")

func sensible(p *page, ex *apidoc.Example) {
	m := ex.ResponseMessage
	if m == nil || m.Body == nil || ex.Response == nil || ex.Response.Type.IsZero() || !jsonBody(m) {
		return
	}
	t := p.contract.Model.Structured(p.known(ex.Response.Type.Name))
	if t == nil {
		return
	}
	limits := p.limits(t)
	if len(limits) == 0 {
		return
	}
	body, _, err := m.JSON()
	if err != nil || body == nil {
		return
	}
	items := []*location.Value{body}
	if v := body.Member("value"); v != nil && v.Kind == location.Array {
		items = v.Items
	}
	for _, l := range limits {
		for _, it := range items {
			p.compare(m, t, it, l.part, l.whole)
		}
	}
}

// limit is a property that is at most another one, as its description says.
type limit struct{ part, whole *edm.Property }

// limits are those of a type, read once.
func (l *Linter) limits(t edm.StructuredType) []limit {
	if known, ok := l.limitsOf.Load(t); ok {
		return known.([]limit)
	}
	var limits []limit
	for pr := range l.contract.Model.Properties(t) {
		if !strings.Contains(pr.Description, "`") && !strings.Contains(pr.Description, "**") {
			continue
		}
		for _, words := range atMost.FindAllStringSubmatch(pr.Description, -1) {
			if other := l.contract.Model.Property(t, words[1]); other != nil {
				limits = append(limits, limit{pr, other})
			}
		}
	}
	l.limitsOf.Store(t, limits)
	return limits
}

func (p *page) compare(m *apidoc.Message, t edm.StructuredType, item *location.Value, part, whole *edm.Property) {
	a, b := item.Member(part.Name), item.Member(whole.Name)
	if a == nil || b == nil || !exceeds(a, b) {
		return
	}
	p.report(mark{rule: doc016, at: a.Position(m.Body), typeName: t.QualifiedName(), property: part.Name,
		message:  part.Name + " is larger than " + whole.Name + ", which its description rules out",
		expected: "at most " + b.Text, actual: a.Text, rests: placeText(part.Place), cause: whole.Name})
}

// exceeds compares two numbers or two times; of anything else it knows
// nothing.
func exceeds(a, b *location.Value) bool {
	if a.Kind == location.Number && b.Kind == location.Number && len(a.Text)+len(b.Text) < 64 {
		x, okX := new(big.Float).SetString(a.Text)
		y, okY := new(big.Float).SetString(b.Text)
		return okX && okY && x.Cmp(y) > 0
	}
	if a.Kind != location.String || b.Kind != location.String {
		return false
	}
	x, errX := time.Parse(time.RFC3339, a.Text)
	y, errY := time.Parse(time.RFC3339, b.Text)
	return errX == nil && errY == nil && x.After(y)
}
