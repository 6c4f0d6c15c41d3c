package check

import (
	"github.com/concord-odata/concord/pkg/rule"
)

var prm010 = register(rule.Rule{
	ID:     "PRM-010",
	Title:  "explicit facets and validation annotations hold",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Why: "MaxLength counts code points of a string and octets of a binary; Validation.Minimum, Maximum, Pattern and AllowedValues are constraints that the service states of itself. " +
		"Facets that are not stated are never judged by their defaults: nearly every service breaks those.",
	Sources: []string{"OData CSDL XML 4.01, 7.2", "OData Vocabularies 4.0, Org.OData.Validation.V1"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "country": "Germany"}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "id": 1, "country": "DE"}`,
})

var facetWords = map[string]string{
	"maxLength": "is longer than its MaxLength", "minimum": "is below its Validation.Minimum", "exclusiveMinimum": "is not above its Validation.Minimum",
	"maximum": "is above its Validation.Maximum", "exclusiveMaximum": "is not below its Validation.Maximum",
	"pattern": "does not match its Validation.Pattern", "enum": "is none of its Validation.AllowedValues",
}

// reportFacet speaks of a constraint that the model states.
func (c *Case) reportFacet(s *spot) {
	if c.placeholder(s) {
		return
	}
	m := s.mark(prm010)
	words := facetWords[s.Keyword]
	if words == "" {
		words = "does not satisfy its schema's " + s.Keyword
	}
	m.Message, m.Expected, m.Cause = s.subject()+" "+words, s.Message, s.Keyword
	c.Report(m)
}
