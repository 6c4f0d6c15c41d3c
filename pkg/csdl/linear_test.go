package csdl

import (
	"fmt"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/internal/growth"
)

// TestMadeDocumentsTakeLinearTime reads documents that are made to be slow,
// in one size and four times that: a reader that is quadratic anywhere takes
// sixteen times as long.
func TestMadeDocumentsTakeLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	repeat := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, strings.ReplaceAll(format, "%d", "%[1]d"), i)
		}
		return b.String()
	}
	schema := func(body string) string { return `<Schema Namespace="A">` + body + `</Schema>` }
	for _, test := range []struct {
		name string
		make func(n int) string
	}{
		{"targets that a large type lacks", func(n int) string {
			return schema(`<ComplexType Name="T">` + repeat(n, `<Property Name="p%d" Type="Edm.String"/>`) + `</ComplexType>` +
				repeat(n, `<Annotations Target="A.T/q%d"><Annotation Term="B.C"/></Annotations>`))
		}},
		{"a long line of base types", func(n int) string {
			return schema(repeat(n, `<ComplexType Name="t%d" BaseType="A.u%d"/><ComplexType Name="u%d" BaseType="A.v"/>`) + `<ComplexType Name="v" BaseType="A.t0"/>`)
		}},
		{"targets of a name with many overloads", func(n int) string {
			return schema(repeat(n, `<Action Name="F" IsBound="true"><Parameter Name="p" Type="A.t%d"/></Action>`) +
				repeat(n, `<Annotations Target="A.F"><Annotation Term="B.C%d"/></Annotations>`))
		}},
		{"schemas of one alias among many", func(n int) string {
			return repeat(n, `<Schema Namespace="A%d" Alias="a%d"/><Schema Namespace="B%d" Alias="self"><ComplexType Name="T" BaseType="self.x"/></Schema>`)
		}},
		{"containers that extend each other", func(n int) string {
			return repeat(n, `<Schema Namespace="A%d"><EntityContainer Name="K" Extends="A0.K"><Singleton Name="s%d" Type="A.T"/></EntityContainer></Schema>`)
		}},
		{"annotations of annotations", func(n int) string {
			return schema(`<ComplexType Name="T">` + repeat(n, `<Annotation Term="B.C%d"/>`) + `</ComplexType>` +
				repeat(n, `<Annotations Target="A.T/@B.C%d"><Annotation Term="B.D"/></Annotations>`))
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			growth.Linear(t, 8000, func(n int) {
				text := []byte(document("4.0", `<e:Edmx><e:DataServices>`+test.make(n)+`</e:DataServices></e:Edmx>`))
				if _, err := Read("f", text); err != nil {
					t.Fatal(err)
				}
			})
		})
	}
}
