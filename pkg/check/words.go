package check

import (
	"slices"
	"strings"
	"unicode"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// propertyWords is what documentation says of a property in words, beyond
// what the model holds.
type propertyWords struct {
	possible    []string // "possible values are: …"
	named       []string // the same, also where the list is open, of a property that documentation calls a string
	multiple    bool     // several of them may stand
	maxLength   *int
	guid        bool
	writeOnly   bool
	deprecated  bool
	description location.Position
	place       edm.Place // of the documented property
}

// readWords gathers the words of the contract's documentation: by the type's
// name in the model, then by the property's.
func (j *Judge) readWords() map[string]map[string]*propertyWords {
	all := map[string]map[string]*propertyWords{}
	for _, s := range j.contract.Sources {
		for _, t := range s.Words {
			name := j.modelName(t.Type)
			for i := range t.Properties {
				p := &t.Properties[i]
				low := strings.ToLower(p.Description)
				w := &propertyWords{multiple: p.MultiValued || hasAny(low, multipleWords), maxLength: p.MaxLength, guid: saysGuid(low),
					writeOnly: p.WriteOnly.IsTrue() && writeOnlySentence.MatchString(low), deprecated: p.Deprecated.IsTrue(), description: location.Position(p.DescriptionPlace),
					place: p.Place}
				if closedList(p.Description, low, p.PossibleValues) {
					w.possible = p.PossibleValues
				}
				if p.Type.Name == "Edm.String" {
					w.named = p.PossibleValues
				}
				if len(w.possible) == 0 && len(w.named) == 0 && w.maxLength == nil && !w.guid && !w.writeOnly && !w.deprecated {
					continue
				}
				if all[name] == nil {
					all[name] = map[string]*propertyWords{}
				}
				if all[name][p.Name] == nil {
					all[name][p.Name] = w
				}
			}
		}
	}
	return all
}

// modelName is the model's name of a documented type, whose case may differ.
func (j *Judge) modelName(name string) string {
	if j.contract.Model.Type(name) != nil {
		return name
	}
	if names := j.contract.Model.TypeFold(name); len(names) == 1 {
		return names[0]
	}
	return name
}

// wordsOf are the words about a property of a type, its own or inherited;
// nil: none.
func (c *Case) wordsOf(t edm.StructuredType, name string) *propertyWords {
	all := c.Judge.words()
	if len(all) == 0 || t == nil {
		return nil
	}
	for s := range c.Model.Lineage(t) {
		if w := all[s.QualifiedName()][name]; w != nil {
			return w
		}
	}
	return nil
}

var (
	multipleWords = []string{"comma-separated", "comma separated", "multiple values", "more than one", "combin", "one or more"}
	// openWords say that a list of values is not all there is, or not of the
	// values that may stand.
	openWords = newPattern(`\b(any|others?|such as|for example|e\.g|includ\w+|etc|custom|scenarios?|depend\w*|could|typically|usually|currently)\b` +
		`|\b(cannot|can't|not|never)\b[^.;]*\b(values?|one of)\b`)
	// openStems: one of them stands in whatever openWords matches.
	openStems = []string{"any", "other", "such as", "for example", "e.g", "includ", "etc", "custom", "scenario", "depend", "could", "typically", "usually", "currently",
		"not", "can't", "never"}
	// writeOnlySentence is one that says it of the property as such.
	writeOnlySentence = newPattern(`(^|[.;>*] *|\b(this|it|property|field|value) (is|are) )write[- ]only\b`)
	guidWords         = newPattern(`\bis (a|the) guid\b|\bis a globally unique identifier \(guid\)|\bin guid format\b`)
)

// saysGuid reports whether a description, in lower case, says that the value
// is a GUID.
func saysGuid(low string) bool { return strings.Contains(low, "guid") && guidWords.MatchString(low) }

// hasAny reports whether one of the words stands in the text.
func hasAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// closedList reports whether a description, low in lower case, gives all
// values that may stand: two or more, each of them in its words, and nothing
// that leaves the list open.
func closedList(description, low string, values []string) bool {
	if len(values) < 2 {
		return false
	}
	letters := false
	for _, v := range values {
		letters = letters || strings.ContainsFunc(v, unicode.IsLetter)
		if !strings.Contains(description, v) {
			return false
		}
	}
	return letters && !(hasAny(low, openStems) && openWords.MatchString(low))
}
