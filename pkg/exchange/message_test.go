package exchange_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
)

func TestRequestLinesAsPeopleWriteThem(t *testing.T) {
	for _, tt := range []struct {
		name, head     string
		method, target string
		proto, url     string
		assumed        bool
		pattern        bool
	}{
		{"origin form without host", "GET /v1.0/me HTTP/1.1", "GET", "/v1.0/me", "HTTP/1.1", "/v1.0/me", false, false},
		{"origin form with a host", "GET /v1.0/me HTTP/1.1\nHost: h:8080", "GET", "/v1.0/me", "HTTP/1.1", "https://h:8080/v1.0/me", true, false},
		{"absolute form wins over Host", "GET http://a/x HTTP/1.1\nHost: b", "GET", "http://a/x", "HTTP/1.1", "http://a/x", false, false},
		{"no version", "GET https://a/x", "GET", "https://a/x", "", "https://a/x", false, false},
		{"blanks in the target stay", "GET /x?$filter=a eq 'b' HTTP/1.1", "GET", "/x?$filter=a eq 'b'", "HTTP/1.1", "/x?$filter=a eq 'b'", false, false},
		{"the target goes on", "GET /x\n  ?$top=1\n\t&$skip=2 HTTP/1.1\nHost: h", "GET", "/x?$top=1&$skip=2", "HTTP/1.1", "https://h/x?$top=1&$skip=2", true, false},
		{"two slashes are a path", "GET //x/y HTTP/1.1\nHost: h", "GET", "//x/y", "HTTP/1.1", "https://h//x/y", true, false},
		{"a host that is none", "GET /x HTTP/1.1\nHost: a b", "GET", "/x", "HTTP/1.1", "/x", false, false},
		{"asterisk form has no URL", "OPTIONS * HTTP/1.1\nHost: h", "OPTIONS", "*", "HTTP/1.1", "", false, false},
		{"relative, as in a batch", "GET users?$top=1 HTTP/1.1", "GET", "users?$top=1", "HTTP/1.1", "users?$top=1", false, false},
		{"a variable in the path", "GET /users/{id} HTTP/1.1", "GET", "/users/{id}", "HTTP/1.1", "/users/%7Bid%7D", false, true},
		{"a GUID in braces is a value", "GET /items/{0f8fad5b-d9cb-469f-a165-70867728950e}", "GET", "/items/{0f8fad5b-d9cb-469f-a165-70867728950e}", "", "/items/%7B0f8fad5b-d9cb-469f-a165-70867728950e%7D", false, false},
		{"JSON in a query is a value", `GET /f(p=@p)?@p={"a":1}`, "GET", `/f(p=@p)?@p={"a":1}`, "", `/f(p=@p)?@p={"a":1}`, false, false},
		{"a variable for the service", "GET {{base}}/users HTTP/1.1", "GET", "{{base}}/users", "HTTP/1.1", "/users", false, true},
		{"a variable inside", "GET https://h/{{id}} HTTP/1.1", "GET", "https://h/{{id}}", "HTTP/1.1", "", false, true},
		{"no URL", "GET http://[::1 HTTP/1.1", "GET", "http://[::1", "HTTP/1.1", "", false, false},
		{"HTTP/2", "GET /x HTTP/2", "GET", "/x", "HTTP/2", "/x", false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := exchange.ReadMessage(text([]byte(tt.head + "\n\n")))
			if err != nil {
				t.Fatal(err)
			}
			r := m.Request
			if r.Method != tt.method || r.Target != tt.target || r.Proto != tt.proto || r.SchemeAssumed != tt.assumed || r.Pattern != tt.pattern {
				t.Errorf("got %+v", r)
			}
			got := ""
			if r.URL != nil {
				got = r.URL.String()
			}
			if got != tt.url {
				t.Errorf("URL is %q, want %q", got, tt.url)
			}
		})
	}
}

func TestResponseHeadsAsPeopleWriteThem(t *testing.T) {
	for _, tt := range []struct {
		name, text     string
		status, column int
		reason, value  string
	}{
		{"plain", "HTTP/1.1 200 OK\nA: b\n\n", 200, 10, "OK", "b"},
		{"CR LF", "HTTP/1.1 200 OK\r\nA: b\r\n\r\n", 200, 10, "OK", "b"},
		{"no reason", "HTTP/2 204\nA: b\n\n", 204, 8, "", "b"},
		{"blanks", "HTTP/1.1  404  Not Found \nA:b\t\n\n", 404, 11, "Not Found", "b"},
		{"empty lines before it", "\r\n\nHTTP/1.1 200 OK\nA: b\n\n", 200, 10, "OK", "b"},
		{"a value over two lines", "HTTP/1.1 200 OK\nA: b\n  c\n\n", 200, 10, "OK", "b c"},
		{"a value with colons and a semicolon", "HTTP/1.1 200 OK\nA: b:c;\n\n", 200, 10, "OK", "b:c;"},
		{"an empty value", "HTTP/1.1 200 OK\nA:\n\n", 200, 10, "OK", ""},
		{"no empty line at the end", "HTTP/1.1 200 OK\nA: b", 200, 10, "OK", "b"},
		{"an indented empty line", "HTTP/1.1 200 OK\nA: b\n  \nx: y", 200, 10, "OK", "b"},
		{"no-break spaces stay", "HTTP/1.1 200 OK\nA: b\u00a0\n\n", 200, 10, "OK", "b\u00a0"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := exchange.ReadMessage(text([]byte(tt.text)))
			if err != nil {
				t.Fatal(err)
			}
			r := m.Response
			if r.Status != tt.status || r.StatusPosition.Column != tt.column || r.Reason != tt.reason || r.Header.Get("a") != tt.value || !r.Header.Has("a") {
				t.Errorf("got %+v", r)
			}
		})
	}
}

func TestAMessageInsideAnotherTextKeepsItsPlaces(t *testing.T) {
	page := text([]byte("# page\n```http\nHTTP/1.1 200 OK\nA: b\n\n{\"a\":\n1}\n```\n"))
	start := strings.Index(string(page.Data), "HTTP")
	m, err := exchange.ReadMessage(page.Part(start, len(page.Data)-4))
	if err != nil {
		t.Fatal(err)
	}
	r := m.Response
	if string(r.Body.Data) != "{\"a\":\n1}" || r.Body.Position(6).Line != 7 || r.Header[0].Position.Line != 4 || r.Position.Line != 3 {
		t.Errorf("body %q at %v", r.Body.Data, r.Body.Position(6))
	}
	_, err = exchange.ReadMessage(page.Part(0, len(page.Data)))
	var e *exchange.ReadError
	if !errors.As(err, &e) || e.Line != 1 || e.File != "x" {
		t.Errorf("got %v", err)
	}
}

func TestSeveralMessagesInOneText(t *testing.T) {
	type want struct {
		name   string
		status int
		body   string
	}
	for _, tt := range []struct {
		name, text string
		want       []want
	}{
		{"redirects, one answer after the other", "HTTP/1.1 301 Moved\nLocation: /x\n\nHTTP/1.1 200 OK\nContent-Length: 2\n\n{}", []want{{"301 Moved", 301, ""}, {"200 OK", 200, "{}"}}},
		{"a proxy's own answer is passed over", "HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}", []want{{"200 OK", 200, "{}"}}},
		{"interim answers are passed over", "HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early Hints\nLink: x\n\nHTTP/1.1 201 Created\n\n{}", []want{{"201 Created", 201, "{}"}}},
		{"requests, one after the other", "GET /a HTTP/1.1\n\nGET /b HTTP/1.1\n\nHTTP/1.1 204 No Content\n", []want{{"GET /a", 0, ""}, {"GET /b", 204, ""}}},
		{
			"the parts of a batch are its body",
			"HTTP/1.1 200 OK\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/http\n\nHTTP/1.1 204 No Content\n\n\n--b--\nHTTP/1.1 404 Not Found\n\n",
			[]want{{"200 OK", 200, "--b\nContent-Type: application/http\n\nHTTP/1.1 204 No Content\n\n\n--b--"}, {"404 Not Found", 404, ""}},
		},
		{"a message as a body", "HTTP/1.1 200 OK\nContent-Type: application/http\n\nHTTP/1.1 204 No Content\n\n", []want{{"200 OK", 200, "HTTP/1.1 204 No Content\n"}}},
		{"Content-Length spans what looks like a message", "HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 17\n\na\nHTTP/1.1 200 OK\n\nHTTP/1.1 204 No Content\n", []want{{"200 OK", 200, "a\nHTTP/1.1 200 OK"}, {"204 No Content", 204, ""}}},
		{
			"the chunks span what looks like a message, and a batch's last line",
			"HTTP/1.1 200 OK\r\nContent-Type: multipart/mixed;boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n" +
				"1C\r\n--b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n7\r\n--b--\r\n\r\n0\r\nExpires: 0\r\n\r\nHTTP/1.1 204 No Content\r\n",
			[]want{{"200 OK", 200, "--b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n--b--\r\n"}, {"204 No Content", 204, ""}},
		},
		{"a wrong Content-Length does not swallow the next", "HTTP/1.1 200 OK\nContent-Length: 20\n\n{}\nHTTP/1.1 204 No Content\nA: b\n", []want{{"200 OK", 200, "{}"}, {"204 No Content", 204, ""}}},
		{"text that mentions HTTP", "HTTP/1.1 200 OK\n\n{\"x\":\n\"GET /a HTTP/1.1\"}", []want{{"200 OK", 200, "{\"x\":\n\"GET /a HTTP/1.1\"}"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := exchange.Open("-", []byte(tt.text), exchange.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if c.Format != exchange.HTTP || len(c.Exchanges) != len(tt.want) || len(c.Unread) > 0 {
				t.Fatalf("%s, %d exchanges, unread %v", c.Format, len(c.Exchanges), c.Unread)
			}
			for i, w := range tt.want {
				x, got := c.Exchanges[i], want{name: c.Exchanges[i].Name}
				if x.Response != nil {
					got.status = x.Response.Status
					if x.Response.Body != nil {
						got.body = string(x.Response.Body.Data)
					}
				}
				if got != w {
					t.Errorf("exchange %d is %+v, want %+v", i, got, w)
				}
			}
		})
	}
}

func TestABrokenMessageAmongOthersIsCounted(t *testing.T) {
	c, err := exchange.Open("x.http", []byte("GET /a HTTP/1.1\n\n###\nGET\n\n###\nGET /b HTTP/1.1\n"), exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Exchanges) != 2 || len(c.Unread) != 1 || c.Unread[0].Position.Line != 4 {
		t.Errorf("%d exchanges, unread %v", len(c.Exchanges), c.Unread)
	}
	_, err = exchange.Open("x.http", []byte("hello\n"), exchange.Options{})
	var e *exchange.ReadError
	if !errors.As(err, &e) || e.Line != 1 {
		t.Errorf("got %v", err)
	}
}

func TestCompressedBodies(t *testing.T) {
	pack := func(w func(io.Writer) io.WriteCloser) string {
		var b bytes.Buffer
		z := w(&b)
		if _, err := z.Write([]byte(`{"a":1}`)); err != nil {
			t.Fatal(err)
		}
		z.Close()
		return base64.StdEncoding.EncodeToString(b.Bytes())
	}
	gz := pack(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
	zl := pack(func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
	fl := pack(func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, 9); return z })
	for _, tt := range []struct {
		name, coding, text, encoding string
		body, unread                 string
	}{
		{"gzip", "gzip", gz, "base64", `{"a":1}`, ""},
		{"deflate, as zlib", "deflate", zl, "base64", `{"a":1}`, ""},
		{"deflate, bare", "deflate", fl, "base64", `{"a":1}`, ""},
		{"decoded already", "gzip", `{\"a\":1}`, "", `{"a":1}`, ""},
		{"br, decoded already", "br", `{\"a\":1}`, "", `{"a":1}`, ""},
		{"br", "br", "CwOAeyJhIjoxfQM=", "base64", "", "the body is compressed (Content-Encoding: br): this coding is not known here"},
		{"gzip that is none", "gzip", "AAECAwQFBgcICQoL", "base64", "", "the body is compressed (Content-Encoding: gzip): gzip: invalid header"},
		{"gzip that is cut", "gzip", "H4sIAAAAAAAAA6tWSg==", "base64", "", "the body is compressed (Content-Encoding: gzip): unexpected EOF"},
		{"gzip that passed through a string", "gzip", "\ufffd\ufffd\ufffd\ufffd", "", "", "the body is compressed (Content-Encoding: gzip): gzip: invalid header"},
		{"two codings", "identity, gzip", gz, "base64", `{"a":1}`, ""},
		{"an unknown encoding", "", "x", "base85", "", `the body is kept in the encoding "base85", which is not known here`},
		{"base64 that is none", "", "x?", "base64", "", "the body is not base64: illegal base64 data at input byte 1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			har := `{"log":{"version":"1.2","entries":[{"request":{"method":"GET","url":"https://h/x"},"response":{"status":200,
"headers":[{"name":"Content-Encoding","value":"` + tt.coding + `"}],"content":{"text":"` + tt.text + `","encoding":"` + tt.encoding + `"}}}]}}`
			c, err := exchange.Open("x.har", []byte(har), exchange.Options{})
			if err != nil {
				t.Fatal(err)
			}
			p, body := c.Exchanges[0].Response, ""
			if p.Body != nil {
				body = string(p.Body.Data)
				if p.Body.Position(len(p.Body.Data)-1).Line != 2 {
					t.Errorf("the body is at %v", p.Body.Position(0))
				}
			}
			if body != tt.body || p.BodyUnread != tt.unread {
				t.Errorf("body %q, unread %q", body, p.BodyUnread)
			}
		})
	}
}

func TestABodyThatTheRecorderCutIsSaidToBeCut(t *testing.T) {
	for content, cut := range map[string]bool{
		`{"size":100,"text":"{\"a\":[1,2"}`: true,
		`{"size":9,"text":"{\"a\":[1,2"}`:   false, // the service's own fault
		`{"size":100,"text":"{\"a\":[1]}"}`: false, // a size of the compressed or otherwise counted body
		`{"size":100,"text":"words"}`:       false,
	} {
		c, err := exchange.Open("x.har", []byte(`{"log":{"version":"1.2","entries":[{"request":{"method":"GET","url":"https://h/x"},"response":{"status":200,"content":`+content+`}}]}}`), exchange.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Exchanges[0].Response.BodyTruncated; got != cut {
			t.Errorf("%s: truncated is %v", content, got)
		}
	}
}

func TestPositionsOfFields(t *testing.T) {
	m, err := exchange.ReadMessage(location.NewText("m", []byte("HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\n\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	h := m.Header()
	if f := h.Field("A"); f.Value != "1" || f.Position != (location.Position{File: "m", Line: 2, Column: 1}) {
		t.Errorf("got %+v", f)
	}
	if v := h.Values("a"); len(v) != 2 || v[1] != "2" || h.Has("b") || h.Get("b") != "" {
		t.Errorf("got %v", v)
	}
}
