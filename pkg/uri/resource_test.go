package uri_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/internal/growth"
	"github.com/concord-odata/concord/pkg/uri"
)

func target(t *testing.T, path string) (*uri.Target, error) {
	t.Helper()
	r, err := uri.ParseResource(path)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return r.Resolve(shop())
}

func TestWhatAResourcePathAddresses(t *testing.T) {
	for _, c := range []struct {
		path   string
		kind   uri.TargetKind
		typ    string
		source string
		issues string
	}{
		{"", uri.TargetServiceRoot, "", "", ""},
		{"/", uri.TargetServiceRoot, "", "", ""},
		{"$metadata", uri.TargetMetadata, "", "", ""},
		{"/$batch", uri.TargetBatch, "", "", ""},
		{"$all", uri.TargetAll, "", "", ""},
		{"$all/shop.Order", uri.TargetAll, "Collection(org.shop.Order)", "", ""},
		{"$entity/org.shop.Order", uri.TargetEntityID, "org.shop.Order", "", ""},
		{"$crossjoin(Customers,Items)", uri.TargetCrossJoin, "Collection(Edm.ComplexType)", "", ""},
		{"Customers", uri.TargetEntitySet, "Collection(org.shop.Customer)", "Customers", ""},
		{"Customers/", uri.TargetEntitySet, "Collection(org.shop.Customer)", "Customers", ""},
		{"customers", uri.TargetEntitySet, "Collection(org.shop.Customer)", "Customers", "name case"},
		{"Customers/$count", uri.TargetCount, "Edm.Int64", "Customers", ""},
		{"Customers('a')", uri.TargetEntity, "org.shop.Customer", "Customers", ""},
		{"Customers(ID='a')", uri.TargetEntity, "org.shop.Customer", "Customers", ""},
		{"Customers(Mail='a')", uri.TargetEntity, "org.shop.Customer", "Customers", "key names"},
		{"Customers/a", uri.TargetEntity, "org.shop.Customer", "Customers", ""},
		{"Customers/{id | name}", uri.TargetEntity, "org.shop.Customer", "Customers", ""},
		{"Customers('{id}')/Name", uri.TargetPrimitive, "Edm.String", "Customers/Name", ""},
		{"Customers({id})/Name/$value", uri.TargetRawValue, "Edm.String", "Customers/Name", ""},
		{"Customers/1/$value", uri.TargetStream, "Edm.Stream", "Customers", "no stream"},
		{"Customers/1/Photo", uri.TargetStream, "Edm.Stream", "Customers/Photo", ""},
		{"Customers/shop.VipCustomer", uri.TargetEntitySet, "Collection(org.shop.VipCustomer)", "Customers", ""},
		{"Customers/shop.VipCustomer('a')/Agent", uri.TargetEntity, "org.shop.Employee", "Employees", ""},
		{"Customers('a')/shop.VipCustomer/Agent/$ref", uri.TargetReference, "org.shop.Employee", "Employees", ""},
		{"Customers/VipCustomer", uri.TargetEntitySet, "Collection(org.shop.VipCustomer)", "Customers", "unqualified type"},
		{"Customers('a')/Friends", uri.TargetEntitySet, "Collection(org.shop.Customer)", "Customers", ""},
		{"Customers('a')/Friends/$ref", uri.TargetReferences, "Collection(org.shop.Customer)", "Customers", ""},
		{"Customers('a')/Friends('b')/$ref", uri.TargetReference, "org.shop.Customer", "Customers", ""},
		{"Customers('a')/Orders", uri.TargetEntitySet, "Collection(org.shop.Order)", "Customers/Orders", ""},
		{"Customers('a')/Orders/1/Items(Line=1,Part='x')", uri.TargetEntity, "org.shop.Item", "Customers/Orders/Items", ""},
		{"Customers('a')/Orders/1/Items/1/x/Notes", uri.TargetEntitySet, "Collection(org.shop.Note)", "Customers/Orders/Items/Notes", ""},
		{"Me/Address", uri.TargetComplex, "org.shop.Address", "Me/Address", ""},
		{"Me/Address/org.shop.AddressWithLocation/Place", uri.TargetPrimitive, "Edm.GeographyPoint", "Me/Address/Place", ""},
		{"Me/address/street", uri.TargetPrimitive, "Edm.String", "Me/Address/Street", "name case,name case"},
		{"Me/Addresses", uri.TargetComplexCollection, "Collection(org.shop.Address)", "Me/Addresses", ""},
		{"Me/Addresses/0", uri.TargetComplex, "org.shop.Address", "Me/Addresses", ""},
		{"Me/Addresses/-1/Street", uri.TargetPrimitive, "Edm.String", "Me/Addresses/Street", ""},
		{"Me/Tags", uri.TargetPrimitiveCollection, "Collection(Edm.String)", "Me/Tags", ""},
		{"Me/Tags/$count", uri.TargetCount, "Edm.Int64", "Me/Tags", ""},
		{"Me/{property}", uri.TargetOpaque, "", "", ""},
		{"Customers/org.shop.Best()", uri.TargetEntity, "org.shop.Customer", "", ""},
		{"Customers/org.shop.Best()/Name", uri.TargetPrimitive, "Edm.String", "", ""},
		{"Customers/org.shop.Best", uri.TargetEntity, "org.shop.Customer", "", "no parentheses"},
		{"Customers/Best()", uri.TargetEntity, "org.shop.Customer", "", "unqualified operation"},
		{"Customers/best()", uri.TargetEntity, "org.shop.Customer", "", "name case"},
		{"Customers/best", uri.TargetEntity, "org.shop.Customer", "Customers", ""},
		{"Me/org.shop.Spent(from=2024-01-01)", uri.TargetPrimitive, "Edm.Decimal", "", ""},
		{"Me/org.shop.Spent(from=@f, to=@t)", uri.TargetPrimitive, "Edm.Decimal", "", ""},
		{"Me/org.shop.Spent(from={date})", uri.TargetPrimitive, "Edm.Decimal", "", ""},
		{"Me/org.shop.Spent(from='{date}')", uri.TargetPrimitive, "Edm.Decimal", "", ""},
		{"Me/org.shop.Spent(from=tomorrow)", uri.TargetPrimitive, "Edm.Decimal", "", "argument literal"},
		{"Me/org.shop.Remind", uri.TargetNothing, "", "", ""},
		{"Me/Remind", uri.TargetNothing, "", "", "unqualified operation"},
		{"Reset", uri.TargetNothing, "", "", ""},
		{"Top(count=3)", uri.TargetEntitySet, "Collection(org.shop.Customer)", "Customers", ""},
		{"Top(count=3)('a')/Orders", uri.TargetEntitySet, "Collection(org.shop.Order)", "Customers/Orders", ""},
		{"Top(count=3)/$count", uri.TargetCount, "Edm.Int64", "Customers", ""},
		{"Nearest(count=3,near=geography'SRID=0;Point(1 2)')", uri.TargetComplexCollection, "Collection(org.shop.Address)", "", ""},
		{"Me/Basket:/a/b.txt:/Items", uri.TargetEntitySet, "Collection(org.shop.Item)", "Me/Basket/Items", ""},
		{"Me/Basket:/a/b.txt", uri.TargetEntity, "org.shop.Order", "Me/Basket", ""},
		{"Items(Line=1,Part='x')/Notes(6ba7b810-9dad-11d1-80b4-00c04fd430c8)/Colour/Shade", uri.TargetOpaque, "", "", ""},
		{"{set}/{id}", uri.TargetOpaque, "", "", ""},
	} {
		got, err := target(t, c.path)
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		if got.Kind != c.kind || got.Type.String() != c.typ || got.NavigationSource != c.source {
			t.Errorf("%s: %v %v %q, want %v %v %q", c.path, got.Kind, got.Type, got.NavigationSource, c.kind, c.typ, c.source)
		}
		var kinds []string
		for _, i := range got.Issues {
			kinds = append(kinds, i.Kind.String())
			if i.Kind != uri.KeyNames && !strings.HasPrefix(c.path[i.Offset:], i.Text) && i.Kind != uri.ArgumentLiteral {
				t.Errorf("%s: %q does not stand at %d", c.path, i.Text, i.Offset)
			}
		}
		if strings.Join(kinds, ",") != c.issues {
			t.Errorf("%s: issues %v, want %s", c.path, got.Issues, c.issues)
		}
	}
}

func TestAFilterInThePathKeepsTheSlashesOfItsStrings(t *testing.T) {
	got, err := target(t, "Customers/$filter(Name%20eq%20'a/b')/$each")
	if err != nil || !got.Filtered || !got.Each || got.Kind != uri.TargetEntitySet {
		t.Errorf("%+v %v", got, err)
	}
}

func TestWhatOverloadsACallMeans(t *testing.T) {
	one, err := target(t, "Me/org.shop.Spent(from=2024-01-01)")
	if err != nil || len(one.Functions) != 1 || len(one.Functions[0].Parameters) != 2 || one.Arguments[0].Literal.Kind != uri.DateLiteral {
		t.Errorf("%+v %v", one, err)
	}
	all, err := target(t, "Me/org.shop.Spent")
	if err != nil || len(all.Functions) != 2 {
		t.Errorf("%+v %v", all, err)
	}
	action, err := target(t, "Customers('a')/org.shop.Remind")
	if err != nil || len(action.Actions) != 1 || action.BindingType.Name != "org.shop.Customer" || !action.IsCall() {
		t.Errorf("%+v %v", action, err)
	}
	imported, err := target(t, "Top(count=3)")
	if err != nil || imported.Import == nil || imported.Import.Name != "Top" || imported.EntitySet == nil {
		t.Errorf("%+v %v", imported, err)
	}
}

func TestTwoRequestsForOneOperationShareATemplate(t *testing.T) {
	for want, paths := range map[string][]string{
		"/Customers({})/Orders({})":                 {"Customers('a')/Orders(1)", "/Customers/x/Orders/7", "Customers/{id}/Orders/{order-id}"},
		"/Me/org.shop.Spent({})":                    {"Me/Spent(from=2024-01-01)", "Me/shop.Spent(from={x},to={y})"},
		"/Customers/org.shop.VipCustomer({})/Agent": {"Customers/shop.VipCustomer('1')/Agent", "Customers/VipCustomer/1/Agent"},
	} {
		for _, path := range paths {
			if got, err := target(t, path); err != nil || got.Template != want {
				t.Errorf("%s: %v %v, want %s", path, got, err, want)
			}
		}
	}
}

func TestWhereAResourcePathDoesNotResolve(t *testing.T) {
	for _, c := range []struct {
		path    string
		problem uri.Problem
		segment string
		hint    string
	}{
		{"Custommers", uri.UnknownSource, "Custommers", "Customers"},
		{"$metadatas", uri.Misplaced, "$metadatas", "$metadata"},
		{"$metadata/Customers", uri.Misplaced, "$metadata", ""},
		{"$crossjoin(Customers,Itemz)", uri.UnknownSource, "Itemz", "Items"},
		{"Customers('a')/Adress", uri.UnknownSegment, "Adress", "Address"},
		{"Customers('a')/Since", uri.UnknownSegment, "Since", "org.shop.VipCustomer/Since"},
		{"Customers('a')/Name/x", uri.Misplaced, "x", ""},
		{"Customers('a')/Name/$count", uri.Misplaced, "$count", ""},
		{"Customers('a')/$count", uri.Misplaced, "$count", ""},
		{"Customers/$value", uri.Misplaced, "$value", ""},
		{"Customers/$cuont", uri.Misplaced, "$cuont", "$count"},
		{"Customers/$count/x", uri.Misplaced, "$count", ""},
		{"Me('a')", uri.UnknownSource, "Me", ""},
		{"Me/org.shop.Order", uri.UnrelatedCast, "org.shop.Order", ""},
		{"Me/org.shop.Spend(from=2024-01-01)", uri.UnknownOperation, "org.shop.Spend(from=2024-01-01)", "org.shop.Spent"},
		{"Me/org.shop.Spent(until=2024-01-01)", uri.UnknownOperation, "(until=2024-01-01)", "(from,to), (from)"},
		{"Me/org.shop.Remind/Name", uri.Misplaced, "Name", ""},
		{"Me/Address('a')", uri.Misplaced, "('a')", ""},
	} {
		_, err := target(t, c.path)
		var failure *uri.ResolveError
		if !errors.As(err, &failure) {
			t.Errorf("%s: %v, want %v", c.path, err, c.problem)
			continue
		}
		if failure.Problem != c.problem || failure.Segment != c.segment || failure.Hint() != c.hint {
			t.Errorf("%s: %v %q hint %q (%v), want %v %q hint %q", c.path, failure.Problem, failure.Segment, failure.Hint(), err, c.problem, c.segment, c.hint)
		}
	}
}

func TestWhereAResourcePathDoesNotParse(t *testing.T) {
	for path, at := range map[string]string{
		"Customers//Orders":  "/Orders",
		"Customers('a b":     " b",
		"a b":                " b",
		"Customers/%4":       "%4",
		"Customers('a' )/ID": " )/ID",
		"Customers[0]":       "[0]",
	} {
		_, err := uri.ParseResource(path)
		var syntax *uri.SyntaxError
		if !errors.As(err, &syntax) || syntax.Rest != at {
			t.Errorf("%s: %v, want an error at %q", path, err, at)
		}
	}
}

func TestTheServiceRootIsTakenOff(t *testing.T) {
	for _, c := range []struct {
		target, root, path, query string
		ok                        bool
	}{
		{"https://graph.microsoft.com/v1.0/users?$top=1", "https://graph.microsoft.com/v1.0", "users", "$top=1", true},
		{"https://GRAPH.microsoft.com/v1.0/users", "https://graph.microsoft.com/v1.0/", "users", "", true},
		{"/v1.0/users/1?$select=id#x", "https://graph.microsoft.com/v1.0/", "users/1", "$select=id", true},
		{"/v1.0", "/v1.0/", "", "", true},
		{"/v1.0beta/users", "/v1.0/", "", "", false},
		{"https://other/v1.0/users", "https://graph.microsoft.com/v1.0", "", "", false},
		{"/users", "/", "users", "", true},
		{"users('a:b')", "", "users('a:b')", "", true},
	} {
		path, query, ok := uri.Split(c.target, c.root)
		if path != c.path || query != c.query || ok != c.ok {
			t.Errorf("%s below %s: %q %q %v", c.target, c.root, path, query, ok)
		}
	}
}

func TestNoResourcePathIsTooLarge(t *testing.T) {
	m := shop()
	for _, name := range slices.Sorted(maps.Keys(hostilePaths(0))) {
		t.Run(name, func(t *testing.T) {
			growth.Linear(t, 4, func(quarters int) {
				path := hostilePaths(quarters)[name]
				if r, err := uri.ParseResource(path); err == nil {
					_, _ = r.Resolve(m)
				}
			})
		})
	}
}

// hostilePaths are texts of four quarters, or of fewer.
func hostilePaths(quarters int) map[string]string {
	return map[string]string{
		"keys":         "Customers" + strings.Repeat("/a/Friends", 20000*quarters/4),
		"casts":        "Customers" + strings.Repeat("/VipCustomer", 20000*quarters/4),
		"colons":       "Me/Basket" + strings.Repeat(":/a", 5000*quarters/4),
		"parentheses":  strings.Repeat("Customers(", 100000*quarters/4),
		"placeholders": strings.Repeat("{", 500000*quarters/4),
	}
}

func FuzzParseResource(f *testing.F) {
	for _, s := range []string{"/Customers('a')/Orders(1)/Items(Line=1,Part='x')", "Me/org.shop.Spent(from=@f)", "Me/Basket:/{x}:/Items", "Customers/$filter(Name eq 'a')/$each"} {
		f.Add(s)
	}
	m := shop()
	f.Fuzz(func(t *testing.T, s string) {
		r, err := uri.ParseResource(s)
		if err != nil {
			var syntax *uri.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(s) || syntax.Rest != s[syntax.Offset:] {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		if _, err := r.Resolve(m); err != nil {
			var failure *uri.ResolveError
			if !errors.As(err, &failure) || failure.Offset < 0 || failure.Offset > len(s) {
				t.Fatalf("%q: %v", s, err)
			}
		}
	})
}
