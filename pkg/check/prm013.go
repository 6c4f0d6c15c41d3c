package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var prm013 = register(rule.Rule{
	ID:     "PRM-013",
	Title:  "a documented example shows a placeholder in place of a value",
	Levels: rule.All(rule.Info),
	Why: "Documentation writes \"String\", \"status-value\" or {id} where a real answer has a value. It says nothing of the type, and is not judged further. " +
		"Only documented examples have placeholders; in recorded, live and mocked answers they are values like any other.",
	Sources: []string{"Microsoft Graph reference, JSON representations"},
	Failing: `{"id": "id-value", "totalUserCount": "Int64"}`,
	Passing: `{"id": "7f1a", "totalUserCount": 12}`,
})

// placeholder reports whether what is refused is a placeholder of a
// documented example, and says so.
func (c *Case) placeholder(s *spot) bool {
	if !c.Example || !isPlaceholder(s.value, s.name) && !c.namesType(s.value) {
		return false
	}
	m := s.mark(prm013)
	m.Message, m.Expected = "a placeholder stands in place of the value", s.typeNote()
	c.Report(m)
	return true
}

// namesType reports whether a string is the name of a type of the contract.
func (c *Case) namesType(v *location.Value) bool {
	if v.Kind != location.String || !strings.Contains(v.Text, ".") {
		return false
	}
	return c.Model.Type(strings.TrimPrefix(strings.TrimSpace(v.Text), "#")) != nil
}

// isPlaceholder tells a placeholder by its form: a type's name, perhaps with
// a remark in parentheses; the property's name with -value or the like; what
// stands in braces or angle brackets; an ellipsis; alternatives ("a | b"); the
// number 0 for a value that is no number.
func isPlaceholder(v *location.Value, property string) bool {
	if v.Kind == location.Number {
		return v.Text == "0"
	}
	if v.Kind != location.String {
		return false
	}
	text := strings.TrimSpace(v.Text)
	low := strings.ToLower(text)
	if text == "" {
		return false
	}
	if i := strings.IndexAny(text, "{<"); i >= 0 && strings.ContainsAny(text[i:], "}>") {
		return true
	}
	if strings.Contains(text, "...") || strings.Contains(text, "…") || strings.Contains(text, " | ") || strings.HasPrefix(low, "@odata.") {
		return true
	}
	bare := strings.TrimRight(strings.TrimRight(low, "0123456789"), "-_ ") // "skuId-value-1"
	for _, suffix := range []string{"-value", " value", "_value", ".value", "-id", " (identifier)", "(identifier)", " (timestamp)", " (etag)"} {
		if strings.HasSuffix(low, suffix) || strings.HasSuffix(bare, suffix) && suffix != "-id" {
			return true
		}
	}
	if i := strings.IndexByte(low, '('); i > 0 && strings.HasSuffix(low, ")") {
		low = strings.TrimSpace(low[:i])
	}
	if property != "" && low == strings.ToLower(property) {
		return true
	}
	return isTypeWord(low)
}

// isTypeWord reports whether a word, in lower case, names a primitive type.
func isTypeWord(low string) bool {
	low = strings.TrimPrefix(low, "#")
	if strings.HasPrefix(low, "microsoft.graph.") {
		return true
	}
	low = strings.TrimPrefix(low, "edm.")
	for _, name := range []string{"string", "timestamp", "datetime", "guid", "number", "integer", "int", "bool", "date-time", "url", "etag", "identifier", "enum", "object"} {
		if low == name {
			return true
		}
	}
	for _, name := range []string{"Binary", "Boolean", "Byte", "Date", "DateTimeOffset", "Decimal", "Double", "Duration", "Int16", "Int32", "Int64", "SByte", "Single", "Stream", "TimeOfDay"} {
		if low == strings.ToLower(name) && edm.Primitive("Edm."+name) != nil {
			return true
		}
	}
	return false
}

// placeholderIn reports whether a URL of a documented example has a
// placeholder in braces or angle brackets, and says so.
func (c *Case) placeholderIn(m Mark) bool {
	if !c.Example || m.Value == nil || m.Value.Kind != location.String {
		return false
	}
	text := m.Value.Text
	i := strings.IndexAny(text, "{<")
	if (i < 0 || !strings.ContainsAny(text[i:], "}>")) && !strings.Contains(text, "...") && !strings.Contains(text, "…") {
		return false
	}
	m.Rule, m.Message, m.Expected = prm013.Rule, "a placeholder stands in the URL", ""
	c.Report(m)
	return true
}
