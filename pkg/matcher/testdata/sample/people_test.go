package sample_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/onsi/gomega"

	"github.com/concord-odata/concord/pkg/contract"
	. "github.com/concord-odata/concord/pkg/matcher"
)

// api is what the service promises, read once for all tests.
var api = sync.OnceValues(func() (*contract.Contract, error) {
	return contract.Load(context.Background(), []string{"metadata.xml"}, contract.Options{})
})

func promised(t *testing.T) *contract.Contract {
	t.Helper()
	c, err := api()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The service under test; a mock is tested in the same way.
func service(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json;odata.metadata=minimal")
	w.Header().Set("OData-Version", "4.0")
	if r.URL.Path != "/people" {
		w.WriteHeader(http.StatusNotFound)
		io.WriteString(w, `{"error": {"code": "NoSuchThing", "message": "There is nothing at this path."}}`)
		return
	}
	io.WriteString(w, `{
  "@odata.context": "$metadata#people",
  "value": [
    {"id": "2b1f", "displayName": "Zoë Ng", "jobTitle": "Auditor", "seniority": "senior", "hired": "2021-04-01"}
  ]
}`)
}

func TestPeopleAreListedAsPromised(t *testing.T) {
	g := gomega.NewWithT(t)
	server := httptest.NewServer(http.HandlerFunc(service))
	defer server.Close()

	answer, err := http.Get(server.URL + "/people")
	g.Expect(err).NotTo(gomega.HaveOccurred())
	defer answer.Body.Close()

	g.Expect(answer).To(MatchODataContract(promised(t)).For("GET", "/people"))
	g.Expect(answer).To(HaveODataContext("#people"))
	g.Expect(answer).To(BeODataCollectionOf("Contoso.People.Person").In(promised(t)))
}

func TestWhatIsNotThereIsAnODataError(t *testing.T) {
	g := gomega.NewWithT(t)
	answer := httptest.NewRecorder()
	service(answer, httptest.NewRequest("GET", "/nothing", nil))

	g.Expect(answer).To(BeODataError().WithCode("NoSuchThing"))
}

func TestThePersonThatOurMocksAnswerWithIsOne(t *testing.T) {
	g := gomega.NewWithT(t)
	mocked := map[string]any{"id": "2b1f", "displayName": "Zoë Ng", "jobTitle": "Auditor", "seniority": "senior", "hired": nil}

	g.Expect(mocked).To(MatchODataContract(promised(t)).OfType("Contoso.People.Person"))
}

func TestASlipOfSpellingIsFound(t *testing.T) {
	g := gomega.NewWithT(t)
	slip := strings.NewReader(`{
  "@odata.context": "$metadata#people/$entity",
  "id": "2b1f",
  "displayName": "Zoë Ng",
  "jobTitel": "Auditor",
  "seniority": "senior",
  "hired": null
}`)

	g.Expect(slip).NotTo(MatchODataContract(promised(t)).For("GET", "/people/2b1f"))
}
