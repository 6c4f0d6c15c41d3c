package exchange_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
)

const formats = "testdata/formats"

// open opens a file of testdata/formats as a run over that folder does.
func open(t *testing.T, name string, opt exchange.Options) *exchange.Collection {
	t.Helper()
	file := filepath.Join(formats, name)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	opt.Files, opt.Path = os.DirFS(formats), name
	c, err := exchange.Open(file, data, opt)
	if err != nil {
		t.Fatalf("Open(%s): %v", name, err)
	}
	return c
}

func TestEachFormatIsKnownAndItsBodiesPointIntoTheFile(t *testing.T) {
	for _, tt := range []struct {
		file              string
		format            exchange.Format
		exchanges, unread int
		at                int    // the exchange that is looked at
		request           string // "" where none is known
		url               string
		status            int
		contentType       string
		line              int // of "jobTitle" in its response
		wholeBody         string
	}{
		{file: "body.json", format: exchange.BareBody, exchanges: 1, line: 4},
		{file: "lines.ndjson", format: exchange.NDJSON, exchanges: 2, at: 1, line: 3},
		{file: "curl.txt", format: exchange.HTTP, exchanges: 1, status: 200, contentType: "application/json;odata.metadata=minimal", line: 6},
		{file: "verbose.txt", format: exchange.HTTP, exchanges: 1, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json;odata.metadata=minimal", line: 14},
		{file: "session.http", format: exchange.HTTP, exchanges: 2, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f?$select=id,jobTitle", contentType: "application/json;odata.metadata=minimal", line: 18},
		{file: "paged.txtar", format: exchange.Txtar, exchanges: 2, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users?$top=1", contentType: "application/json;odata.metadata=minimal", line: 12},
		{file: "browser.har", format: exchange.HAR, exchanges: 3, unread: 2, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json;odata.metadata=minimal", line: 32},
		{file: "polly.har", format: exchange.Polly, exchanges: 2, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json;odata.metadata=minimal", line: 36},
		{file: "devproxy-mocks.json", format: exchange.DevProxy, exchanges: 4, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json; odata.metadata=minimal", line: 11},
		{file: "devproxy-responses.json", format: exchange.DevProxy, exchanges: 2, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json; odata.metadata=minimal", line: 8},
		{
			file: "devproxy-mocks.yaml", format: exchange.DevProxy, exchanges: 1, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json", line: 11,
			wholeBody: `{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users/$entity","id":"2b1f","jobTitle":"Auditor","age":41,"manager":null,"tags":["a",true]}`,
		},
		{file: "wiremock/mappings/user.json", format: exchange.WireMock, exchanges: 1, status: 200, request: "GET", url: "/v1.0/users/2b1f?$select=id%2CjobTitle", contentType: "application/json;odata.metadata=minimal", line: 16},
		{file: "wiremock/mappings/all.json", format: exchange.WireMock, exchanges: 6, unread: 2, status: 200, request: "GET", url: "/v1.0/users?$top=1", line: 7},
		{file: "postman.json", format: exchange.Postman, exchanges: 2, unread: 1, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f?$select=id,jobTitle", contentType: "application/json;odata.metadata=minimal", line: 42},
		{file: "go-vcr-1.yaml", format: exchange.VCR, exchanges: 1, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json;odata.metadata=minimal", line: 16},
		{file: "go-vcr-2.yaml", format: exchange.VCR, exchanges: 1, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json;odata.metadata=minimal", line: 28},
		{file: "ruby-vcr.yml", format: exchange.VCR, exchanges: 2, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json;odata.metadata=minimal", line: 22},
		{file: "ruby-vcr-1.yml", format: exchange.VCR, exchanges: 1, status: 200, request: "GET", url: "https://graph.microsoft.com:443/v1.0/users/2b1f", contentType: "application/json;odata.metadata=minimal", line: 16},
		{file: "vcrpy.yaml", format: exchange.VCR, exchanges: 2, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json;odata.metadata=minimal", line: 10},
		{file: "betamax.json", format: exchange.VCR, exchanges: 1, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json", line: 9},
		{file: "php-vcr.yaml", format: exchange.VCR, exchanges: 1, status: 200, request: "GET", url: "https://graph.microsoft.com/v1.0/users/2b1f", contentType: "application/json", line: 12},
		{file: "azure.json", format: exchange.AzureRecord, exchanges: 3, unread: 1, status: 200, request: "GET", url: "https://Sanitized.example/v1.0/users/2b1f", contentType: "application/json; odata.metadata=minimal", line: 15},
	} {
		t.Run(tt.file, func(t *testing.T) {
			c := open(t, tt.file, exchange.Options{})
			if c.Format != tt.format || len(c.Exchanges) != tt.exchanges || len(c.Unread) != tt.unread {
				t.Fatalf("got %s, %d exchanges, %d unread %v; want %s, %d, %d",
					c.Format, len(c.Exchanges), len(c.Unread), c.Unread, tt.format, tt.exchanges, tt.unread)
			}
			for i, x := range c.Exchanges {
				if x.Index != i || x.File != filepath.Join(formats, tt.file) || x.Source != tt.format || x.Name == "" && tt.format != exchange.BareBody {
					t.Errorf("exchange %d is named %q, index %d, of %s, from %s", i, x.Name, x.Index, x.File, x.Source)
				}
			}
			x := c.Exchanges[tt.at]
			if tt.request == "" {
				if x.Request != nil {
					t.Errorf("a request was found: %s %s", x.Request.Method, x.Request.Target)
				}
			} else if x.Request == nil || x.Request.Method != tt.request || x.Request.URL == nil || x.Request.URL.String() != tt.url {
				t.Errorf("request is %+v, URL %v; want %s %s", x.Request, x.Request.URL, tt.request, tt.url)
			}
			if x.Response.Status != tt.status {
				t.Errorf("status is %d, want %d", x.Response.Status, tt.status)
			}
			if got := x.Response.Header.Get("content-type"); got != tt.contentType {
				t.Errorf("Content-Type is %q, want %q", got, tt.contentType)
			}
			body := x.Response.Body
			if body == nil {
				t.Fatalf("there is no body: %s", x.Response.BodyUnread)
			}
			at := bytes.Index(body.Data, []byte(`"jobTitle"`))
			if at < 0 {
				t.Fatalf("the body lacks the property: %s", body.Data)
			}
			p := body.Position(at)
			if p.Line != tt.line || p.File != filepath.Join(formats, tt.file) {
				t.Errorf("jobTitle is at %s:%d, want line %d", p.File, p.Line, tt.line)
			}
			if tt.format != exchange.Polly { // the compressed body is all at its beginning
				file, err := os.ReadFile(p.File)
				if err != nil {
					t.Fatal(err)
				}
				rest := bytes.Split(file, []byte("\n"))[p.Line-1][p.Column-1:]
				if got := strings.TrimLeft(string(rest), `\"`); !strings.HasPrefix(got, "jobTitle") {
					t.Errorf("column %d of line %d is %.20q", p.Column, p.Line, rest)
				}
			}
			if tt.wholeBody != "" && string(body.Data) != tt.wholeBody {
				t.Errorf("the body is\n%s, want\n%s", body.Data, tt.wholeBody)
			}
		})
	}
}

func TestABodyThatCannotBeReadSaysWhy(t *testing.T) {
	for _, tt := range []struct {
		file string
		at   int
		want string
	}{
		{"browser.har", 1, "the recorder did not keep the body"},
		{"devproxy-mocks.json", 3, `the body is in the file "../outside.json", which is outside of the folder that may be read`},
		{"wiremock/mappings/all.json", 3, `the body is in the file "../../../outside.json", which is outside of __files`},
		{"wiremock/mappings/all.json", 4, "the body is a template that WireMock fills in"},
	} {
		t.Run(tt.want, func(t *testing.T) {
			p := open(t, tt.file, exchange.Options{}).Exchanges[tt.at].Response
			if p.BodyUnread != tt.want || p.Body != nil {
				t.Errorf("BodyUnread is %q, body %v", p.BodyUnread, p.Body)
			}
		})
	}
}

func TestWhatIsNoExchangeIsCountedWithItsReasonAndLine(t *testing.T) {
	for _, tt := range []struct {
		file string
		at   int
		line int
		want string
	}{
		{"browser.har", 0, 37, "the request has no answer: it was blocked, cancelled, or failed"},
		{"browser.har", 1, 67, `the request is not HTTP: "data:text/plain,x"`},
		{"wiremock/mappings/all.json", 0, 26, `the mapping passes the request on to "https://graph.microsoft.com"`},
		{"wiremock/mappings/all.json", 1, 30, "the mapping breaks the connection (CONNECTION_RESET_BY_PEER)"},
		{"postman.json", 0, 55, "the request has no saved response"},
		{"azure.json", 0, 39, "the entry lacks a URL or a status"},
	} {
		t.Run(tt.want, func(t *testing.T) {
			u := open(t, tt.file, exchange.Options{}).Unread[tt.at]
			if u.Reason != tt.want || u.Position.Line != tt.line || u.Name == "" {
				t.Errorf("got %+v, want line %d", u, tt.line)
			}
		})
	}
}

func TestBodiesBesideTheFile(t *testing.T) {
	for _, tt := range []struct {
		file, want string
		at         int
	}{
		{"devproxy-mocks.json", "testdata/formats/me.json", 2},
		{"wiremock/mappings/all.json", "testdata/formats/wiremock/__files/me.json", 2},
	} {
		t.Run(tt.file, func(t *testing.T) {
			p := open(t, tt.file, exchange.Options{}).Exchanges[tt.at].Response
			if p.Body == nil {
				t.Fatal(p.BodyUnread)
			}
			if got := p.Body.Position(bytes.Index(p.Body.Data, []byte(`"id"`))); got.File != tt.want || got.Line != 3 {
				t.Errorf("id is at %v, want line 3 of %s", got, tt.want)
			}
		})
	}
	t.Run("are refused where no folder was given", func(t *testing.T) {
		data, err := os.ReadFile(filepath.Join(formats, "devproxy-mocks.json"))
		if err != nil {
			t.Fatal(err)
		}
		c, err := exchange.Open("mocks.json", data, exchange.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if p := c.Exchanges[2].Response; p.Body != nil || !strings.Contains(p.BodyUnread, "no folder was given") {
			t.Errorf("body %v, unread %q", p.Body, p.BodyUnread)
		}
	})
}

// A folder that would show that something outside of it is opened.
type jealous struct{ t *testing.T }

func (j jealous) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) || strings.Contains(name, "..") {
		j.t.Errorf("%s is opened", name)
	}
	return nil, fs.ErrNotExist
}

func TestNoNameLeadsOutOfTheFolder(t *testing.T) {
	for _, name := range []string{"../x", "a/../../x", "/etc/passwd", `..\x`, `C:\x`, "..", ".", ""} {
		mocks := `{"mocks":[{"request":{"url":"https://h/x"},"response":{"body":"@` + strings.ReplaceAll(name, `\`, `\\`) + `"}}]}`
		stub := `{"request":{"url":"/x","method":"GET"},"response":{"bodyFileName":"` + strings.ReplaceAll(name, `\`, `\\`) + `"}}`
		for _, file := range []string{mocks, stub} {
			c, err := exchange.Open("m.json", []byte(file), exchange.Options{Files: jealous{t}, Path: "m.json"})
			if err != nil {
				t.Fatal(err)
			}
			if p := c.Exchanges[0].Response; p.Body != nil || p.BodyUnread == "" {
				t.Errorf("%q: body %v, unread %q", name, p.Body, p.BodyUnread)
			}
		}
	}
}

func TestMocksThatMatchByPatternAreSaidToBePatterns(t *testing.T) {
	q := open(t, "devproxy-mocks.json", exchange.Options{}).Exchanges[1].Request
	if !q.Pattern || q.URL != nil || q.Method != "PATCH" || q.BodyUnread == "" {
		t.Errorf("got %+v", q)
	}
	q = open(t, "wiremock/mappings/all.json", exchange.Options{}).Exchanges[1].Request
	if !q.Pattern || q.URL != nil || q.Target != "/v1.0/groups/[^/]+" {
		t.Errorf("got %+v", q)
	}
	if q = open(t, "wiremock/mappings/all.json", exchange.Options{}).Exchanges[0].Request; q.Pattern {
		t.Errorf("got %+v", q)
	}
}

func TestARegularExpressionWithoutOperatorsIsAPath(t *testing.T) {
	for pattern, literal := range map[string]string{`/v1\\.0/me`: "/v1.0/me", "/me": "/me", "/me/?": "", "/users/[0-9]+": "", "/(": ""} {
		c, err := exchange.Open("m.json", []byte(`{"request":{"method":"GET","urlPattern":"`+pattern+`"},"response":{"status":200}}`), exchange.Options{})
		if err != nil {
			t.Fatal(err)
		}
		q := c.Exchanges[0].Request
		if q.Pattern != (literal == "") || !q.Pattern && q.URL.String() != literal {
			t.Errorf("%s: %+v", pattern, q)
		}
	}
}

func TestRequestBodies(t *testing.T) {
	for _, tt := range []struct {
		file string
		at   int
		line int
		want string
	}{
		{"polly.har", 1, 86, `{"jobTitle":"Auditor II"}`},
		{"vcrpy.yaml", 1, 15, `{"jobTitle": "Auditor"}`},
		{"wiremock/mappings/all.json", 5, 37, `{"jobTitle": "Auditor"}`},
		{"azure.json", 1, 23, "first\nsecond"},
	} {
		t.Run(tt.file, func(t *testing.T) {
			q := open(t, tt.file, exchange.Options{}).Exchanges[tt.at].Request
			if q.Body == nil || string(q.Body.Data) != tt.want || q.Body.Position(0).Line != tt.line {
				t.Errorf("got %+v", q.Body)
			}
		})
	}
}

func TestBytesKeptInBase64(t *testing.T) {
	for _, tt := range []struct {
		file string
		at   int
		want string
	}{
		{"browser.har", 2, "14"}, {"ruby-vcr.yml", 1, "14"}, {"wiremock/mappings/all.json", 1, `{"id":"g1"}`}, {"azure.json", 2, "\x89PNG\r\n\x1a\n"},
	} {
		t.Run(tt.file, func(t *testing.T) {
			p := open(t, tt.file, exchange.Options{}).Exchanges[tt.at].Response
			if p.Body == nil || string(p.Body.Data) != tt.want {
				t.Errorf("got %+v, %s", p.Body, p.BodyUnread)
			}
		})
	}
}

func TestRecordersSayWhenAndWhetherTheyRedacted(t *testing.T) {
	if x := open(t, "browser.har", exchange.Options{}).Exchanges[0]; x.RecordedAt.Format("2006-01-02T15:04:05.000Z07:00") != "2026-08-03T09:15:42.125Z" || x.Redacted {
		t.Errorf("HAR: %v, redacted %v", x.RecordedAt, x.Redacted)
	}
	if x := open(t, "ruby-vcr.yml", exchange.Options{}).Exchanges[0]; x.RecordedAt.Unix() != 1785748542 {
		t.Errorf("VCR: %v", x.RecordedAt)
	}
	if x := open(t, "azure.json", exchange.Options{}).Exchanges[0]; !x.Redacted {
		t.Error("the test proxy sanitizes")
	}
}

func TestHeadersAreThoseOfTheMessage(t *testing.T) {
	h := open(t, "browser.har", exchange.Options{}).Exchanges[0].Request.Header
	if len(h) != 1 || h[0].Name != "accept" || h[0].Position.Line != 15 {
		t.Errorf("pseudo header fields are no fields: %v", h)
	}
	h = open(t, "postman.json", exchange.Options{}).Exchanges[1].Response.Header
	if len(h) != 2 || h.Get("odata-version") != "4.0;" {
		t.Errorf("a head kept as text: %v", h)
	}
	h = open(t, "postman.json", exchange.Options{}).Exchanges[1].Request.Header
	if len(h) != 1 {
		t.Errorf("a field that is switched off is not sent: %v", h)
	}
	h = open(t, "wiremock/mappings/user.json", exchange.Options{}).Exchanges[0].Response.Header
	if v := h.Values("vary"); len(v) != 2 || v[1] != "Prefer" {
		t.Errorf("an array is several fields: %v", h)
	}
}

func TestTheBoundOnBodies(t *testing.T) {
	p := open(t, "browser.har", exchange.Options{MaxBody: 50}).Exchanges[0].Response
	if p.Body != nil || p.BodyUnread != "the body has 113 bytes, more than the bound of 50" {
		t.Errorf("body %v, unread %q", p.Body, p.BodyUnread)
	}
	if p := open(t, "body.json", exchange.Options{MaxBody: 50}).Exchanges[0].Response; p.Body == nil {
		t.Error("a file is read whole, whatever its size")
	}
}

func TestAnArrayOfBodies(t *testing.T) {
	c := open(t, "array.json", exchange.Options{Array: true})
	if c.Format != exchange.BodyArray || len(c.Exchanges) != 2 {
		t.Fatalf("%s, %d exchanges", c.Format, len(c.Exchanges))
	}
	b := c.Exchanges[1].Response.Body
	if p := b.Position(bytes.Index(b.Data, []byte(`"jobTitle"`))); p.Line != 6 || p.Column != 5 {
		t.Errorf("jobTitle is at %v", p)
	}
	if c = open(t, "array.json", exchange.Options{}); c.Format != exchange.BareBody || len(c.Exchanges) != 1 {
		t.Errorf("without the option it is one body: %s, %d exchanges", c.Format, len(c.Exchanges))
	}
}
