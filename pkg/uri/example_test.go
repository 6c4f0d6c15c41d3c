package uri_test

import (
	"fmt"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/uri"
)

func ExampleParseContext() {
	c, err := uri.ParseContext("https://host/service/$metadata#Customers('a')/Orders(Number,Items(Price))")
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := c.Resolve(shop())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Shape, p.Type, p.NavigationSource, p.Contained)
	items, expanded := p.Select.Expands("Items")
	fmt.Println(p.Select.Selects("Number"), expanded, items.Selects("Line"))
	// Output:
	// entity collection Collection(org.shop.Order) Customers/Orders true
	// true true false
}

func ExampleExplain() {
	c, err := uri.ParseContext("$metadata#Customers(Name,Address/Street,Orders(Items(Price)),Basket())/$entity")
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := c.Resolve(shop())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(uri.Explain(p))
	// Output:
	// One entity of type org.shop.Customer from the entity set Customers.
	// Selected: Name, Address/Street.
	// Expanded: Orders:
	//   Expanded: Items:
	//     Selected: Price.
	// Expanded: Basket, whole.
	// The body is the object itself, without "value".
}

func ExampleResolveError() {
	c, err := uri.ParseContext("$metadata#Custommers/$entity")
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = c.Resolve(shop())
	fmt.Println(err)
	// Output: uri: offset 10: "Custommers": no entity set or singleton has this name (did you mean Customers?)
}

func ExampleParseResource() {
	r, err := uri.ParseResource("/Customers/{id}/Orders/7/Items/$count")
	if err != nil {
		fmt.Println(err)
		return
	}
	t, err := r.Resolve(shop())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(t.Kind, t.NavigationSource, t.Template)
	// Output: $count Customers/Orders/Items /Customers({})/Orders({})/Items/$count
}

func ExampleParseQuery() {
	q, err := uri.ParseQuery("$filter=Nam eq 'x'&$expand=Orders($top=3)")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(q.Option(uri.ExpandOption).Items[0].Option(uri.TopOption).Number)
	for _, e := range q.Resolve(shop(), edm.TypeRef{Name: "org.shop.Customer", Collection: true}) {
		fmt.Println(e)
	}
	// Output:
	// 3
	// uri: offset 8: "Nam": org.shop.Customer has no such property or navigation property (did you mean Name?)
}

func ExampleSplit() {
	path, query, ok := uri.Split("https://host/service/Customers('a')?$select=Name", "https://host/service/")
	fmt.Println(path, query, ok)
	// Output: Customers('a') $select=Name true
}
