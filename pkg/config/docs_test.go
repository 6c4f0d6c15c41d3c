package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/concord-odata/concord/pkg/rule"
)

func TestTheDocumentedExamplesAreRead(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "configuration.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := func(language string) string {
		_, rest, found := strings.Cut(string(doc), "```"+language+"\n")
		text, _, closed := strings.Cut(rest, "```\n")
		if !found || !closed {
			t.Fatalf("there is no block of %s", language)
		}
		return text
	}
	r := &reader{config: &Config{File: "concord.yaml"}}
	r.read([]byte(block("yaml")))
	for _, e := range r.errs {
		// The catalogue here is the tests' own.
		if !strings.Contains(e.Message, "there is no rule") {
			t.Error(e)
		}
	}
	if c := r.config; c.Profile == "" || len(c.Contracts) != 2 || len(c.Ignore) != 1 || c.Baseline == "" || c.FailOn == nil || c.MinJudged == nil || len(c.Formats) != 2 {
		t.Errorf("got %+v", c)
	}
	b, err := rule.ParseBaseline("b.jsonl", []byte(block("json")), time.Time{})
	if err != nil || len(b.Entries()) != 1 {
		t.Errorf("%v, %v", b, err)
	}
}
