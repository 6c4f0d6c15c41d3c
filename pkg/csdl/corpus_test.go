package csdl

import (
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/concord-odata/concord/pkg/internal/corpustest"
)

// corpusFiles are the CSDL files below a folder of the corpus.
func corpusFiles(t testing.TB, folder, suffix string) map[string][]byte {
	t.Helper()
	return corpustest.Files(t, folder, func(name string) bool { return strings.HasSuffix(name, suffix) })
}

func TestTheCorpusLoads(t *testing.T) {
	read := 0
	for _, folder := range []string{"csdl", "csdl-pairs", "protocol-cases"} {
		files := corpusFiles(t, folder, ".xml")
		for _, name := range slices.Sorted(maps.Keys(files)) {
			doc, err := Read(name, files[name])
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if err := doc.Err(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			read++
			for _, s := range doc.Model.Schemas {
				for _, g := range s.Targets {
					if !g.Resolved && strings.HasPrefix(g.Target, s.Namespace+".") && folder != "protocol-cases" {
						t.Errorf("%s:%d: target %s does not resolve", name, g.Place.Line, g.Target)
					}
				}
			}
			againstTokens(t, name, files[name], doc)
		}
	}
	if read < 16+19 {
		t.Errorf("%d CSDL files, want the 16 of Graph and the 19 models of the protocol cases at least", read)
	}
	t.Logf("%d CSDL files", read)
}

// againstTokens counts elements with encoding/xml, and compares with what
// the model holds: nothing is passed over, but what is reported as such.
func againstTokens(t *testing.T, name string, data []byte, doc *Document) {
	t.Helper()
	for _, p := range doc.Problems {
		if p.Code == UnknownElement {
			return
		}
	}
	want := map[string]int{}
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		tok, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := tok.(xml.StartElement); ok {
			want[s.Name.Local]++
		}
	}
	got := countModel(doc.Model)
	for _, element := range []string{"EntityType", "ComplexType", "EnumType", "Member", "Property", "NavigationProperty", "PropertyRef",
		"Action", "Function", "Parameter", "ReturnType", "EntitySet", "Singleton", "ActionImport", "FunctionImport",
		"NavigationPropertyBinding", "ReferentialConstraint", "TypeDefinition", "Term", "Annotations", "Annotation", "Record", "PropertyValue"} {
		if got[element] != want[element] {
			t.Errorf("%s: %d %s in the model, %d in the text", name, got[element], element, want[element])
		}
	}
}

// problemKinds are the kinds of problems that each kind of the corpus's
// files has. All were looked at in the text: they are there.
func TestTheProblemsOfTheCorpusAreKnown(t *testing.T) {
	want := map[Code]bool{
		AbstractBase: true, BindingMismatch: true, DuplicateAnnotation: true, DuplicateName: true, FlagsCollection: true,
		MemberNamedAsType: true, MissingKey: true, NamespaceClash: true, NoMembers: true, ReturnTypeMismatch: true,
		UnresolvedSet: true, WrongType: true, ContainedBinding: true, UnresolvedBinding: true, UnresolvedSetPath: true,
	}
	for _, folder := range []string{"csdl", "csdl-pairs"} {
		for name, data := range corpusFiles(t, folder, ".xml") {
			doc, err := Read(name, data)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range doc.Problems {
				if !want[p.Code] {
					t.Errorf("%s: %s: %s", placeString(p.Place), p.Code, p.Message)
				}
			}
		}
	}
}

// BenchmarkRead measures reading Graph v1.0 (3.4 MB) whole, model and
// judgement, and a bare pass of encoding/xml over the same bytes in the same
// run; x-RawToken is the quotient, and must stay below 2.5.
func BenchmarkRead(b *testing.B) {
	var data []byte
	for _, d := range corpusFiles(b, "csdl", "graph-v1.0-2026-08.xml") {
		data = d
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	var read, tokens time.Duration
	for b.Loop() {
		start := time.Now()
		if _, err := Read("graph.xml", data); err != nil {
			b.Fatal(err)
		}
		read += time.Since(start)
		b.StopTimer()
		start = time.Now()
		for d := xml.NewDecoder(bytes.NewReader(data)); ; {
			if _, err := d.RawToken(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
		tokens += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(read)/float64(tokens), "x-RawToken")
}
