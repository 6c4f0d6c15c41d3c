package schema

import (
	"fmt"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
)

// Each of these models has cost a naive generator its stack, its memory or
// its output; that the test ends is what it asserts first.
func TestAHostileModelHasSoundDocumentsAllTheSame(t *testing.T) {
	for _, c := range []struct {
		name, csdl string
	}{
		{"base types in a circle", `<ComplexType Name="A" BaseType="n.B"><Property Name="a" Type="n.A"/></ComplexType><ComplexType Name="B" BaseType="n.A"><Property Name="b" Type="n.A"/></ComplexType>`},
		{"its own base type", `<EntityType Name="A" BaseType="n.A"><Key><PropertyRef Name="a"/></Key><Property Name="a" Type="Edm.Int32"/></EntityType>`},
		{"definitions in a circle", `<TypeDefinition Name="A" UnderlyingType="n.B"/><TypeDefinition Name="B" UnderlyingType="n.A"/><ComplexType Name="C"><Property Name="a" Type="n.A"/><Property Name="b" Type="Collection(n.B)"/></ComplexType>`},
		{"a definition of itself", `<TypeDefinition Name="A" UnderlyingType="n.A"/>`},
		{"a definition of a structured type", `<TypeDefinition Name="A" UnderlyingType="n.C"/><ComplexType Name="C"><Property Name="a" Type="n.A"/></ComplexType>`},
		{"a definition of nothing known", `<TypeDefinition Name="A" UnderlyingType="x.Y"/>`},
		{"an enumeration over itself", `<EnumType Name="A" UnderlyingType="n.A"><Member Name="m"/></EnumType>`},
		{"an enumeration without members", `<EnumType Name="A"/><EnumType Name="F" IsFlags="true"/>`},
		{"members that are no identifiers", `<EnumType Name="A" IsFlags="true"><Member Name="a|b"/><Member Name="(["/><Member Name="\"/></EnumType>`},
		{"a member twice", `<EnumType Name="A"><Member Name="m"/><Member Name="m"/></EnumType>`},
		{"a key twice", `<EntityType Name="A"><Key><PropertyRef Name="a"/><PropertyRef Name="a"/></Key><Property Name="a" Type="Edm.Int32"/></EntityType>`},
		{"a key that is not there", `<EntityType Name="A"><Key><PropertyRef Name="b"/></Key><Property Name="a" Type="Edm.Int32"/></EntityType>`},
		{"a property twice", `<ComplexType Name="A"><Property Name="a" Type="Edm.Int32"/><Property Name="a" Type="Edm.String"/><NavigationProperty Name="a" Type="n.A"/></ComplexType>`},
		{"derived types that are declared twice", `<ComplexType Name="A"><Property Name="a" Type="n.A"/></ComplexType><ComplexType Name="B" BaseType="n.A"/><ComplexType Name="B" BaseType="n.A"/>`},
		{"a complex type that derives from an entity type", `<EntityType Name="A"/><ComplexType Name="B" BaseType="n.A"><Property Name="b" Type="n.A"/></ComplexType>`},
		{"an entity type that derives from a complex type", `<ComplexType Name="A"><Property Name="a" Type="n.A"/></ComplexType><EntityType Name="B" BaseType="n.A"/><ComplexType Name="C"><Property Name="a" Type="n.A"/></ComplexType>`},
		{"names that lead elsewhere", `<ComplexType Name="../../../tmp/x"><Property Name="a" Type="n.../../../tmp/x"/></ComplexType><ComplexType Name="x?y#z"/><ComplexType Name="a b"/><ComplexType Name="%2e%2e%2f"/><ComplexType Name="\\host\share"/><ComplexType Name="http://host/x"/>`},
		{"property names that are no identifiers", `<ComplexType Name="A"><Property Name="/" Type="Edm.Int32"/><Property Name="~" Type="Edm.Int32"/><Property Name="&quot;" Type="Edm.Int32"/><Property Name="%" Type="Edm.Int32"/><Property Name="$ref" Type="Edm.Int32"/><Property Name="&lt;" Type="Edm.Int32"/></ComplexType>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := model(t, c.csdl)
			g, s := NewGenerator(m, Options{}), NewSet(m, Options{})
			for typ := range m.Types() {
				name := typ.QualifiedName()
				if m.Ambiguous(name) {
					continue
				}
				doc, err := g.Document(name)
				if err != nil {
					t.Fatal(err)
				}
				metaschema(t, name, doc)
				if sch, err := s.Schema(name); err != nil || sch == nil {
					t.Errorf("%v", err)
				}
				if _, err := s.Validate(name, value(t, `{"a":{"a":{"b":[{}]}}}`)); err != nil {
					t.Error(err)
				}
				for _, collection := range []bool{false, true} {
					doc, err := g.Bundle(name, collection)
					if err != nil {
						t.Errorf("%v", err)
						continue
					}
					metaschema(t, name, doc)
					if _, err := alone(doc, dig(t, doc, "$id").(string)); err != nil {
						t.Errorf("%v", err)
					}
				}
			}
		})
	}
}

func TestFileNamesStayInTheirFolderAndDiffer(t *testing.T) {
	names := []string{"n.A", "n.a", "n.Öffnung", "../../x", "..%2F..%2Fx", `..\..\x`, "a/b", "a%2Fb", "a%b", "", ".", "..", "C:x", "a\x00b", "a\nb", "a\xffb", "a\ufffdb", "a b", "a?b", "a#b", "Collection(n.A)", "*", "|"}
	seen := map[string]string{}
	for _, n := range names {
		for _, file := range []string{FileName(n), CollectionFileName(n)} {
			if strings.ContainsAny(file, "/\\:*?\"<>|#\x00\n ") {
				t.Errorf("%q is written to %q", n, file)
			}
			if !strings.HasSuffix(file, ".schema.json") {
				t.Errorf("%q is written to %q", n, file)
			}
			if other, twice := seen[file]; twice {
				t.Errorf("%q and %q are both written to %q", n, other, file)
			}
			seen[file] = n
		}
	}
	for n, want := range map[string]string{"microsoft.graph.user": "microsoft.graph.user.schema.json", "n.Öffnung_2": "n.Öffnung_2.schema.json"} {
		if got := FileName(n); got != want {
			t.Errorf("%s is written to %s, want %s", n, got, want)
		}
	}
	g := NewGenerator(edm.NewModel(), Options{})
	for _, n := range names {
		if got := g.referred(DefaultBase + reference(FileName(n)) + "#/$defs/x"); got != n {
			t.Errorf("a reference to %q leads to %q", n, got)
		}
	}
}

func TestABoundThatNoDocumentCanStateIsLeftOut(t *testing.T) {
	for _, c := range []struct{ term, want string }{
		{`<Annotation Term="Org.OData.Validation.V1.Minimum" Decimal="5"/>`, `"minimum": 5`},
		{`<Annotation Term="Org.OData.Validation.V1.Minimum" Decimal="+05"/>`, `"minimum": 5`},
		{`<Annotation Term="Org.OData.Validation.V1.Minimum" Decimal="-00.50"/>`, `"minimum": -0.50`},
		{`<Annotation Term="Org.OData.Validation.V1.Maximum" Decimal="0"/>`, `"maximum": 0`},
		{`<Annotation Term="Org.OData.Validation.V1.Minimum" Decimal="1e-999999999"/>`, ""},
		{`<Annotation Term="Org.OData.Validation.V1.Maximum" Decimal="1e999999999"/>`, ""},
		{`<Annotation Term="Org.OData.Validation.V1.Maximum" Decimal="` + strings.Repeat("9", 100_000) + `"/>`, ""},
		{`<Annotation Term="Org.OData.Validation.V1.Maximum" Float="INF"/>`, ""},
		{`<Annotation Term="Org.OData.Validation.V1.Maximum" Path="other"/>`, ""},
		{`<Annotation Term="Org.OData.Validation.V1.Maximum" Decimal=""/>`, ""},
		{`<Annotation Term="Org.OData.Validation.V1.Maximum"/>`, ""},
		{`<Annotation Term="Org.OData.Validation.V1.AllowedValues"><Collection><Record><PropertyValue Property="Value" Int="1e999999999"/></Record></Collection></Annotation>`, ""},
		{`<Annotation Term="Org.OData.Validation.V1.AllowedValues"><Collection><Record><PropertyValue Property="Value" Bool="true"/></Record></Collection></Annotation>`, ""},
		{`<Annotation Term="Org.OData.Validation.V1.AllowedValues"><Collection><Record><PropertyValue Property="Value" Path="x"/></Record></Collection></Annotation>`, ""},
		{`<Annotation Term="Org.OData.Validation.V1.AllowedValues"><Collection><Record><PropertyValue Property="Value" Int="+7"/></Record></Collection></Annotation>`, `"enum": [7, null]`},
		{`<Annotation Term="Org.OData.Validation.V1.AllowedValues"><Collection/></Annotation>`, ""},
	} {
		m := model(t, `<ComplexType Name="A"><Property Name="a" Type="Edm.Decimal" Scale="variable">`+c.term+`</Property></ComplexType>`)
		doc, err := NewGenerator(m, Options{}).Document("n.A")
		if err != nil {
			t.Fatal(err)
		}
		metaschema(t, c.term, doc)
		use := dig(t, doc, "properties", "a").(map[string]any)
		if c.want == "" && len(use) != 1 || !strings.Contains(string(doc), c.want) {
			t.Errorf("%.120s: want %q in\n%s", c.term, c.want, doc)
		}
		if _, err := NewSet(m, Options{}).Validate("n.A", value(t, `{"a":3}`)); err != nil {
			t.Error(err)
		}
	}
}

func TestPatternsMeanWhatECMAScriptReads(t *testing.T) {
	for _, c := range []struct {
		pattern      string
		judged       bool
		match, other string // a value that matches, one that does not
	}{
		{`^[a-z]+$`, true, "abc", "ABC"},
		{`^\d{3}-\w+$`, true, "123-x", "12-x"},
		{`^\S+@\S+$`, true, "a@b", "a\u00a0b"},
		{`^[^\s@]+@[^\s@]+$`, true, "a@b", "a\u2003@b"},
		{`^\s$`, true, "\ufeff", "x"},
		{`^\\s$`, true, `\s`, " "},
		{`^(?:a|b)$`, true, "a", "c"},
		{`^(?<n>a)$`, true, "a", "b"},
		{`^\(\?$`, true, "(?", "("},
		{`^[\S]$`, false, "", ""},
		{`\Aabc\z`, false, "", ""},
		{`^\p{L}+$`, false, "", ""},
		{`^\pL+$`, false, "", ""},
		{`^[[:alpha:]]+$`, false, "", ""},
		{`(?i)abc`, false, "", ""},
		{`(?P<n>a)`, false, "", ""},
		{`[]a]`, false, "", ""},
		{`(?=a)`, false, "", ""},
		{`(a)\1`, false, "", ""},
		{`\u0041`, false, "", ""},
		{`[`, false, "", ""},
		{`a{1001}`, false, "", ""},
		{strings.Repeat("a", maxPattern+1), false, "", ""},
	} {
		same, ok := patternInBoth(c.pattern)
		if ok != c.judged {
			t.Errorf("%.80q: judged %t, want %t (%q)", c.pattern, ok, c.judged, same)
			continue
		}
		if !ok {
			continue
		}
		term := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace(c.pattern)
		m := model(t, `<ComplexType Name="A"><Property Name="a" Type="Edm.String"><Annotation Term="Org.OData.Validation.V1.Pattern" String="`+term+`"/></Property></ComplexType>`)
		s := NewSet(m, Options{})
		for text, want := range map[string]int{c.match: 0, c.other: 1} {
			found, err := s.ValidateProperty("n.A", "a", false, value(t, fmt.Sprintf("%q", text)))
			if err != nil || len(found) != want {
				t.Errorf("%q and %q: %v, %v, want %d violations", c.pattern, text, found, err, want)
			}
		}
	}
}

func TestAPatternIsForTextAlone(t *testing.T) {
	for _, typ := range []string{"Edm.Guid", "Edm.Int64", "Edm.Date", "Edm.Decimal", "Edm.Binary"} {
		m := model(t, `<ComplexType Name="A"><Property Name="a" Type="`+typ+`"><Annotation Term="Org.OData.Validation.V1.Pattern" String="^never$"/></Property></ComplexType>`)
		for _, ieee := range []bool{false, true} {
			doc, err := NewGenerator(m, Options{IEEE754Compatible: ieee}).Document("n.A")
			if err != nil || strings.Contains(string(doc), "never") {
				t.Errorf("%s: %v\n%s", typ, err, doc)
			}
		}
	}
}

// chain is a model of n complex types, each with a property of the next.
func chain(n int) *edm.Model {
	s := &edm.Schema{Namespace: "n"}
	for i := range n {
		s.ComplexTypes = append(s.ComplexTypes, &edm.ComplexType{Structured: edm.Structured{Namespace: "n", Name: fmt.Sprintf("T%d", i),
			Properties: []*edm.Property{{Name: "next", Type: edm.TypeRef{Name: fmt.Sprintf("n.T%d", (i+1)%n)}}, {Name: "v", Type: edm.TypeRef{Name: "Edm.Int32"}}}}})
	}
	m := edm.NewModel()
	m.Add(s)
	return m
}

func TestAThousandTypesInAChainCompile(t *testing.T) {
	const n = 1000
	s := NewSet(chain(n), Options{})
	deep := strings.Repeat(`{"next":`, 400) + `{"v":"x"}` + strings.Repeat(`}`, 400)
	got := violations(t, s, "n.T0", deep)
	if want := "type " + strings.Repeat("/next", 400) + "/v"; len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %q", got, want)
	}
	names, err := s.gen.Refers("n.T7")
	if err != nil || len(names) != n {
		t.Errorf("T7 refers to %d types, %v; want all %d", len(names), err, n)
	}
}

// descent is a model of n complex types, each derived from the one before.
func descent(n int) *edm.Model {
	s := &edm.Schema{Namespace: "n"}
	for i := range n {
		t := &edm.ComplexType{Structured: edm.Structured{Namespace: "n", Name: fmt.Sprintf("T%d", i),
			Properties: []*edm.Property{{Name: fmt.Sprintf("p%d", i), Type: edm.TypeRef{Name: "n.T0"}}}}}
		if i > 0 {
			t.BaseType = fmt.Sprintf("n.T%d", i-1)
		}
		s.ComplexTypes = append(s.ComplexTypes, t)
	}
	m := edm.NewModel()
	m.Add(s)
	return m
}

func TestALongLineOfDerivedTypesCompiles(t *testing.T) {
	s := NewSet(descent(200), Options{})
	judge(t, s, []verdict{
		{"one step down", "n.T0", `{"p0":{"@odata.type":"#n.T1","p0":1}}`, "type /p0/p0"},
		{"fifty steps down", "n.T0", `{"p0":{"@odata.type":"#n.T50","p0":1,"p50":1}}`, "type /p0/p0, type /p0/p50"},
		{"a property of a type further down", "n.T0", `{"p0":{"@odata.type":"#n.T50","p51":1}}`, "additionalProperties /p0"},
	})
}

func TestAWideLineOfDerivedTypesCompiles(t *testing.T) {
	var types strings.Builder
	types.WriteString(`<ComplexType Name="T"><Property Name="t" Type="n.T"/></ComplexType>`)
	for i := range 300 {
		fmt.Fprintf(&types, `<ComplexType Name="T%d" BaseType="n.T"><Property Name="p%d" Type="Edm.Int32"/></ComplexType>`, i, i)
	}
	judge(t, NewSet(model(t, types.String()), Options{}), []verdict{
		{"one of them", "n.T", `{"t":{"@odata.type":"#n.T299","p299":"x"}}`, "type /t/p299"},
		{"what another one has", "n.T", `{"t":{"@odata.type":"#n.T299","p298":1}}`, "additionalProperties /t"},
	})
}

func TestWhatDerivesFromATypeThatIsDeclaredTwiceIsFoundAllTheSame(t *testing.T) {
	judge(t, NewSet(model(t, `<ComplexType Name="A"><Property Name="a" Type="n.A"/></ComplexType>`+
		`<ComplexType Name="B" BaseType="n.A"><Property Name="b" Type="Edm.Int32"/></ComplexType><ComplexType Name="B" BaseType="n.A"/>`+
		`<ComplexType Name="C" BaseType="n.B"><Property Name="c" Type="Edm.Int32"/></ComplexType>`), Options{}), []verdict{
		{"by its own type", "n.A", `{"a":{"@odata.type":"#n.C","c":1}}`, ""},
		{"with what is wrong", "n.A", `{"a":{"@odata.type":"#n.C","c":"x"}}`, "type /a/c"},
	})
}
