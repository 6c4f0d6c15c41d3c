package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/uri"
)

const capabilities = "Org.OData.Capabilities.V1."

// restriction is what the Capabilities vocabulary says of a kind of request:
// the term, the property that says no, and the methods.
var restrictionOf = map[string]struct{ term, property string }{
	"POST":   {"InsertRestrictions", "Insertable"},
	"PATCH":  {"UpdateRestrictions", "Updatable"},
	"PUT":    {"UpdateRestrictions", "Updatable"},
	"DELETE": {"DeleteRestrictions", "Deletable"},
	"GET":    {"ReadRestrictions", "Readable"},
}

// restricted is the term by which the contract rules out a method on what the
// request's path addresses, and where; "" where it does not. Annotations on
// the element itself and from outside count alike.
func (c *Case) restricted(method string) (term string, at edm.Place) {
	r, ok := restrictionOf[method]
	if !ok || c.Target == nil || c.Target.IsCall() {
		return "", edm.Place{}
	}
	wanted := uri.TargetEntity
	if method == "POST" {
		wanted = uri.TargetEntitySet
	}
	if c.Target.Kind != wanted && !(method == "GET" && c.Target.Kind == uri.TargetEntitySet) {
		return "", edm.Place{}
	}
	if e, place := c.capability(r.term); e.says(r.property, "false") {
		return r.term, place
	}
	return "", edm.Place{}
}

// record is the value of a capabilities annotation.
type record struct{ *edm.Expression }

func (r record) says(property, value string) bool {
	v := r.Property(property)
	return v != nil && v.Kind == "Bool" && v.Text == value
}

// capability is the record of a Capabilities term for what the path
// addresses: of a navigation property its own, or the one that the set's
// NavigationRestrictions have for it; of a set or singleton its own.
func (c *Case) capability(term string) (record, edm.Place) {
	t := c.Target
	if t == nil {
		return record{}, edm.Place{}
	}
	find := func(list []*edm.Annotation) (record, edm.Place, bool) {
		a := edm.FindAnnotation(list, capabilities+term)
		if a == nil {
			return record{}, edm.Place{}, false
		}
		return record{a.Value}, a.Place, true
	}
	if n := t.NavigationProperty; n != nil {
		if r, at, ok := find(n.Annotations); ok {
			return r, at
		}
		return c.navigationRestriction(term)
	}
	if t.Contained {
		return record{}, edm.Place{}
	}
	if t.EntitySet != nil {
		r, at, _ := find(t.EntitySet.Annotations)
		return r, at
	}
	if t.Singleton != nil {
		r, at, _ := find(t.Singleton.Annotations)
		return r, at
	}
	return record{}, edm.Place{}
}

// navigationRestriction looks in the set's NavigationRestrictions for the
// contained path that the request addresses.
func (c *Case) navigationRestriction(term string) (record, edm.Place) {
	source, path, ok := strings.Cut(c.Target.NavigationSource, "/")
	if !ok {
		return record{}, edm.Place{}
	}
	var list []*edm.Annotation
	if s := c.Model.EntitySet(source); s != nil {
		list = s.Annotations
	} else if s := c.Model.Singleton(source); s != nil {
		list = s.Annotations
	}
	a := edm.FindAnnotation(list, capabilities+"NavigationRestrictions")
	if a == nil {
		return record{}, edm.Place{}
	}
	restricted := a.Value.Property("RestrictedProperties")
	if restricted == nil {
		return record{}, edm.Place{}
	}
	for _, it := range restricted.Items {
		if p := it.Property("NavigationProperty"); p != nil && p.Text == path {
			return record{it.Property(term)}, a.Place
		}
	}
	return record{}, edm.Place{}
}

// paths lists the property paths of a capabilities record's collection.
func (r record) paths(property string) []string {
	v := r.Property(property)
	if v == nil {
		return nil
	}
	var all []string
	for _, it := range v.Items {
		if it.Kind == "PropertyPath" || it.Kind == "Path" || it.Kind == "NavigationPropertyPath" || it.Kind == "String" {
			all = append(all, it.Text)
		}
	}
	return all
}
