package csdl

import "github.com/concord-odata/concord/pkg/edm"

// countModel counts what a model holds by the names of CSDL XML.
func countModel(m *edm.Model) map[string]int {
	n := map[string]int{}
	seen := map[*edm.Annotation]bool{} // attached ones stand in two lists
	var list func([]*edm.Annotation)
	var expression func(*edm.Expression)
	expression = func(e *edm.Expression) {
		if e == nil {
			return
		}
		if e.Kind == "Record" {
			n["Record"]++
		}
		list(e.Children)
		for _, item := range e.Items {
			expression(item)
		}
		for i := range e.Record {
			n["PropertyValue"]++
			expression(e.Record[i].Value)
			list(e.Record[i].Annotations)
		}
	}
	list = func(all []*edm.Annotation) {
		for _, a := range all {
			if !seen[a] {
				seen[a] = true
				n["Annotation"]++
				expression(a.Value)
				list(a.Annotations)
			}
		}
	}
	for _, r := range m.References {
		list(r.Annotations)
		for _, in := range r.Include {
			list(in.Annotations)
		}
	}
	for _, s := range m.Schemas {
		countSchema(n, s)
		eachElement(s, func(_, _ string, all []*edm.Annotation) { list(all) })
		for _, g := range s.Targets {
			n["Annotations"]++
			list(g.List)
		}
	}
	return n
}

func countSchema(n map[string]int, s *edm.Schema) {
	structure := func(t *edm.Structured) {
		n["Property"] += len(t.Properties)
		n["NavigationProperty"] += len(t.NavigationProperties)
		for _, p := range t.NavigationProperties {
			n["ReferentialConstraint"] += len(p.ReferentialConstraints)
		}
	}
	operation := func(o *edm.Operation) {
		n["Parameter"] += len(o.Parameters)
		if o.ReturnType != nil {
			n["ReturnType"]++
		}
	}
	for _, t := range s.EntityTypes {
		n["EntityType"]++
		n["PropertyRef"] += len(t.Key)
		structure(&t.Structured)
	}
	for _, t := range s.ComplexTypes {
		n["ComplexType"]++
		structure(&t.Structured)
	}
	for _, t := range s.EnumTypes {
		n["EnumType"]++
		n["Member"] += len(t.Members)
	}
	n["TypeDefinition"] += len(s.TypeDefinitions)
	n["Term"] += len(s.Terms)
	for _, a := range s.Actions {
		n["Action"]++
		operation(&a.Operation)
	}
	for _, f := range s.Functions {
		n["Function"]++
		operation(&f.Operation)
	}
	if c := s.EntityContainer; c != nil {
		n["EntitySet"] += len(c.EntitySets)
		n["Singleton"] += len(c.Singletons)
		n["ActionImport"] += len(c.ActionImports)
		n["FunctionImport"] += len(c.FunctionImports)
		for _, e := range c.EntitySets {
			n["NavigationPropertyBinding"] += len(e.Bindings)
		}
		for _, e := range c.Singletons {
			n["NavigationPropertyBinding"] += len(e.Bindings)
		}
	}
}
