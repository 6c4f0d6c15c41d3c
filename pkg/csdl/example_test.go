package csdl_test

import (
	"fmt"

	"github.com/concord-odata/concord/pkg/csdl"
)

const metadata = `<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0">
  <edmx:DataServices>
    <Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="example.shop" Alias="self">
      <EntityType Name="Order">
        <Key><PropertyRef Name="ID"/></Key>
        <Property Name="ID" Type="Edm.Int32" Nullable="false"/>
        <Property Name="State" Type="self.Status"/>
      </EntityType>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>`

func ExampleRead() {
	doc, err := csdl.Read("metadata.xml", []byte(metadata))
	if err != nil {
		fmt.Println(err) // no CSDL
		return
	}
	if err := doc.Err(); err != nil {
		fmt.Println(err) // no contract can be made of it
		return
	}
	order := doc.Model.EntityType("self.Order")
	fmt.Println(order.QualifiedName(), "has", len(order.Properties), "properties")
	for _, p := range doc.Problems {
		fmt.Printf("%d:%d %s %s: %s\n", p.Place.Line, p.Place.Column, p.Rule(), p.Code, p.Message)
	}
	// Output:
	// example.shop.Order has 2 properties
	// 7:38 MTD-001 unresolved-type: property example.shop.Order/State: type example.shop.Status is not declared
}

func ExampleRead_refused() {
	_, err := csdl.Read("metadata.xml", []byte("<html><body>Sign in</body></html>"))
	fmt.Println(err)
	// Output:
	// csdl: metadata.xml:1:1: no CSDL: this is an HTML page; is the URL that of $metadata, and does the service want a sign-in?
}

func ExampleCheck() {
	doc, err := csdl.ReadXML("metadata.xml", []byte(metadata))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range csdl.Check(doc.Model) {
		fmt.Println(p.Target, p.Name)
	}
	// Output:
	// example.shop.Order/State example.shop.Status
}
