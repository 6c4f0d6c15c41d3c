package uri_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
)

type xmlEl struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []xmlEl    `xml:",any"`
}

func (e *xmlEl) a(n string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == n {
			return a.Value
		}
	}
	return ""
}
func tri(s string) edm.Tristate {
	if s == "" {
		return edm.Unsaid
	}
	return edm.Said(s == "true")
}

func model(t testing.TB, name string, data []byte) *edm.Model {
	var doc xmlEl
	if err := xml.Unmarshal(data, &doc); err != nil {
		t.Fatal(name, err)
	}
	m := edm.NewModel()
	m.Version = "4.0"
	alias := map[string]string{}
	var schemas []xmlEl
	for _, ds := range doc.Children {
		for _, s := range ds.Children {
			if s.XMLName.Local == "Schema" {
				schemas = append(schemas, s)
				if s.a("Alias") != "" {
					alias[s.a("Alias")] = s.a("Namespace")
				}
			}
		}
	}
	full := func(s string) string {
		i := strings.LastIndexByte(s, '.')
		if i > 0 && alias[s[:i]] != "" {
			return alias[s[:i]] + s[i:]
		}
		return s
	}
	ref := func(s string) edm.TypeRef {
		if in, ok := strings.CutPrefix(s, "Collection("); ok {
			return edm.TypeRef{Name: full(strings.TrimSuffix(in, ")")), Collection: true}
		}
		return edm.TypeRef{Name: full(s)}
	}
	for _, s := range schemas {
		ns := s.a("Namespace")
		sc := &edm.Schema{Namespace: ns, Alias: s.a("Alias")}
		structure := func(e *xmlEl) edm.Structured {
			st := edm.Structured{Namespace: ns, Name: e.a("Name"), BaseType: full(e.a("BaseType")), OpenType: tri(e.a("OpenType")), Abstract: e.a("Abstract") == "true"}
			for _, c := range e.Children {
				switch c.XMLName.Local {
				case "Property":
					st.Properties = append(st.Properties, &edm.Property{Name: c.a("Name"), Type: ref(c.a("Type")), Nullable: tri(c.a("Nullable"))})
				case "NavigationProperty":
					st.NavigationProperties = append(st.NavigationProperties, &edm.NavigationProperty{Name: c.a("Name"), Type: ref(c.a("Type")), ContainsTarget: tri(c.a("ContainsTarget"))})
				}
			}
			return st
		}
		op := func(e *xmlEl) edm.Operation {
			o := edm.Operation{Namespace: ns, Name: e.a("Name"), IsBound: e.a("IsBound") == "true", EntitySetPath: e.a("EntitySetPath")}
			for _, c := range e.Children {
				switch c.XMLName.Local {
				case "Parameter":
					o.Parameters = append(o.Parameters, &edm.Parameter{Name: c.a("Name"), Type: ref(c.a("Type")), Nullable: tri(c.a("Nullable"))})
				case "ReturnType":
					o.ReturnType = &edm.ReturnType{Type: ref(c.a("Type"))}
				}
			}
			return o
		}
		for i := range s.Children {
			e := &s.Children[i]
			switch e.XMLName.Local {
			case "EntityType":
				t := &edm.EntityType{Structured: structure(e), HasStream: tri(e.a("HasStream"))}
				for _, k := range e.Children {
					if k.XMLName.Local == "Key" {
						for _, r := range k.Children {
							t.Key = append(t.Key, edm.PropertyRef{Path: r.a("Name"), Alias: r.a("Alias")})
						}
					}
				}
				sc.EntityTypes = append(sc.EntityTypes, t)
			case "ComplexType":
				sc.ComplexTypes = append(sc.ComplexTypes, &edm.ComplexType{Structured: structure(e)})
			case "EnumType":
				t := &edm.EnumType{Namespace: ns, Name: e.a("Name")}
				for _, k := range e.Children {
					t.Members = append(t.Members, &edm.EnumMember{Name: k.a("Name")})
				}
				sc.EnumTypes = append(sc.EnumTypes, t)
			case "TypeDefinition":
				sc.TypeDefinitions = append(sc.TypeDefinitions, &edm.TypeDefinition{Namespace: ns, Name: e.a("Name"), UnderlyingType: e.a("UnderlyingType")})
			case "Action":
				sc.Actions = append(sc.Actions, &edm.Action{Operation: op(e)})
			case "Function":
				sc.Functions = append(sc.Functions, &edm.Function{Operation: op(e), IsComposable: tri(e.a("IsComposable"))})
			case "EntityContainer":
				ec := &edm.EntityContainer{Namespace: ns, Name: e.a("Name")}
				for _, k := range e.Children {
					var b []edm.NavigationPropertyBinding
					for _, n := range k.Children {
						if n.XMLName.Local == "NavigationPropertyBinding" {
							b = append(b, edm.NavigationPropertyBinding{Path: n.a("Path"), Target: n.a("Target")})
						}
					}
					switch k.XMLName.Local {
					case "EntitySet":
						ec.EntitySets = append(ec.EntitySets, &edm.EntitySet{Name: k.a("Name"), EntityType: full(k.a("EntityType")), Bindings: b})
					case "Singleton":
						ec.Singletons = append(ec.Singletons, &edm.Singleton{Name: k.a("Name"), Type: full(k.a("Type")), Bindings: b})
					case "ActionImport":
						ec.ActionImports = append(ec.ActionImports, &edm.OperationImport{Name: k.a("Name"), Operation: full(k.a("Action")), EntitySet: k.a("EntitySet")})
					case "FunctionImport":
						ec.FunctionImports = append(ec.FunctionImports, &edm.OperationImport{Name: k.a("Name"), Operation: full(k.a("Function")), EntitySet: k.a("EntitySet")})
					}
				}
				sc.EntityContainer = ec
			}
		}
		m.Add(sc)
	}
	return m
}
