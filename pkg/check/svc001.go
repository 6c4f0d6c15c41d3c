package check

import (
	"net/url"
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var svc001 = register(rule.Rule{
	ID:     "SVC-001",
	Title:  "a service document lists name, url, kind and title of the container's included members, and nothing else",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"an unknown kind": rule.All(rule.Warning),
	},
	Why: "A client that knows only the service root learns here what there is. Each entry has a name and a URL; kind may be left out for entity sets alone; title and annotations are allowed. " +
		"Entity sets are listed unless IncludeInServiceDocument says false, singletons always, function imports without parameters only where it says true, action imports never. " +
		"Other service documents may be listed; they are in no container.",
	Sources: []string{"OData JSON Format 4.01, 5", "OData CSDL XML 4.01, 13.2 to 13.6"},
	Failing: `{"@odata.context": "https://host/service/$metadata", "value": [{"name": "Customers", "href": "Customers"}]}`,
	Passing: `{"@odata.context": "https://host/service/$metadata", "value": [{"name": "Customers", "kind": "EntitySet", "url": "Customers"}]}`,
})

func init() { svc001.Body = serviceDocument }

func serviceDocument(c *Case, b *Body) {
	list := b.Root.Member("value")
	if c.Error() || b.Rejected || !b.Known || b.Shape != uri.ServiceDocument || list == nil || list.Kind != location.Array {
		return
	}
	s := &serviceList{c: c, listed: map[string]bool{}}
	s.others(b.Root, "", map[string]bool{"value": true}, "the service document")
	for i, v := range list.Items {
		s.entry(v, location.Pointer("/value").Index(i))
	}
	s.missing(list)
}

// serviceList judges the entries of a service document.
type serviceList struct {
	c      *Case
	listed map[string]bool
}

var entryMembers = map[string]bool{"name": true, "url": true, "kind": true, "title": true}

func (s *serviceList) report(v *location.Value, at location.Pointer, name, message, expected string) {
	m := Mark{Rule: svc001.Rule, Value: v, Pointer: at, Object: v, Name: name, Message: message, Expected: expected, Cause: message}
	if value := v.Member(name); value != nil {
		m.Value, m.Pointer, m.Actual = value, at.Child(name), show(value)
	}
	s.c.Report(m)
}

// others speaks of members that a service document does not have.
func (s *serviceList) others(v *location.Value, at location.Pointer, known map[string]bool, where string) {
	for i := range v.Members {
		m := classify(&v.Members[i], at)
		if m.Annotation || known[m.Name] || !s.c.once("SVC-001 "+where+m.Name) {
			continue
		}
		s.report(v, at, m.Name, where+" has the member "+m.Name, "name, url, kind, title and annotations")
	}
}

// entry judges one entry by itself, and holds it against the container.
func (s *serviceList) entry(v *location.Value, at location.Pointer) {
	if v.Kind != location.Object {
		s.report(v, at, "", "an entry of the service document is "+article(v.Kind.String()), "an object")
		return
	}
	s.others(v, at, entryMembers, "an entry of the service document")
	for _, name := range []string{"name", "url"} {
		switch value := v.Member(name); {
		case value == nil:
			s.report(v, at, name, "an entry of the service document has no "+name, "a string")
		case value.Kind != location.String || value.Text == "":
			s.report(v, at, name, name+" is "+emptyOr(value), "a string")
		case name == "url" && !isURL(value.Text):
			s.report(v, at, name, "url is no URL reference", "a URL reference")
		}
	}
	if title := v.Member("title"); title != nil && title.Kind != location.String {
		s.report(v, at, "title", "title is "+article(title.Kind.String()), "a string")
	}
	kind := v.Member("kind")
	if kind != nil && kind.Kind != location.String {
		s.report(v, at, "kind", "kind is "+article(kind.Kind.String()), "a string")
		return
	}
	s.inContainer(v, at, text(v.Member("name")), text(kind))
}

func emptyOr(v *location.Value) string {
	if v.Kind == location.String {
		return "empty"
	}
	return article(v.Kind.String())
}

func isURL(s string) bool {
	_, err := url.Parse(s)
	return err == nil && !strings.ContainsAny(s, " <>\"{}|\\^`")
}

// inContainer holds an entry against the container's member of that name.
func (s *serviceList) inContainer(v *location.Value, at location.Pointer, name, kind string) {
	switch kind {
	case "", "EntitySet", "Singleton", "FunctionImport":
	case "ServiceDocument":
		return
	default:
		levels := svc001.Cases["an unknown kind"]
		s.c.Report(Mark{Rule: svc001.Rule, Levels: &levels, Value: v.Member("kind"), Pointer: at.Child("kind"), Object: v, Name: "kind", Actual: kind,
			Message: kind + " is no kind of entry", Expected: "EntitySet, Singleton, FunctionImport or ServiceDocument", Cause: kind})
		return
	}
	if !s.c.Contract.HasContainer() || name == "" {
		return
	}
	s.listed[name] = true
	found, included := s.c.containerMember(name)
	switch {
	case found == "":
		m := Mark{Rule: svc001.Rule, Value: v.Member("name"), Pointer: at.Child("name"), Object: v, Name: "name", Actual: name,
			Message: "the container has no " + name, Expected: "a member of the container", Cause: "unknown " + name}
		if near := nearest(name, s.c.includedMembers()); near != "" {
			m.Hint = "did you mean " + near + "?"
		}
		s.c.Report(m)
	case kind == "" && found != "EntitySet":
		s.report(v, at, "kind", name+" is a "+found+", and the entry does not say so", found)
	case kind != "" && kind != found:
		s.report(v, at, "kind", name+" is of kind "+found, found)
	case !included:
		s.report(v, at, "name", name+" is not included in the service document by the metadata", "")
	}
}

// missing speaks of the members that the container includes and the document
// does not list.
func (s *serviceList) missing(list *location.Value) {
	if !s.c.Contract.HasContainer() || s.c.Truncated || control(s.c.Body.Root, "nextLink") != nil {
		return
	}
	var names []string
	for _, n := range s.c.includedMembers() {
		if !s.listed[n] {
			names = append(names, n)
		}
	}
	if len(names) > 0 {
		all := clip(strings.Join(names, ", "))
		s.c.Report(Mark{Rule: svc001.Rule, Value: list, Pointer: "/value", Object: s.c.Body.Root, Name: "value",
			Message: "the service document does not list " + all, Expected: all, Cause: "missing"})
	}
}

// containerMember is the kind of the container's member of that name, and
// whether the service document lists it.
func (c *Case) containerMember(name string) (kind string, included bool) {
	if set := c.Model.EntitySet(name); set != nil {
		return "EntitySet", !set.IncludeInServiceDocument.IsFalse()
	}
	if c.Model.Singleton(name) != nil {
		return "Singleton", true
	}
	if f := c.Model.FunctionImport(name); f != nil {
		return "FunctionImport", c.includesFunction(f)
	}
	return "", false
}

func (c *Case) includesFunction(f *edm.OperationImport) bool {
	return f.IncludeInServiceDocument.IsTrue() && slices.ContainsFunc(c.Model.Functions(f.Operation), func(o *edm.Function) bool {
		return !o.IsBound && len(o.Arguments()) == 0
	})
}

// includedMembers lists what the service document has to list, of the
// container and of those that it extends.
func (c *Case) includedMembers() (names []string) {
	seen := map[*edm.EntityContainer]bool{}
	for e := c.Model.Container(); e != nil && !seen[e]; e = c.Model.ContainerNamed(e.Extends) {
		seen[e] = true
		for _, set := range e.EntitySets {
			if !set.IncludeInServiceDocument.IsFalse() {
				names = append(names, set.Name)
			}
		}
		for _, one := range e.Singletons {
			names = append(names, one.Name)
		}
		for _, f := range e.FunctionImports {
			if c.includesFunction(f) {
				names = append(names, f.Name)
			}
		}
	}
	return names
}
