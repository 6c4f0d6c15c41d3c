package check

import (
	"iter"
	"sort"
	"strings"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/csdl"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
)

var mtd002 = register(rule.Rule{
	ID:     "MTD-002",
	Title:  "the served $metadata has the types, properties, sets and operations of the contract's CSDL",
	Levels: rule.All(rule.Warning),
	Why: "What the contract was made of is older or younger than what the service says of itself: every other finding may be drift. Names are compared, in the namespaces " +
		"that both describe; what changed in them is for `concord diff` to say.",
	Sources: []string{"OData Protocol 4.01, 11.1.2"},
	Failing: `GET $metadata answers a document without the type NS.Order that the contract's CSDL declares`,
	Passing: `GET $metadata answers the contract's CSDL`,
})

// compareMetadata holds the names of a served document against those of the
// contract's CSDL.
func (c *Case) compareMetadata(doc *csdl.Document) {
	served, known := newInventory(), newInventory()
	served.add(doc.Model, func(string) bool { return true })
	for _, s := range c.Contract.Sources {
		if s.Kind == contract.CSDL {
			known.add(s.Document.Model, func(ns string) bool { return served.namespaces[ns] })
		}
	}
	served = newInventory()
	served.add(doc.Model, func(ns string) bool { return known.namespaces[ns] })
	if len(known.namespaces) == 0 {
		return
	}
	for _, kind := range inventoryKinds {
		c.reportNames("lacks "+kind+" that the contract has", missingNames(known, served, kind))
		c.reportNames("has "+kind+" that the contract lacks", missingNames(served, known, kind))
	}
}

func (c *Case) reportNames(how string, names []string) {
	if len(names) == 0 {
		return
	}
	const most = 10
	list := strings.Join(names[:min(len(names), most)], ", ")
	if len(names) > most {
		list += ", … (" + itoa(len(names)) + " in all)"
	}
	c.Report(Mark{Rule: mtd002.Rule, Position: c.Response.Body.Position(0), Message: "the served metadata " + how + ": " + list, Actual: list, Cause: how})
}

// inventory is the names of a model, by kind.
type inventory struct {
	namespaces map[string]bool
	names      map[string]map[string]bool
}

var inventoryKinds = []string{"types", "properties", "operations", "sets and singletons"}

func newInventory() *inventory {
	v := &inventory{map[string]bool{}, map[string]map[string]bool{}}
	for _, k := range inventoryKinds {
		v.names[k] = map[string]bool{}
	}
	return v
}

func (v *inventory) add(m *edm.Model, keep func(namespace string) bool) {
	for _, s := range m.Schemas {
		if !keep(s.Namespace) {
			continue
		}
		v.namespaces[s.Namespace] = true
		for t := range typesOf(s) {
			v.names["types"][t.QualifiedName()] = true
			if st, ok := t.(edm.StructuredType); ok {
				for _, p := range st.Structure().Properties {
					v.names["properties"][t.QualifiedName()+"/"+p.Name] = true
				}
				for _, p := range st.Structure().NavigationProperties {
					v.names["properties"][t.QualifiedName()+"/"+p.Name] = true
				}
			}
		}
		for _, a := range s.Actions {
			v.names["operations"][a.QualifiedName()] = true
		}
		for _, f := range s.Functions {
			v.names["operations"][f.QualifiedName()] = true
		}
		if e := s.EntityContainer; e != nil {
			for _, set := range e.EntitySets {
				v.names["sets and singletons"][set.Name] = true
			}
			for _, one := range e.Singletons {
				v.names["sets and singletons"][one.Name] = true
			}
		}
	}
}

func typesOf(s *edm.Schema) iter.Seq[edm.Type] {
	return func(yield func(edm.Type) bool) {
		for _, t := range s.EntityTypes {
			if !yield(t) {
				return
			}
		}
		for _, t := range s.ComplexTypes {
			if !yield(t) {
				return
			}
		}
		for _, t := range s.EnumTypes {
			if !yield(t) {
				return
			}
		}
		for _, t := range s.TypeDefinitions {
			if !yield(t) {
				return
			}
		}
	}
}

// missingNames lists what one inventory has and the other lacks. Of a type that
// is missing, its properties go without saying.
func missingNames(has, lacks *inventory, kind string) (names []string) {
	for n := range has.names[kind] {
		if lacks.names[kind][n] {
			continue
		}
		if owner, _, ok := strings.Cut(n, "/"); ok && !lacks.names["types"][owner] {
			continue
		}
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}
