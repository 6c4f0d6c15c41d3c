package uri_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/internal/corpustest"
	"github.com/concord-odata/concord/pkg/uri"
)

var (
	// contextOf finds context URLs in documentation pages.
	contextOf = regexp.MustCompile(`"@odata\.context"\s*:\s*"([^"]*)"`)
	// requestOf finds request lines that are relative to the service root.
	requestOf = regexp.MustCompile(`(?m)^(?:GET|POST|PATCH|PUT|DELETE) +(?:https://graph\.microsoft\.com/(?:beta|v1\.0))?(/[^\r\n]*?)(?: +HTTP/[\d.]+)? *\r?$`)
)

func pages(t testing.TB) map[string][]byte {
	return corpustest.Files(t, "api-reference", func(name string) bool { return strings.HasSuffix(name, ".md") })
}

func graph(t testing.TB) *edm.Model {
	for name, data := range corpustest.Files(t, "csdl", func(name string) bool { return strings.Contains(name, "graph-beta-2021-07") }) {
		return model(t, name, data)
	}
	t.Fatal("no CSDL in the archive")
	return nil
}

func TestTheContextsOfTheGraphReference(t *testing.T) {
	m := graph(t)
	total, failed, unresolved := 0, 0, 0
	for name, page := range pages(t) {
		for _, found := range contextOf.FindAllSubmatch(page, -1) {
			total++
			c, err := uri.ParseContext(string(found[1]))
			if err != nil {
				failed++
				t.Logf("%s: %v", name, err)
				continue
			}
			if _, err := c.Resolve(m); err != nil {
				unresolved++
				t.Logf("%s: %v", name, err)
			}
		}
	}
	t.Logf("%d contexts, %d do not parse, %d name what the CSDL of the same week lacks", total, failed, unresolved)
	if total < 600 || failed*80 > total || unresolved*8 > total {
		t.Error("more contexts fail than the reference has defects")
	}
}

func TestTheRequestsOfTheGraphReference(t *testing.T) {
	m := graph(t)
	seen := map[string]bool{}
	failed, unresolved, queries, badQueries := 0, 0, 0, 0
	for _, page := range pages(t) {
		for _, found := range requestOf.FindAllSubmatch(page, -1) {
			line := string(found[1])
			if seen[line] {
				continue
			}
			seen[line] = true
			path, query, _ := strings.Cut(line, "?")
			r, err := uri.ParseResource(path)
			if err != nil {
				failed++
				t.Logf("%v", err)
				continue
			}
			target, err := r.Resolve(m)
			if err != nil {
				unresolved++
				continue
			}
			if query == "" || uri.HasPlaceholder(query) {
				continue
			}
			queries++
			q, err := uri.ParseQuery(query)
			if err != nil {
				badQueries++
				t.Logf("%s: %v", line, err)
				continue
			}
			for _, e := range q.Resolve(m, target.Type) {
				t.Logf("%s: %v", line, e)
			}
		}
	}
	t.Logf("%d requests: %d do not parse, %d name what the CSDL lacks; %d queries: %d do not parse", len(seen), failed, unresolved, queries, badQueries)
	if len(seen) < 4000 || failed*200 > len(seen) || unresolved*25 > len(seen) || queries < 300 || badQueries*20 > queries {
		t.Error("more requests fail than the reference has defects")
	}
}

func BenchmarkResolveContext(b *testing.B) {
	m := graph(b)
	c, err := uri.ParseContext("https://graph.microsoft.com/beta/$metadata#users('48d31887-5fad-4d73-a9f5-3c356e68a038')/messages(subject,from,attachments(name))/$entity")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Resolve(m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseContext(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := uri.ParseContext("https://graph.microsoft.com/beta/$metadata#users('48d31887-5fad-4d73-a9f5-3c356e68a038')/messages(subject,from)/$entity"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseQuery(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := uri.ParseQuery("$filter=startswith(displayName,'a') and createdDateTime gt 2024-01-01T00:00:00Z&$select=id,displayName&$expand=manager($select=id)&$top=5"); err != nil {
			b.Fatal(err)
		}
	}
}
