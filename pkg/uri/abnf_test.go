package uri_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/concord-odata/concord/pkg/uri"
)

// sentence draws sentences of the ABNF's rule context, with names
// unconstrained: whatever it writes must parse.
type sentence struct{ t *rapid.T }

func (s sentence) of(words ...string) string { return rapid.SampledFrom(words).Draw(s.t, "word") }

func (s sentence) maybe(f func() string) string {
	if rapid.Bool().Draw(s.t, "maybe") {
		return f()
	}
	return ""
}

func (s sentence) some(least, most int, separator string, f func() string) string {
	n := rapid.IntRange(least, most).Draw(s.t, "n")
	parts := make([]string, n)
	for i := range parts {
		parts[i] = f()
	}
	return strings.Join(parts, separator)
}

func (s sentence) name() string {
	return s.of("A", "_b", "Customers", "Edm", "Collection", "x9", "true", "null")
}
func (s sentence) qualified() string { return s.of("NS", "a.b", "Edm") + "." + s.name() }
func (s sentence) cast() string      { return s.maybe(func() string { return "/" + s.qualified() }) }

func (s sentence) literal() string {
	return s.of("1", "-5", "1.5e3", "'a'", "'it''s%20%2F'", "%27x%27", "true", "FALSE", "2024-02-29", "12:30", "2024-02-29T12:30:00Z",
		"2024-02-29T12:30%2B01:00", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "duration'PT1S'", "NS.E'a,b'", "@p", "INF")
}

func (s sentence) key() string {
	switch s.of("simple", "compound", "segments") {
	case "simple":
		return "(" + s.literal() + ")"
	case "compound":
		return "(" + s.some(1, 3, ",", func() string { return s.name() + "=" + s.literal() }) + ")"
	}
	return s.some(1, 3, "", func() string { return "/" + s.of("1", "a-b", "O'Neil", "x%2Fy", "a:b@c", "(", "$x", "") })
}

func (s sentence) navigation() string {
	return s.some(0, 2, "", func() string { return "/" + s.name() + s.cast() }) + "/" + s.name()
}

func (s sentence) containment() string { return s.key() + s.cast() + s.navigation() }

func (s sentence) entitySet() string { return s.name() + s.some(0, 2, "", s.containment) + s.cast() }

func (s sentence) property() string {
	return s.name() + s.some(0, 2, "", func() string { return s.cast() + "/" + s.name() })
}

func (s sentence) list() string { return s.listAt(0) }

func (s sentence) listAt(depth int) string {
	return "(" + s.some(0, 3, ",", func() string { return s.item(depth) }) + ")"
}

func (s sentence) item(depth int) string {
	nested := func() string {
		if depth > 2 {
			return ""
		}
		return s.listAt(depth + 1)
	}
	lead := s.maybe(func() string { return s.qualified() + "/" })
	switch s.of("star", "schema", "action", "function", "path", "navigation", "annotation") {
	case "star":
		return "*"
	case "schema":
		return s.of("NS", "a.b") + ".*"
	case "action":
		return lead + s.qualified()
	case "function":
		return lead + s.qualified() + s.maybe(func() string { return "(" + s.some(1, 2, ",", s.name) + ")" })
	case "navigation":
		return lead + s.name() + s.of("", "+") + s.maybe(nested)
	case "annotation":
		return lead + "@" + s.qualified() + s.of("", "#q") + s.of("", "+") + s.maybe(nested)
	}
	return lead + s.name() + s.cast() + s.maybe(func() string { return "/" + s.name() + s.maybe(nested) })
}

func (s sentence) fragment() string {
	list := func() string { return s.maybe(s.list) }
	switch s.of("fixed", "singleton", "type", "collection", "item", "property", "set") {
	case "fixed":
		return s.of("$ref", "Collection($ref)", "Collection(Edm.EntityType)", "Collection(Edm.ComplexType)")
	case "singleton":
		return s.name() + s.maybe(func() string { return s.navigation() + s.some(0, 2, "", s.containment) + s.cast() }) + list()
	case "type":
		return s.qualified() + list()
	case "collection":
		return "Collection(" + s.qualified() + ")" + list()
	case "item":
		return s.entitySet() + "/" + s.of("$deletedEntity", "$link", "$deletedLink")
	case "property":
		return s.entitySet() + s.key() + "/" + s.property() + list()
	}
	return s.entitySet() + list() + s.of("", "/$entity", "/$delta")
}

func TestEverySentenceOfTheABNFParses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		context := "$metadata#" + sentence{t}.fragment()
		if _, err := uri.ParseContext(context); err != nil {
			t.Fatalf("%s: %v", context, err)
		}
	})
}
