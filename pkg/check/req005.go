package check

import (
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var req005 = register(rule.Rule{
	ID:     "REQ-005",
	Title:  "no computed, read-only or, on update, immutable property is sent",
	Levels: rule.All(rule.Warning),
	Why: "The service ignores the value, or refuses the request: either way it is not what the client meant. Annotations say it (Core.Computed, Core.Immutable on update, " +
		"Core.Permissions without Write, non-insertable and non-updatable properties of the set), or the words \"Read-only\", without a condition, in a property's description, where the CSDL does not say the contrary. " +
		"What is said to be required as well is read-only from its creation on, and what the operation's own page lists is sent. The key of a related entity says which one is meant. " +
		"PUT sends an entity as it was read, so that it may well hold such properties: a warning all the same, since the service must ignore them.",
	Sources: []string{"OData Protocol 4.01, 11.4.2", "OData Protocol 4.01, 11.4.3", "OData Core Vocabulary, Computed, Immutable, Permissions"},
	Failing: `PATCH /service/Orders('7'): {"createdAt": "2024-05-01T09:00:00Z"}, where createdAt is annotated Core.Computed`,
	Passing: `PATCH /service/Orders('7'): {"state": "paid"}`,
})

func init() { req005.Object = readOnlySent }

func readOnlySent(c *Case, o *Object) {
	if !c.InRequest || c.wanted == nil || c.wanted.kind != entityBody || o.Type == nil || o.Rejected || o.Kind != EntityValue && o.Kind != ComplexValue {
		return
	}
	var refused []string
	if o.Root {
		if c.wanted.insert {
			r, _ := c.capability("InsertRestrictions")
			refused = r.paths("NonInsertableProperties")
		} else {
			r, _ := c.capability("UpdateRestrictions")
			refused = r.paths("NonUpdatableProperties")
		}
	}
	for i := range o.Value.Members {
		m := classify(&o.Value.Members[i], o.Pointer)
		if m.Annotation || m.Operation || m.Value.Kind == location.Null {
			continue
		}
		p := c.Model.Property(o.Type, m.Name)
		if p == nil {
			continue
		}
		why, at := c.readOnly(o, p)
		if why == "" && slices.Contains(refused, m.Name) {
			why, at = "not accepted here", p.Place
		}
		if why == "" {
			continue
		}
		c.Report(Mark{Rule: req005.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(), Rests: at,
			Message: m.Name + " is sent, but " + why, Actual: show(m.Value), Cause: why})
	}
}

// readOnly says in a word why a client cannot set the property; "" where it
// can.
func (c *Case) readOnly(o *Object, p *edm.Property) (why string, at edm.Place) {
	_, write, said := permissions(p.Annotations)
	switch {
	case tagged(p.Annotations, "Computed"):
		return "computed", p.Place
	case said && !write:
		return "read-only", p.Place
	case tagged(p.Annotations, "Immutable") && !c.wanted.insert && c.wanted.sure:
		return "immutable", p.Place
	case said:
		return "", edm.Place{}
	}
	if c.Operation != nil {
		if _, listed := c.Operation.Parameters[p.Name]; listed {
			return "", edm.Place{} // the operation's own page says that it is sent
		}
	}
	w := c.Judge.sentWords(c, o.Type, p.Name)
	if w.readOnly && !(w.required && c.wanted.insert) && !(c.isKey(o.Type, p.Name) && !o.Root) {
		return "read-only", w.at
	}
	return "", edm.Place{}
}

// sentWords is what documentation says of a property that a client may send.
type sentWords struct {
	readOnly, required bool
	at                 edm.Place
}

// conditionally is read-only under a condition, or from some time on.
var conditionally = newPattern(`(?i)\bread[- ]?only\W+(?:when|if|after|once|for|in|on|from|unless|except|during|while)\b`)

// underCondition is required under a condition; the group is what follows.
var underCondition = newPattern(`(?i)\brequired\W+(?:(?:only|just)\W+)?(?:when|if|for|unless|except|where|with)\b(.{0,40})`)

// requiredOfSome reports whether the words require a property of some
// requests alone; of all that create, they require it of every insert.
func requiredOfSome(words string) bool {
	m := underCondition.FindStringSubmatch(words)
	if m == nil {
		return false
	}
	rest := strings.ToLower(m[1])
	return !strings.Contains(rest, "creat") && !strings.Contains(rest, "add") && !strings.Contains(rest, "post")
}

// sentWords reads the documentation's words of a property, its own type's or,
// where that does not list it, the one's that it inherits it from.
func (j *Judge) sentWords(c *Case, t edm.StructuredType, name string) sentWords {
	j.sentOnce.Do(j.readSentWords)
	if len(j.sent) == 0 {
		return sentWords{}
	}
	for s := range c.Model.Lineage(t) {
		if w, ok := j.sent[s.QualifiedName()][name]; ok {
			return w
		}
	}
	return sentWords{}
}

func (j *Judge) readSentWords() {
	j.sent = map[string]map[string]sentWords{}
	for _, s := range j.contract.Sources {
		for _, t := range s.Words {
			of := j.modelName(t.Type)
			for i := range t.Properties {
				p := &t.Properties[i]
				if p.Description == "" {
					continue
				}
				w := sentWords{readOnly: p.ReadOnly.IsTrue() && !conditionally.MatchString(p.Description), required: p.Required.IsTrue() && !requiredOfSome(p.Description), at: p.DescriptionPlace}
				if j.sent[of] == nil {
					j.sent[of] = map[string]sentWords{}
				}
				if _, twice := j.sent[of][p.Name]; !twice {
					j.sent[of][p.Name] = w
				}
			}
		}
	}
}
