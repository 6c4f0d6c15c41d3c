package exchange_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
)

const fixture = `What it shows.
-- request --
GET /v1.0/users?$top=1 HTTP/1.1
Host: graph.microsoft.com
X-Odd: a:b; ;

-- response --
HTTP/1.1 200 OK
OData-Version: 4.0;
Content-Type: application/json

{"value":
 []}
-- request 2 --
GET https://graph.microsoft.com/v1.0/me HTTP/1.1

-- response 2 --
HTTP/1.1 204 No Content

-- meta.yaml --
operation: GET /users
recorded-at: 2026-08-03T09:15:42Z
service: graph.microsoft.com
tags: [paged, example]
expect:
- HDR-001
- CTX-001
`

func TestAFixtureIsReadWithItsPlaces(t *testing.T) {
	f, err := exchange.ReadFixture("f.txtar", []byte(fixture))
	if err != nil {
		t.Fatal(err)
	}
	if f.Comment != "What it shows." || len(f.Exchanges) != 2 {
		t.Fatalf("comment %q, %d exchanges", f.Comment, len(f.Exchanges))
	}
	x := f.Exchanges[0]
	if x.Name != "GET /v1.0/users?$top=1" || x.Request.URL.String() != "https://graph.microsoft.com/v1.0/users?$top=1" || !x.Request.SchemeAssumed {
		t.Errorf("request %q, URL %v", x.Name, x.Request.URL)
	}
	for what, tt := range map[string]struct {
		got          location.Position
		line, column int
	}{
		"the request":         {x.Request.Position, 3, 1},
		"a field":             {x.Request.Header[1].Position, 5, 1},
		"the response":        {x.Response.Position, 8, 1},
		"the status":          {x.Response.StatusPosition, 8, 10},
		"the body":            {x.Response.Body.Position(0), 12, 1},
		"the body's end":      {x.Response.Body.Position(len(x.Response.Body.Data) - 1), 13, 4},
		"the second request":  {f.Exchanges[1].Request.Position, 15, 1},
		"meta":                {f.Meta.Position, 21, 1},
		"operation":           {f.Meta.OperationPosition, 21, 12},
		"recorded-at":         {f.Meta.RecordedAtPosition, 22, 14},
		"the first expected":  {f.Meta.ExpectPositions[0], 26, 3},
		"the second expected": {f.Meta.ExpectPositions[1], 27, 3},
	} {
		if tt.got.File != "f.txtar" || tt.got.Line != tt.line || tt.got.Column != tt.column {
			t.Errorf("%s is at %+v, want %d:%d", what, tt.got, tt.line, tt.column)
		}
	}
	if got := x.Response.Header.Get("odata-version"); got != "4.0;" {
		t.Errorf("OData-Version is %q", got)
	}
	if got := x.Request.Header.Get("x-odd"); got != "a:b; ;" {
		t.Errorf("X-Odd is %q", got)
	}
	if got := string(x.Response.Body.Data); got != "{\"value\":\n []}" {
		t.Errorf("body is %q", got)
	}
	if x := f.Exchanges[1]; x.Response.Body != nil || x.Response.Status != 204 || x.Request.SchemeAssumed {
		t.Errorf("second exchange: %+v", x.Response)
	}
	if m := x.Meta; m.Operation != "GET /users" || m.Service != "graph.microsoft.com" || !m.HasTag("example") || m.HasTag("x") ||
		!reflect.DeepEqual(m.Expect, []string{"HDR-001", "CTX-001"}) || !m.RecordedAt.Equal(time.Date(2026, 8, 3, 9, 15, 42, 0, time.UTC)) {
		t.Errorf("meta is %+v", m)
	}
	if !x.RecordedAt.Equal(f.Meta.RecordedAt) {
		t.Error("the exchange was recorded when its fixture says")
	}
}

func TestWhereABodyEnds(t *testing.T) {
	const ok = "-- response --\nHTTP/1.1 200 OK\n"
	for _, tt := range []struct{ name, file, want string }{
		{"the last line end is the archive's", ok + "\n14\n", "14"},
		{"so is a CR LF", ok + "\r\n14\r\n", "14"},
		{"a file without it loses nothing", ok + "\n14", "14"},
		{"a second line end is the body's", ok + "\n14\n\n", "14\n"},
		{"Content-Length may count the line end", ok + "Content-Length: 3\n\n14\n", "14\n"},
		{"Content-Length may leave more of them out", ok + "Content-Length: 2\n\n14\n\n\n", "14"},
		{"a wrong Content-Length decides nothing", ok + "Content-Length: 1\n\n14\n", "14"},
		{"empty lines are no body", ok + "\n\n\n", ""},
		{"unless Content-Length counts them", ok + "Content-Length: 1\n\n\n\n", "\n"},
		{"no empty line, no body", ok, ""},
		{"a chunked body is put together", ok + "Transfer-Encoding: chunked\n\n2\n14\n1;x=y\n5\n0\n\n", "145"},
		{"a recorder that keeps the field and not the chunks", ok + "Transfer-Encoding: chunked\n\n14\n", "14"},
		{"base64 in a part of its own", ok + "\n-- response body --\nMTQN\nCg==\n", "14\r\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := exchange.ReadFixture("f.txtar", []byte(tt.file))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if b := f.Exchanges[0].Response.Body; b != nil {
				got = string(b.Data)
			}
			if got != tt.want {
				t.Errorf("body is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestContentLengthIsComparedWhereItCounts(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		declared   string
		actual     int
		ok         bool
	}{
		{"right", "-- response --\nHTTP/1.1 200 OK\nContent-Length: 2\n\n14\n", "2", 2, true},
		{"wrong", "-- response --\nHTTP/1.1 200 OK\nContent-Length: 5\n\n14\n", "5", 2, true},
		{"no number", "-- response --\nHTTP/1.1 200 OK\nContent-Length: two\n\n14\n", "two", 2, true},
		{"of a body that is not there", "-- response --\nHTTP/1.1 200 OK\nContent-Length: 5\n\n", "5", 0, true},
		{"missing", "-- response --\nHTTP/1.1 200 OK\n\n14\n", "", 0, false},
		{"of an answer to HEAD", "-- request --\nHEAD /x HTTP/1.1\n-- response --\nHTTP/1.1 200 OK\nContent-Length: 5\n\n", "", 0, false},
		{"of a 304", "-- response --\nHTTP/1.1 304 Not Modified\nContent-Length: 5\n\n", "", 0, false},
		{"beside chunks", "-- response --\nHTTP/1.1 200 OK\nContent-Length: 5\nTransfer-Encoding: chunked\n\n14\n", "", 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, err := exchange.ReadFixture("f.txtar", []byte(tt.file))
			if err != nil {
				t.Fatal(err)
			}
			declared, actual, ok := f.Exchanges[0].ContentLength()
			if declared != tt.declared || actual != tt.actual || ok != tt.ok {
				t.Errorf("got %q, %d, %v", declared, actual, ok)
			}
		})
	}
	if _, _, ok := open(t, "browser.har", exchange.Options{}).Exchanges[0].ContentLength(); ok {
		t.Error("a HAR does not keep the bytes of the message")
	}
}

func TestAFixtureThatCannotBeReadSaysWhichPartAndLine(t *testing.T) {
	for _, tt := range []struct {
		file, part string
		line       int
		message    string
	}{
		{"", "", 0, "the file has no part named request or response"},
		{"just words\n", "", 0, "the file has no part named request or response"},
		{"c\n-- reqest --\nGET / HTTP/1.1\n", "reqest", 2, "no part of a fixture has this name"},
		{"-- response 02 --\nHTTP/1.1 200 OK\n", "response 02", 1, "no part of a fixture has this name"},
		{"-- request --\n\n\n", "request", 2, "the part is empty"},
		{"-- request --\nHTTP/1.1 200 OK\n", "request", 1, "the part holds a response"},
		{"-- response --\n\nGET\n", "response", 3, `"GET" is neither a request line`},
		{"-- response --\nHTTP/1.1 OK\n", "response", 2, `the status line "HTTP/1.1 OK" has no status of three digits`},
		{"-- response --\nHTTP/1.1 2000 OK\n", "response", 2, `has no status of three digits`},
		{"-- response --\nHTTP/1.1 099 OK\n", "response", 2, `has no status of three digits`},
		{"-- request --\nGET HTTP/1.1\n", "request", 2, `has no target`},
		{"-- response --\nHTTP/1.1 200 OK\nA: b\nno colon here\n", "response", 4, `"no colon here" is no header field: it has no colon`},
		{"-- response --\nHTTP/1.1 200 OK\n{\"a\": 1}\n", "response", 3, "an empty line must stand before the body"},
		{"-- request --\nGET / HTTP/1.1\n-- request --\nGET / HTTP/1.1\n", "request", 3, "this part stands twice"},
		{"-- request 2 --\nGET / HTTP/1.1\n", "request 2", 1, "the number is out of order: 0 exchanges stand before it"},
		{"-- response --\nHTTP/1.1 200 OK\n-- response 3 --\nHTTP/1.1 200 OK\n", "response 3", 3, "the number is out of order: 1 exchanges stand before it"},
		{"-- response --\nHTTP/1.1 200 OK\n-- request --\nGET / HTTP/1.1\n", "request", 3, "the request stands after its response"},
		{"-- response --\nHTTP/1.1 200 OK\n\nx\n-- response body --\nMTQ=\n", "response body", 6, "the message has its body already"},
		{"-- response --\nHTTP/1.1 200 OK\n-- response body --\nM?Q=\n", "response body", 4, "the body is not base64"},
		{"-- response --\nHTTP/1.1 200 OK\n-- request body --\nMTQ=\n", "request body", 3, "a body stands right after its request"},
		{"-- response --\nHTTP/1.1 200 OK\n-- meta.yaml --\noperation: GET /x\nexpects: []\n", "meta.yaml", 5, `"expects" is none of operation, recorded-at, service, tags, expect`},
		{"-- response --\nHTTP/1.1 200 OK\n-- meta.yaml --\ntags: [a]\nexpect: [ENT-003, ENT-3]\n", "meta.yaml", 5, `expect lists "ENT-3", which is no rule id`},
		{"-- response --\nHTTP/1.1 200 OK\n-- meta.yaml --\nrecorded-at: yesterday\n", "meta.yaml", 4, `recorded-at is "yesterday"`},
		{"-- response --\nHTTP/1.1 200 OK\n-- meta.yaml --\ntags: {a: b}\n", "meta.yaml", 4, "this is an object where a string is wanted"},
		{"-- response --\nHTTP/1.1 200 OK\n-- meta.yaml --\na: b\n  c: [\n", "meta.yaml", 0, ""},
		{"-- response --\nHTTP/1.1 200 OK\n-- meta.yaml --\n- a\n", "meta.yaml", 4, "the part is no mapping"},
		{"-- response --\nHTTP/1.1 200 OK\n-- meta.yaml --\n-- meta.yaml --\n", "meta.yaml", 4, "this part stands twice"},
	} {
		t.Run(tt.part+" "+tt.message, func(t *testing.T) {
			_, err := exchange.ReadFixture("f.txtar", []byte(tt.file))
			var e *exchange.ReadError
			if !errors.As(err, &e) {
				t.Fatalf("got %v", err)
			}
			if e.File != "f.txtar" || e.Part != tt.part || tt.line > 0 && e.Line != tt.line || !strings.Contains(e.Message, tt.message) {
				t.Errorf("got %q at line %d of part %q, want line %d of part %q: %s", e.Message, e.Line, e.Part, tt.line, tt.part, tt.message)
			}
		})
	}
}

func TestAReadErrorNamesFileLineAndPart(t *testing.T) {
	_, err := exchange.ReadFixture("f.txtar", []byte("-- response --\nHTTP/1.1 OK\n"))
	want := `f.txtar:2: response: the status line "HTTP/1.1 OK" has no status of three digits after the version`
	if err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
}

func TestFormatWritesTheFixturesOfTheProjectAsTheyAre(t *testing.T) {
	files, err := filepath.Glob("../../fixtures/graph/beta/reports/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range append(files, "testdata/formats/paged.txtar") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := exchange.ReadFixture(file, data)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Format(); !bytes.Equal(got, data) {
			t.Errorf("%s is written as\n%s", file, got)
		}
	}
}

func text(data []byte) *location.Text { return location.NewText("x", data) }

// drawBody draws bodies that a part has trouble with.
func drawBody(t *rapid.T) *location.Text {
	if rapid.Bool().Draw(t, "no body") {
		return nil
	}
	pieces := rapid.SliceOfN(rapid.OneOf(
		rapid.SampledFrom([]string{"\n", "\r\n", "-- response --", "-- x --\n", "\n-- request 2 --\n", "{\"a\": 1}", "\x00\xff", " ", "HTTP/1.1 200 OK\n"}),
		rapid.String(),
	), 1, 6).Draw(t, "body")
	if s := strings.Join(pieces, ""); s != "" {
		return text([]byte(s))
	}
	return nil
}

func drawHeader(t *rapid.T, body *location.Text) exchange.Header {
	var h exchange.Header
	for range rapid.IntRange(0, 3).Draw(t, "fields") {
		h = append(h, exchange.Field{
			Name:  rapid.SampledFrom([]string{"Accept", "odata-version", "X-Y", "Content-Type"}).Draw(t, "name"),
			Value: strings.Trim(rapid.StringMatching(`[ -~\x{e9}]{0,20}`).Draw(t, "value"), " "),
		})
	}
	if body != nil && rapid.Bool().Draw(t, "length") {
		n := rapid.SampledFrom([]string{"0", "1", "x", "-1", "999999999999999999999"}).Draw(t, "content length")
		h = append(h, exchange.Field{Name: "Content-Length", Value: n})
	}
	return h
}

func drawFixture(t *rapid.T) *exchange.Fixture {
	f := &exchange.Fixture{Comment: strings.TrimSuffix(strings.ReplaceAll(rapid.StringMatching(`[ -~\n]{0,40}`).Draw(t, "comment"), "-- ", "--"), "\n")}
	for i := range rapid.IntRange(1, 3).Draw(t, "exchanges") {
		x := &exchange.Exchange{Index: i}
		which := rapid.IntRange(0, 2).Draw(t, "which")
		if which != 1 {
			x.Request = &exchange.Request{Method: rapid.SampledFrom([]string{"GET", "PATCH", "M-SEARCH"}).Draw(t, "method"), Target: rapid.SampledFrom([]string{"/", "*", "https://h/x?$filter=a eq 'b'", "/users/{id}", "me"}).Draw(t, "target"), Proto: rapid.SampledFrom([]string{"", "HTTP/1.1", "HTTP/2"}).Draw(t, "proto"), Body: drawBody(t)}
			x.Request.Header = drawHeader(t, x.Request.Body)
		}
		if which != 0 {
			x.Response = &exchange.Response{Status: rapid.IntRange(100, 999).Draw(t, "status"), Reason: strings.TrimSpace(rapid.StringMatching(`[ -~]{0,10}`).Draw(t, "reason")), Proto: "HTTP/1.1", Body: drawBody(t)}
			x.Response.Header = drawHeader(t, x.Response.Body)
		}
		f.Exchanges = append(f.Exchanges, x)
	}
	words := rapid.SliceOfN(rapid.StringMatching(`[ -~]{1,10}`), 0, 3)
	f.Meta = exchange.Meta{Operation: rapid.StringMatching(`[ -~]{0,20}`).Draw(t, "operation"), Service: rapid.StringMatching(`[ -~]{0,20}`).Draw(t, "service"), Tags: words.Draw(t, "tags"), Expect: rapid.SliceOfN(rapid.StringMatching(`[A-Z]{3}-[0-9]{3}`), 0, 3).Draw(t, "expect")}
	if rapid.Bool().Draw(t, "dated") {
		f.Meta.RecordedAt = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "recorded"), 0).UTC()
	}
	return f
}

func sameText(a, b *location.Text) bool {
	if a == nil || b == nil {
		return a == b
	}
	return bytes.Equal(a.Data, b.Data)
}

func sameHeader(a, b exchange.Header) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Name != b[i].Name || a[i].Value != b[i].Value {
			return false
		}
	}
	return true
}

func TestAFixtureComesBackAsItWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFixture(t)
		written := f.Format()
		g, err := exchange.ReadFixture("f.txtar", written)
		if err != nil {
			t.Fatalf("%v\n%s", err, written)
		}
		if g.Comment != f.Comment || len(g.Exchanges) != len(f.Exchanges) {
			t.Fatalf("comment %q, was %q; %d exchanges, were %d", g.Comment, f.Comment, len(g.Exchanges), len(f.Exchanges))
		}
		for i, x := range f.Exchanges {
			y := g.Exchanges[i]
			if a, b := x.Request, y.Request; (a == nil) != (b == nil) {
				t.Fatalf("request %d: %v, was %v", i, b, a)
			} else if a != nil && (a.Method != b.Method || a.Target != b.Target || a.Proto != b.Proto || !sameHeader(a.Header, b.Header) || !sameText(a.Body, b.Body)) {
				t.Fatalf("request %d: %+v, was %+v\n%s", i, b, a, written)
			}
			if a, b := x.Response, y.Response; (a == nil) != (b == nil) {
				t.Fatalf("response %d: %v, was %v", i, b, a)
			} else if a != nil && (a.Status != b.Status || a.Reason != b.Reason || !sameHeader(a.Header, b.Header) || !sameText(a.Body, b.Body)) {
				t.Fatalf("response %d: %+v, was %+v\n%s", i, b, a, written)
			}
		}
		m, n := f.Meta, g.Meta
		if m.Operation != n.Operation || m.Service != n.Service || strings.Join(m.Tags, "|") != strings.Join(n.Tags, "|") ||
			strings.Join(m.Expect, "|") != strings.Join(n.Expect, "|") || !m.RecordedAt.Equal(n.RecordedAt) {
			t.Fatalf("meta %+v, was %+v\n%s", n, m, written)
		}
		if again := g.Format(); !bytes.Equal(again, written) {
			t.Fatalf("written again it is\n%s\nand was\n%s", again, written)
		}
		if len(txtar.Parse(written).Files) == 0 {
			t.Fatal("it is no txtar archive")
		}
	})
}
