package uri_test

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// shop is a model with everything that a context URL can lead through.
func shop() *edm.Model {
	property := func(name, typeName string) *edm.Property {
		return &edm.Property{Name: name, Type: typeRef(typeName)}
	}
	nav := func(name, typeName string, contained bool) *edm.NavigationProperty {
		return &edm.NavigationProperty{Name: name, Type: typeRef(typeName), ContainsTarget: edm.Said(contained)}
	}
	key := func(names ...string) (refs []edm.PropertyRef) {
		for _, n := range names {
			refs = append(refs, edm.PropertyRef{Path: n})
		}
		return refs
	}
	entity := func(name, base string, keys []edm.PropertyRef, members ...any) *edm.EntityType {
		t := &edm.EntityType{Key: keys, Structured: edm.Structured{Namespace: "org.shop", Name: name, BaseType: base}}
		addMembers(&t.Structured, members)
		return t
	}
	complexType := func(name, base string, members ...any) *edm.ComplexType {
		t := &edm.ComplexType{Structured: edm.Structured{Namespace: "org.shop", Name: name, BaseType: base}}
		addMembers(&t.Structured, members)
		return t
	}
	open := entity("Note", "", key("ID"), property("ID", "Edm.Guid"), property("Text", "Edm.String"))
	open.OpenType = edm.True
	s := &edm.Schema{Namespace: "org.shop", Alias: "shop"}
	s.EntityTypes = []*edm.EntityType{
		entity("Customer", "", key("ID"), property("ID", "Edm.String"), property("Name", "Edm.String"), property("Address", "org.shop.Address"),
			property("Addresses", "Collection(org.shop.Address)"), property("Tags", "Collection(Edm.String)"), property("Level", "org.shop.Level"),
			property("Photo", "Edm.Stream"), nav("Orders", "Collection(org.shop.Order)", true), nav("Friends", "Collection(org.shop.Customer)", false),
			nav("Basket", "org.shop.Order", true), property("Created", "Edm.DateTimeOffset"), property("Balance", "Edm.Decimal")),
		entity("VipCustomer", "org.shop.Customer", nil, property("Since", "Edm.Date"), nav("Agent", "org.shop.Employee", false)),
		entity("Order", "", key("Number"), property("Number", "Edm.Int32"), nav("Items", "Collection(org.shop.Item)", true)),
		entity("Item", "", key("Line", "Part"), property("Line", "Edm.Int16"), property("Part", "Edm.String"), property("Price", "Edm.Decimal"),
			nav("Notes", "Collection(org.shop.Note)", true)),
		entity("Employee", "", key("ID"), property("ID", "Edm.Guid"), property("Name", "Edm.String"), nav("Reports", "Collection(org.shop.Employee)", false)),
		open,
	}
	s.ComplexTypes = []*edm.ComplexType{
		complexType("Address", "", property("Street", "Edm.String"), property("Zip", "Edm.String"), nav("Country", "org.shop.Note", false),
			nav("Keys", "Collection(org.shop.Note)", true)),
		complexType("AddressWithLocation", "org.shop.Address", property("Place", "Edm.GeographyPoint")),
	}
	s.EnumTypes = []*edm.EnumType{{Namespace: "org.shop", Name: "Level", Members: []*edm.EnumMember{{Name: "low"}, {Name: "high"}}}}
	bound := func(name, to, result string, args ...string) edm.Operation {
		o := edm.Operation{Namespace: "org.shop", Name: name, IsBound: true, Parameters: []*edm.Parameter{{Name: "it", Type: typeRef(to)}}}
		for _, a := range args {
			n, typ, _ := strings.Cut(a, ":")
			o.Parameters = append(o.Parameters, &edm.Parameter{Name: n, Type: typeRef(typ)})
		}
		if result != "" {
			o.ReturnType = &edm.ReturnType{Type: typeRef(result)}
		}
		return o
	}
	unbound := func(name, result string, args ...string) edm.Operation {
		o := bound(name, "Edm.String", result, args...)
		o.IsBound, o.Parameters = false, o.Parameters[1:]
		return o
	}
	s.Actions = []*edm.Action{{Operation: bound("Remind", "org.shop.Customer", "")}, {Operation: unbound("Reset", "")}}
	s.Functions = []*edm.Function{
		{Operation: bound("Best", "Collection(org.shop.Customer)", "org.shop.Customer"), IsComposable: edm.True},
		{Operation: bound("Spent", "org.shop.Customer", "Edm.Decimal", "from:Edm.Date", "to:Edm.Date")},
		{Operation: bound("Spent", "org.shop.Customer", "Edm.Decimal", "from:Edm.Date")},
		{Operation: unbound("Nearest", "Collection(org.shop.Address)", "count:Edm.Int32", "near:Edm.GeographyPoint"), IsComposable: edm.True},
		{Operation: unbound("Top", "Collection(org.shop.Customer)", "count:Edm.Int32"), IsComposable: edm.True},
	}
	s.EntityContainer = &edm.EntityContainer{Namespace: "org.shop", Name: "Container",
		EntitySets: []*edm.EntitySet{{Name: "Customers", EntityType: "org.shop.Customer", Bindings: []edm.NavigationPropertyBinding{
			{Path: "Friends", Target: "Customers"}, {Path: "org.shop.VipCustomer/Agent", Target: "Employees"}}},
			{Name: "Employees", EntityType: "org.shop.Employee"}, {Name: "Items", EntityType: "org.shop.Item"}},
		Singletons:      []*edm.Singleton{{Name: "Me", Type: "org.shop.Customer"}},
		ActionImports:   []*edm.OperationImport{{Name: "Reset", Operation: "org.shop.Reset"}},
		FunctionImports: []*edm.OperationImport{{Name: "Nearest", Operation: "org.shop.Nearest"}, {Name: "Top", Operation: "org.shop.Top", EntitySet: "Customers"}},
	}
	m := edm.NewModel()
	m.Version = "4.01"
	m.Add(s)
	return m
}

func addMembers(s *edm.Structured, members []any) {
	for _, member := range members {
		switch member := member.(type) {
		case *edm.Property:
			s.Properties = append(s.Properties, member)
		case *edm.NavigationProperty:
			s.NavigationProperties = append(s.NavigationProperties, member)
		}
	}
}

func typeRef(name string) edm.TypeRef {
	if in, ok := strings.CutPrefix(name, "Collection("); ok {
		return edm.TypeRef{Name: strings.TrimSuffix(in, ")"), Collection: true}
	}
	return edm.TypeRef{Name: name}
}
