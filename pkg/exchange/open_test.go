package exchange_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/internal/corpustest"
)

func TestWhatAFileHoldsDecidesItsForm(t *testing.T) {
	for _, tt := range []struct {
		name, file, data  string
		format            exchange.Format
		exchanges, unread int
	}{
		{"a body", "x", `{"@odata.context":"#x"}`, exchange.BareBody, 1, 0},
		{"a body with a byte order mark", "x", "\uFEFF" + `{"a":1}`, exchange.BareBody, 1, 0},
		{"a body whose own members look like a HAR", "x.json", `{"@odata.context":"#x","log":{"version":"1","entries":[]}}`, exchange.BareBody, 1, 0},
		{"a body whose own members look like a mapping", "x.json", `{"@odata.id":"x","request":{"url":"a","method":"GET"},"response":{}}`, exchange.BareBody, 1, 0},
		{"a batch's answer", "x.json", `{"responses":[{"id":"1","status":200,"body":{}}]}`, exchange.BareBody, 1, 0},
		{"a batch's question", "x.json", `{"requests":[{"id":"1","method":"GET","url":"/me"}]}`, exchange.BareBody, 1, 0},
		{"interactions that are properties", "x.json", `{"interactions":[{"kind":"call"}]}`, exchange.BareBody, 1, 0},
		{"mappings that are properties", "x.json", `{"mappings":[{"from":"a","to":"b"}]}`, exchange.BareBody, 1, 0},
		{"entries that are properties", "x.json", `{"Entries":[{"Key":"a"}]}`, exchange.BareBody, 1, 0},
		{"mocks that are properties", "x.json", `{"mocks":[{"name":"a"}]}`, exchange.BareBody, 1, 0},
		{"an item list that is no collection", "x.json", `{"info":{"name":"x"},"item":[]}`, exchange.BareBody, 1, 0},
		{"a broken body", "x.json", `{"a":1`, exchange.BareBody, 1, 0},
		{"something after a body", "x.json", `{"a":1}}`, exchange.BareBody, 1, 0},
		{"two values on a line", "x.json", `{"a":1}{"b":2}`, exchange.BareBody, 1, 0},
		{"a value a line", "x.json", "{\"a\":1}\n{\"b\":2}\n", exchange.NDJSON, 2, 0},
		{"values over several lines", "x", "{\n\"a\":1}\n\n[\n2]\n{\"b\":2}\n", exchange.NDJSON, 3, 0},
		{"lines of which one is broken", "x", "{\"a\":1}\n{\"b\":\n", exchange.NDJSON, 2, 0},
		{"one line of that extension", "x.ndjson", "{\"a\":1}\n", exchange.NDJSON, 1, 0},
		{"an empty HAR", "x.json", `{"log":{"version":"1.2","entries":[]}}`, exchange.HAR, 0, 1},
		{"an empty cassette", "x.yaml", "version: 2\ninteractions: []\n", exchange.VCR, 0, 1},
		{"a cassette without an extension", "x", "---\nversion: 2\ninteractions: []\n", exchange.VCR, 0, 1},
		{"YAML of another kind", "x.yaml", "a: b\n", exchange.BareBody, 0, 1},
		{"a recording without entries", "x.json", `{"Entries":[],"Variables":{}}`, exchange.AzureRecord, 0, 1},
		{"a collection as the API gives it", "x.json", `{"collection":{"info":{"_postman_id":"1"},"item":[{"name":"a","request":"https://h/x","response":[{"code":200}]}]}}`, exchange.Postman, 1, 0},
		{"an archive without its extension", "x", "-- response --\nHTTP/1.1 200 OK\n", exchange.Txtar, 1, 0},
		{"a body that mentions a part", "x", "{\"a\":\"-- response --\"}", exchange.BareBody, 1, 0},
		{"a message", "-", "\n\nHTTP/1.1 200 OK\n\n{}", exchange.HTTP, 1, 0},
		{"a request alone", "-", "GET /x HTTP/1.1\n", exchange.HTTP, 1, 0},
		{"a count", "x", "14", exchange.BareBody, 1, 0},
		{"a page", "x.http", "<html>", exchange.BareBody, 1, 0},
		{"words", "x", "hello", exchange.BareBody, 1, 0},
		{"nothing", "x", "", exchange.BareBody, 0, 1},
		{"blanks", "x.json", " \n", exchange.BareBody, 0, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := exchange.Open(tt.file, []byte(tt.data), exchange.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if c.Format != tt.format || len(c.Exchanges) != tt.exchanges || len(c.Unread) != tt.unread {
				t.Errorf("got %s, %d exchanges, unread %v", c.Format, len(c.Exchanges), c.Unread)
			}
			for _, u := range c.Unread {
				if u.Reason == "" || u.Position.File != tt.file {
					t.Errorf("unread %+v", u)
				}
			}
		})
	}
}

func TestABareBodySaysNothingElse(t *testing.T) {
	c, err := exchange.Open("x.json", []byte(" {} \n"), exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x := c.Exchanges[0]
	if p := x.Response; x.Request != nil || p.Status != 0 || p.Header != nil || p.StatusPosition.Known() || string(p.Body.Data) != " {} \n" || x.Meta != nil {
		t.Errorf("got %+v", x.Response)
	}
}

func TestAKnownFormThatIsBrokenIsAnError(t *testing.T) {
	for _, tt := range []struct {
		file, data, message string
		line                int
	}{
		{"x.har", "{\n\"log\":\n", "unexpected end of input", 3},
		{"x.yaml", "a:\n  - b\n c: d\n", "did not find expected", 0},
		{"x.yaml", "a: *b\n", "unknown anchor", 0},
		{"x.yaml", "a: b\n---\nc: d\n", "more than one YAML document", 1},
		{"x.yaml", "a: &x\n  b: *x\n", "stands inside what it names", 2},
		{"x.yaml", "a: " + strings.Repeat("[", 20000), "depth", 0},
		{"x.yaml", "a: " + strings.Repeat("[", 600) + strings.Repeat("]", 600), "nesting is deeper than 512", 1},
		{"x.txtar", "words", "no part named request or response", 0},
	} {
		t.Run(tt.message, func(t *testing.T) {
			_, err := exchange.Open(tt.file, []byte(tt.data), exchange.Options{})
			var e *exchange.ReadError
			if !errors.As(err, &e) || !strings.Contains(e.Message, tt.message) || e.File != tt.file || tt.line > 0 && e.Line != tt.line {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestPublishedAnswersAreBareBodies(t *testing.T) {
	files := corpustest.Files(t, "recordings", func(name string) bool { return strings.HasSuffix(name, ".json") })
	for file, data := range files {
		c, err := exchange.Open(file, data, exchange.Options{})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if c.Format != exchange.BareBody || len(c.Exchanges) != 1 || len(c.Unread) != 0 {
			t.Errorf("%s: %s, %d exchanges, unread %v", file, c.Format, len(c.Exchanges), c.Unread)
		}
	}
	if len(files) < 350 {
		t.Errorf("%d answers were read", len(files))
	}
}
