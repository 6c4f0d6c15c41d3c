package uri_test

import (
	"testing"

	"github.com/concord-odata/concord/pkg/uri"
)

func selectOf(t *testing.T, context string) *uri.SelectList {
	t.Helper()
	p, err := resolve(t, shop(), context)
	if err != nil {
		t.Fatalf("%s: %v", context, err)
	}
	return p.Select
}

func TestWhatASelectListSelects(t *testing.T) {
	for _, c := range []struct {
		context  string
		name     string
		selected bool
	}{
		{"#Customers", "Name", true},
		{"#Customers()", "Name", true},
		{"#Customers(Name)", "Name", true},
		{"#Customers(Name)", "ID", false},
		{"#Customers(*)", "ID", true},
		{"#Customers(Orders())", "ID", true},
		{"#Customers(Orders(Number))", "ID", true},
		{"#Customers(Name,Orders(Number))", "ID", false},
		{"#Customers(Orders)", "ID", false},
		{"#Customers(Address/Street)", "Address", true},
		{"#Customers(org.shop.*)", "ID", false},
		{"#Customers(@a.b)", "ID", false},
		{"#Customers(shop.VipCustomer/Since)", "Name", false},
		{"#Customers(shop.VipCustomer/Since)", "Since", false},
	} {
		if got := selectOf(t, c.context).Selects(c.name); got != c.selected {
			t.Errorf("%s selects %s: %v", c.context, c.name, got)
		}
	}
}

func TestASelectListForADerivedType(t *testing.T) {
	m := shop()
	l := selectOf(t, "#Customers(shop.VipCustomer/Since,Name,shop.VipCustomer/Agent(Name))")
	vip, plain := l.For(m, "org.shop.VipCustomer"), l.For(m, "org.shop.Customer")
	if !vip.Selects("Since") || !vip.Selects("Name") || vip.Selects("ID") {
		t.Error("a VipCustomer has Since and Name")
	}
	if _, ok := vip.Expands("Agent"); !ok {
		t.Error("a VipCustomer has its Agent expanded")
	}
	if plain.Selects("Since") || !plain.Selects("Name") {
		t.Error("a Customer has Name alone")
	}
	if _, ok := plain.Expands("Agent"); ok {
		t.Error("a Customer has no Agent")
	}
	if selectOf(t, "#Customers(shop.VipCustomer/Since)").For(m, "org.shop.Customer").Selects("Name") {
		t.Error("items behind a cast narrow the other types too")
	}
	var none *uri.SelectList
	if none.For(m, "org.shop.Customer") != nil || none.Below("Address") != nil || none.HasSelect() || none.HasStar() {
		t.Error("no list is no list at every level")
	}
}

func TestExpandedNavigationProperties(t *testing.T) {
	l := selectOf(t, "#Customers(Name,Orders,Orders(Number,Items()))")
	orders, ok := l.Expands("Orders")
	if !ok || !orders.Selects("Number") || orders.Selects("Other") {
		t.Errorf("Orders: %v %v", orders, ok)
	}
	items, ok := orders.Expands("Items")
	if !ok || items.HasSelect() || !items.Selects("Price") {
		t.Errorf("Items: %v %v", items, ok)
	}
	if _, ok := selectOf(t, "#Customers(Orders)").Expands("Orders"); ok {
		t.Error("a selected navigation property is not expanded")
	}
	address := selectOf(t, "#Customers(Address/Keys(Text))").Below("Address")
	if keys, ok := address.Expands("Keys"); !ok || !keys.Selects("Text") || !address.Selects("Street") {
		t.Errorf("Address: %v", address)
	}
}

func TestRecursiveExpansionGoesOnForEver(t *testing.T) {
	l := selectOf(t, "#Employees(Name,Reports+(ID))")
	for range 5 {
		next, ok := l.Expands("Reports")
		if !ok || !next.Selects("ID") || next.Selects("Name") {
			t.Fatalf("%v %v", next, ok)
		}
		l = next
	}
	if l, ok := selectOf(t, "#Employees(Reports+)").Expands("Reports"); !ok || !l.Selects("Name") {
		t.Error("a recursive expansion without a list is whole")
	}
}

func TestTheListInsideAComplexProperty(t *testing.T) {
	l := selectOf(t, "#Customers(Address/Street,Address/shop.AddressWithLocation/Place)")
	m := shop()
	inside := l.Below("Address")
	if !inside.Selects("Street") || inside.Selects("Zip") {
		t.Errorf("%v", inside)
	}
	if !inside.For(m, "org.shop.AddressWithLocation").Selects("Place") || inside.For(m, "org.shop.Address").Selects("Place") {
		t.Error("Place is there in an AddressWithLocation alone")
	}
	for _, whole := range []string{"#Customers(Address)", "#Customers(*)", "#Customers(Address,Address/Street)", "#Customers(Address/shop.AddressWithLocation)"} {
		if selectOf(t, whole).Below("Address") != nil {
			t.Errorf("%s: all of Address is there", whole)
		}
	}
	list := selectOf(t, "#Customers(@Core.Messages/code,@Core.Other#q)")
	if !list.Names("@Core.Messages") || !list.Names("@Core.Other#q") || list.Names("@Core.None") {
		t.Errorf("%v", list)
	}
}
