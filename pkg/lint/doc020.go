package lint

import "github.com/concord-odata/concord/pkg/rule"

var doc020 = register(rule.Rule{
	ID:     "DOC-020",
	Title:  "an example of a derived type in a polymorphic collection names its type",
	Levels: rule.All(rule.Warning),
	Why: "The item has properties that only a derived type declares, and no @odata.type: a client that deserialises the example loses them. " +
		"It is ENT-006 as documentation meets it.",
	Sources: []string{"OData JSON Format 4.01, 4.5.3"},
	Failing: `{"value": [{"id": "7f1a", "userPrincipalName": "adele@contoso.com"}]} for a collection of directoryObject`,
	Passing: `{"value": [{"@odata.type": "#microsoft.graph.user", "id": "7f1a", "userPrincipalName": "adele@contoso.com"}]}`,
})

// inDocumentation says which rule speaks of an example's finding in the
// rules of pages, where one has a rule of its own.
func inDocumentation(f *rule.Finding, severity func(rule.Levels) rule.Severity) {
	if f.Rule == "ENT-006" {
		f.Rule, f.Via, f.Severity, f.Help = doc020.ID, "", severity(doc020.Levels), doc020.Help()
	}
}
