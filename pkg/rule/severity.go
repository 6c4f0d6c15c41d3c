package rule

import "fmt"

// Severity is how much a finding weighs.
type Severity uint8

// The severities, by weight. Off is a rule that is not in a profile.
const (
	Off Severity = iota
	Info
	Warning
	Error
)

var severityNames = [...]string{"off", "info", "warning", "error"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the severity by name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a severity by name.
func (s *Severity) UnmarshalText(text []byte) error {
	for i, n := range severityNames {
		if n == string(text) {
			*s = Severity(i)
			return nil
		}
	}
	return fmt.Errorf("severity %q is none of off, info, warning, error", text)
}

// Profile is the text by which an exchange is judged.
type Profile string

// The profiles: the two versions of the specification, and the later one
// with Microsoft Graph's documented habits.
const (
	Graph     Profile = "graph"
	OData40   Profile = "odata-4.0"
	OData401  Profile = "odata-4.01"
	NoProfile Profile = ""
)

// Profiles lists them all.
var Profiles = []Profile{OData401, OData40, Graph}

// ParseProfile reads a profile's name.
func ParseProfile(s string) (Profile, error) {
	for _, p := range Profiles {
		if string(p) == s {
			return p, nil
		}
	}
	return "", fmt.Errorf("profile %q is none of odata-4.01, odata-4.0, graph", s)
}

// Levels are a rule's severities by profile, in the catalogue's order:
// 4.01 / 4.0 / graph.
type Levels struct{ V401, V40, Graph Severity }

// All is the same severity in every profile.
func All(s Severity) Levels { return Levels{s, s, s} }

// In is the severity in that profile.
func (l Levels) In(p Profile) Severity {
	switch p {
	case OData401:
		return l.V401
	case OData40:
		return l.V40
	}
	return l.Graph
}
