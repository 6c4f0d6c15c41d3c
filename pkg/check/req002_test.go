package check

import (
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

// limited is a contract whose Capabilities annotations rule options out.
const limited = `<EntityType Name="Thing"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.Int32" Nullable="false"/><Property Name="a" Type="Edm.String"/><Property Name="b" Type="Edm.String"/>
<NavigationProperty Name="next" Type="NS.Thing"/><NavigationProperty Name="parts" Type="Collection(NS.Thing)" ContainsTarget="true"/></EntityType>
<Function Name="some"><ReturnType Type="Collection(NS.Thing)"/></Function>
<EntityContainer Name="C">
<EntitySet Name="Plain" EntityType="NS.Thing"><NavigationPropertyBinding Path="next" Target="Plain"/></EntitySet>
<EntitySet Name="Closed" EntityType="NS.Thing">
<Annotation Term="Org.OData.Capabilities.V1.FilterRestrictions"><Record><PropertyValue Property="Filterable" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.SortRestrictions"><Record><PropertyValue Property="Sortable" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.ExpandRestrictions"><Record><PropertyValue Property="Expandable" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.CountRestrictions"><Record><PropertyValue Property="Countable" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.SearchRestrictions"><Record><PropertyValue Property="Searchable" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.SelectSupport"><Record><PropertyValue Property="Supported" Bool="false"/></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.TopSupported" Bool="false"/>
<Annotation Term="Org.OData.Capabilities.V1.SkipSupported" Bool="false"/>
</EntitySet>
<EntitySet Name="Partly" EntityType="NS.Thing">
<Annotation Term="Org.OData.Capabilities.V1.FilterRestrictions"><Record><PropertyValue Property="Filterable" Bool="true"/>
<PropertyValue Property="NonFilterableProperties"><Collection><PropertyPath>b</PropertyPath></Collection></PropertyValue></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.SortRestrictions"><Record>
<PropertyValue Property="NonSortableProperties"><Collection><PropertyPath>b</PropertyPath></Collection></PropertyValue>
<PropertyValue Property="AscendingOnlyProperties"><Collection><PropertyPath>a</PropertyPath></Collection></PropertyValue>
<PropertyValue Property="DescendingOnlyProperties"><Collection><PropertyPath>id</PropertyPath></Collection></PropertyValue></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.ExpandRestrictions"><Record>
<PropertyValue Property="NonExpandableProperties"><Collection><NavigationPropertyPath>next</NavigationPropertyPath></Collection></PropertyValue></Record></Annotation>
<Annotation Term="Org.OData.Capabilities.V1.TopSupported" Bool="true"/>
</EntitySet>
<FunctionImport Name="some" Function="NS.some" EntitySet="Closed"/>
</EntityContainer>`

type queryRow struct{ name, query, want string }

// judgeQueries judges GET requests of which only the query differs.
func judgeQueries(t *testing.T, csdl, path string, rows []queryRow) {
	t.Helper()
	var all []row
	for _, r := range rows {
		all = append(all, row{name: r.name, csdl: csdl, request: "GET /svc/" + path + "?" + r.query, response: "400",
			body: `{"error": {"code": "c", "message": "m"}}`, want: wants(r.want)})
	}
	judgeRows(t, all, "REQ-002")
}

func TestQueryOptionsParse(t *testing.T) {
	judgeQueries(t, "", "Customers", []queryRow{
		{"options of each kind", "$filter=name%20eq%20'a'&$orderby=name%20desc&$top=2&$skip=1&$count=true&$select=id,name&$expand=orders($top=1;$select=no)", ""},
		{"a filter whose string is not closed", "$filter=name%20eq%20'a", "REQ-002 EEE"},
		{"a string in double quotes", "$filter=name%20eq%20%22a%22", "REQ-002 EEE"},
		{"a string in double quotes within an array", "$filter=name%20in%20@p&@p=[%22a%22]", ""},
		{"a filter of two expressions", "$filter=name%20'a'", "REQ-002 EEE"},
		{"a number that is none", "$top=ten", "REQ-002 EEE"},
		{"a negative number", "$skip=-1", "REQ-002 EEE"},
		{"a count that is neither true nor false", "$count=yes", "REQ-002 EEE"},
		{"a list that ends in a comma", "$select=id,", "REQ-002 EEE"},
		{"nested options that are not closed", "$expand=orders($top=1", "REQ-002 EEE"},
		{"an ampersand that is missing", "$select=id$top=1", "REQ-002 EEE"},
		{"a misspelt system query option", "$fliter=name%20eq%20'a'", "REQ-002 EEE"},
		{"an option of an older protocol", "$inlinecount=allpages", "REQ-002 EEE"},
		{"two options at fault", "$top=ten&$skip=x", "REQ-002 EEE; REQ-002 EEE"},
		{"an option twice", "$top=1&$top=2", "REQ-002 EEE"},
		{"an option three times", "$top=1&$top=2&$top=3", "REQ-002 EEE"},
		{"a custom option twice", "a=1&a=2", ""},
		{"a custom option", "api-version=7&debug", ""},
		{"a custom option of a service before 4.01", "format=pdf&top=ten", ""},
		{"percent-encoded names and values", "%24filter=name%20eq%20%27a%27%20and%20id%20gt%205", ""},
		{"plus signs for blanks", "$filter=name+eq+'a'&$orderby=name+desc", ""},
		{"names of functions in another case", "$filter=startsWith(name,'a')", ""},
		{"a parameter alias", "$filter=name%20eq%20@p&@p='a'", ""},
		{"an alias that is used and cannot be read", "$filter=name%20eq%20@p&@p='a", "REQ-002 EEE"},
		{"an alias that nothing uses", "@id=https://host/svc/Orders('7')", ""},
		{"a placeholder of documentation", "$filter=name%20eq%20{name}&$top={n}", ""},
		{"an encoded placeholder", "$top=%7Bn%7D", ""},
		{"a format of the service's own", "$format=csv", ""},
		{"blanks around a value", "$filter=%20name%20eq%20'a'", "REQ-002 WW-"},
		{"a blank before a parenthesis", "$filter=orders/any%20(o:o/no%20eq%20'1')", "REQ-002 WW-"},
		{"a blank before a comma", "$select=id%20,name", "REQ-002 WW-"},
		{"no blank before a list", "$filter=name%20in('a','b')", "REQ-002 WW-"},
		{"a list", "$filter=name%20in%20('a','b')", ""},
		{"blanks behind commas", "$select=id,%20name&$expand=orders($select=no;%20$top=1)", ""},
		{"a quoted type, which Graph takes", "$filter=isof('Shop.VipCustomer')", "REQ-002 EE-"},
		{"a type without quotes", "$filter=isof(Shop.VipCustomer)", ""},
		{"words that only Graph searches for", "$search=\"name:a", "REQ-002 EE-"},
		{"a phrase and a word", "$search=\"a%20b\"%20AND%20c", ""},
		{"a skip token's other options are the service's", "$skiptoken=a&$top=ten", ""},
	})
}

func TestQueryOptionsNameWhatExists(t *testing.T) {
	judgeQueries(t, "", "Customers", []queryRow{
		{"an unknown property in a filter", "$filter=nmae%20eq%20'a'", "REQ-002 EEE"},
		{"an unknown property to sort by", "$orderby=age", "REQ-002 EEE"},
		{"an unknown property selected", "$select=id,age", "REQ-002 EEE"},
		{"an unknown navigation property", "$expand=invoices", "REQ-002 EEE"},
		{"a structural property expanded", "$expand=name", "REQ-002 EEE"},
		{"an unknown property inside an expansion", "$expand=orders($select=number)", "REQ-002 EEE"},
		{"an unknown property behind a complex one", "$filter=address/zip%20eq%20'1'", "REQ-002 EEE"},
		{"a property behind a complex one", "$filter=address/city%20eq%20'a'&$select=address/street", ""},
		{"an unknown property of a variable", "$filter=orders/any(o:o/number%20eq%20'1')", "REQ-002 EEE"},
		{"a property of a variable", "$filter=orders/any(o:o/no%20eq%20'1'%20and%20o/total%20gt%201)", ""},
		{"a property of a collection", "$filter=orders/no%20eq%20'1'", "REQ-002 EEE"},
		{"the number of a collection", "$filter=orders/$count%20gt%202&$orderby=orders/$count", ""},
		{"an unknown member of an enumeration", "$filter=orders/any(o:o/state%20eq%20Shop.State'lost')", "REQ-002 EEE"},
		{"a member of an enumeration", "$filter=orders/any(o:o/state%20eq%20Shop.State'paid')", ""},
		{"an unknown function", "$filter=Shop.age(name)%20gt%205", "REQ-002 EEE"},
		{"a name in another case", "$select=Name", "REQ-002 EEI"},
		{"a type in another case", "$filter=shop.vipcustomer/level%20gt%205", "REQ-002 EEI"},
		{"a property of a derived type", "$select=level", "REQ-002 EE-"},
		{"a property of a derived type behind its cast", "$select=Shop.VipCustomer/level&$expand=Shop.VipCustomer/adviser", ""},
		{"stars and annotations", "$select=*,@Core.Messages&$expand=*", ""},
		{"operations", "$select=id,Shop.similar,Shop.*", ""},
		{"computed names", "$compute=id%20mul%202%20as%20double&$select=double&$filter=double%20gt%205", ""},
		{"names that $apply makes", "$apply=groupby((name),aggregate(id%20with%20sum%20as%20all))&$orderby=all", ""},
		{"the instance itself", "$filter=$it/name%20eq%20'a'", ""},
	})
	judgeQueries(t, "", "Customers/$count", []queryRow{
		{"an unknown property of what is counted", "$filter=nmae%20eq%20'a'", "REQ-002 EEE"},
		{"a property of what is counted", "$filter=name%20eq%20'a'", ""},
	})
	judgeQueries(t, "", "Customers(1)/orders", []queryRow{
		{"an unknown property of a related entity", "$filter=name%20eq%20'a'", "REQ-002 EEE"},
		{"a property of a related entity", "$filter=no%20eq%20'a'", ""},
	})
	judgeQueries(t, "", "Products", []queryRow{
		{"any name on an open type", "$filter=colour%20eq%20'red'&$select=weight", ""},
	})
	judgeQueries(t, "", "Customers({id})/orders", []queryRow{
		{"a template that nobody asked", "$top=ten", ""},
	})
}

func TestWithoutADollarSignOptionsAreODataInVersion401Alone(t *testing.T) {
	judgeRows(t, []row{
		{name: "an unknown name without a dollar sign", request: "GET /svc/Customers?select=age", body: `{"error": {"code": "c", "message": "m"}}`, response: "400", want: []string{"REQ-002 E--"}},
		{name: "twice, once with and once without", request: "GET /svc/Customers?$top=1&top=2", body: `{"error": {"code": "c", "message": "m"}}`, response: "400", want: []string{"REQ-002 E--"}},
	}, "REQ-002")
}

func TestQueryOptionsOfABatchsPartsAreJudged(t *testing.T) {
	batch := func(url string) string {
		return sent("POST", "$batch", `{"requests": [{"id": "1", "method": "GET", "url": "`+url+`"}]}`)
	}
	body := `{"responses": [{"id": "1", "status": 400, "headers": {"content-type": "application/json"}, "body": ` + oneError + `}]}`
	judgeHeads(t, "REQ-002", "", []headRow{
		{"an option that cannot be read", batch("Customers?$top=ten"), "200\nContent-Type: application/json", body, "REQ-002 E"},
		{"a name that does not exist", batch("/Customers?$select=age"), "200\nContent-Type: application/json", body, "REQ-002 E"},
		{"all right", batch("Customers?$top=10"), "200\nContent-Type: application/json", body, ""},
	})
}

func TestOfADocumentedQueryItIsJudgedWhetherItCanBeRead(t *testing.T) {
	for _, c := range []queryRow{
		{"an ampersand that is missing", "$select=id$top=1", "REQ-002 E"},
		{"a name that the contract does not know", "$select=age", ""},
		{"an ellipsis", "$filter=...", ""},
		{"a placeholder", "$top={n}&$filter=name%20eq%20{value}", ""},
		{"a number", "$top=10", ""},
	} {
		for i, p := range profiles {
			x := row{request: "GET /svc/Customers?" + c.query, body: `{"@odata.context": "https://host/svc/$metadata#Customers", "value": []}`}.exchange(t, p)
			got, want := "", ""
			for _, f := range judgeOf(t, "", p).Exchange(Subject{Exchange: x, Via: "DOC-004", Example: true}).Findings {
				if f.Rule == "REQ-002" {
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

// TestAHostileQueryHasBoundedFindings: what is said of a query does not grow
// with it.
func TestAHostileQueryHasBoundedFindings(t *testing.T) {
	for name, query := range map[string]string{
		"options that cannot be read": strings.Repeat("$top=x&", 5000),
		"names that do not exist":     "$select=" + strings.TrimSuffix(strings.Repeat("x,", 5000), ","),
		"an option over and over":     strings.Repeat("$top=1&", 5000),
		"nesting":                     "$filter=" + strings.Repeat("(", 5000),
	} {
		x := row{request: "GET /svc/Customers?" + query, response: "400", body: oneError}.exchange(t, rule.Graph)
		if n := len(judgeOf(t, "", rule.Graph).Exchange(Subject{Exchange: x}).Findings); n == 0 || n > 100 {
			t.Errorf("%s: %d findings, want some and not more than 100", name, n)
		}
	}
}

func TestQueryOptionsAreSupported(t *testing.T) {
	judgeQueries(t, limited, "Closed", []queryRow{
		{"no filter", "$filter=a%20eq%20'x'", "REQ-002 EEE"},
		{"no order", "$orderby=a", "REQ-002 EEE"},
		{"no expansion", "$expand=next", "REQ-002 EEE"},
		{"no count", "$count=true", "REQ-002 EEE"},
		{"a count that is not asked for", "$count=false", ""},
		{"no search", "$search=x", "REQ-002 EEE"},
		{"no selection", "$select=a", "REQ-002 EEE"},
		{"no top", "$top=1", "REQ-002 EEE"},
		{"no skip", "$skip=1", "REQ-002 EEE"},
		{"a custom option", "top=1&x=1", "REQ-002 E--"},
	})
	judgeQueries(t, limited, "Partly", []queryRow{
		{"a property that no filter takes", "$filter=a%20eq%20'x'%20or%20contains(b,'y')", "REQ-002 EEE"},
		{"the same name of a variable", "$filter=parts/any(b:b/b%20eq%20'x')", ""},
		{"other properties in a filter", "$filter=a%20eq%20'x'%20and%20next/b%20eq%20'y'", ""},
		{"a property that nothing is sorted by", "$orderby=b", "REQ-002 EEE"},
		{"ascending alone", "$orderby=a%20desc", "REQ-002 EEE"},
		{"descending alone", "$orderby=id", "REQ-002 EEE"},
		{"each in its direction", "$orderby=a,id%20desc", ""},
		{"a navigation property that is not expanded", "$expand=next", "REQ-002 EEE"},
		{"another that is", "$expand=parts&$top=1", ""},
	})
	judgeQueries(t, limited, "Plain", []queryRow{{"nothing said", "$filter=a%20eq%20'x'&$orderby=a&$expand=next&$count=true&$search=x&$select=a&$top=1&$skip=1", ""}})
	judgeQueries(t, limited, "some()", []queryRow{{"what a function returns is not read from the set", "$top=1", ""}})
}
