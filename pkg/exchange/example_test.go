package exchange_test

import (
	"bytes"
	"fmt"
	"os"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
)

func ExampleOpen() {
	cassette := []byte(`---
version: 1
interactions:
- request:
    method: GET
    url: https://graph.microsoft.com/v1.0/me
  response:
    code: 200
    status: 200 OK
    headers:
      Content-Type: [application/json]
    body: |-
      {
        "jobTitle": "Auditor"
      }
`)
	c, err := exchange.Open("me.yaml", cassette, exchange.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, x := range c.Exchanges {
		body := x.Response.Body
		at := body.Position(bytes.Index(body.Data, []byte("jobTitle")))
		fmt.Println(c.Format, x.Request.URL, x.Response.Status, at.File, at.Line, at.Column)
	}
	// Output: vcr https://graph.microsoft.com/v1.0/me 200 me.yaml 14 10
}

func ExampleReadFixture() {
	f, err := exchange.ReadFixture("200.txtar", []byte(`One user.
-- request --
GET /v1.0/me HTTP/1.1
Host: graph.microsoft.com

-- response --
HTTP/1.1 200 OK
Content-Type: application/json

{"jobTitle": "Auditor"}
-- meta.yaml --
operation: GET /me
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	x := f.Exchanges[0]
	fmt.Println(f.Comment, x.Meta.Operation, x.Request.URL)
	fmt.Println(x.Response.Status, string(x.Response.Body.Data), x.Response.Body.Position(0).Line)

	_, err = exchange.ReadFixture("bad.txtar", []byte("-- response --\nHTTP/1.1 OK\n"))
	fmt.Println(err)
	// Output:
	// One user. GET /me https://graph.microsoft.com/v1.0/me
	// 200 {"jobTitle": "Auditor"} 10
	// bad.txtar:2: response: the status line "HTTP/1.1 OK" has no status of three digits after the version
}

func ExampleFixture_Format() {
	f := &exchange.Fixture{
		Comment: "Nothing is there.",
		Exchanges: []*exchange.Exchange{{
			Request:  &exchange.Request{Method: "GET", Target: "https://example.com/x", Proto: "HTTP/1.1"},
			Response: &exchange.Response{Status: 404, Reason: "Not Found", Proto: "HTTP/1.1", Body: location.NewText("", []byte(`{"error":{}}`))},
		}},
		Meta: exchange.Meta{Expect: []string{"ERR-002"}},
	}
	os.Stdout.Write(f.Format())
	// Output:
	// Nothing is there.
	// -- request --
	// GET https://example.com/x HTTP/1.1
	//
	// -- response --
	// HTTP/1.1 404 Not Found
	//
	// {"error":{}}
	// -- meta.yaml --
	// expect: [ERR-002]
}

func ExampleReadMessage() {
	m, err := exchange.ReadMessage(location.NewText("stdin", []byte("HTTP/1.1 200 OK\r\nOData-Version: 4.0;\r\n\r\n{}")))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d %q %s\n", m.Response.Status, m.Response.Header.Get("odata-version"), m.Response.Body.Data)
	// Output: 200 "4.0;" {}
}

func ExampleParseMediaType() {
	m := exchange.ParseMediaType("application/json;odata.metadata=Minimal;IEEE754Compatible=true")
	fmt.Println(m.Type, m.Metadata, m.MetadataPrefixed, m.IEEE754Compatible)
	// Output: application/json minimal true true
}
