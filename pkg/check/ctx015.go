package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx015 = register(rule.Rule{
	ID:     "CTX-015",
	Title:  "an item whose set the enclosing context does not determine has a context of its own",
	Levels: rule.Levels{V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
	Why: "From the set a client knows where an entity lives. Items of $all come from all sets; what a navigation property without binding leads to may live in any; " +
		"a delta may tell of entities of related sets. Where the model has no set for the type, there is nothing to say. Never at metadata level none.",
	Sources: []string{"OData JSON Format 4.01, 4.5.1", "OData Protocol 4.01, 10.19", "OData JSON Format 4.01, 15.2"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Collection(Edm.EntityType)", "value": [{"@odata.type": "#NS.Customer", "id": 1}]}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Collection(Edm.EntityType)", "value": [{"@odata.context": "#Customers/$entity", "id": 1}]}`,
})

func init() { ctx015.Object = itemHasContext }

func itemHasContext(c *Case, o *Object) {
	if o.Context != nil || o.Root || c.Level.None() || o.Kind != EntityValue {
		return
	}
	m := Mark{Rule: ctx015.Rule, Value: o.Value, Pointer: o.Pointer, Object: o.Value, Expected: "@odata.context"}
	switch {
	case o.Owner == nil && c.Body.Shape == uri.AllEntities:
		m.Message, m.Cause = "an item of $all has no context: nothing says of which set it is", "$all"
	case o.Delta && o.Owner == nil && o.Declared != nil && o.Type != nil && !c.Model.IsA(o.Type.QualifiedName(), o.Declared.QualifiedName()):
		m.Message, m.Cause = "an entry of the delta is a "+o.Type.QualifiedName()+", of another set than the delta's, and has no context", "foreign "+o.Type.QualifiedName()
		m.Type = o.Type.QualifiedName()
		o.Declared = o.Type
	case o.Navigation != nil && c.unbound(o):
		m.Message = "no binding says in which set the targets of " + o.Navigation.Name + " are, and the entity has no context"
		m.Cause, m.Rests, m.Type = "unbound "+o.Navigation.Name, o.Navigation.Place, o.Declared.QualifiedName()
	default:
		return
	}
	if c.once("CTX-015 " + m.Cause) {
		c.Report(m)
	}
}

// unbound reports whether an expanded entity's set is not determined, though
// the model has one for its type.
func (c *Case) unbound(o *Object) bool {
	if o.Declared == nil || c.controlOf(o.Owner.Value, o.Navigation.Name, "context") != nil {
		return false
	}
	owner, ok := c.sourceOf(o.Owner)
	if !ok || o.Navigation.ContainsTarget.IsTrue() {
		return false
	}
	if _, bound := owner.follow(c.Model, o.Navigation.Name); bound {
		return false
	}
	return c.hasSetFor(o.Declared.QualifiedName())
}

func (c *Case) hasSetFor(typeName string) bool {
	e := c.Model.Container()
	if e == nil {
		return false
	}
	for _, set := range e.EntitySets {
		if c.Model.IsA(typeName, set.EntityType) || c.Model.IsA(set.EntityType, typeName) {
			return true
		}
	}
	return false
}

// source is where an object lives: the set or singleton by its bindings, and
// the path in it, without keys and casts.
type source struct {
	bindings []edm.NavigationPropertyBinding
	path     []string
}

// sourceOf follows the object's owners up to the body, whose context names a
// set or singleton. Ok is false where nothing says where the object lives.
func (c *Case) sourceOf(o *Object) (source, bool) {
	p := o.Promise
	if o.Owner == nil && p == nil {
		p = c.Body.Promise
	}
	if p != nil {
		return sourceOfPromise(p)
	}
	if o.Owner == nil {
		return source{}, false
	}
	s, ok := c.sourceOf(o.Owner)
	switch {
	case !ok:
		return source{}, false
	case o.Navigation == nil && o.Property == nil:
		return source{}, false
	case o.Navigation == nil:
		return s.inside(o.Property.Name), true
	case o.Navigation.ContainsTarget.IsTrue():
		return s.inside(o.Navigation.Name), true
	}
	return s.follow(c.Model, o.Navigation.Name)
}

func sourceOfPromise(p *uri.Promise) (source, bool) {
	_, path, _ := strings.Cut(p.NavigationSource, "/")
	var s source
	switch {
	case p.EntitySet != nil:
		s.bindings = p.EntitySet.Bindings
	case p.Singleton != nil:
		s.bindings = p.Singleton.Bindings
	default:
		return source{}, false
	}
	if path != "" {
		s.path = strings.Split(path, "/")
	}
	return s, true
}

func (s source) inside(name string) source {
	return source{s.bindings, append(s.path[:len(s.path):len(s.path)], name)}
}

// follow goes by the binding of a navigation property to where its targets
// live (CSDL 4.01, 13.4). Casts in the binding's path are optional: a property
// has one type that declares it.
func (s source) follow(m *edm.Model, name string) (source, bool) {
	path := strings.Join(s.inside(name).path, "/")
	for _, b := range s.bindings {
		if strings.Join(withoutCasts(strings.Split(b.Path, "/")), "/") != path {
			continue
		}
		target := withoutCasts(strings.Split(b.Target, "/"))
		if len(target) == 0 {
			return source{}, false
		}
		if set := m.EntitySet(target[0]); set != nil {
			return source{set.Bindings, target[1:]}, true
		}
		if one := m.Singleton(target[0]); one != nil {
			return source{one.Bindings, target[1:]}, true
		}
		return source{}, true // bound to a set of another container
	}
	return source{}, false
}

// withoutCasts leaves qualified names, of types and containers, out of a path.
func withoutCasts(segments []string) []string {
	var out []string
	for _, s := range segments {
		if !strings.Contains(s, ".") {
			out = append(out, s)
		}
	}
	return out
}
