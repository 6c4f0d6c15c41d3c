// Package exchange reads one HTTP request and its response, with positions:
// from the fixtures of this project (txtar), and from what other people have
// recorded or mocked.
//
//	c, err := exchange.Open("tenant.har", data, exchange.Options{})
//	for _, x := range c.Exchanges {
//		x.Request.URL                        // https://graph.microsoft.com/v1.0/users
//		x.Response.Header.Get("content-type")
//		x.Response.Body.Position(0)          // line and column in tenant.har
//	}
//	for _, u := range c.Unread { … }             // what was there and is no exchange, and why
//
// # What the values are
//
// Everything is kept as it was written: the target of the request line, the
// values of headers (`OData-Version: 4.0;` is a finding, not a parse error),
// the bytes of the body. A body is a [location.Text] inside the user's file,
// so that what is found in it is reported at its line there, be it in the
// string of a HAR, in a block of YAML or in the object of a mock.
//
// # Fixtures
//
// [ReadFixture] reads the project's own form, a txtar archive whose parts
// are HTTP messages (RFC 9112), readable in a diff:
//
//	One comment line: what this recording shows.
//	-- request --
//	GET /v1.0/users HTTP/1.1
//	Host: graph.microsoft.com
//
//	-- response --
//	HTTP/1.1 200 OK
//	Content-Type: application/json;odata.metadata=minimal
//
//	{"value": []}
//	-- request 2 --
//	…
//	-- meta.yaml --
//	operation: GET /users
//	expect: [CTX-001]
//
// The body of a part is what follows its first empty line, up to the end of
// the part, without one final line end (LF or CR LF), which belongs to
// txtar. Only where Content-Length counts exactly that line end too is it
// the body's; line ends alone are no body. A body that no part can hold (one
// of its lines is a txtar marker, or the part would not give back its bytes)
// stands in base64 in a part right after its message, named `response body`
// or `response 2 body`. meta.yaml may have operation, recorded-at, service,
// tags and expect, and nothing else.
//
// # Files of others
//
// [Open] knows by what a file holds: bare bodies (one, NDJSON, with
// [Options].Array an array of them), HTTP messages as `curl -i`, `curl -v` and
// REST clients have them, HAR 1.2, cassettes of go-vcr, VCR, vcrpy, betamax,
// php-vcr and Polly.JS, recordings of the Azure SDK's test proxy, mocks of
// Dev Proxy and WireMock, and the saved responses of Postman collections.
// Whoever keeps a body as base64, hexadecimal or compressed with gzip or
// deflate, it is unpacked; all of it is then at one place, the beginning of
// the string. A body that cannot be had says why (BodyUnread): it is not
// judged, and it is not absent.
//
// A mock says what it would answer, not what was asked: a target that is
// matched by pattern has Pattern set.
//
// Input is taken as hostile: nesting, unpacked sizes and what aliases grow to
// are bounded, files beside the file are read from [Options].Files alone.
package exchange
