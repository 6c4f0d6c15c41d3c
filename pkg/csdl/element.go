package csdl

import "github.com/concord-odata/concord/pkg/edm"

// eachElement visits every model element of a schema that can have
// annotations: its owner's and its own name, and what annotates it.
func eachElement(s *edm.Schema, visit func(owner, name string, list []*edm.Annotation)) {
	visit("", s.Namespace, s.Annotations)
	for _, t := range s.EntityTypes {
		eachProperty(&t.Structured, visit)
	}
	for _, t := range s.ComplexTypes {
		eachProperty(&t.Structured, visit)
	}
	for _, t := range s.EnumTypes {
		name := t.QualifiedName()
		visit("", name, t.Annotations)
		for _, m := range t.Members {
			visit(name, m.Name, m.Annotations)
		}
	}
	for _, t := range s.TypeDefinitions {
		visit("", t.QualifiedName(), t.Annotations)
	}
	for _, a := range s.Actions {
		eachParameter(&a.Operation, visit)
	}
	for _, f := range s.Functions {
		eachParameter(&f.Operation, visit)
	}
	for _, t := range s.Terms {
		visit("", t.Namespace+"."+t.Name, t.Annotations)
	}
	if c := s.EntityContainer; c != nil {
		eachResource(c, visit)
	}
}

func eachProperty(t *edm.Structured, visit func(owner, name string, list []*edm.Annotation)) {
	name := t.QualifiedName()
	visit("", name, t.Annotations)
	for _, p := range t.Properties {
		visit(name, p.Name, p.Annotations)
	}
	for _, p := range t.NavigationProperties {
		visit(name, p.Name, p.Annotations)
		visit(name, p.Name, p.OnDeleteAnnotations)
		for i := range p.ReferentialConstraints {
			visit(name, p.Name, p.ReferentialConstraints[i].Annotations)
		}
	}
}

func eachParameter(o *edm.Operation, visit func(owner, name string, list []*edm.Annotation)) {
	name := o.QualifiedName()
	visit("", name, o.Annotations)
	for _, p := range o.Parameters {
		visit(name, p.Name, p.Annotations)
	}
	if o.ReturnType != nil {
		visit(name, "$ReturnType", o.ReturnType.Annotations)
	}
}

func eachResource(c *edm.EntityContainer, visit func(owner, name string, list []*edm.Annotation)) {
	name := c.QualifiedName()
	visit("", name, c.Annotations)
	for _, s := range c.EntitySets {
		visit(name, s.Name, s.Annotations)
	}
	for _, s := range c.Singletons {
		visit(name, s.Name, s.Annotations)
	}
	for _, i := range c.ActionImports {
		visit(name, i.Name, i.Annotations)
	}
	for _, i := range c.FunctionImports {
		visit(name, i.Name, i.Annotations)
	}
}
