// Package matcher has Gomega matchers for OData answers, for the test suites
// of services, of clients and of mocks.
//
//	var api = sync.OnceValues(func() (*contract.Contract, error) {
//		return contract.Load(context.Background(), []string{"testdata/metadata.xml"}, contract.Options{})
//	})
//
//	func TestListUsers(t *testing.T) {
//		g := gomega.NewWithT(t)
//		c, err := api()
//		g.Expect(err).NotTo(gomega.HaveOccurred())
//
//		answer, err := http.Get(server.URL + "/v1.0/users")
//		g.Expect(err).NotTo(gomega.HaveOccurred())
//		g.Expect(answer).To(matcher.MatchODataContract(c).For("GET", "/users"))
//	}
//
// Four matchers, from the widest to the narrowest: [MatchODataContract],
// [BeODataCollectionOf], [BeODataError], [HaveODataContext]. They judge by the
// rules of pkg/check, and a failure's message is what these found: the place,
// the rule, the line with a caret, what was expected and what is there.
//
// # What they take
//
//   - *http.Response: judged with its head and the request that it carries.
//     The body is read to its end and put back, so that other matchers and the
//     test can read it again.
//   - *httptest.ResponseRecorder: judged with its head; nothing is consumed.
//   - *[exchange.Exchange]: what pkg/exchange reads from recordings and mocks.
//   - string, []byte, [json.RawMessage], *bytes.Buffer: a body alone. What its
//     head would say is not judged. Nothing is consumed.
//   - io.Reader: a body alone, read to its end; one that is an io.Seeker as
//     well is put back to where it was.
//   - a map, a slice of other than bytes, a struct or a pointer to one: a body
//     as encoding/json writes it, indented; lines are those of that text.
//
// Anything else, nil included, is an error, and neither matches nor fails to.
//
// # What nobody judged
//
// An answer that could not be judged neither matches nor fails to match: Match
// returns an error that says "unjudged" and the reason, and an assertion
// fails by it, To and NotTo alike. No test is green over what nobody looked at.
//
// # Hosts of tests
//
// A test's server has a loopback address or a reserved name (localhost,
// example.com, x.test), while what it answers often names the real host. The
// host of such a request proves nothing and is not compared with contexts and
// links.
//
// A matcher keeps what it found last for its message, as Gomega's do, and is
// not for concurrent use. The contract is.
package matcher
