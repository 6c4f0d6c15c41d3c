package apidoc

import (
	"strings"
	"testing"
)

func TestAnIntroductionOfValuesHasOneOfItsStems(t *testing.T) {
	for _, words := range valuesIntroductions {
		if !hasStem(words, valuesStems) || len(words) < shortestIntroduction {
			t.Errorf("%q has none of %v, or fewer than %d bytes", words, valuesStems, shortestIntroduction)
		}
	}
}

// FuzzPhrase holds the stems of each phrase against its pattern: they stand in
// whatever it matches.
func FuzzPhrase(f *testing.F) {
	for _, words := range []string{
		"not nullable. non-nullable", "the value cannot be null", "this can't be null", "it must not be null, and is never null",
		"read-only", "readonly", "read only.", "write only", "write-only", "required.", "optional. required. the name", "(required)",
		"deprecated", "this property is deprecated", "the relationship has been deprecated", "a multivalued enum", "multi-valued enumeration",
		"a bit mask", "bitmask", "a flags enum", "a flagged enum", "combined using or", "multiple values can be given", "several values can be given",
		"this method does not return anything in the response body", "it doesn't return a body", "methods don't return any", "there is no response body here",
		"with no content in it", "an empty body", "an empty response body", "the response body is empty", "it returns nothing",
		"a String", "an Int32 collection", "of DateTimeOffset", "the Guid", "and Boolean", "Namespace: microsoft.graph", "命名空间：microsoft.graph.",
	} {
		f.Add(words)
	}
	f.Fuzz(func(t *testing.T, words string) {
		low := strings.ToLower(words)
		for _, p := range []phrase{notNullableWords, readOnlyWords, writeOnlyWords, requiredWords, deprecatedWords, multiValuedWords, noBodyWords} {
			if want := p.MatchString(low); p.in(low) != want {
				t.Errorf("%q: %v by the stems, %v by the pattern %s", low, !want, want, p)
			}
		}
		if got, want := primitiveIn(words) != nil, plainPrimitive.MatchString(words); got != want {
			t.Errorf("%q: %v by the stems, %v by the pattern", words, got, want)
		}
		if got, want := namespaceIn(words) != nil, namespaceLine.MatchString(words); got != want {
			t.Errorf("%q: %v by its punctuation, %v by the pattern", words, got, want)
		}
	})
}
