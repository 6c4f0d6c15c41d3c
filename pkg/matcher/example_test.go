package matcher_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/onsi/gomega"

	"github.com/concord-odata/concord/pkg/contract"
	. "github.com/concord-odata/concord/pkg/matcher"
)

// handler is the service of these examples.
var handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json;odata.metadata=minimal")
	w.Header().Set("OData-Version", "4.0")
	switch r.URL.Path {
	case "/people/2b1f":
		fmt.Fprint(w, "{\n  \"@odata.context\": \"$metadata#people(id,jobTitle)/$entity\",\n  \"id\": \"2b1f\",\n  \"jobTitel\": \"Auditor\"\n}")
	case "/teams":
		fmt.Fprint(w, `{"@odata.context": "$metadata#teams", "value": [{"id": 7, "name": "Audit"}]}`)
	default:
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"error": {"code": "NoSuchThing", "message": "There is nothing at this path."}}`)
	}
})

func get(path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w
}

// In a test, g is gomega.NewWithT(t).
var g = gomega.NewGomega(func(message string, _ ...int) { fmt.Println(message) })

func ExampleMatchODataContract() {
	c, err := contract.Load(context.Background(), []string{"testdata/sample/metadata.xml"}, contract.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	g.Expect(get("/teams")).To(MatchODataContract(c).For("GET", "/teams"))
	g.Expect(get("/people/2b1f")).To(MatchODataContract(c).For("GET", "/people/2b1f?$select=id,jobTitle"))
	// Output:
	// Expected the answer to match the OData contract testdata/sample/metadata.xml for GET /people/2b1f?$select=id,jobTitle, but it has 1 error:
	//
	//   response body:4:3: error ENT-003: property is not documented on this type
	//     4 | "jobTitel": "Auditor"
	//       | ^^^^^^^^^^
	//     at        /jobTitel, of Contoso.People.Person
	//     expected  one of displayName, hired, jobTitle, reports, seniority
	//     actual    jobTitel
	//     hint      did you mean jobTitle?
	//     rests on  testdata/sample/metadata.xml:9
	//     help      docs/rules.md#ent-003
}

func ExampleBeODataCollectionOf() {
	g.Expect(`{"@odata.context": "$metadata#Collection(Contoso.People.Team)", "value": []}`).To(BeODataCollectionOf("Contoso.People.Team"))

	// Of an entity set, the contract knows the type.
	g.Expect(get("/teams")).To(BeODataCollectionOf("Contoso.People.Team"))
	c, err := contract.Load(context.Background(), []string{"testdata/sample/metadata.xml"}, contract.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	g.Expect(get("/teams")).To(BeODataCollectionOf("Contoso.People.Team").In(c))
	// Output:
	// BeODataCollectionOf: unjudged: only a contract knows of which type $metadata#teams is (In(contract) judges by it)
}

func ExampleBeODataError() {
	g.Expect(get("/nothing")).To(BeODataError())
	g.Expect(get("/nothing")).To(BeODataError().WithCode("Gone"))
	// Output:
	// Expected the answer to be an OData error with the code "Gone", but the code is "NoSuchThing":
	//
	//   response body:1:20
	//     1 | {"error": {"code": "NoSuchThing", "message": "There is nothing at this path."}}
	//       |                    ^^^^^^^^^^^^^
}

func ExampleHaveODataContext() {
	g.Expect(get("/teams")).To(HaveODataContext("#teams"))
	g.Expect(get("/people/2b1f")).To(HaveODataContext("#people(jobTitle,id)/$entity"))
	g.Expect(get("/people/2b1f")).To(HaveODataContext(gomega.HaveSuffix("/$entity")))
	// Output:
}
