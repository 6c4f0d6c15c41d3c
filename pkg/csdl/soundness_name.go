package csdl

import (
	"github.com/concord-odata/concord/pkg/edm"
)

var reserved = map[string]bool{"Edm": true, "odata": true, "System": true, "Transient": true}

// namespaces judges namespaces and aliases (CSDL 4.01, sections 4.2, 5 and
// 5.1), and the names of a schema's children.
func (c *checker) namespaces() {
	first := map[string]edm.Place{}
	for _, s := range c.Schemas {
		if s.Namespace == "" {
			continue
		}
		if !isNamespace(s.Namespace) {
			c.error(BadIdentifier, s.Place, s.Namespace, s.Namespace, "Namespace",
				quote(s.Namespace)+" is no namespace: simple identifiers joined by dots, 511 characters at most")
		}
		c.reserved(s.Namespace, s.Place, "Namespace")
		if place, twice := first[s.Namespace]; twice {
			if s.Place != place { // else it is the same schema, with a second container
				c.report(Problem{Code: DuplicateSchema, Place: s.Place, Related: place, Name: s.Namespace, Target: s.Namespace,
					Message: "namespace " + s.Namespace + " has a second schema: a schema stands in one place"}, "Namespace")
			}
		} else {
			first[s.Namespace] = s.Place
		}
	}
	c.inclusions(first)
	c.aliasesOf(first)
	c.names()
}

// inclusions judges what references include: each namespace once.
func (c *checker) inclusions(declared map[string]edm.Place) {
	first := map[string]edm.Place{}
	for i := range c.References {
		for _, in := range c.References[i].Include {
			place, twice := first[in.Namespace]
			if _, own := declared[in.Namespace]; own && !twice {
				place, twice = declared[in.Namespace], true
			}
			if twice && in.Namespace != "" {
				c.report(Problem{Code: DuplicateSchema, Place: in.Place, Related: place, Name: in.Namespace,
					Message: "namespace " + in.Namespace + " is included, and declared or included before"}, "Namespace")
				continue
			}
			first[in.Namespace] = in.Place
		}
	}
}

// aliasesOf judges aliases: each stands for one namespace, and is the name
// of none.
func (c *checker) aliasesOf(declared map[string]edm.Place) {
	type use struct {
		namespace string
		place     edm.Place
	}
	first := map[string]use{}
	alias := func(name, namespace string, place edm.Place) {
		if name == "" {
			return
		}
		c.identifier(name, place, namespace, "Alias")
		c.reserved(name, place, "Alias")
		if other, ok := declared[name]; ok && name != namespace {
			c.report(Problem{Code: DuplicateAlias, Place: place, Related: other, Name: name, Target: namespace,
				Message: "alias " + name + " is a namespace of this document"}, "Alias")
		}
		if u, twice := first[name]; twice && u.namespace != namespace {
			c.report(Problem{Code: DuplicateAlias, Place: place, Related: u.place, Name: name, Target: namespace,
				Message: "alias " + name + " stands for " + u.namespace + " already"}, "Alias")
		} else if !twice {
			first[name] = use{namespace, place}
		}
	}
	for i := range c.References {
		for _, in := range c.References[i].Include {
			alias(in.Alias, in.Namespace, in.Place)
		}
	}
	for _, s := range c.Schemas {
		alias(s.Alias, s.Namespace, s.Place)
	}
}

func (c *checker) reserved(name string, place edm.Place, attribute string) {
	if reserved[name] && !c.isEdm(name) {
		c.error(ReservedName, place, name, name, attribute, quote(name)+" is reserved: neither namespace nor alias")
	}
}

// isEdm is the schema that declares the built-in types themselves.
func (c *checker) isEdm(name string) bool { return name == "Edm" && len(c.Schemas) == 1 }

// child is a named child of a schema.
type child struct {
	kind  string
	place edm.Place
}

// names judges the names that a namespace gives: types, terms and
// containers each once, and none that is a namespace. Actions and functions
// have overloads, and are judged apart.
func (c *checker) names() {
	first := map[string]child{}
	declare := func(ns, name, kind string, place edm.Place) {
		if name == "" {
			return
		}
		qualified := ns + "." + name
		c.identifier(name, place, qualified, "Name")
		if other, twice := first[qualified]; twice {
			c.twice(DuplicateName, place, other.place, qualified, qualified,
				kind+" "+qualified+" is declared already, as "+other.kind)
			return
		}
		first[qualified] = child{kind, place}
		if s := c.schemas[qualified]; len(s) > 0 && kind != "action" && kind != "function" {
			c.report(Problem{Code: NamespaceClash, Place: place, Related: s[0].Place, Name: qualified, Target: qualified,
				Message: kind + " " + qualified + " has the name of a namespace: " + qualified + ".x can be read in two ways"}, "Name")
		}
	}
	for _, s := range c.Schemas {
		for _, t := range s.EntityTypes {
			declare(s.Namespace, t.Name, "entity type", t.Place)
		}
		for _, t := range s.ComplexTypes {
			declare(s.Namespace, t.Name, "complex type", t.Place)
		}
		for _, t := range s.EnumTypes {
			declare(s.Namespace, t.Name, "enumeration type", t.Place)
		}
		for _, t := range s.TypeDefinitions {
			declare(s.Namespace, t.Name, "type definition", t.Place)
		}
		for _, t := range s.Terms {
			declare(s.Namespace, t.Name, "term", t.Place)
		}
		if e := s.EntityContainer; e != nil {
			declare(s.Namespace, e.Name, "entity container", e.Place)
		}
	}
	c.operationNames(first)
}

// operationNames judges the names of actions and functions: overloads share
// theirs, and nothing else has it.
func (c *checker) operationNames(first map[string]child) {
	clash := map[string]bool{}
	one := func(o *edm.Operation, kind string) {
		if o.Name == "" {
			return
		}
		qualified := o.QualifiedName()
		other, twice := first[qualified]
		switch {
		case !twice:
			c.identifier(o.Name, o.Place, qualified, "Name")
			first[qualified] = child{kind, o.Place}
		case other.kind != kind && !clash[qualified]:
			clash[qualified] = true // once a name, not once an overload
			c.twice(DuplicateName, o.Place, other.place, qualified, qualified,
				kind+" "+qualified+" is declared already, as "+other.kind)
		}
	}
	for _, s := range c.Schemas {
		for _, a := range s.Actions {
			one(&a.Operation, "action")
		}
		for _, f := range s.Functions {
			one(&f.Operation, "function")
		}
	}
}
