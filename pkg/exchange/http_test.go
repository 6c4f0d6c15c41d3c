package exchange_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
)

func TestAResponseInHandIsAnExchangeWithPlaces(t *testing.T) {
	r := &http.Response{StatusCode: 200, Status: "200 OK", Proto: "HTTP/2.0",
		Header: http.Header{"Odata-Version": {"4.0;"}, "Content-Type": {"application/json"}, "Set-Cookie": {"secret"}}}
	r.Request = httptest.NewRequest("PATCH", "http://user:pass@localhost:81/v1.0/users?$select=id", nil)
	r.Request.Header.Set("Authorization", "Bearer secret")
	r.Request.Header.Set("Prefer", "return=representation")
	x := exchange.FromHTTP(r, []byte("{\n  \"id\": \"1\"\n}\n"), []byte(`{"a":1}`))

	if x.File != exchange.ResponseBody || x.Response.Status != 200 || x.Response.Reason != "OK" || x.Response.StatusPosition.Column != 10 {
		t.Errorf("got %+v", x.Response)
	}
	if p := x.Response.Body.Position(4); p.File != exchange.ResponseBody || p.Line != 2 || p.Column != 3 {
		t.Errorf("id is at %v", p)
	}
	f := x.Response.Header.Field("odata-version")
	if f == nil || f.Value != "4.0;" || f.Position.File != exchange.ResponseHead || f.Position.Line != 3 {
		t.Errorf("got %+v: fields stand by name, behind the status line", f)
	}
	if len(x.Response.Header) != 2 || len(x.Request.Header) != 1 {
		t.Errorf("credentials are left out: %v, %v", x.Response.Header, x.Request.Header)
	}
	if got := x.Request.Method + " " + x.Request.URL.String(); got != "PATCH http://localhost:81/v1.0/users?$select=id" || x.Request.Target != x.Request.URL.String() {
		t.Errorf("got %s", got)
	}
	if string(x.Request.Body.Data) != `{"a":1}` {
		t.Errorf("got %s", x.Request.Body.Data)
	}
}

func TestTheRequestOfAServerHasItsHostInTheField(t *testing.T) {
	r := &http.Response{StatusCode: 204, Request: httptest.NewRequest("GET", "/users", nil)}
	q := exchange.FromHTTP(r, nil, nil).Request
	if q.URL.String() != "https://example.com/users" || !q.SchemeAssumed {
		t.Errorf("got %s, assumed %v", q.URL, q.SchemeAssumed)
	}
}

func TestABareBodyHasNothingElse(t *testing.T) {
	x := exchange.FromHTTP(&http.Response{}, []byte("{}"), nil)
	if x.Request != nil || x.Response.Status != 0 || x.Response.Header != nil || x.Response.Position.Known() {
		t.Errorf("got %+v", x.Response)
	}
	if x = exchange.FromHTTP(&http.Response{}, nil, nil); x.Response.Body != nil {
		t.Error("no bytes are no body")
	}
}

func TestTheCodingOfABodyInHandIsUndone(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write([]byte(`{"id":"1"}`))
	w.Close()
	r := &http.Response{StatusCode: 200, Header: http.Header{"Content-Encoding": {"gzip"}, "Content-Length": {"999"}}}
	x := exchange.FromHTTP(r, packed.Bytes(), nil)
	if string(x.Response.Body.Data) != `{"id":"1"}` || x.Response.Verbatim {
		t.Errorf("got %+v", x.Response)
	}
	r.Header.Set("Content-Encoding", "br")
	if x = exchange.FromHTTP(r, packed.Bytes(), nil); x.Response.Body != nil || !strings.Contains(x.Response.BodyUnread, "br") {
		t.Errorf("got %+v", x.Response)
	}
}
