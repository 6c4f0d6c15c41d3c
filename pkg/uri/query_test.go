package uri_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/internal/growth"
	"github.com/concord-odata/concord/pkg/uri"
)

// dump writes an expression with its structure visible.
func dump(e uri.Expr) string {
	list := func(items []uri.Expr) string {
		var out []string
		for _, i := range items {
			out = append(out, dump(i))
		}
		return strings.Join(out, " ")
	}
	named := func(items []*uri.NamedExpr) string {
		var out []string
		for _, i := range items {
			out = append(out, i.Name+":"+dump(i.Value))
		}
		return strings.Join(out, " ")
	}
	switch e := e.(type) {
	case *uri.Value:
		return fmt.Sprintf("%s<%s>", strings.ReplaceAll(e.Literal.Kind.String(), " ", "-"), e.Literal.Value)
	case *uri.Path:
		var steps []string
		for _, s := range e.Steps {
			text := s.Name
			switch s.Kind {
			case uri.StepCall:
				text += "(" + named(s.Arguments) + ")"
			case uri.StepKey:
				text += "[key]"
			case uri.StepCast:
				text += "!"
			case uri.StepAlias:
				text = "@" + text
			case uri.StepAny, uri.StepAll, uri.StepFilter:
				text += "(" + s.Variable + " " + dump(s.Predicate) + ")"
			}
			steps = append(steps, text)
		}
		return strings.Join(steps, "/")
	case *uri.Call:
		return e.Function + "(" + list(e.Args) + ")"
	case *uri.Unary:
		return "(" + e.Op + " " + dump(e.Operand) + ")"
	case *uri.Binary:
		return "(" + dump(e.Left) + " " + e.Op + " " + dump(e.Right) + ")"
	case *uri.TypeTest:
		operand := "this"
		if e.Operand != nil {
			operand = dump(e.Operand)
		}
		return e.Op + "(" + operand + " " + e.Type + ")"
	case *uri.Case:
		var out []string
		for _, b := range e.Branches {
			out = append(out, dump(b.Condition)+"→"+dump(b.Value))
		}
		return "case(" + strings.Join(out, " ") + ")"
	case *uri.List:
		return "(" + list(e.Items) + ")"
	case *uri.Array:
		return "[" + list(e.Items) + "]"
	case *uri.Object:
		return "{" + named(e.Members) + "}"
	}
	return "-"
}

func TestHowOperatorsBind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a or b and c", "(a or (b and c))"},
		{"a and b or c", "((a and b) or c)"},
		{"(a or b) and c", "((a or b) and c)"},
		{"a eq 1 and b ne 2", "((a eq integer<1>) and (b ne integer<2>))"},
		{"a add b mul c eq d", "((a add (b mul c)) eq d)"},
		{"a sub b sub c", "((a sub b) sub c)"},
		{"a div b divby c mod d", "(((a div b) divby c) mod d)"},
		{"a lt b eq c gt d", "((a lt b) eq (c gt d))"},
		{"not a eq b", "((not a) eq b)"},
		{"not (a eq b)", "(not (a eq b))"},
		{"not(a eq b)", "(not (a eq b))"},
		{"not a in ('x')", "(not (a in (string<x>)))"},
		{"not startswith(a,'x') and b", "((not startswith(a string<x>)) and b)"},
		{"a in ('x','y') or b", "((a in (string<x> string<y>)) or b)"},
		{"a in (b)", "(a in b)"},
		{"a in []", "(a in [])"},
		{"-a add 1", "((- a) add integer<1>)"},
		{"-5 eq a", "(integer<-5> eq a)"},
		{"- 5 eq a", "((- integer<5>) eq a)"},
		{"-(a) eq 1", "((- a) eq integer<1>)"},
		{"a has shop.Level'low' eq true", "((a has enumeration-value<low>) eq boolean<true>)"},
		{"A EQ 1 AND NOT B", "((A eq integer<1>) and (not B))"},
		{"a+eq+'x+y'", "(a eq string<x+y>)"},
		{"a%20eq%20%27it%27%27s%27", "(a eq string<it's>)"},
		{"Address%2FStreet eq 'x'", "(Address/Street eq string<x>)"},
		{"concat(concat(a,'-'),b)", "concat(concat(a string<->) b)"},
		{"SubString(a, 1)", "substring(a integer<1>)"},
		{"geo.distance(a,geography'SRID=0;Point(1 2)') lt 5", "(geo.distance(a geography<SRID=0;Point(1 2)>) lt integer<5>)"},
		{"year(Created) eq 2024", "(year(Created) eq integer<2024>)"},
		{"Created gt 2024-01-01T00:00:00Z", "(Created gt date-and-time<2024-01-01T00:00:00Z>)"},
		{"Created gt 2024-01-01T00:00:00%2B01:00", "(Created gt date-and-time<2024-01-01T00:00:00+01:00>)"},
		{"ID eq 6ba7b810-9dad-11d1-80b4-00c04fd430c8", "(ID eq guid<6ba7b810-9dad-11d1-80b4-00c04fd430c8>)"},
		{"a eq null", "(a eq null<null>)"},
		{"nullable eq trueish", "(nullable eq trueish)"},
		{"a eq INF or a eq -INF", "((a eq decimal-number<INF>) or (a eq decimal-number<-INF>))"},
		{"Orders/any(o:o/Items/any(i:i/Price gt o/Number))", "Orders/any(o o/Items/any(i (i/Price gt o/Number)))"},
		{"Orders/any()", "Orders/any( -)"},
		{"Tags/all(t: t ne 'x' )", "Tags/all(t (t ne string<x>))"},
		{"Orders/$count gt 1", "(Orders/$count gt integer<1>)"},
		{"Orders(1)/Number eq 1", "(Orders[key]/Number eq integer<1>)"},
		{"shop.VipCustomer/Since lt 2024-01-01", "(shop.VipCustomer!/Since lt date<2024-01-01>)"},
		{"shop.Spent(from=2024-01-01,to=@t) gt 5", "(shop.Spent(from:date<2024-01-01> to:@t) gt integer<5>)"},
		{"@shop.Term%23q eq 'x'", "(@shop.Term#q eq string<x>)"},
		{"Name/@shop.Term eq 'x'", "(Name/@shop.Term eq string<x>)"},
		{"$it/Name eq $this/Name", "($it/Name eq $this/Name)"},
		{"Name eq $root/Customers('a')/Name", "(Name eq $root/Customers[key]/Name)"},
		{"isof(shop.VipCustomer)", "isof(this shop.VipCustomer)"},
		{"cast(Address,shop.AddressWithLocation)/Place eq null", ""},
		{"cast(Number,Edm.String) eq '1'", "(cast(Number Edm.String) eq string<1>)"},
		{"case(a gt 0:1,true:-1)", "case((a gt integer<0>)→integer<1> boolean<true>→integer<-1>)"},
		{`Address eq {"Street":"a\u00e4\"b","Zip":null}`, `(Address eq {Street:string<aä"b> Zip:null<null>})`},
		{`["x",a add 1,[]]`, "[string<x> (a add integer<1>) []]"},
	} {
		e, err := uri.ParseExpression(c.text)
		if c.want == "" {
			if err == nil {
				t.Errorf("%s: %s, want an error", c.text, dump(e))
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if got := dump(e); got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

func TestEveryNodeKnowsWhereItStands(t *testing.T) {
	text := "$filter=%41ge gt 5 and contains(N%61me,'a%2Fb') and Orders/any(o:o/Number in (1,22))"
	q, err := uri.ParseQuery("$top=1&" + text)
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	uri.Walk(q.Option(uri.FilterOption).Expr, func(e uri.Expr) bool {
		s := e.Where()
		seen = append(seen, q.Raw[s.Start:s.End])
		if b, ok := e.(*uri.Binary); ok {
			seen = append(seen, q.Raw[b.OpSpan.Start:b.OpSpan.End])
		}
		return true
	})
	want := []string{"%41ge gt 5 and contains(N%61me,'a%2Fb') and Orders/any(o:o/Number in (1,22))", "and",
		"%41ge gt 5 and contains(N%61me,'a%2Fb')", "and", "%41ge gt 5", "gt", "%41ge", "5",
		"contains(N%61me,'a%2Fb')", "N%61me", "'a%2Fb'", "Orders/any(o:o/Number in (1,22))", "o/Number in (1,22)", "in", "o/Number", "(1,22)", "1", "22"}
	if strings.Join(seen, "|") != strings.Join(want, "|") {
		t.Errorf("%q\nwant %q", seen, want)
	}
}

func TestTheOptionsOfAQuery(t *testing.T) {
	q, err := uri.ParseQuery("$select=Name,Address/Street,shop.*,@a.b%23c&$expand=Orders($select=Number;$expand=Items($top=2;$filter=Price gt 1);$levels=max;@x=5),Basket/$ref,*" +
		"&$orderby=Name desc,Age&$top=5&$skip=10&$count=TRUE&%24search=red AND (\"dark blue\" OR NOT green)&$compute=Age add 1 as Next&@p='x'&custom=1&$format=application/json;odata.metadata=full&$skiptoken=a=b")
	if err != nil {
		t.Fatal(err)
	}
	selected := q.Option(uri.SelectOption).Items
	if len(selected) != 4 || selected[1].Path[1].Name != "Street" || selected[2].Kind != uri.ItemOperations || selected[3].Path[0].Name != "@a.b#c" {
		t.Errorf("select: %+v", selected)
	}
	expanded := q.Option(uri.ExpandOption).Items
	orders := expanded[0]
	if len(expanded) != 3 || orders.Option(uri.LevelsOption) == nil || !orders.Option(uri.LevelsOption).Max || !expanded[1].Ref || expanded[2].Kind != uri.ItemStar {
		t.Errorf("expand: %+v", expanded)
	}
	if items := orders.Option(uri.ExpandOption).Items[0]; items.Text != "Items($top=2;$filter=Price gt 1)" || items.Option(uri.TopOption).Number != 2 {
		t.Errorf("nested: %+v", items)
	}
	if o := q.Option(uri.OrderByOption).OrderBy; len(o) != 2 || !o[0].Descending || o[1].Descending {
		t.Errorf("orderby: %+v", o)
	}
	if q.Option(uri.TopOption).Number != 5 || q.Option(uri.SkipOption).Number != 10 || !q.Option(uri.CountOption).Bool {
		t.Error("top, skip or count")
	}
	search := q.Option(uri.SearchOption).Search
	if search.Op != "AND" || search.Operands[0].Term != "red" || search.Operands[1].Op != "OR" || !search.Operands[1].Operands[0].Phrase || search.Operands[1].Operands[1].Op != "NOT" {
		t.Errorf("search: %+v", search)
	}
	if names := q.Computed(); len(names) != 1 || names[0] != "Next" {
		t.Errorf("computed: %v", names)
	}
	if q.Alias("p") == nil || q.Custom("custom").Value != "1" || q.Option(uri.FormatOption).Value != "application/json;odata.metadata=full" {
		t.Error("alias, custom or format")
	}
	if token := q.Option(uri.SkipTokenOption); token.Value != "a=b" || q.Raw[token.ValueAt:token.End] != "a=b" {
		t.Errorf("skiptoken: %+v", token)
	}
	if len(q.Issues) != 0 {
		t.Errorf("issues: %v", q.Issues)
	}
}

func TestAnAggregation(t *testing.T) {
	q, err := uri.ParseQuery("$apply=filter(Price gt 1)/groupby((Name,rollup(Address/Zip,Address/Street)),aggregate(Price with sum as Total,$count as N,Budget))/concat(identity,topcount(2,Total))/compute(Total div N as Mean)&$orderby=Total")
	if err != nil {
		t.Fatal(err)
	}
	steps := q.Option(uri.ApplyOption).Apply
	if len(steps) != 4 || len(steps[1].GroupBy) != 3 || len(steps[1].Then[0].Aggregates) != 3 || steps[1].Then[0].Aggregates[0].Method != "sum" || len(steps[2].Concat) != 2 {
		t.Errorf("%+v", steps)
	}
	if got := strings.Join(q.Computed(), " "); got != "Total N Mean" {
		t.Errorf("computed %s", got)
	}
}

func TestWhatIsToleratedInAQueryIsSaid(t *testing.T) {
	for query, want := range map[string]uri.IssueKind{
		"$filter=a+eq+1":             uri.PlusForBlank,
		"$filter=not(a)":             uri.MissingBlank,
		"$select=a, b":               uri.ExtraBlank,
		"$expand=a($top=1; $skip=1)": uri.ExtraBlank,
		"$top=1&$TOP=2":              uri.OptionTwice,
	} {
		q, err := uri.ParseQuery(query)
		if err != nil || len(q.Issues) != 1 || q.Issues[0].Kind != want {
			t.Errorf("%s: %v %v, want %v", query, q.Issues, err, want)
		}
	}
	for _, query := range []string{"", "&", "$top=1&", "format=pdf", "top=many", "$filter=a eq '+'", "id=5", "levels=2", "skiptoken=x", "a&b=&c=%26"} {
		if q, err := uri.ParseQuery(query); err != nil || len(q.Issues) != 0 {
			t.Errorf("%q: %v %v", query, q.Issues, err)
		}
	}
}

func TestWhereAQueryDoesNotParse(t *testing.T) {
	for query, at := range map[string]string{
		"$filtr=a":                     "$filtr=a",
		"$top=-1":                      "-1",
		"$count=yes":                   "yes",
		"$filter=a eq":                 "",
		"$filter=a eqq 1":              "eqq 1",
		"$filter=startwith(a,'x')":     ",'x')",
		"$filter=contains(a)":          ")",
		"$filter=contains(a,b,c)":      ",c)",
		"$filter=a eq 'x":              "",
		"$filter=(a eq 1":              "",
		"$filter=a eq \"x\"":           "\"x\"",
		"$filter=a/any(b)":             ")",
		"$filter=a eq 1m":              "m",
		"$orderby=a descending":        "descending",
		"$select=a/":                   "",
		"$expand=a($foo=1)":            "$foo=1)",
		"$expand=a/$ref($select=b)":    "$select=b)",
		"$expand=a($top=1,$skip=2)":    ",$skip=2)",
		"$top=1&$search=a)&$filter=b)": ")&$filter=b)",
		"$levels=2":                    "$levels=2",
		"$compute=a add 1":             "",
		"$format=yaml":                 "yaml",
		"@=1":                          "=1",
	} {
		q, err := uri.ParseQuery(query)
		var syntax *uri.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%s: %v", query, err)
			continue
		}
		if syntax.Rest != query[syntax.Offset:] || syntax.Rest != at {
			t.Errorf("%s: %v at %q, want %q", query, err, syntax.Rest, at)
		}
		if strings.Contains(query, "$top=1&") && q.Option(uri.TopOption) == nil {
			t.Errorf("%s: what can be read is lost", query)
		}
	}
	if _, err := uri.ParseQuery("$filter=startwith(a,'x')"); !strings.Contains(err.Error(), "startswith") {
		t.Errorf("no hint: %v", err)
	}
}

func TestTheNamesOfAQuery(t *testing.T) {
	m := shop()
	customers := edm.TypeRef{Name: "org.shop.Customer", Collection: true}
	for _, c := range []struct {
		query   string
		segment string // empty: all names are there
		hint    string
	}{
		{"$filter=Name eq 'x' and Address/Street ne null", "", ""},
		{"$filter=Nam eq 'x'", "Nam", "Name"},
		{"$filter=contains(Address/Stret,'x')", "Stret", "Street"},
		{"$filter=Since gt 2024-01-01", "Since", "org.shop.VipCustomer/Since"},
		{"$filter=shop.VipCustomer/Since gt 2024-01-01", "", ""},
		{"$filter=VipCustomer/Since gt 2024-01-01", "", ""},
		{"$filter=shop.Vip/Since gt 2024-01-01", "shop.Vip", ""},
		{"$filter=Orders/any(o:o/Number gt 1)", "", ""},
		{"$filter=Orders/any(o:o/Nummer gt 1)", "Nummer", "Number"},
		{"$filter=Orders/any(o:x/Number gt 1)", "x", ""},
		{"$filter=Orders/any(o:o/Number gt Balance)", "", ""},
		{"$filter=Orders/Number gt 1", "Number", "any(x:x/Number …)"},
		{"$filter=Orders(1)/Number gt 1", "", ""},
		{"$filter=Address/any(a:a/Street eq 'x')", "any", ""},
		{"$filter=Tags/any(t:t eq 'x')", "", ""},
		{"$filter=Tags/any(t:t/Length eq 1)", "Length", ""},
		{"$filter=Name/Length eq 1", "Length", ""},
		{"$filter=Orders/$count($filter=Nummer eq 1) gt 1", "Nummer", "Number"},
		{"$filter=Orders/$filter(Number gt 1)/$count gt 1", "", ""},
		{"$filter=Level eq shop.Level'low'", "", ""},
		{"$filter=Level eq shop.Level'lowest'", "lowest", ""},
		{"$filter=Level eq shop.Levl'low'", "shop.Levl", "org.shop.Level"},
		{"$filter=Name eq $root/Employees(6ba7b810-9dad-11d1-80b4-00c04fd430c8)/Name", "", ""},
		{"$filter=Name eq $root/Employes(1)/Name", "Employes", "Employees"},
		{"$filter=isof(shop.VipCustomer)", "", ""},
		{"$filter=isof(shop.VipCustomr)", "shop.VipCustomr", "org.shop.VipCustomer"},
		{"$filter=shop.Spent(from=2024-01-01) gt 1", "", ""},
		{"$filter=shop.Spend(from=2024-01-01) gt 1", "shop.Spend", ""},
		{"$filter=@p eq 1&@p=Nam", "Nam", "Name"},
		{"$filter=@core.Term eq 1", "", ""},
		{"$orderby=Name desc,Nam", "Nam", "Name"},
		{"$orderby=Next&$compute=Balance add 1 as Next", "", ""},
		{"$select=Name,Address/Street,Photo,Orders,shop.Remind,Remind,shop.*,*", "", ""},
		{"$select=Nmae", "Nmae", "Name"},
		{"$select=Address/Strete", "Strete", "Street"},
		{"$select=Address($select=Strete)", "Strete", "Street"},
		{"$select=shop.VipCustomer/Since", "", ""},
		{"$select=shop.Forget", "shop.Forget", ""},
		{"$select=other.*", "other.*", ""},
		{"$expand=Orders($select=Number;$expand=Items($orderby=Pric))", "Pric", "Price"},
		{"$expand=Orders($filter=Number gt 1 and $it/Name eq 'x')", "", ""},
		{"$expand=Address/Keys,shop.VipCustomer/Agent($select=Name),Photo,*", "", ""},
		{"$expand=Address", "Address", "$select=Address"},
		{"$expand=Ordrs", "Ordrs", "Orders"},
		{"$expand=Orders/Items", "Items", "Orders($expand=Items)"},
		{"$expand=Agent", "Agent", "org.shop.VipCustomer/Agent"},
		{"$apply=groupby((Name),aggregate(Balance with sum as Total))&$orderby=Total", "", ""},
		{"$apply=groupby((Nam),aggregate(Balance with sum as Total))", "Nam", "Name"},
		{"$apply=aggregate(Orders/Number with max as Last)&$filter=Last gt 1", "", ""},
	} {
		q, err := uri.ParseQuery(c.query)
		if err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		found := q.Resolve(m, customers)
		switch {
		case c.segment == "" && len(found) > 0:
			t.Errorf("%s: %v", c.query, found[0])
		case c.segment != "" && (len(found) != 1 || found[0].Segment != c.segment || found[0].Hint() != c.hint):
			t.Errorf("%s: %v, want %q (%s)", c.query, found, c.segment, c.hint)
		case c.segment != "" && c.segment != "lowest" && !strings.HasPrefix(c.query[found[0].Offset:], c.segment):
			t.Errorf("%s: %q does not stand at %d", c.query, c.segment, found[0].Offset)
		}
	}
	q, err := uri.ParseQuery("$filter=Anything/At/All eq 1&$select=X&$expand=Y($select=Z)")
	if err != nil {
		t.Fatal(err)
	}
	for _, unknown := range []edm.TypeRef{{}, {Name: "Edm.Untyped"}, {Name: "org.other.Thing"}, {Name: "Edm.ComplexType", Collection: true}} {
		if found := q.Resolve(m, unknown); len(found) != 0 {
			t.Errorf("%v: %v", unknown, found)
		}
	}
}

func TestNoQueryIsTooLargeOrTooDeep(t *testing.T) {
	m := shop()
	for _, name := range slices.Sorted(maps.Keys(hostileQueries(0))) {
		t.Run(name, func(t *testing.T) {
			growth.Linear(t, 4, func(quarters int) {
				query := hostileQueries(quarters)[name]
				q, _ := uri.ParseQuery(query)
				q.Resolve(m, edm.TypeRef{Name: "org.shop.Customer", Collection: true})
			})
		})
	}
}

// hostileQueries are texts of four quarters, or of fewer.
func hostileQueries(quarters int) map[string]string {
	return map[string]string{
		"parentheses":     "$filter=" + strings.Repeat("(", 100000*quarters/4),
		"nots":            "$filter=" + strings.Repeat("not ", 100000*quarters/4) + "a",
		"a long sum":      "$filter=a" + strings.Repeat(" add a", 100000*quarters/4),
		"a long or":       "$filter=Name eq 'x'" + strings.Repeat(" or Name eq 'x'", 50000*quarters/4),
		"nested expands":  "$expand=" + strings.Repeat("Orders($expand=", 50000*quarters/4),
		"nested search":   "$search=" + strings.Repeat("NOT (", 100000*quarters/4),
		"nested arrays":   "@p=" + strings.Repeat("[", 100000*quarters/4),
		"nested lambdas":  "$filter=" + strings.Repeat("a/any(x:", 50000*quarters/4),
		"nested lists":    "$filter=" + strings.Repeat("a in (", 50000*quarters/4),
		"nested groups":   "$apply=" + strings.Repeat("groupby((rollup(", 50000*quarters/4),
		"many options":    strings.Repeat("a=b&", 100000*quarters/4),
		"a long path":     "$filter=a" + strings.Repeat("/a", 100000*quarters/4),
		"percent signs":   "$filter=" + strings.Repeat("%2", 100000*quarters/4),
		"encoded letters": "$filter=" + strings.Repeat("%61", 100000*quarters/4),
		"calls":           "$filter=" + strings.Repeat("f(a=", 50000*quarters/4),
		"from":            "$apply=aggregate(a with sum" + strings.Repeat(" from b with sum", 50000*quarters/4),
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{
		"$filter=Orders/any(o:o/Number gt 5 and contains(Name,'x')) or not (Level has shop.Level'low')",
		"$select=Name,Address/Street&$expand=Orders($select=Number;$expand=Items($top=2))&$orderby=Name desc",
		"$search=a AND (b OR \"c d\")&$compute=1 add 2 as X&$apply=groupby((Name),aggregate($count as N))&@p={\"a\":[1,2]}",
		"%24filter=a+eq+%27b%27", "$levels=max&$format=a/b&$index=-1",
	} {
		f.Add(s)
	}
	m := shop()
	f.Fuzz(func(t *testing.T, s string) {
		q, err := uri.ParseQuery(s)
		if err != nil {
			var syntax *uri.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(s) || syntax.Rest != s[syntax.Offset:] {
				t.Fatalf("%q: %v", s, err)
			}
		}
		for _, e := range q.Resolve(m, edm.TypeRef{Name: "org.shop.Customer", Collection: true}) {
			if e.Offset < 0 || e.Offset > len(s) {
				t.Fatalf("%q: %v", s, e)
			}
		}
		for _, o := range q.Options {
			uri.Walk(o.Expr, func(e uri.Expr) bool {
				if w := e.Where(); w.Start < 0 || w.End > len(s) || w.Start > w.End {
					t.Fatalf("%q: %v", s, w)
				}
				return true
			})
		}
	})
}
