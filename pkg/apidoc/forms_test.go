package apidoc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

func mustRead(t testing.TB, text string) *Page {
	t.Helper()
	p, err := ReadPage("page.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func codes(p *Page) []Code {
	var out []Code
	for _, problem := range p.Problems {
		out = append(out, problem.Code)
	}
	return out
}

const resourceHead = "---\ndoc_type: resourcePageType\n---\n# leafKind resource type\n\nNamespace: a.b\n\n"

// properties of the one type of a page, as "name type".
func properties(t *testing.T, text string) []string {
	t.Helper()
	p := mustRead(t, text)
	if len(p.Types) != 1 {
		t.Fatalf("%d types, problems %v", len(p.Types), p.Problems)
	}
	var out []string
	for _, doc := range p.Types[0].Properties {
		out = append(out, doc.Name+" "+doc.Type.Ref.String())
	}
	for _, doc := range p.Types[0].Relationships {
		out = append(out, "→"+doc.Name+" "+doc.Type.Ref.String())
	}
	return out
}

func TestPropertyTablesOfEveryForm(t *testing.T) {
	for _, c := range []struct {
		name, table string
		want        []string
	}{
		{"the usual one", "## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|x|\n|n|Int32|x|\n", []string{"id Edm.String", "n Edm.Int32"}},
		{"without pipes at the edges", "Property | Type | Description\n---|---|---\nid | String | x\nn | Int32 | x\n", []string{"id Edm.String", "n Edm.Int32"}},
		{"right after a line of text", "These are:\n|Property|Type|\n|-|-|\n|id|String|\n", []string{"id Edm.String"}},
		{"another order", "|Type|Name|Remarks|\n|-|-|-|\n|String|id|x|\n", []string{"id Edm.String"}},
		{"bold, coded and linked names", "|Property|Type|Description|\n|-|-|-|\n|**id**|String|x|\n|`n`|`Int32`|x|\n|[m](#m)|Int64|x|\n", []string{"id Edm.String", "n Edm.Int32", "m Edm.Int64"}},
		{"columns added", "|Property|Supported in|Type|Required|Description|\n|-|-|-|-|-|\n|id|all|String|Yes|x|\n", []string{"id Edm.String"}},
		{"words beside the name", "|Property|Type|\n|-|-|\n|id (deprecated)|String|\n|n<sup>1</sup>|Int32|\n|m*|Int32|\n", []string{"id Edm.String", "n Edm.Int32", "m Edm.Int32"}},
		{"two names in a row", "|Property|Type|\n|-|-|\n|x, y|Double|\n", []string{"x Edm.Double", "y Edm.Double"}},
		{"a row that heads others", "|Property|Type|Description|\n|-|-|-|\n|**Group**|\n|id|String|x|\n|**Other group**|||\n|n|Int32|x|\n", []string{"id Edm.String", "n Edm.Int32"}},
		{"a description over two lines", "|Property|Type|Description|\n|-|-|-|\n|id|String|goes on\nand on|\n|n|Int32|x|\n", []string{"id Edm.String", "n Edm.Int32"}},
		{"an escaped pipe", "|Property|Type|Description|\n|-|-|-|\n|id|String|a \\| b|\n", []string{"id Edm.String"}},
		{"a pipe in a code span", "|Property|Type|Description|\n|-|-|-|\n|id|String|`a|b`|\n|n|Int32|x|\n", []string{"id Edm.String", "n Edm.Int32"}},
		{"a comment between rows", "|Property|Type|Description|\n|-|-|-|\n|id|String|x|\n<!-- |old|String|x| -->\n|n|Int32|x|\n", []string{"id Edm.String", "n Edm.Int32"}},
		{"an empty line between rows", "|Property|Type|Description|\n|-|-|-|\n|id|String|x|\n\n|n|Int32|x|\n", []string{"id Edm.String", "n Edm.Int32"}},
		{"several tables", "### Some\n|Property|Type|\n|-|-|\n|id|String|\n### More\n|Property|Type|\n|-|-|\n|n|Int32|\n", []string{"id Edm.String", "n Edm.Int32"}},
		{"relationships", "|Property|Type|\n|-|-|\n|id|String|\n\n## Relationships\n|Relationship|Type|Description|\n|-|-|-|\n|up|[leafKind](leaf.md)|x|\n", []string{"id Edm.String", "→up a.b.leafKind"}},
		{"relationships under a heading in another language", "|Eigenschaft|Typ|\n|-|-|\n|id|String|\n\n## Beziehungen\n|Name|Typ|\n|-|-|\n|up|[leafKind](leaf.md)|\n", []string{"id Edm.String", "→up a.b.leafKind"}},
		{"types found by their cells", "|Vlastnost|Druh|Popis|\n|-|-|-|\n|id|String|Klíč celé věci.|\n|n|Int32|Kolik jich je.|\n", []string{"id Edm.String", "n Edm.Int32"}},
		{"in a list", "* Here:\n\n  |Property|Type|\n  |-|-|\n  |id|String|\n", []string{"id Edm.String"}},
		{"annotations", "|Property|Type|\n|-|-|\n|id|String|\n|@odata.etag|String|\n|photo@odata.mediaEtag|String|\n", []string{"id Edm.String", "@odata.etag Edm.String", "photo@odata.mediaEtag Edm.String"}},
		{"a table of operations is none", "|Method|Return type|Description|\n|-|-|-|\n|[list](../api/list.md)|[leafKind](leaf.md)|x|\n\n|Property|Type|\n|-|-|\n|id|String|\n", []string{"id Edm.String"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, properties(t, resourceHead+c.table)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTheTablesOfSomethingElseAreNotTheTypes(t *testing.T) {
	got := properties(t, resourceHead+"## Properties\n|Property|Type|\n|-|-|\n|id|String|\n\n"+
		"## Properties of its definition\n|Property|Type|\n|-|-|\n|Version|Int64|\n\n"+
		"<!-- {\"blockType\": \"resource\", \"@odata.type\": \"a.b.leafKind\"} -->\n```json\n{\"id\": \"string\"}\n```\n")
	if diff := cmp.Diff([]string{"id Edm.String"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAPageWithoutAnnotationsDeclaresWhatItShows(t *testing.T) {
	got := properties(t, "# item resource type\n\n## Properties\n\n| Property | Type | Description |\n|--|--|--|\n|id|GUID|x|\n|number|string, maximum size 20|x|\n\n"+
		"## Navigation\n\n| Navigation |Return Type| Description |\n|:--|:--|:--|\n|[vendor](vendor.md)|vendor|x|\n\n```json\n{\n \"id\": \"GUID\",\n \"number\": \"string\"\n}\n```\n")
	if diff := cmp.Diff([]string{"id Edm.Guid", "number Edm.String", "→vendor vendor"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestBaseTypesAreReadFromAnnotationsAndSentences(t *testing.T) {
	block := "<!-- {\"blockType\": \"resource\", \"@odata.type\": \"a.b.leafKind\"%s} -->\n```json\n{}\n```\n"
	for text, want := range map[string]string{
		"Inherits from [thing](thing.md).\n\n" + fmt.Sprintf(block, ""):                                  "a.b.thing",
		"A leaf. This resource is a subtype of the [thing](thing.md) type.\n\n" + fmt.Sprintf(block, ""): "a.b.thing",
		"It extends **thing**.\n\n" + fmt.Sprintf(block, ""):                                             "a.b.thing",
		"Erbt von [thing](thing.md).\n\n" + fmt.Sprintf(block, ""):                                       "a.b.thing",
		"The base type that [other](other.md) inherits from.\n\n" + fmt.Sprintf(block, ""):               "",
		fmt.Sprintf(block, `, "baseType": "a.b.thing"`):                                                  "a.b.thing",
		fmt.Sprintf(block, `, "baseType": "#a.b.thing"`):                                                 "a.b.thing",
		fmt.Sprintf(block, `, "baseType": null`):                                                         "",
		fmt.Sprintf(block, `, "baseType": ""`):                                                           "",
	} {
		p := mustRead(t, resourceHead+text)
		if got := p.Types[0].BaseType; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestEnumerationsOfEveryForm(t *testing.T) {
	const use = "|Property|Type|Description|\n|-|-|-|\n|id|String|x|\n|state|leafState|x|\n|word|String|x|\n\n"
	for _, c := range []struct{ name, text, want string }{
		{"members alone", resourceHead + use + "### leafState values\n|Member|\n|:---|\n|green|\n|brown|\n", "a.b.leafState green brown"},
		{"with values", resourceHead + use + "### leafState values\n|Member|Value|Description|\n|-|-|-|\n|green|0|x|\n|brown|1|y|\n", "a.b.leafState green=0 brown=1"},
		{"values first", resourceHead + use + "### leafState values\n|Value|Description|\n|-|-|\n|`green`|x|\n|**brown**|y|\n", "a.b.leafState green brown"},
		{"named by its property", resourceHead + use + "### State values\n|Value|Description|\n|-|-|\n|green|x|\n", "a.b.leafState green"},
		{"another language", resourceHead + use + "### Werte von leafState\n|Mitglied|Beschreibung|\n|-|-|\n|green|Grün.|\n", "a.b.leafState green"},
		{"a page of them", "---\ndoc_type: enumPageType\n---\n# Values\n\nNamespace: a.b\n\n## leafState values\n|Member|\n|:-|\n|green|\n\n## `other` values\n|Member|\n|:-|\n|x|\n", "a.b.leafState green; a.b.other x"},
		{"a page of one", "---\ndoc_type: enumPageType\n---\n# leafState enum type\n\nNamespace: a.b\n\n## Members\n|Member|Value|Description|\n|-|-|-|\n|green|0|x|\n", "a.b.leafState green=0"},
		{"a table about something else", resourceHead + use + "## Remarks\n|Case|Description|\n|-|-|\n|spring|x|\n", ""},
		{"permissions", "---\ndoc_type: resourcePageType\n---\n# List leafKinds\n## Permissions\n|Permission type|Permissions|\n|-|-|\n|Delegated|x|\n|Application|y|\n## HTTP request\n```http\nGET /x\n```\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, e := range mustRead(t, c.text).Enums {
				s := e.Name
				for _, m := range e.Members {
					s += " " + m.Name
					if m.HasValue {
						s += fmt.Sprintf("=%d", m.Value)
					}
				}
				got = append(got, s)
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

func TestAStringKeepsItsTypeBesideATableOfValues(t *testing.T) {
	p := mustRead(t, resourceHead+"|Property|Type|\n|-|-|\n|word|String|\n\n### Word values\n|Value|Description|\n|-|-|\n|yes|x|\n|no|y|\n")
	doc := p.Types[0].Properties[0]
	if doc.Type.Ref.Name != "Edm.String" || len(doc.PossibleValues) != 2 || len(p.Enums) != 0 {
		t.Errorf("%+v, enumerations %v", doc, p.Enums)
	}
}

func TestAnnotationsOfEveryForm(t *testing.T) {
	for _, c := range []struct {
		name, text string
		kind       string
		typ        edm.TypeRef
		fence      bool
		problems   []Code
	}{
		{"on one line", "<!-- {\"blockType\": \"response\", \"@odata.type\": \"a.b\"} -->\n```http\nHTTP/1.1 200 OK\n```\n", "response", edm.TypeRef{Name: "a.b"}, true, []Code{ResponseWithoutRequest}},
		{"with a number sign", "<!-- {\"blockType\": \"example\", \"@odata.type\": \"#a.b\"} -->\n```json\n{}\n```\n", "example", edm.TypeRef{Name: "a.b"}, true, nil},
		{"of a collection", "<!-- {\"blockType\": \"example\", \"@odata.type\": \"Collection(a.b)\"} -->\n```json\n{}\n```\n", "example", edm.TypeRef{Name: "a.b", Collection: true}, true, nil},
		{"of a collection in two members", "<!-- {\"blockType\": \"example\", \"@odata.type\": \"a.b\", \"isCollection\": true} -->\n```json\n{}\n```\n", "example", edm.TypeRef{Name: "a.b", Collection: true}, true, nil},
		{"of a primitive type", "<!-- {\"blockType\": \"example\", \"@odata.type\": \"string\"} -->\n```json\n{}\n```\n", "example", edm.TypeRef{Name: "Edm.String"}, true, nil},
		{"with a trailing comma", "<!-- {\"blockType\": \"example\",} -->\n```json\n{}\n```\n", "example", edm.TypeRef{}, true, []Code{AnnotationSlip}},
		{"with text between", "<!-- {\"blockType\": \"example\"} -->\n\nThis is it:\n\n```json\n{}\n```\n", "example", edm.TypeRef{}, true, nil},
		{"above its heading", "## Example\n<!-- {\"blockType\": \"example\"} -->\n## It\n```json\n{}\n```\n", "example", edm.TypeRef{}, true, nil},
		{"in another section than the fence", "## Example\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"a.b\"} -->\n\nNothing.\n\n## Other\n```json\n{}\n```\n", "resource", edm.TypeRef{Name: "a.b"}, false, []Code{AnnotationWithoutFence}},
		{"in a list", "1. Do:\n\n   <!-- {\"blockType\": \"example\"} -->\n   ```json\n   {}\n   ```\n", "example", edm.TypeRef{}, true, nil},
		{"indented too far", "Do:\n\n    <!-- {\"blockType\": \"example\"} -->\n    ```json\n    {}\n    ```\n", "example", edm.TypeRef{}, true, nil},
		{"inside a line", "Text <!-- {\"blockType\": \"example\"} -->\n```json\n{}\n```\n", "example", edm.TypeRef{}, true, nil},
		{"with empty lines in it", "<!-- {\n\n\"blockType\": \"example\"\n\n} -->\n```json\n{}\n```\n", "example", edm.TypeRef{}, true, nil},
		{"in another case", "<!-- {\"BlockType\": \"example\"} -->\n```json\n{}\n```\n", "example", edm.TypeRef{}, true, nil},
		{"of a kind nobody knows", "<!-- {\"blockType\": \"spell\"} -->\n```json\n{}\n```\n", "spell", edm.TypeRef{}, true, []Code{AnnotationUnknownKind}},
		{"of a kind in another case", "<!-- {\"blockType\": \"Example\"} -->\n```json\n{}\n```\n", "example", edm.TypeRef{}, true, nil},
		{"a page annotation takes no fence", "<!-- {\"type\": \"#page.annotation\"} -->\n```json\n{}\n```\n", "#page.annotation", edm.TypeRef{}, false, nil},
		{"that says nothing known", "<!-- {\"color\": 1} -->\n", "", edm.TypeRef{}, false, []Code{AnnotationUnknownKind}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := mustRead(t, c.text)
			if diff := cmp.Diff(c.problems, codes(p)); diff != "" {
				t.Error(diff)
			}
			if c.kind == "" {
				return
			}
			if len(p.Blocks) != 1 {
				t.Fatalf("%d blocks", len(p.Blocks))
			}
			b := p.Blocks[0]
			if b.Kind != c.kind || b.Type != c.typ || (b.Fence != nil) != c.fence {
				t.Errorf("kind %q type %v fence %v", b.Kind, b.Type, b.Fence)
			}
			if line := p.Text.Line(b.Position.Line); line[b.Position.Column-1] != '{' {
				t.Errorf("it stands at %v: %q", b.Position, line)
			}
		})
	}
}

func TestRequestsAndResponsesArePaired(t *testing.T) {
	request := func(name string) string {
		return "<!-- {\"blockType\": \"request\", \"name\": \"" + name + "\"} -->\n```http\nGET https://a.example/v1.0/" + name + "\n```\n"
	}
	response := func(status string) string {
		return "<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 " + status + " OK\n```\n"
	}
	for _, c := range []struct{ name, text, want string }{
		{"one after the other", request("a") + response("200") + request("b") + response("201"), "a 200, b 201"},
		{"all requests first", request("a") + request("b") + response("200") + response("201"), "a 200, b 201"},
		{"a request that lacks its response", request("a") + request("b") + response("200"), "a -, b 200"},
		{"two answers to one request", request("a") + response("200") + response("202"), "a 200, a 202"},
		{"a response first", response("200") + request("a") + response("201"), "- 200, a 201"},
		{"by name", request("a") + request("b") +
			"<!-- {\"blockType\": \"response\", \"name\": \"b\"} -->\n```http\nHTTP/1.1 201 OK\n```\n<!-- {\"blockType\": \"response\", \"name\": \"a\"} -->\n```http\nHTTP/1.1 200 OK\n```\n", "b 201, a 200"},
		{"by a list of names", request("a") + request("b") + "<!-- {\"blockType\": \"response\", \"name\": [\"a\", \"b\"]} -->\n```http\nHTTP/1.1 200 OK\n```\n", "a 200, b 200"},
		{"with a request marked ignored", "<!-- {\"blockType\": \"ignored\"} -->\n```http\nGET https://a.example/v1.0/i\nAccept: x\n```\n" + response("200"), "i 200"},
		{"with a request marked ignored, behind another example", request("a") + response("200") + "<!-- {\"blockType\": \"ignored\"} -->\n```http\nGET https://a.example/v1.0/a/$count\n```\n" + response("202"), "a 200, a/$count 202"},
		{"with a request that is not annotated", "```http\nGET https://a.example/v1.0/i\n```\n" + response("200"), "i 200"},
		{"with a response that is not annotated", request("a") + "```http\nHTTP/1.1 204 No Content\n```\n", "a 204"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, e := range mustRead(t, c.text).Examples {
				s := "-"
				if e.RequestMessage != nil {
					s = strings.TrimPrefix(e.RequestMessage.Target, "https://a.example/v1.0/")
				}
				if e.ResponseMessage != nil {
					s += fmt.Sprint(" ", e.ResponseMessage.Status)
				} else {
					s += " -"
				}
				got = append(got, s)
			}
			if s := strings.Join(got, ", "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

func TestExchangesWithoutAnnotationsAreFoundWhenAsked(t *testing.T) {
	p := mustRead(t, "# T\n## HTTP Request\n```http\nGET /devices/{id}\n```\n## Example\n``` http\nGET https://a.example/beta/devices/1\n```\n### Response\n``` http\nHTTP/1.1 200 OK\nContent-Length: 2\n\n{}\n```\n")
	if len(p.Examples) != 0 {
		t.Errorf("annotated: %+v", p.Examples)
	}
	bare := p.BareExamples()
	if len(bare) != 1 || bare[0].Operation != p.Operations[0] || bare[0].ResponseMessage.Status != 200 {
		t.Errorf("%+v", bare)
	}
}

func TestTemplatesAreFoundByStructure(t *testing.T) {
	example := "## Example\n<!-- {\"blockType\": \"request\"} -->\n```http\nGET https://a.example/v1.0/x\n```\n<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 200 OK\n```\n"
	for _, c := range []struct{ name, text, want string }{
		{"in an ignored block", "# T\n## HTTP request\n<!-- {\"blockType\": \"ignored\"} -->\n```http\nGET /users/{id | name}\nPATCH /users/{id}\n```\n" + example, "GET /users/{id | name}, PATCH /users/{id}"},
		{"in a bare fence", "# T\n## Anfrage\n```\nGET /users\n```\n" + example, "GET /users"},
		{"in several fences", "# T\n## HTTP request\nAll:\n```http\nGET /users\n```\nOne:\n```http\nGET /users/{id}\n```\n" + example, "GET /users, GET /users/{id}"},
		{"with comments and alternatives", "# T\n## HTTP request\n```http\n# all\nGET /me\nor\n\nGET /users\n// one\n```\n" + example, "GET /me, GET /users"},
		{"without a blank", "# T\n## HTTP request\n```http\nDELETE/users/{id}\n```\n" + example, "DELETE /users/{id}"},
		{"over two lines", "# T\n## HTTP request\n```http\nGET /users\n  ?$filter={f}\n```\n" + example, "GET /users"},
		{"with host and version", "# T\n## HTTP request\n<!-- {\"blockType\": \"ignored\"} -->\n```http\nGET https://a.example/v1.0/users\n```\n" + example, "GET /users"},
		{"without a slash", "# T\n## HTTP request\n```\nGET businesscentral/companies({id})\n```\n" + example, "GET /businesscentral/companies({id})"},
		{"in the section of the example", "# T\n## HTTP request\n```http\nGET /users\n```\n<!-- {\"blockType\": \"request\"} -->\n```http\nGET https://a.example/v1.0/users\n```\n", "GET /users"},
		{"an illustration in the example is none", "# T\n## HTTP request\n```http\nGET /users\n```\n" + example + "\n```http\nGET /other\n```\n", "GET /users"},
		{"an example's request is one where nothing else is", "# T\n<!-- {\"blockType\": \"request\"} -->\n```http\nGET /drive/root\n```\n", "GET /drive/root"},
		{"JSON is none", "# T\n```json\n{\"GET\": 1}\n```\n", ""},
		{"a message is none", "# T\n## Example\n```http\nPOST /users\nContent-Type: x/y\n\n{}\n```\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, op := range mustRead(t, c.text).Operations {
				got = append(got, op.Method+" "+op.Path)
			}
			if s := strings.Join(got, ", "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

func TestRequestsMatchTemplates(t *testing.T) {
	for _, c := range []struct {
		template, path string
		want           bool
	}{
		{"/users/{id}", "/users/1", true},
		{"/users/{id}", "/Users/a@b.example", true},
		{"/users/{id}", "/users", false},
		{"/users/{id}", "/users/1/messages", false},
		{"/users/{id | userPrincipalName}/messages", "/users/1/messages", true},
		{"/users/<id>", "/users/1", true},
		{"/users/{id}/microsoft.graph.reset", "/users/1/reset", true},
		{"/reports/getUse(period='{p}')", "/reports/getUse(period='D7')", true},
		{"/reports/getUse(period='{p}')", "/reports/getUse(date=2020-01-01)", false},
		{"/tasks/{id}/complete", "/tasks('AB/C==')/complete", true},
		{"/groups/{id}/members", "/groups/1/members/microsoft.graph.user", true},
		{"/drive/root:/{item-path}:/content", "/drive/root:/a/b/c.txt:/content", true},
		{"/drive/root:/{item-path}", "/drive/root:/a/b/c.txt", true},
		{"/users", "/groups", false},
	} {
		op := &Operation{Path: c.template}
		if got := op.Matches(c.path); got != c.want {
			t.Errorf("%s against %s: %t", c.path, c.template, got)
		}
	}
}

func TestStatusSentencesSayWhatIsPromised(t *testing.T) {
	for _, c := range []struct {
		text   string
		status int
		typ    string
		many   bool
		noBody bool
	}{
		{"Returns a `200 OK` response code and a [leaf](leaf.md) object.", 200, "leaf", false, false},
		{"Returns a `200 OK` response code and a collection of [leaf](leaf.md) objects.", 200, "leaf", true, false},
		{"Returns `200 OK` and a [leaf](leaf.md) collection.", 200, "leaf", true, false},
		{"Returns `200, OK` and **leafKind** objects.", 200, "leafKind", false, false},
		{"Returns 202 Accepted without more.", 202, "", false, false},
		{"Returns `HTTP 201 Created`.", 201, "", false, false},
		{"Returns `204`.", 204, "", false, true},
		{"Returns `200 OK`. It does not return anything in the response body.", 200, "", false, true},
		{"Gibt `200 OK` und eine Sammlung von [leaf](leaf.md) zurück.", 200, "leaf", true, false},
		{"返回 `200 OK` 响应代码和 [leaf](leaf.md) 集合。", 200, "leaf", true, false},
		{"Up to 200 Leaves fit.", 0, "", false, false},
		{"The `404` page.", 404, "", false, false},
		{"Use `300` of them.", 300, "", false, false},
		{"Use `299` of them.", 0, "", false, false},
	} {
		p := mustRead(t, "# T\n\n"+c.text+"\n")
		if c.status == 0 {
			if len(p.Statuses) != 0 {
				t.Errorf("%q: %+v", c.text, p.Statuses[0])
			}
			continue
		}
		if len(p.Statuses) != 1 {
			t.Errorf("%q: %d statuses", c.text, len(p.Statuses))
			continue
		}
		s := p.Statuses[0]
		name, many := "", false
		if len(s.Types) > 0 {
			name, many = s.Types[0].Name, s.Types[0].Collection.IsTrue()
		}
		if s.Status != c.status || name != c.typ || many != c.many || s.NoBody.IsTrue() != c.noBody {
			t.Errorf("%q: %d %q many=%t nobody=%v", c.text, s.Status, name, many, s.NoBody)
		}
	}
}

func TestAForgottenFenceEndLosesNothing(t *testing.T) {
	p := mustRead(t, "# T\n<!-- {\"blockType\": \"request\"} -->\n```http\nGET https://a.example/x\n### Response\n<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 200 OK\n```\n\nText.\n")
	if diff := cmp.Diff([]Code{FenceNotClosed}, codes(p)); diff != "" {
		t.Error(diff)
	}
	if len(p.Examples) != 1 || p.Examples[0].ResponseMessage == nil || p.Examples[0].ResponseMessage.StatusPosition.Line != 8 {
		t.Errorf("%+v", p.Examples)
	}
	p = mustRead(t, "# T\n```http\nGET /x\n")
	if diff := cmp.Diff([]Code{FenceNotClosed}, codes(p)); diff != "" {
		t.Error(diff)
	}
}

func TestFrontMatterKeepsKeysAndPlaces(t *testing.T) {
	p := mustRead(t, "\ufeff---\r\ntitle: \"A: b\"\r\nlist:\r\n - x\r\n'quoted': 'it''s'\r\n# comment\r\nempty:\r\n---\r\n# Heading\r\n")
	want := []string{"2 title=A: b", "3 list= - x", "5 quoted=it's", "7 empty="}
	var got []string
	for _, f := range p.FrontMatter {
		got = append(got, fmt.Sprintf("%d %s=%s", f.Position.Line, f.Key, f.Value))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if p.Title != "Heading" || p.TitlePosition.Line != 9 {
		t.Errorf("title %q at %v", p.Title, p.TitlePosition)
	}
	if p := mustRead(t, "---\n\nA rule.\n\n---\n\n# T\n"); len(p.FrontMatter) != 0 || p.Title != "T" {
		t.Errorf("a page that begins with a rule: %+v", p.FrontMatter)
	}
}

func TestTabsAreNoHeadings(t *testing.T) {
	p := mustRead(t, "# T\n## Request\n# [HTTP](#tab/http)\n```http\nGET https://a.example/x\n```\n# [C#](#tab/csharp)\n[!INCLUDE [a](b.md)]\n[!INCLUDE [c](d.md)]\n---\n\n## Next\n```\nx\n```\n")
	var got []string
	for _, h := range p.Headings {
		got = append(got, h.Text)
	}
	if diff := cmp.Diff([]string{"T", "Request", "Next"}, got); diff != "" {
		t.Error(diff)
	}
	if p.Fences[0].Tab != "http" || p.Fences[1].Tab != "" || len(p.Includes) != 2 || p.Includes[0].Tab != "csharp" {
		t.Errorf("fences %+v, includes %+v", p.Fences, p.Includes)
	}
}

func TestHeadingsHaveTheAnchorsThatLinksUse(t *testing.T) {
	p := mustRead(t, "# The Title, once\n## `leaf` values\n## Same\n## Same\n<a name=\"here\"></a>\n\nText <span id='there'>x</span>\n")
	for _, anchor := range []string{"the-title-once", "leaf-values", "same", "same-1", "here", "there"} {
		if !p.Anchors[anchor] {
			t.Errorf("no anchor %s in %v", anchor, p.Anchors)
		}
	}
}

func FuzzReadPage(f *testing.F) {
	f.Add([]byte(resourceHead + "|Property|Type|Description|\n|-|-|-|\n|id|String|Possible values are: `a`.|\n\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"a.b\",} -->\n```json\n{\"id\": \"string\"}\n```\n"))
	f.Add([]byte("# T\n## HTTP request\n```http\nGET /a/{b}\n```\nReturns `200 OK` and [x](x.md).\n<!-- {\"blockType\": \"request\"} -->\n```http\nGET https://a.example/a/1\n```\n<!-- {\"blockType\": \"response\"} -->\n```http\nHTTP/1.1 200 OK\nA: b\n\n{}\n```\n"))
	f.Add([]byte("# [HTTP](#tab/http)\n[!INCLUDE [a](b.md)]\n---\n1. x\n   <!-- {\n   } -->\n   ```\n   y\n    ```\n> |a|b|\n> |-|-|\n> |c\n> d|e|\n"))
	f.Add([]byte("|a|b|\n|-|-|\n|[!INCLUDE [x](y.z)]|c|\n|d|e|\n\n[!INCLUDE [x](y.z)]\n\n|f|g|\n|h|i|\n|-|-|\n"))
	f.Add([]byte("---\na: b\n---\n```http\nGET x\n### R\n<!-- {\"blockType\": \"response\"\n```http\nHTTP 200\n```\n[a][b] `c | d` ![e](f \"g\")\n\n[b]: <h>\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		// The page may include its own second half.
		half := location.NewText("page.md", data[len(data)/2:])
		budget := 20
		p, err := readPage("page.md", data, func(_, target string) (*location.Text, bool) {
			budget--
			return half, len(target)%2 == 1 && budget > 0
		})
		if err != nil {
			return
		}
		r := newResolver([]*Page{p})
		r.resolve()
		r.links(p)
		r.names()
		r.model()
		lines := strings.Count(string(data), "\n") + 1
		inside := func(what string, line, column int) {
			if line < 1 || line > lines || column < 1 {
				t.Errorf("%s stands at %d:%d of %d lines", what, line, column, lines)
			}
		}
		for _, problem := range p.Problems {
			inside(string(problem.Code), problem.Position.Line, problem.Position.Column)
		}
		for _, b := range p.Blocks {
			inside("a block", b.Position.Line, b.Position.Column)
		}
		for _, fence := range p.Fences {
			inside("a fence", fence.Position.Line, fence.Position.Column)
		}
		for _, e := range p.Examples {
			if e.Request == nil && e.Response == nil {
				t.Error("an example of nothing")
			}
		}
		for _, d := range p.Types {
			for _, doc := range d.Properties {
				inside("property "+doc.Name, doc.NamePosition.Line, doc.NamePosition.Column)
			}
		}
		for _, op := range p.Operations {
			inside("operation "+op.Path, op.Position.Line, op.Position.Column)
		}
	})
}
