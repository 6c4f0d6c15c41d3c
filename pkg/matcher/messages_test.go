package matcher_test

import (
	"context"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onsi/gomega"
	"github.com/onsi/gomega/types"
	"golang.org/x/tools/txtar"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/matcher"
	"github.com/concord-odata/concord/pkg/rule"
)

var update = flag.Bool("update", false, "write testdata/messages.txtar anew")

const (
	metadata = "testdata/sample/metadata.xml"
	person   = `{"@odata.context": "$metadata#people/$entity", "id": "1", "displayName": null, "jobTitle": null, "seniority": null, "hired": null}`
	people   = `{"@odata.context": "$metadata#people", "value": [{"id": "1", "displayName": null, "jobTitle": null, "seniority": null, "hired": null}]}`
)

func load(t testing.TB) *contract.Contract {
	t.Helper()
	c, err := contract.Load(context.Background(), []string{metadata}, contract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// answer is a response as a client of a test server has it.
func answer(request string, status int, body string, fields ...string) *http.Response {
	w := httptest.NewRecorder()
	w.Header().Set("Content-Type", "application/json;odata.metadata=minimal")
	w.Header().Set("OData-Version", "4.0")
	for _, f := range fields {
		name, value, _ := strings.Cut(f, ": ")
		w.Header().Set(name, value)
	}
	w.WriteHeader(status)
	w.WriteString(body)
	r := w.Result()
	if request != "" {
		method, target, _ := strings.Cut(request, " ")
		r.Request = httptest.NewRequest(method, target, nil)
	}
	return r
}

// Each matcher's outcome and its message, word by word: those of assertions
// that fail, by To and by NotTo.
func TestMessages(t *testing.T) {
	c := load(t)
	fixture, err := exchange.ReadFixture("recorded.txtar", []byte("-- request --\nGET /people HTTP/1.1\nHost: api.contoso.com\n\n-- response --\nHTTP/1.1 200 OK\n"+
		"Content-Type: application/json;odata.metadata=minimal\nOData-Version: 4.0\n\n"+`{"@odata.context": "https://api.contoso.com/$metadata#people", "value": {}}`+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		m      types.GomegaMatcher
		actual any
		not    bool // the assertion is NotTo
	}{
		{"a slip of spelling in the answer of a server", matcher.MatchODataContract(c).For("GET", "/people"),
			answer("GET http://127.0.0.1:8080/people", 200, strings.NewReplacer("jobTitle", "jobTitel", "[{", "[\n  {").Replace(people)), false},
		{"several errors, and a warning beside them", matcher.MatchODataContract(c).For("GET", "/people/1"),
			strings.NewReplacer(`"1"`, "1", `"seniority": null`, `"seniority": "seniour"`, `"hired": null`, `"hired": "2021-02-30"`).Replace(person), false},
		{"the wrong media type stands in the head", matcher.MatchODataContract(c), answer("GET /people/1", 200, person, "Content-Type: text/html"), false},
		{"a recorded exchange has places in its file", matcher.MatchODataContract(c).For("GET", "/people"), fixture.Exchanges[0], false},
		{"a Go value has places in what it marshals to", matcher.MatchODataContract(c).OfType("Contoso.People.Team").WithProfile(rule.OData40), struct {
			ID   int    `json:"id"`
			Name string `json:"name"`
		}{7, "much longer than it may be"}, false},
		{"the promised type is another one", matcher.MatchODataContract(c).OfType("Contoso.People.Team"), `{"@odata.context": "$metadata#people(id)/$entity", "id": 1}`, false},
		{"a warning fails where that is asked for", matcher.MatchODataContract(c).WithProfile(rule.OData401).Strict(),
			answer("", 200, strings.Replace(person, `"id"`, `"@my.note": 1, "id"`, 1), "OData-Version: 4.01"), false},
		{"an answer that keeps the contract, though it should not", matcher.MatchODataContract(c).For("GET", "/people"), people, true},
		{"nothing says what the body is", matcher.MatchODataContract(c), `{"id": "1"}`, false},
		{"nothing says what the body is, and it should not match", matcher.MatchODataContract(c), `{"id": "1"}`, true},
		{"no contract for what the context names", matcher.MatchODataContract(contract.Join()), person, false},
		{"the answer is to another request", matcher.MatchODataContract(c).For("GET", "/teams"), answer("GET http://127.0.0.1/people", 200, people), false},
		{"the contract lacks the type", matcher.MatchODataContract(c).OfType("Contoso.People.Cat"), person, false},
		{"the contract was not loaded", matcher.MatchODataContract(nil), person, false},
		{"what was given is no answer", matcher.MatchODataContract(c), 7, false},

		{"a collection with another item type, by a contract", matcher.BeODataCollectionOf("Contoso.People.Team").In(c), `{"@odata.context": "$metadata#people(id)", "value": []}`, false},
		{"items that are wrong, by a contract", matcher.BeODataCollectionOf("Contoso.People.Person").In(c), strings.Replace(people, `"hired": null`, `"hired": 5`, 1), false},
		{"a single entity, by a contract", matcher.BeODataCollectionOf("Contoso.People.Person").In(c), person, false},
		{"a collection by its own word", matcher.BeODataCollectionOf("Contoso.People.Person"), `{"@odata.context": "$metadata#Collection(Contoso.People.Person)", "value": []}`, true},
		{"a collection that says it is of another type", matcher.BeODataCollectionOf("Contoso.People.Person"), `{"@odata.context": "$metadata#Collection(Contoso.People.Team)", "value": []}`, false},
		{"a body whose value is no array", matcher.BeODataCollectionOf("Contoso.People.Person"), "{\n  \"@odata.count\": 0,\n  \"value\": 7\n}", false},
		{"an entity set of which no contract says the type", matcher.BeODataCollectionOf("Contoso.People.Person"), people, false},

		{"an error without its envelope", matcher.BeODataError(), answer("", 404, `{"message": "no such item"}`), false},
		{"an error page", matcher.BeODataError(), answer("", 502, "<html><body>Bad Gateway</body></html>", "Content-Type: text/html"), false},
		{"a success", matcher.BeODataError(), answer("", 200, person), false},
		{"an error with another code", matcher.BeODataError().WithCode("NoSuchItem"), `{"error": {"code": "Forbidden", "message": "no"}}`, false},
		{"an error with a code that a matcher refuses", matcher.BeODataError().WithCode(gomega.HavePrefix("No")), `{"error": {"code": "Forbidden", "message": "no"}}`, false},
		{"an error, though it should be none", matcher.BeODataError(), `{"error": {"code": "a", "message": "b"}}`, true},
		{"an error whose body is cut", matcher.BeODataError(), `{"error": {"code": "a", "mess`, false},

		{"another context", matcher.HaveODataContext("#teams"), people, false},
		{"no context", matcher.HaveODataContext("#teams"), `{"value": []}`, false},
		{"a context that a matcher refuses", matcher.HaveODataContext(gomega.HavePrefix("https://")), people, false},
		{"the context, though it should be another", matcher.HaveODataContext("#people"), people, true},
		{"what is asked for is no context", matcher.HaveODataContext("people"), people, false},
	}
	golden := map[string]string{}
	archive, err := txtar.ParseFile("testdata/messages.txtar")
	if err != nil && !*update {
		t.Fatal(err)
	}
	if err == nil {
		for _, f := range archive.Files {
			golden[f.Name] = string(f.Data)
		}
	}
	out := &txtar.Archive{Comment: []byte("What failed assertions say; written by go test ./pkg/matcher -update.\n")}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			message := ""
			g := gomega.NewGomega(func(m string, _ ...int) { message = m })
			if tt.not {
				g.Expect(tt.actual).NotTo(tt.m)
			} else {
				g.Expect(tt.actual).To(tt.m)
			}
			if message == "" {
				t.Fatal("the assertion holds")
			}
			message = strings.TrimRight(message, "\n") + "\n"
			out.Files = append(out.Files, txtar.File{Name: tt.name, Data: []byte(message)})
			if diff := cmp.Diff(golden[tt.name], message); diff != "" && !*update {
				t.Errorf("the message is another (-want +got):\n%s", diff)
			}
		})
	}
	if *update {
		if err := os.WriteFile("testdata/messages.txtar", txtar.Format(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(golden) != len(tests) && !*update {
		t.Errorf("testdata/messages.txtar has %d messages for %d tests", len(golden), len(tests))
	}
}
