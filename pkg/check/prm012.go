package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var prm012 = register(rule.Rule{
	ID:     "PRM-012",
	Title:  "a constraint that the documentation states in words holds",
	Levels: rule.All(rule.Warning),
	Why: "\"Possible values are\", \"maximum length\" and \"is a GUID\" are promises, though no type states them: readers write code by them. " +
		"They are prose, so that it is a warning.",
	Sources: []string{"the property's description"},
	Failing: `"visibility": "hidden", described as "Possible values are: Private, Public"`,
	Passing: `"visibility": "Public", described as "Possible values are: Private, Public"`,
})

func init() { prm012.Value = againstWords }

func againstWords(c *Case, v *Value) {
	if v.Kind != location.String || v.Underlying != "Edm.String" || v.Owner == nil || c.Model.EnumType(v.Type) != nil {
		return
	}
	w := c.wordsOf(v.Owner.Type, v.Name)
	if w == nil {
		return
	}
	fault := w.fault(v.Text)
	if fault == wordsHold {
		return
	}
	m := v.mark(prm012)
	m.Rests = edm.Place(w.description)
	switch fault {
	case notPossible:
		m.Message, m.Cause = v.subject()+" has a value that its documentation does not name", v.Text
		m.Expected = "one of " + list(w.possible, 12)
		if i := slices.IndexFunc(w.possible, func(p string) bool { return strings.EqualFold(p, v.Text) }); i >= 0 {
			m.Hint = "write " + w.possible[i]
		}
	case tooLong:
		m.Message, m.Cause = v.subject()+" is longer than its documentation allows", "length"
		m.Expected = "at most " + itoa(*w.maxLength) + " characters"
	case noGuid:
		m.Message, m.Cause = v.subject()+" is no GUID, which its documentation says it is", "GUID"
		m.Expected = "a GUID"
	}
	if c.Example && isPlaceholder(v.Value, v.Name) {
		m.Rule, m.Message = prm013.Rule, "a placeholder stands in place of the value"
	}
	c.Report(m)
}

// wordsFault is how a value goes against the words about its property.
type wordsFault uint8

const (
	wordsHold wordsFault = iota
	notPossible
	tooLong
	noGuid
)

func (w *propertyWords) fault(text string) wordsFault {
	switch {
	case len(w.possible) > 0 && !slices.Contains(w.possible, text):
		if text == "" || w.multiple && everyOne(w.possible, text) {
			return wordsHold
		}
		return notPossible
	case w.maxLength != nil && utf8.RuneCountInString(text) > *w.maxLength:
		return tooLong
	case w.guid && edm.LexGuid(text).Invalid():
		return noGuid
	}
	return wordsHold
}

// everyOne reports whether each part of a list is one of the values.
func everyOne(values []string, text string) bool {
	for _, part := range strings.Split(text, ",") {
		if !slices.Contains(values, strings.TrimSpace(part)) {
			return false
		}
	}
	return true
}
