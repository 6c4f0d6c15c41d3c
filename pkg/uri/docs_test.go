package uri_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/uri"
)

// contextOf finds context URLs in documentation pages.
var contextOf = regexp.MustCompile(`"@odata\.context"\s*:\s*"([^"]*)"`)

func TestTheContextsOfTheGraphReferenceParse(t *testing.T) {
	pages := corpusArchive(t, "graph-docs-beta-2021-07.tar.gz", func(name string) bool { return strings.HasSuffix(name, ".md") })
	total, failed := 0, 0
	for name, page := range pages {
		for _, found := range contextOf.FindAllSubmatch(page, -1) {
			total++
			if _, err := uri.ParseContext(string(found[1])); err != nil {
				failed++
				t.Logf("%s: %v", name, err)
			}
		}
	}
	t.Logf("%d contexts in %d pages, %d do not parse", total, len(pages), failed)
	if total < 600 || failed*80 > total {
		t.Errorf("%d contexts, %d do not parse", total, failed)
	}
}
