package csdl

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
)

func TestEachProblemFiresAndItsNeighboursAreSilent(t *testing.T) {
	for _, test := range problems {
		t.Run(test.name, func(t *testing.T) {
			version := test.version
			if version == "" {
				version = "4.0"
			}
			var text string
			var line, column int
			switch {
			case strings.Contains(test.bad, "Collection(§"):
				// The whole value is the attribute's.
				text, line, column = unmark(t, document(version, strings.Replace(test.bad, "Collection(§", "§Collection(", 1)))
			case test.name == "a document without version":
				text = strings.Replace(document(version, test.bad), ` Version="4.0"`, "", 1)
				line, column = 1, 1
			default:
				text, line, column = unmark(t, document(version, test.bad))
			}
			doc, err := Read("t.xml", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range doc.Problems {
				got = append(got, placeString(p.Place)+" "+string(p.Code)+" "+p.Message)
			}
			if len(doc.Problems) != 1 || doc.Problems[0].Code != test.code {
				t.Fatalf("want one %s, got %q", test.code, got)
			}
			if p := doc.Problems[0].Place; p.Line != line || p.Column != column {
				t.Errorf("want %d:%d, got %s", line, column, got[0])
			}
			for _, good := range test.good {
				doc, err := Read("t.xml", []byte(document(version, good)))
				if err != nil {
					t.Fatal(err)
				}
				for _, p := range doc.Problems {
					t.Errorf("neighbour %s has %s: %s", good, p.Code, p.Message)
				}
			}
		})
	}
}

func TestEveryCodeHasATest(t *testing.T) {
	source, err := os.ReadFile("code.go")
	if err != nil {
		t.Fatal(err)
	}
	tested := map[Code]bool{BareSchema: true} // TestABareSchemaIsRead
	for _, p := range problems {
		tested[p.code] = true
	}
	all := regexp.MustCompile(`Code = "([a-z-]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(all) < 50 {
		t.Fatalf("%d codes found in code.go", len(all))
	}
	for _, m := range all {
		if !tested[Code(m[1])] {
			t.Errorf("code %s has no test", m[1])
		}
	}
}

func TestWarningsAndRules(t *testing.T) {
	warnings := []Code{UnknownElement, UnknownAttribute, StrayText, FlagsCollection, ContainedBinding, CaseClash}
	unwise := []Code{FlagsCollection, ContainedBinding, CaseClash}
	seen := map[Code]bool{}
	for _, test := range problems {
		if seen[test.code] || !strings.Contains(test.bad, "§") {
			continue
		}
		seen[test.code] = true
		text, _, _ := unmark(t, document("4.0", test.bad))
		doc, err := Read("t.xml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range doc.Problems {
			if p.Code != test.code {
				continue
			}
			if p.Warning != slices.Contains(warnings, p.Code) {
				t.Errorf("%s: warning is %v", p.Code, p.Warning)
			}
			if want := map[bool]string{true: "MTD-003", false: "MTD-001"}[slices.Contains(unwise, p.Code)]; p.Rule() != want {
				t.Errorf("%s belongs to %s, want %s", p.Code, p.Rule(), want)
			}
			if p.Fatal != (p.Code == Cycle) {
				t.Errorf("%s: fatal is %v", p.Code, p.Fatal)
			}
		}
	}
}

func TestACycleIsReadAndIsAnError(t *testing.T) {
	doc, err := Read("m.xml", []byte(document("4.0", `<EntityType Name="A" BaseType="NS.B"/>
<EntityType Name="B" BaseType="NS.C1"/><EntityType Name="C1" BaseType="NS.A"/><EntityType Name="D" BaseType="NS.A"/>`)))
	if err != nil {
		t.Fatal(err)
	}
	if doc.Model.EntityType("NS.D") == nil {
		t.Error("the types are not in the model")
	}
	if len(doc.Problems) != 1 {
		t.Errorf("want one problem, got %v", doc.Problems)
	}
	want := "m.xml:4:32: cycle of base types: NS.A → NS.B → NS.C1 → NS.A"
	if err := doc.Err(); err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

func TestABareSchemaIsRead(t *testing.T) {
	doc, err := Read("s.xml", []byte(`<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="A"><ComplexType Name="T"/></Schema>`))
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Problems) != 1 || doc.Problems[0].Code != BareSchema || !doc.Problems[0].Warning {
		t.Errorf("problems %v", doc.Problems)
	}
	if doc.Model.ComplexType("A.T") == nil {
		t.Error("the type is not in the model")
	}
}

func TestHintsNameTheLikely(t *testing.T) {
	for text, want := range map[string]string{
		`<ComplexType Name="T"><Property Name="P" Type="C"/></ComplexType>`:            "did you mean NS.C?",
		`<ComplexType Name="T"><Property Name="P" Type="NS.c"/></ComplexType>`:         "did you mean NS.C?",
		`<ComplexType Name="T"><Property Name="P" Type="String"/></ComplexType>`:       "did you mean Edm.String?",
		`<ComplexType Name="T"><Property Name="P" Type="Edm.DateTime"/></ComplexType>`: "did you mean Edm.DateTimeOffset?",
		`<Annotations Target="NS.E/home"><Annotation Term="A.B"/></Annotations>`:       "did you mean Home?",
	} {
		doc, err := Read("t.xml", []byte(document("4.0", text)))
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Problems) != 1 || doc.Problems[0].Hint != want {
			t.Errorf("%s: %+v, want hint %q", text, doc.Problems, want)
		}
	}
}

func TestAModelOfDocumentationIsNotJudgedAsCSDL(t *testing.T) {
	m := edm.NewModel()
	m.Add(&edm.Schema{Namespace: "n", EntityTypes: []*edm.EntityType{
		{Structured: edm.Structured{Namespace: "n", Name: "E", Properties: []*edm.Property{{Name: "id", Type: edm.TypeRef{Name: "Edm.String"}}}},
			Key: []edm.PropertyRef{{Path: "id"}}},
		{Structured: edm.Structured{Namespace: "n", Name: "keyless"}},
	}})
	if found := Check(m); len(found) > 0 {
		t.Errorf("%v", found)
	}
}

func TestCheckTakesDocumentsTogether(t *testing.T) {
	one, err := Read("1.xml", []byte(document("4.0", "")))
	if err != nil {
		t.Fatal(err)
	}
	two, err := Read("2.xml", []byte(strings.ReplaceAll(document("4.0", `<ComplexType Name="T" BaseType="NS.C"/>`), `Namespace="NS" Alias="S"`, `Namespace="Two"`)))
	if err != nil {
		t.Fatal(err)
	}
	m := edm.NewModel()
	m.Version = "4.0"
	for _, s := range slices.Concat(one.Model.Schemas, two.Model.Schemas) {
		m.Add(s)
	}
	codes := map[Code]int{}
	for _, p := range Check(m) {
		codes[p.Code]++
	}
	if len(codes) > 0 {
		t.Errorf("problems %v", slices.Sorted(maps.Keys(codes)))
	}
}
