package exchange_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/concord-odata/concord/pkg/exchange"
)

func TestAHARComesBackAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var written []*exchange.Exchange
		for _, x := range drawFixture(t).Exchanges {
			if x.Request == nil || x.Response == nil {
				continue
			}
			x.Request.URL = &url.URL{Scheme: "https", Host: "h", Path: rapid.StringMatching(`/[a-z(')=]{0,10}`).Draw(t, "path"), RawQuery: rapid.SampledFrom([]string{"", "$top=1", "$filter=a%20eq%20'b'&x"}).Draw(t, "query")}
			x.RecordedAt = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "recorded"), 0).UTC()
			written = append(written, x)
		}
		var b bytes.Buffer
		if err := exchange.WriteHAR(&b, written); err != nil {
			t.Fatal(err)
		}
		c, err := exchange.Open("x.har", b.Bytes(), exchange.Options{})
		if err != nil {
			t.Fatalf("%v\n%s", err, b.Bytes())
		}
		if c.Format != exchange.HAR || len(c.Exchanges) != len(written) {
			t.Fatalf("%s, %d exchanges of %d, unread %v", c.Format, len(c.Exchanges), len(written), c.Unread)
		}
		for i, x := range written {
			y := c.Exchanges[i]
			if q, r := x.Request, y.Request; q.Method != r.Method || r.URL == nil || q.URL.String() != r.URL.String() || q.Proto != r.Proto || !sameHeader(q.Header, r.Header) || !sameText(q.Body, r.Body) {
				t.Fatalf("request %+v, was %+v", r, q)
			}
			if p, r := x.Response, y.Response; p.Status != r.Status || p.Reason != r.Reason || p.Proto != r.Proto || !sameHeader(p.Header, r.Header) || !sameText(p.Body, r.Body) {
				t.Fatalf("response %+v, was %+v", r, p)
			}
			if !x.RecordedAt.Equal(y.RecordedAt) {
				t.Fatalf("recorded %v, was %v", y.RecordedAt, x.RecordedAt)
			}
		}
	})
}

func TestAHARHasWhatReadersOfItWant(t *testing.T) {
	u, _ := url.Parse("https://h/users?$top=1&$filter=a%20eq%201")
	var b bytes.Buffer
	err := exchange.WriteHAR(&b, []*exchange.Exchange{{Request: &exchange.Request{Method: "GET", URL: u}}})
	if err != nil {
		t.Fatal(err)
	}
	var har map[string]map[string]any
	if err := json.Unmarshal(b.Bytes(), &har); err != nil {
		t.Fatal(err)
	}
	entry := har["log"]["entries"].([]any)[0].(map[string]any)
	for _, name := range []string{"startedDateTime", "time", "request", "response", "cache", "timings"} {
		if entry[name] == nil {
			t.Errorf("the entry lacks %s", name)
		}
	}
	for part, names := range map[string]string{
		"request":  "method url httpVersion cookies headers queryString headersSize bodySize",
		"response": "status statusText httpVersion cookies headers content redirectURL headersSize bodySize",
	} {
		for _, name := range strings.Fields(names) {
			if v, ok := entry[part].(map[string]any)[name]; !ok || v == nil {
				t.Errorf("%s lacks %s", part, name)
			}
		}
	}
	query := entry["request"].(map[string]any)["queryString"].([]any)
	if len(query) != 2 || query[1].(map[string]any)["value"] != "a eq 1" {
		t.Errorf("queryString is %v", query)
	}
}

func TestWhatAHARCannotHoldIsRefused(t *testing.T) {
	for _, x := range []*exchange.Exchange{
		{Name: "200 OK", Response: &exchange.Response{Status: 200}},
		{Name: "GET /x", Request: &exchange.Request{Method: "GET", URL: &url.URL{Path: "/x"}}},
		{Name: "GET *", Request: &exchange.Request{Method: "GET"}},
	} {
		var b bytes.Buffer
		if err := exchange.WriteHAR(&b, []*exchange.Exchange{x}); err == nil || !strings.Contains(err.Error(), x.Name) || b.Len() > 0 {
			t.Errorf("%s: error %v, %d bytes written", x.Name, err, b.Len())
		}
	}
}
