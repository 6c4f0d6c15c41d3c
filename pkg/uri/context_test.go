package uri_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/internal/growth"
	"github.com/concord-odata/concord/pkg/uri"
)

func resolve(t *testing.T, m *edm.Model, context string) (*uri.Promise, error) {
	t.Helper()
	c, err := uri.ParseContext(context)
	if err != nil {
		t.Fatalf("%s: %v", context, err)
	}
	return c.Resolve(m)
}

func TestWhatAContextPromises(t *testing.T) {
	m := shop()
	for _, c := range []struct {
		context string
		shape   uri.Shape
		typ     string
		source  string
	}{
		{"https://h/s/$metadata", uri.ServiceDocument, "", ""},
		{"$metadata?$schemaversion=2#Customers", uri.EntityCollection, "Collection(org.shop.Customer)", "Customers"},
		{"#Customers/$entity", uri.Entity, "org.shop.Customer", "Customers"},
		{"#Customers/shop.VipCustomer(Name)/$entity", uri.Entity, "org.shop.VipCustomer", "Customers"},
		{"#Me", uri.Entity, "org.shop.Customer", "Me"},
		{"#Me/org.shop.VipCustomer(Since)", uri.Entity, "org.shop.VipCustomer", "Me"},
		{"#Me/org.shop.VipCustomer/Since", uri.Primitive, "Edm.Date", "Me/Since"},
		{"#Me/Orders", uri.EntityCollection, "Collection(org.shop.Order)", "Me/Orders"},
		{"#Me/Orders/$entity", uri.Entity, "org.shop.Order", "Me/Orders"},
		{"#Me/Basket", uri.Entity, "org.shop.Order", "Me/Basket"},
		{"#Me/Basket/$entity", uri.Entity, "org.shop.Order", "Me/Basket"},
		{"#Me/Address/Keys/$entity", uri.Entity, "org.shop.Note", "Me/Address/Keys"},
		{"#Customers('a')/Orders(1)/Items(Line=1,Part='x')/Notes", uri.EntityCollection, "Collection(org.shop.Note)", "Customers/Orders/Items/Notes"},
		{"#Customers('a')/Addresses", uri.ComplexCollection, "Collection(org.shop.Address)", "Customers/Addresses"},
		{"#Customers('a')/Addresses/org.shop.AddressWithLocation", uri.ComplexCollection, "Collection(org.shop.AddressWithLocation)", "Customers/Addresses"},
		{"#Customers('a')/Address", uri.Complex, "org.shop.Address", "Customers/Address"},
		{"#Customers('a')/Address/Street", uri.Primitive, "Edm.String", "Customers/Address/Street"},
		{"#Customers('a')/Tags", uri.PrimitiveCollection, "Collection(Edm.String)", "Customers/Tags"},
		{"#Customers('a')/Level", uri.Primitive, "org.shop.Level", "Customers/Level"},
		{"#Collection(org.shop.Level)", uri.PrimitiveCollection, "Collection(org.shop.Level)", ""},
		{"#Collection(shop.Customer)(Name)", uri.EntityCollection, "Collection(org.shop.Customer)", ""},
		{"#shop.Address", uri.Complex, "org.shop.Address", ""},
		{"#Collection(Edm.EntityType)", uri.AllEntities, "Collection(Edm.EntityType)", ""},
		{"#Collection(Edm.ComplexType)", uri.CrossJoin, "Collection(Edm.ComplexType)", ""},
		{"#Edm.Untyped", uri.UnknownShape, "Edm.Untyped", ""},
		{"#$ref", uri.Reference, "", ""},
		{"#Collection($ref)", uri.ReferenceCollection, "", ""},
		{"#$delta", uri.DeltaCollection, "", ""},
		{"#Customers/$delta", uri.DeltaCollection, "Collection(org.shop.Customer)", "Customers"},
		{"#Customers(Name,Orders(Number))/$delta", uri.DeltaCollection, "Collection(org.shop.Customer)", "Customers"},
		{"#Customers/$entity/$delta", uri.DeltaEntity, "org.shop.Customer", "Customers"},
		{"#Customers('a')/$delta", uri.DeltaEntity, "org.shop.Customer", "Customers"},
		{"#Customers('a')(Name)/$delta", uri.DeltaEntity, "org.shop.Customer", "Customers"},
		{"#Customers('a')/Addresses/$delta", uri.DeltaCollection, "Collection(org.shop.Address)", "Customers/Addresses"},
		{"#Me/$delta", uri.DeltaEntity, "org.shop.Customer", "Me"},
		{"#Collection(org.shop.Order)/$delta", uri.DeltaCollection, "Collection(org.shop.Order)", ""},
		{"#org.shop.Order/$delta", uri.DeltaEntity, "org.shop.Order", ""},
		{"#Customers/$deletedEntity", uri.DeletedEntity, "org.shop.Customer", "Customers"},
		{"#Customers('a')/Orders/$link", uri.Link, "org.shop.Order", "Customers/Orders"},
		{"#Customers/$deletedLink", uri.DeletedLink, "org.shop.Customer", "Customers"},
		{"#%43ustomers('%41')/%4Eame", uri.Primitive, "Edm.String", "Customers/Name"},
	} {
		p, err := resolve(t, m, c.context)
		if err != nil {
			t.Errorf("%s: %v", c.context, err)
			continue
		}
		if p.Shape != c.shape || p.Type.String() != c.typ || p.NavigationSource != c.source {
			t.Errorf("%s: %v %v %q, want %v %v %q", c.context, p.Shape, p.Type, p.NavigationSource, c.shape, c.typ, c.source)
		}
		if len(p.Issues) > 0 {
			t.Errorf("%s: issues %v", c.context, p.Issues)
		}
	}
}

func TestWhereAContextDoesNotParse(t *testing.T) {
	for _, c := range []struct {
		context string
		at      string // the text that the rest begins with
		why     string
	}{
		{"", "", "not empty"},
		{"People", "People", "$metadata"},
		{"https://h/s/$metadatas#Customers", "$metadatas#", "$metadata"},
		{"https://h/s/$metadata%23Customers", "%23Customers", "plain #"},
		{"https://h/$metadata?$top=1#Customers", "$top=1", "$format"},
		{"$metadata#", "", "a set"},
		{"#/Customers", "/Customers", "no empty segment"},
		{"#Customers(3)/$entity", "$entity", "a property"},
		{"#Customers(3)", "", "does not end in a key"},
		{"#Customers/$count", "$count", "a property"},
		{"#Customers/$entity/$entity", "$entity", "$delta"},
		{"#org.shop.Customer/Name", "Name", "$delta"},
		{"#Customers/$deletedEntity/$delta", "$delta", "a property"},
		{"#Customers(ID, Name)", " Name)", "a name"},
		{"#Customers(ID,)", ")", "a name"},
		{"#Customers(ID", "", "a closing parenthesis"},
		{"#Customers(ID)x", "x", "behind a name"},
		{"#Customers(Orders(ID)", "", "a closing parenthesis"},
		{"#Customers(1,2)/Name", "2)/Name", "a name for each value"},
		{"#Customers(ID=1,2)/Name", "2)/Name", "a name for each value"},
		{"#Customers(binary'AA')/Name", "'AA')/Name", ") or ,"},
		{"#Me/Orders/1/$entity", "$entity", "a property"},
		{"#Customers?$top=1", "?$top=1", "behind a name"},
		{"#Customers(Model.Fn(a b))", " b))", ") or ,"},
	} {
		_, err := uri.ParseContext(c.context)
		var syntax *uri.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%q: %v, want a syntax error", c.context, err)
			continue
		}
		if syntax.Rest != c.context[syntax.Offset:] {
			t.Errorf("%q: the rest %q does not stand at %d", c.context, syntax.Rest, syntax.Offset)
		}
		if !strings.HasPrefix(syntax.Rest, c.at) || c.at == "" && syntax.Rest != "" || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%q: %v at %q, want %q at %q", c.context, err, syntax.Rest, c.why, c.at)
		}
	}
}

func TestWhereAContextDoesNotResolve(t *testing.T) {
	m := shop()
	for _, c := range []struct {
		context string
		problem uri.Problem
		segment string
		hint    string
	}{
		{"#Custommers", uri.UnknownSource, "Custommers", "Customers"},
		{"#customers/$entity", uri.UnknownSource, "customers", "Customers"},
		{"#Suppliers", uri.UnknownSource, "Suppliers", ""},
		{"#org.shop.customer", uri.UnknownType, "org.shop.customer", "org.shop.Customer"},
		{"#Collection(other.Customer)", uri.UnknownType, "other.Customer", "org.shop.Customer"},
		{"#Customers/org.shop.Order", uri.UnrelatedCast, "org.shop.Order", ""},
		{"#Customers/org.shop.Vip", uri.UnknownType, "org.shop.Vip", ""},
		{"#Me/$entity", uri.EntityAfterSingleton, "$entity", ""},
		{"#Me/org.shop.VipCustomer/$entity", uri.EntityAfterSingleton, "$entity", ""},
		{"#Customers('a')/Friends", uri.NotContained, "Friends", ""},
		{"#Customers('a')/Friends('b')/Orders", uri.NotContained, "Friends", ""},
		{"#Customers('a')/Adress", uri.UnknownSegment, "Adress", "Address"},
		{"#Customers('a')/Name/Length", uri.Misplaced, "Length", ""},
		{"#Customers('a')/Name/$entity", uri.Misplaced, "$entity", ""},
		{"#Customers/Orders", uri.Misplaced, "Orders", ""},
		{"#Customers(Nam)", uri.UnknownSelectItem, "Nam", "Name"},
		{"#Customers(Since)", uri.UnknownSelectItem, "Since", "org.shop.VipCustomer/Since"},
		{"#Customers(Orders/Number)", uri.Misplaced, "Number", "Orders(Number)"},
		{"#Customers(Orders(Nummer))", uri.UnknownSelectItem, "Nummer", "Number"},
		{"#Customers(Address/AddressWithLocation,Orders)", uri.UnknownSelectItem, "AddressWithLocation", "org.shop.AddressWithLocation"},
		{"#Customers(Name/Length)", uri.UnknownSelectItem, "Length", ""},
		{"#Customers(org.shop.Forget)", uri.UnknownOperation, "org.shop.Forget", ""},
		{"#Customers(other.*)", uri.UnknownSelectItem, "other.*", ""},
		{"#Customers(Name())", uri.Misplaced, "Name()", "Name"},
		{"#Me/Addresses('x')/Street", uri.Misplaced, "('x')", ""},
	} {
		_, err := resolve(t, m, c.context)
		var failure *uri.ResolveError
		if !errors.As(err, &failure) {
			t.Errorf("%s: %v, want %v", c.context, err, c.problem)
			continue
		}
		if failure.Problem != c.problem || failure.Segment != c.segment || failure.Hint() != c.hint {
			t.Errorf("%s: %v %q hint %q (%v), want %v %q hint %q", c.context, failure.Problem, failure.Segment, failure.Hint(), err, c.problem, c.segment, c.hint)
		}
		if !strings.HasPrefix(c.context[failure.Offset:], failure.Segment) {
			t.Errorf("%s: %q does not stand at %d", c.context, failure.Segment, failure.Offset)
		}
	}
}

func TestATypeInASelectListNeedsItsNamespace(t *testing.T) {
	context := "#Customers(Address/AddressWithLocation,Orders)"
	_, err := resolve(t, shop(), context)
	var failure *uri.ResolveError
	if !errors.As(err, &failure) || failure.Offset+len(failure.Segment) != 38 {
		t.Errorf("%v: the OASIS case fails behind offset 38", err)
	}
}

func TestWhatIsReadableAndYetNotAsAsked(t *testing.T) {
	m := shop()
	for _, c := range []struct {
		context string
		kind    uri.IssueKind
		text    string
	}{
		{"#Customers/abc/Orders", uri.KeyAsSegment, "abc"},
		{"#Customers('a')/Orders(Nr=1)/Items", uri.KeyNames, "Nr"},
		{"#Customers('a')/Orders('1')/Items", uri.KeyLiteral, "'1'"},
		{"#Customers('a')/Orders(3000000000)/Items", uri.KeyLiteral, "3000000000"},
		{"#Items(1)/Notes", uri.KeyCount, "1"},
		{"#Items(Line=1)/Notes", uri.KeyCount, "Line, Part"},
		{"#Customers(Address(Street))", uri.Parenthesised, "Address(Street)"},
		{"#Collection(Order)", uri.UnqualifiedType, "Order"},
		{"#Address", uri.UnqualifiedType, "Address"},
	} {
		p, err := resolve(t, m, c.context)
		if err != nil {
			t.Errorf("%s: %v", c.context, err)
			continue
		}
		if len(p.Issues) != 1 || p.Issues[0].Kind != c.kind || p.Issues[0].Text != c.text {
			t.Errorf("%s: %v, want %v %q", c.context, p.Issues, c.kind, c.text)
			continue
		}
		if at := p.Issues[0].Offset; c.kind != uri.KeyCount && !strings.HasPrefix(c.context[at:], c.text) {
			t.Errorf("%s: %q does not stand at %d", c.context, c.text, at)
		}
	}
	p, _ := resolve(t, m, "#Collection(Order)")
	if !p.Unqualified || len(p.Candidates) != 1 || p.Candidates[0] != "org.shop.Order" || p.Shape != uri.EntityCollection {
		t.Errorf("%+v", p)
	}
}

func TestKeysOfEveryTypeOfLiteral(t *testing.T) {
	for typeName, keys := range map[string][2][]string{
		"Edm.Boolean":        {{"true", "FALSE"}, {"'true'", "1"}},
		"Edm.Byte":           {{"0", "255"}, {"256", "-1", "1.0"}},
		"Edm.SByte":          {{"-128", "+5", "%2B5"}, {"128"}},
		"Edm.Int16":          {{"-32768"}, {"32768"}},
		"Edm.Int64":          {{"9223372036854775807"}, {"9223372036854775808", "'1'"}},
		"Edm.Decimal":        {{"1", "1.5", "-1e5", "NaN", "-INF"}, {"'1.5'"}},
		"Edm.String":         {{"'a'", "%27a%27", "'it''s'", "''", "'a%2Fb'", "'%C3%A4'", "'ä'"}, {"5"}},
		"Edm.Guid":           {{"01234567-89ab-CDEF-0123-456789abcdef"}, {"'01234567-89ab-CDEF-0123-456789abcdef'"}},
		"Edm.Date":           {{"2024-02-29", "-0001-01-01", "12024-12-31"}, {"'2024-02-29'"}},
		"Edm.DateTimeOffset": {{"2024-02-29T12:00:00Z", "2024-02-29T12:00%2B01:00", "2024-02-29T12%3A00:00.123-08:00"}, {"2024-02-29"}},
		"Edm.TimeOfDay":      {{"12:00", "23:59:59.999999999999", "12%3A00:00"}, {"'12:00'"}},
		"Edm.Duration":       {{"duration'P1DT2H3M4.5S'", "'-PT1S'", "duration'P'"}, {"'1D'"}},
		"org.shop.Level":     {{"org.shop.Level'low'", "shop.Level'low,high'", "'high'", "shop.Level'1'"}, {"1", "org.shop.Other'low'"}},
	} {
		m := edm.NewModel()
		m.Version = "4.0"
		id := &edm.Property{Name: "ID", Type: edm.TypeRef{Name: typeName}}
		m.Add(&edm.Schema{Namespace: "org.shop", Alias: "shop", EnumTypes: []*edm.EnumType{{Namespace: "org.shop", Name: "Level"}},
			EntityTypes:     []*edm.EntityType{{Key: []edm.PropertyRef{{Path: "ID"}}, Structured: edm.Structured{Namespace: "org.shop", Name: "T", Properties: []*edm.Property{id}}}},
			EntityContainer: &edm.EntityContainer{EntitySets: []*edm.EntitySet{{Name: "Ts", EntityType: "org.shop.T"}}}})
		for wrong, literals := range keys {
			for _, l := range literals {
				for _, form := range []string{"(" + l + ")", "(ID=" + l + ")"} {
					p, err := resolve(t, m, "#Ts"+form+"/ID")
					if err != nil {
						t.Errorf("%s %s: %v", typeName, form, err)
						continue
					}
					if got := len(p.Issues); got != wrong {
						t.Errorf("%s %s: %v, want %d issues", typeName, form, p.Issues, wrong)
					}
				}
			}
		}
	}
}

func TestOpenTypesAndComputedNamesTakeAnyItem(t *testing.T) {
	m := shop()
	for _, context := range []string{"#Items(Line=1,Part='x')/Notes(Colour,Text)", "#Items(Line=1,Part='x')/Notes(6ba7b810-9dad-11d1-80b4-00c04fd430c8)/Colour"} {
		if _, err := resolve(t, m, context); err != nil {
			t.Errorf("%s: %v", context, err)
		}
	}
	c, err := uri.ParseContext("#Customers(Name,Total)")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Resolve(m); err == nil {
		t.Error("Total resolves though nothing computes it")
	}
	if _, err := c.Resolve(m, "Total"); err != nil {
		t.Error(err)
	}
}

func TestAForeignNamespaceIsUnknownNotWrong(t *testing.T) {
	m := shop()
	m.Refer(edm.Reference{URI: "other.xml", Include: []edm.Include{{Namespace: "org.other", Alias: "o"}}})
	for _, context := range []string{"#org.other.Thing", "#Customers/o.Thing", "#Customers(o.Act)"} {
		_, err := resolve(t, m, context)
		var failure *uri.ResolveError
		if !errors.As(err, &failure) || !failure.Foreign || !failure.Problem.Missing() {
			t.Errorf("%s: %v is not foreign", context, err)
		}
	}
}

func TestWhatATypeOfAnotherDocumentLeavesOpen(t *testing.T) {
	m := edm.NewModel()
	m.Version = "4.0"
	m.Refer(edm.Reference{URI: "other.xml", Include: []edm.Include{{Namespace: "org.other"}}})
	m.Add(&edm.Schema{Namespace: "org.shop", EntityContainer: &edm.EntityContainer{
		EntitySets: []*edm.EntitySet{{Name: "Things", EntityType: "org.other.Thing"}},
		Singletons: []*edm.Singleton{{Name: "It", Type: "org.other.Thing"}}}})
	for context, shape := range map[string]uri.Shape{
		"#Things":                    uri.EntityCollection,
		"#Things(A,B(C))":            uri.EntityCollection,
		"#Things/$entity":            uri.Entity,
		"#Things/$delta":             uri.DeltaCollection,
		"#Things('a')/Parts/$entity": uri.Entity,
		"#Things('a')/Parts(1)/Name": uri.UnknownShape,
		"#It":                        uri.Entity,
		"#It/Parts":                  uri.UnknownShape,
		"#It/Parts/$deletedEntity":   uri.DeletedEntity,
	} {
		p, err := resolve(t, m, context)
		if err != nil || p.Shape != shape {
			t.Errorf("%s: %v %v, want %v", context, p, err, shape)
		}
	}
	for path, kind := range map[string]uri.TargetKind{"Things('a')": uri.TargetEntity, "Things/a": uri.TargetEntity, "Things/a/Parts/1": uri.TargetOpaque, "It/$value": uri.TargetStream} {
		r, err := uri.ParseResource(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := r.Resolve(m); err != nil || got.Kind != kind {
			t.Errorf("%s: %v %v, want %v", path, got, err, kind)
		}
	}
}

func TestTheServiceRootOfAContext(t *testing.T) {
	for context, root := range map[string]string{
		"https://h/s/$metadata?a=b/c#Customers": "https://h/s/", "$metadata#Customers": "", "#Customers": "", "../$metadata": "../",
	} {
		c, err := uri.ParseContext(context)
		if err != nil || c.ServiceRoot() != root {
			t.Errorf("%s: %v, want %q", context, err, root)
		}
	}
}

func TestPercentEncodingIsCheckedWhereItIsWrong(t *testing.T) {
	for context, want := range map[string]int{
		"$metadata#Customers('a%2Fb')/Name": -1,
		"$metadata#Customers('a%2')/Name":   23,
		"$metadata#Customers('a b')/Name":   22,
	} {
		c, err := uri.ParseContext(context)
		if err != nil {
			if want != 23 {
				t.Errorf("%s: %v", context, err)
			}
			continue
		}
		if got := c.IllegalEncoding(); got != want {
			t.Errorf("%s: %d, want %d", context, got, want)
		}
	}
}

func TestNoContextIsTooLargeOrTooDeep(t *testing.T) {
	m := shop()
	for _, name := range slices.Sorted(maps.Keys(hostileContexts(0))) {
		t.Run(name, func(t *testing.T) {
			growth.Linear(t, 4, func(quarters int) {
				context := hostileContexts(quarters)[name]
				if c, err := uri.ParseContext(context); err == nil {
					_, _ = c.Resolve(m)
				}
			})
		})
	}
}

// hostileContexts are texts of four quarters, or of fewer.
func hostileContexts(quarters int) map[string]string {
	return map[string]string{
		"nested lists":     "#Customers" + strings.Repeat("(Orders", 100000*quarters/4) + strings.Repeat(")", 100000*quarters/4),
		"open parentheses": "#Customers" + strings.Repeat("(", 1000000*quarters/4),
		"many segments":    "#Customers" + strings.Repeat("/org.shop.VipCustomer", 50000*quarters/4),
		"many keys":        "#Customers('a')" + strings.Repeat("/Orders(1)", 50000*quarters/4) + "/Items",
		"many unbalanced":  "#" + strings.Repeat("A(/", 100000*quarters/4),
		"a long list":      "#Customers(" + strings.Repeat("Name,", 200000*quarters/4) + "Name)",
	}
}

func FuzzParseContext(f *testing.F) {
	for _, s := range []string{"$metadata#Customers('a')/Orders(1)/Items(Line,Part)/$entity", "#Collection(shop.Customer)(Name,Orders+(Number))", "#Me/Address(@a.b#c)/$delta"} {
		f.Add(s)
	}
	m := shop()
	f.Fuzz(func(t *testing.T, s string) {
		c, err := uri.ParseContext(s)
		if err != nil {
			var syntax *uri.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(s) || syntax.Rest != s[syntax.Offset:] {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		p, err := c.Resolve(m)
		if err != nil {
			var failure *uri.ResolveError
			if !errors.As(err, &failure) || failure.Offset < 0 || failure.Offset > len(s) {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		_ = uri.Explain(p)
	})
}

func TestEntityDoesNotFollowACollectionOfAType(t *testing.T) {
	c, err := uri.ParseContext("#Collection(org.shop.Order)/$entity")
	if err != nil {
		return // the grammar refuses it: as good
	}
	if p, err := c.Resolve(shop()); err == nil {
		t.Errorf("resolves to %s of %s: Protocol 10 has no such form", p.Shape, p.Type)
	}
}
