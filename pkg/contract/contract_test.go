package contract_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
)

const shop = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="shop" Alias="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
 <EntityType Name="order"><Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false"/>
  <Property Name="status" Type="s.orderStatus"/>
  <Property Name="total" Type="Edm.Decimal" Scale="2"/>
  <NavigationProperty Name="lines" Type="Collection(s.line)" ContainsTarget="true"/>
 </EntityType>
 <EntityType Name="line"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
 <EnumType Name="orderStatus"><Member Name="open" Value="0"/><Member Name="closed" Value="1"/></EnumType>
 <EntityContainer Name="c"><EntitySet Name="orders" EntityType="s.order"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

const orderPage = `---
title: "order resource type"
doc_type: resourcePageType
---
# order resource type

Namespace: shop

## Properties

| Property | Type | Description |
|:---------|:-----|:------------|
| id | String | The key. |
| status | String | The status. |
| Total | Decimal | The sum. |
| note | String | A remark. |

## JSON representation

<!-- { "blockType": "resource", "keyProperty": "id", "@odata.type": "shop.order" } -->
` + "```json" + `
{ "id": "String", "status": "String", "note": "String" }
` + "```\n"

const orderAPI = `---
title: "Get order"
doc_type: apiPageType
---
# Get order

Namespace: shop

## HTTP request

<!-- { "blockType": "ignored" } -->
` + "```http" + `
GET /orders/{id}
` + "```" + `

## Response

If successful, this method returns a ` + "`200 OK`" + ` response code and an [order](../resources/order.md).

## Example

<!-- { "blockType": "request", "name": "get_order" } -->
` + "```http" + `
GET https://shop.example/v2/orders/7
` + "```" + `

<!-- { "blockType": "response", "@odata.type": "shop.order" } -->
` + "```http" + `
HTTP/1.1 200 OK
Content-Type: application/json

{ "@odata.context": "https://shop.example/v2/$metadata#orders/$entity", "id": "7", "status": "open" }
` + "```\n"

func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func load(t *testing.T, opt contract.Options, sources ...string) *contract.Contract {
	t.Helper()
	c, err := contract.Load(context.Background(), sources, opt)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestBothStatementsAreKeptWhereSourcesDisagree(t *testing.T) {
	dir := write(t, map[string]string{"docs/resources/order.md": orderPage, "docs/api/order-get.md": orderAPI, "shop.xml": shop})
	c := load(t, contract.Options{}, filepath.Join(dir, "shop.xml"), filepath.Join(dir, "docs"))
	want := []contract.Disagreement{
		{Type: "shop.order", Property: "status", Aspect: contract.TypeOf, Documented: "Edm.String", Declared: "shop.orderStatus", Holds: contract.CSDL},
		{Type: "shop.order", Property: "Total", Aspect: contract.NameCase, Documented: "Total", Declared: "total", Holds: contract.CSDL},
		{Type: "shop.order", Property: "note", Aspect: contract.Missing, Documented: "Edm.String", Holds: contract.Documentation},
	}
	if diff := cmp.Diff(want, c.Disagreements, cmpopts.IgnoreTypes(edm.Place{})); diff != "" {
		t.Error(diff)
	}
	for _, d := range c.Disagreements {
		if !strings.HasSuffix(d.DocumentedPlace.File, "order.md") || !strings.HasSuffix(d.DeclaredPlace.File, "shop.xml") {
			t.Errorf("%s: places %v and %v, want the page and the CSDL", d.Property, d.DocumentedPlace, d.DeclaredPlace)
		}
	}
	order := c.Model.EntityType("shop.order")
	if got := c.Model.Property(order, "status").Type.Name; got != "shop.orderStatus" {
		t.Errorf("status is %s: the CSDL's statement must hold", got)
	}
	if c.Model.Property(order, "note") == nil {
		t.Error("note is documented, and must be part of the contract")
	}
	if c.Model.Property(order, "Total") != nil {
		t.Error("Total differs in case alone, and must be no second property")
	}
}

func TestASourceIsLeftAsItIsByMerging(t *testing.T) {
	dir := write(t, map[string]string{"docs/resources/order.md": orderPage, "shop.xml": shop})
	c := load(t, contract.Options{}, filepath.Join(dir, "shop.xml"), filepath.Join(dir, "docs"))
	for _, s := range c.Sources {
		if s.Kind == contract.CSDL && s.Document.Model.Property(s.Document.Model.EntityType("shop.order"), "note") != nil {
			t.Error("the CSDL's own model has the documented property")
		}
	}
}

func TestDocumentedOperationsAreFound(t *testing.T) {
	dir := write(t, map[string]string{"docs/resources/order.md": orderPage, "docs/api/order-get.md": orderAPI})
	c := load(t, contract.Options{}, filepath.Join(dir, "docs"))
	o := c.Operation("get", "/v2/orders/7")
	if o == nil {
		t.Fatal("GET /v2/orders/7 is documented")
	}
	if o.Name() != "GET /orders/{id}" || o.Return.Name != "shop.order" || o.Return.Collection || !o.Documents(200) || !o.ShowsContext || !o.Shown["id"] {
		t.Errorf("%+v", o)
	}
	if c.BasePath != "/v2" {
		t.Errorf("base path %q, want /v2", c.BasePath)
	}
	if c.Operation("DELETE", "/v2/orders/7") != nil {
		t.Error("DELETE is not documented")
	}
	if c.Whole("shop") {
		t.Error("pages are never whole")
	}
}

func TestWhatAPathAddresses(t *testing.T) {
	dir := write(t, map[string]string{"shop.xml": shop})
	c := load(t, contract.Options{}, filepath.Join(dir, "shop.xml"))
	for _, tc := range []struct{ path, typeName, root string }{
		{"/orders", "Collection(shop.order)", ""},
		{"/api/v2/orders('7')", "shop.order", "/api/v2"},
		{"/v2/orders('7')/lines?$top=5", "Collection(shop.line)", "/v2"},
	} {
		target, root, err := c.Target(tc.path)
		if err != nil {
			t.Errorf("%s: %v", tc.path, err)
			continue
		}
		if target.Type.String() != tc.typeName || root != tc.root {
			t.Errorf("%s is %s under %q, want %s under %q", tc.path, target.Type, root, tc.typeName, tc.root)
		}
	}
	if _, _, err := c.Target("/v2/orders('7')/lnies"); err == nil || !strings.Contains(err.Error(), "lnies") {
		t.Errorf("error %v, want one that names lnies", err)
	}
	if !c.Whole("shop") || !c.Whole("s") || c.Whole("other") {
		t.Error("a CSDL is whole for its namespaces, by name and alias, and for no other")
	}
}

func TestBuiltInContracts(t *testing.T) {
	pages := fstest.MapFS{"resources/order.md": {Data: []byte(orderPage)}}
	c := load(t, contract.Options{BuiltIn: map[string]fs.FS{"shop": pages}}, "shop")
	if c.Model.EntityType("shop.order") == nil {
		t.Error("the built-in pages are not read")
	}
}

func TestUnreadableSourcesSayWhatAndWhatToDo(t *testing.T) {
	dir := write(t, map[string]string{
		"cycle.xml":  `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="x" xmlns="http://docs.oasis-open.org/odata/ns/edm"><ComplexType Name="a" BaseType="x.b"/><ComplexType Name="b" BaseType="x.a"/></Schema></edmx:DataServices></edmx:Edmx>`,
		"broken.xml": "<edmx:Edmx",
	})
	for name, want := range map[string]string{
		filepath.Join(dir, "missing.xml"): "built-in shop",
		filepath.Join(dir, "broken.xml"):  "broken.xml:1",
		filepath.Join(dir, "cycle.xml"):   "cycle.xml:1",
	} {
		_, err := contract.Load(context.Background(), []string{name}, contract.Options{BuiltIn: map[string]fs.FS{"shop": fstest.MapFS{}}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", filepath.Base(name), err, want)
		}
	}
}
