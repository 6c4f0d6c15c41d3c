package matcher_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/matcher"
	"github.com/concord-odata/concord/pkg/rule"
)

func TestWhatMatches(t *testing.T) {
	c := load(t)
	live := strings.Replace(person, `"hired": null`, `"hired": null, "nickname": "x"`, 1)
	for _, tt := range []struct {
		name   string
		m      types.GomegaMatcher
		actual any
		want   bool
	}{
		{"a body by its own context", matcher.MatchODataContract(c), person, true},
		{"a body by the request that it answers", matcher.MatchODataContract(c).For("get", "/people/1"), strings.Replace(person, `"@odata.context": "$metadata#people/$entity", `, "", 1), true},
		{"a path behind a service root, with a query", matcher.MatchODataContract(c).For("GET", "/v1.0/people/1?$select=id"), `{"@odata.context": "$metadata#people(id)/$entity", "id": "1"}`, true},
		{"a template, where the context says the type", matcher.MatchODataContract(c).For("GET", "/people/{id}"), person, true},
		{"a body by the type that is said", matcher.MatchODataContract(c).OfType("Contoso.People.Team"), `{"id": 1, "name": "x"}`, true},
		{"a collection by the type that is said", matcher.MatchODataContract(c).OfType("Collection(Contoso.People.Team)"), `{"value": [{"id": 1, "name": "x"}]}`, true},
		{"one where a collection is asked for", matcher.MatchODataContract(c).OfType("Collection(Contoso.People.Team)"), `{"id": 1, "name": "x"}`, false},
		{"the answer of a test server keeps its own request", matcher.MatchODataContract(c).For("GET", "/people/1"), answer("GET http://127.0.0.1:1/people/1?$select=id", 200, `{"@odata.context": "https://api.contoso.com/$metadata#people(id)/$entity", "id": "1"}`), true},
		{"a recorder's answer", matcher.MatchODataContract(c).For("GET", "/people"), recorder(200, people), true},
		{"an undocumented property", matcher.MatchODataContract(c), live, false},
		{"an undocumented property of a live service is a warning", matcher.MatchODataContract(c).Live(), live, true},
		{"which fails where warnings do", matcher.MatchODataContract(c).Live().Strict(), live, false},
		{"a profile weighs otherwise", matcher.MatchODataContract(c).OfType("Contoso.People.Team"), `{"id": 1, "name": "longer than it may be"}`, true},
		{"a name too long in the specification's own text", matcher.MatchODataContract(c).OfType("Contoso.People.Team").WithProfile(rule.OData401), `{"id": 1, "name": "longer than it may be"}`, false},
		{"an error response keeps the contract too", matcher.MatchODataContract(c).For("GET", "/people/1"), answer("", 404, `{"error": {"code": "a", "message": "b"}}`), true},

		{"a set by a contract", matcher.BeODataCollectionOf("Contoso.People.Person").In(c), people, true},
		{"a set without a context, by a contract", matcher.BeODataCollectionOf("Contoso.People.Person").In(c).For("GET", "/people"), strings.Replace(people, `"@odata.context": "$metadata#people", `, "", 1), true},
		{"a set of a base type", matcher.BeODataCollectionOf("Contoso.People.Manager").In(c), people, false},
		{"a collection by a cast in its context", matcher.BeODataCollectionOf("Contoso.People.Manager"), `{"@odata.context": "$metadata#people/Contoso.People.Manager(id,budget)", "value": []}`, true},
		{"a delta by a cast in its context", matcher.BeODataCollectionOf("Contoso.People.Manager"), `{"@odata.context": "$metadata#people/Contoso.People.Manager/$delta", "value": []}`, true},
		{"a collection by the types of its items", matcher.BeODataCollectionOf("a.b"), `{"@context": "$metadata#people", "value": [{"@type": "#a.b"}, {"@odata.type": "#a.b"}]}`, true},
		{"primitive values", matcher.BeODataCollectionOf("Edm.String"), `{"@odata.context": "$metadata#Collection(Edm.String)", "value": ["a"]}`, true},
		{"an error is no collection", matcher.BeODataCollectionOf("a.b"), answer("", 404, `{"error": {"code": "a", "message": "b"}}`), false},
		{"an empty body is no collection", matcher.BeODataCollectionOf("a.b"), "", false},
		{"an array is no collection", matcher.BeODataCollectionOf("a.b"), `[{"@type": "#a.b"}]`, false},
		{"null is no collection", matcher.BeODataCollectionOf("a.b"), `{"@odata.context": "$metadata#Collection(a.b)", "value": null}`, false},

		{"an error", matcher.BeODataError(), answer("", 404, `{"error": {"code": "a", "message": "b"}}`), true},
		{"an error's body alone", matcher.BeODataError().WithCode("a"), `{"error": {"message": "b", "code": "a", "innerError": {}}}`, true},
		{"an error by a matcher of its code", matcher.BeODataError().WithCode(gomega.HavePrefix("a")), `{"error": {"code": "ab", "message": "b"}}`, true},
		{"another code", matcher.BeODataError().WithCode("b"), `{"error": {"code": "a", "message": "b"}}`, false},
		{"an error with a number for a code", matcher.BeODataError(), `{"error": {"code": 404, "message": "b"}}`, false},
		{"an error without a body", matcher.BeODataError(), answer("", 404, ""), false},
		{"an error's body with a status of success", matcher.BeODataError(), answer("", 200, `{"error": {"code": "a", "message": "b"}}`), false},
		{"an error that has the media type of text", matcher.BeODataError(), answer("", 404, `{"error": {"code": "a", "message": "b"}}`, "Content-Type: text/plain"), false},
		{"an error that nobody may see", matcher.BeODataError(), answer("", 403, `{"error": {"code": "a", "message": "b"}}`), true},

		{"a context's fragment", matcher.HaveODataContext("#people"), people, true},
		{"a whole context", matcher.HaveODataContext("https://h/$metadata#people"), `{"@context": "https://h/$metadata#people"}`, true},
		{"a whole context of another host", matcher.HaveODataContext("https://h/$metadata#people"), `{"@context": "https://i/$metadata#people"}`, false},
		{"a context by a matcher", matcher.HaveODataContext(gomega.HaveSuffix("people")), people, true},
		{"a select list in another order", matcher.HaveODataContext("#people(id,reports(b,a))"), `{"@odata.context": "$metadata#people(reports(a,b),id)"}`, true},
		{"another select list", matcher.HaveODataContext("#people(id,reports(b))"), `{"@odata.context": "$metadata#people(reports(a),id)"}`, false},
		{"percent-encoding", matcher.HaveODataContext("#people('a b')/$entity"), `{"@odata.context": "$metadata#people('a%20b')/$entity"}`, true},
		{"a comma in a key is no list", matcher.HaveODataContext("#people('b,a')/$entity"), `{"@odata.context": "$metadata#people('a,b')/$entity"}`, false},
		{"a service document", matcher.HaveODataContext("https://h/$metadata"), `{"@odata.context": "https://h/$metadata", "value": []}`, true},
		{"a fragment where there is none", matcher.HaveODataContext("#people"), `{"@odata.context": "https://h/$metadata", "value": []}`, false},
		{"no body", matcher.HaveODataContext("#people"), "", false},
		{"an array", matcher.HaveODataContext("#people"), "[]", false},
		{"no JSON", matcher.HaveODataContext("#people"), "<html>", false},
		{"a context that is a number", matcher.HaveODataContext("#people"), `{"@odata.context": 1}`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.m.Match(tt.actual)
			if err != nil {
				t.Fatal(err)
			}
			if got != tt.want {
				t.Errorf("got %v: %s", got, tt.m.FailureMessage(tt.actual))
			}
			if message := tt.m.FailureMessage(tt.actual); !got && message == "" {
				t.Error("there is no message")
			}
		})
	}
}

func recorder(status int, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	w.Header().Set("Content-Type", "application/json;odata.metadata=minimal")
	w.WriteHeader(status)
	w.WriteString(body)
	return w
}

func TestWhatCanBeJudgedIsLeftAsItWas(t *testing.T) {
	c := load(t)
	r := answer("", 200, person)
	rec := recorder(200, person)
	buffer := bytes.NewBufferString(person)
	seeker := strings.NewReader("xx" + person)
	seeker.Seek(2, io.SeekStart)
	for name, given := range map[string]struct {
		actual any
		left   io.Reader // nil: nothing that could be consumed
	}{
		"a response":         {r, nil},
		"a recorder":         {rec, rec.Body},
		"a buffer":           {buffer, buffer},
		"a reader that goes": {seeker, seeker},
		"bytes":              {[]byte(person), nil},
		"raw JSON":           {json.RawMessage(person), nil},
		"a string":           {person, nil},
		"a map":              {map[string]any{"@odata.context": "$metadata#people/$entity", "id": "1", "displayName": nil, "jobTitle": nil, "seniority": nil, "hired": nil}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			for range 2 {
				if ok, err := matcher.MatchODataContract(c).Match(given.actual); !ok || err != nil {
					t.Fatalf("%v, %v", ok, err)
				}
			}
			left := given.left
			if given.actual == any(r) {
				left = r.Body
			}
			if left == nil {
				return
			}
			if rest, err := io.ReadAll(left); err != nil || string(rest) != person {
				t.Errorf("what is left is %q, %v", rest, err)
			}
		})
	}
}

func TestAReaderIsReadToItsEnd(t *testing.T) {
	m := matcher.HaveODataContext("#people/$entity")
	r := io.MultiReader(strings.NewReader(person))
	if ok, err := m.Match(r); !ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
	if rest, _ := io.ReadAll(r); len(rest) > 0 {
		t.Errorf("%q is left", rest)
	}
	if _, err := m.Match(iotest.ErrReader(errors.New("torn"))); err == nil || !strings.Contains(err.Error(), "torn") {
		t.Errorf("got %v", err)
	}
}

func TestWhatIsNoAnswerIsAnError(t *testing.T) {
	drained := answer("", 200, person)
	drained.ContentLength = int64(len(person))
	io.Copy(io.Discard, drained.Body)
	closed := answer("", 200, person)
	closed.Body = io.NopCloser(iotest.ErrReader(http.ErrBodyReadAfterClose))
	var none *http.Response
	for name, tt := range map[string]struct {
		actual any
		want   string
	}{
		"nil":                         {nil, "the actual value is nil"},
		"a nil response":              {none, "the response is nil"},
		"a nil exchange":              {(*exchange.Exchange)(nil), "the exchange is nil"},
		"a recorder without body":     {&httptest.ResponseRecorder{}, "the recorder has no body"},
		"a response that was read":    {drained, "it was read before"},
		"a response that was closed":  {closed, "it was closed or read before"},
		"a response by value":         {*answer("", 200, person), "give a pointer to it"},
		"a request":                   {httptest.NewRequest("GET", "/", nil), "must be a *http.Response"},
		"a URL":                       {&url.URL{}, "must be a *http.Response"},
		"an error":                    {errors.New("x"), "must be a *http.Response"},
		"a number":                    {7, "must be a *http.Response"},
		"what JSON has no form for":   {map[string]any{"f": func() {}}, "encoding/json cannot write"},
		"a body that is not whole":    {&exchange.Exchange{Response: &exchange.Response{BodyTruncated: true}}, "unjudged: the recorder kept only"},
		"a body that cannot be read":  {&exchange.Exchange{Response: &exchange.Response{BodyUnread: "it is compressed"}}, "unjudged: the body could not be read: it is compressed"},
		"an exchange with no answer":  {&exchange.Exchange{}, "unjudged: the"},
		"a coding that nobody undoes": {answer("", 200, "\x00\x01", "Content-Encoding: br"), "unjudged: the body could not be read"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, m := range []types.GomegaMatcher{
				matcher.MatchODataContract(load(t)), matcher.BeODataCollectionOf("a.b"), matcher.BeODataError(), matcher.HaveODataContext("#a"),
			} {
				if strings.HasPrefix(tt.want, "it was read") || strings.HasPrefix(tt.want, "it was closed") {
					drained.Body, closed.Body = http.NoBody, io.NopCloser(iotest.ErrReader(http.ErrBodyReadAfterClose))
				}
				if ok, err := m.Match(tt.actual); ok || err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("%T: %v, %v; want an error with %q", m, ok, err, tt.want)
				}
			}
		})
	}
}

func TestAnUnjudgedAnswerFailsEveryAssertion(t *testing.T) {
	unknown := `{"@odata.context": "https://h/$metadata#cats", "value": []}`
	for _, m := range []types.GomegaMatcher{
		matcher.MatchODataContract(contract.Join()), matcher.BeODataCollectionOf("a.cat"),
	} {
		for _, not := range []bool{false, true} {
			message := ""
			g := gomega.NewGomega(func(s string, _ ...int) { message = s })
			if not {
				g.Expect(unknown).NotTo(m)
			} else {
				g.Expect(unknown).To(m)
			}
			if !strings.Contains(message, "unjudged: ") {
				t.Errorf("%T, not %v: %q", m, not, message)
			}
		}
	}
}

func TestTheHostOfATestProvesNothing(t *testing.T) {
	c := load(t)
	body := `{"@odata.context": "https://api.contoso.com/$metadata#people", "value": [], "@odata.nextLink": "https://api.contoso.com/people?$skiptoken=2"}`
	for host, silent := range map[string]bool{
		"127.0.0.1:8080": true, "[::1]": true, "localhost": true, "api.test": true, "example.com": true, "api.contoso.com": true,
		"api.contoso.org": false, "contest": false,
	} {
		m := matcher.MatchODataContract(c).Strict().WithProfile(rule.OData40)
		r := answer("GET https://"+host+"/people", 200, body)
		if ok, err := m.Match(r); err != nil || ok != silent {
			t.Errorf("%s: %v, %v\n%s", host, ok, err, m.FailureMessage(r))
		}
	}
}

func TestTheBodyThatAClientSentIsJudged(t *testing.T) {
	c := load(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json;odata.metadata=minimal")
		w.Header().Set("OData-Version", "4.0")
		w.Header().Set("Location", "/people/1")
		w.WriteHeader(http.StatusCreated)
		io.WriteString(w, person)
	}))
	defer server.Close()
	for body, want := range map[string]bool{`{"id": "1"}`: true, `{"id": "1", "jobTitel": "x"}`: false} {
		r, err := http.Post(server.URL+"/people", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		m := matcher.MatchODataContract(c).For("POST", "/people")
		if ok, err := m.Match(r); err != nil || ok != want {
			t.Errorf("%s: %v, %v\n%s", body, ok, err, m.FailureMessage(r))
		} else if !want && !strings.Contains(m.FailureMessage(r), "request body:1:13") {
			t.Errorf("the place is in the request:\n%s", m.FailureMessage(r))
		}
	}
}
