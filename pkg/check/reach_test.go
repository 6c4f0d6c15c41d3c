package check

import (
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// fenced is a contract in which restrictions are of navigation properties,
// on themselves and in a set's NavigationRestrictions.
const fenced = `<EntityType Name="Box"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/>
<NavigationProperty Name="inner" Type="Collection(NS.Box)" ContainsTarget="true"/>
<NavigationProperty Name="outer" Type="Collection(NS.Box)" ContainsTarget="true"/>
<NavigationProperty Name="own" Type="Collection(NS.Box)" ContainsTarget="true">
<Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record><PropertyValue Property="Insertable" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.TopSupported" Bool="false"/>
<Annotation Term="Org.OData.Capabilities.V1.ExpandRestrictions"><Record><PropertyValue Property="Expandable" Bool="false"/></Record></Annotation></NavigationProperty></EntityType>
<EntityContainer Name="C"><EntitySet Name="Boxes" EntityType="NS.Box">
<Annotation Term="Org.OData.Capabilities.V1.NavigationRestrictions"><Record><PropertyValue Property="RestrictedProperties"><Collection>
<Record><PropertyValue Property="NavigationProperty" NavigationPropertyPath="inner"/>
<PropertyValue Property="InsertRestrictions"><Record><PropertyValue Property="Insertable" Bool="false"/></Record></PropertyValue>
<PropertyValue Property="FilterRestrictions"><Record><PropertyValue Property="Filterable" Bool="false"/></Record></PropertyValue>
<PropertyValue Property="ExpandRestrictions"><Record><PropertyValue Property="Expandable" Bool="false"/></Record></PropertyValue>
<PropertyValue Property="SkipSupported" Bool="false"/></Record>
</Collection></PropertyValue></Record></Annotation></EntitySet>
<Singleton Name="One" Type="NS.Box"/></EntityContainer>`

func TestRestrictionsOfNavigationProperties(t *testing.T) {
	judgeRequests(t, "REQ-00", fenced, []requestRow{
		{"an insert that the set's restrictions rule out", sent("POST", "Boxes(1)/inner", `{"id": 2}`), "REQ-001 E"},
		{"an insert that the navigation property's own rule out", sent("POST", "Boxes(1)/own", `{"id": 2}`), "REQ-001 E"},
		{"an insert behind another", sent("POST", "Boxes(1)/outer", `{"id": 2}`), ""},
		{"an insert by another path", sent("POST", "One/inner", `{"id": 2}`), ""},
		{"a filter that the set's restrictions rule out", "GET /svc/Boxes(1)/inner?$filter=id%20eq%201", "REQ-002 E"},
		{"an expansion that they rule out", "GET /svc/Boxes(1)/inner?$expand=own", "REQ-002 E"},
		{"a skip that they rule out", "GET /svc/Boxes(1)/inner?$skip=1", "REQ-002 E"},
		{"a filter behind another", "GET /svc/Boxes(1)/outer?$filter=id%20eq%201&$skip=1", ""},
		{"a top that the navigation property's own rule out", "GET /svc/Boxes(1)/own?$top=1", "REQ-002 E"},
		{"an expansion, of which its own may mean itself", "GET /svc/Boxes(1)/own?$expand=inner", ""},
	})
}

func TestAMediaTypeIsWrongWhereJSONWasDue(t *testing.T) {
	judgeHeads(t, "HDR-002", "", []headRow{
		{"the client takes no JSON", "GET /svc/Customers(1)\nAccept: application/atom+xml", "200\nContent-Type: application/atom+xml", "<entry/>", "| no JSON"},
		{"the client takes XML best, and JSON, and gets XML", "GET /svc/Customers(1)\nAccept: application/atom+xml, application/json;q=0.5", "200\nContent-Type: application/atom+xml", "<entry/>", "| no JSON"},
		{"a browser gets a page", "GET /svc/Customers(1)\nAccept: text/html,application/xhtml+xml,*/*;q=0.8", "200\nContent-Type: text/html", "<html/>", "| no JSON"},
		{"JSON under another name that the client takes", "GET /svc/Customers(1)\nAccept: text/plain, application/json", "200\nContent-Type: text/plain", oneCustomer, "HDR-002 E"},
		{"laid out JSON under another name", "GET /svc/Customers(1)/any/path", "200\nContent-Type: text/plain", strings.Replace(oneCustomer, "{", "{\n  ", 1), "HDR-002 E"},
		{"the client takes all", "GET /svc/Customers(1)\nAccept: */*", "200\nContent-Type: text/html", "<html/>", "HDR-002 E"},
		{"nothing says what it is, and it is not of OData", "GET /other/page", "200\nContent-Type: text/html", "<html/>", "| no JSON"},
		{"nothing says what it is, but it begins as OData's data", "GET /svc/Customers(1)/any/path", "200\nContent-Type: text/plain", oneCustomer, "HDR-002 E"},
		{"an error", "", "500\nContent-Type: text/html", "<html/>", "| no JSON"},
		{"no content", "DELETE /svc/Customers(1)", "204\nContent-Type: text/html", "", ""},
	})
}

func TestTheMonitorsLastAnswerSaysHowItEnded(t *testing.T) {
	started := row{request: "GET /svc/Customers\nPrefer: respond-async", response: "202\nLocation: https://host/monitor/7\nPreference-Applied: respond-async"}.exchange(t, rule.OData40)
	for _, c := range []struct{ name, response, body, want string }{
		{"by AsyncResult", "200\nAsyncResult: 200", oneCustomer, ""},
		{"as a whole response", "200\nContent-Type: application/http", "HTTP/1.1 200 OK\n\n" + oneCustomer, ""},
		{"not yet", "202\nLocation: https://host/monitor/7", "", ""},
		{"without a word", "200", oneCustomer, "HDR-006 EEI"},
	} {
		for i, p := range profiles {
			x := row{request: "GET /monitor/7", response: c.response, body: c.body}.exchange(t, p)
			v := judgeOf(t, "", p).Exchange(Subject{Exchange: x, Recording: NewRecording([]*exchange.Exchange{started, x})})
			got, want := "", ""
			for _, f := range v.Findings {
				if f.Rule == "HDR-006" {
					got += f.Rule + " " + f.Severity.String()
				}
			}
			if c.want != "" {
				want = inProfile(c.want, i)
			}
			if got != want {
				t.Errorf("%s, in %s: %q, want %q", c.name, p, got, want)
			}
		}
	}
}

func TestTheServiceRootIsLearnedFromTheAnswer(t *testing.T) {
	of := func(root string) string {
		return `{"@odata.context": "https://host` + root + `/$metadata#Edm.String", "value": "a"}`
	}
	judgeHeads(t, "REQ-001", "", []headRow{
		{"a path below it that the container does not have", "GET /a/b/Custmers(1)/name", "200", of("/a/b"), "REQ-001 E"},
		{"a path below it that the container has", "GET /a/b/Customers(1)/name", "200", of("/a/b"), ""},
		{"a path of another service", "GET /c/d/Things(1)", "200", of("/a/b"), ""},
		{"the root itself", "GET /a/b/", "200", `{"@odata.context": "https://host/a/b/$metadata", "value": []}`, ""},
	})
}

func TestMoreOfReferences(t *testing.T) {
	judgeRequests(t, "REQ-006", store, []requestRow{
		{"several at once", sent("PUT", "Items(1)/children/$ref", `{"value": [{"@odata.id": "Items(2)"}, {"@odata.id": "Items(3)"}]}`), ""},
		{"one of several of another type", sent("PUT", "Items(1)/children/$ref", `{"value": [{"@odata.id": "Items(2)"}, {"@odata.id": "Things(3)"}]}`), "REQ-006 E"},
		{"one of several that is none", sent("PUT", "Items(1)/children/$ref", `{"value": ["Items(2)"]}`), "REQ-006 E"},
		{"by a path", sent("PUT", "Items(1)/parent/$ref", `{"@odata.id": "/svc/Items(2)"}`), ""},
		{"by a path to another type", sent("PUT", "Items(1)/parent/$ref", `{"@odata.id": "/svc/Things(2)"}`), "REQ-006 E"},
		{"to the host in another case", sent("PUT", "Items(1)/parent/$ref", `{"@odata.id": "https://HOST/svc/Things(2)"}`), "REQ-006 E"},
		{"to what the contract cannot follow", sent("PUT", "Items(1)/parent/$ref", `{"@odata.id": "https://host/other/Boxes(2)"}`), ""},
		{"to a derived type", sent("PUT", "Items(1)/parent/$ref", `{"@odata.id": "Items(2)/NS.SubItem"}`), ""},
	})
}
