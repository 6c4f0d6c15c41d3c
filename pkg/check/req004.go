package check

import (
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var req004 = register(rule.Rule{
	ID:     "REQ-004",
	Title:  "what is created has the properties that its type requires",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"a documented request shows that it may be missing": rule.All(rule.Info),
	},
	Why: "On insert a property that is left out gets its default, null, or an empty collection: a single value that is not nullable, and has no default, gets nothing. Keys, computed and read-only properties, " +
		"and those that a referential constraint sets are the service's to fill. Only what CSDL states counts: documentation that says \"not nullable\" speaks of answers. " +
		"InsertRestrictions/RequiredProperties add to the list. An entity inside of another that has its key is one that is there already. Updates may leave out anything. A request that documentation shows is taken to work: that it lacks what CSDL requires " +
		"is an information about the two, unless the documentation's own words call the property required.",
	Sources: []string{"OData Protocol 4.01, 11.4.2", "OData Capabilities Vocabulary, InsertRestrictions"},
	Failing: `POST /service/Products: {"sku": "a"}, where price is declared Nullable="false"`,
	Passing: `POST /service/Products: {"sku": "a", "price": 1}`,
})

func init() { req004.Object = requiredOnInsert }

func requiredOnInsert(c *Case, o *Object) {
	if !c.InRequest || c.wanted == nil || !c.wanted.insert || o.Kind != EntityValue || o.Type == nil || o.Rejected || o.Value.Kind != location.Object {
		return
	}
	if o.Type.Structure().Abstract || !o.Root && c.keyed(o) {
		return // one that is there already is meant
	}
	var required []string
	if o.Root {
		r, _ := c.capability("InsertRestrictions")
		required = r.paths("RequiredProperties")
	}
	fromContext := c.constrained(o.Type)
	strangers, free := c.strangers(o.Type, o.Value), c.free(o.Type, o.Value)
	for p := range c.Model.Properties(o.Type) {
		listed := slices.Contains(required, p.Name)
		if !listed && (!requires(p) || !c.stated(o.Type, p) || fromContext[p.Name] || c.isKey(o.Type, p.Name)) || c.has(o.Value, p.Name) || standsFor(strangers, free, p.Name) {
			continue
		}
		words := c.Judge.sentWords(c, o.Type, p.Name)
		if !listed && words.readOnly && !words.required {
			continue
		}
		m := Mark{Rule: req004.Rule, Value: o.Value, Pointer: o.Pointer, Object: o.Value, Name: p.Name, Type: o.Type.QualifiedName(), Rests: p.Place,
			Message: p.Name + " is required, and missing", Expected: p.Name + ": " + p.Type.String()}
		if c.Via != "" && !words.required {
			levels := req004.Cases["a documented request shows that it may be missing"]
			m.Levels = &levels
		}
		c.Report(m)
	}
}

// keyed reports whether the value has the whole key of its type: inside of
// another it then says which entity is meant.
func (c *Case) keyed(o *Object) bool {
	t, ok := o.Type.(*edm.EntityType)
	if !ok {
		return false
	}
	_, ok = c.keyOf(t, o.Value)
	return ok && len(c.Model.Key(t)) > 0
}

// requires reports whether CSDL states that the property has a value, and
// leaves it to the client.
func requires(p *edm.Property) bool {
	if p.Type.Collection || !p.Nullable.IsFalse() || p.Facets.DefaultValue != nil || p.Type.Name == "Edm.Stream" || strings.HasSuffix(p.Place.File, ".md") {
		return false
	}
	if _, write, said := permissions(p.Annotations); said && !write {
		return false
	}
	return !tagged(p.Annotations, "Computed") && !tagged(p.Annotations, "ComputedDefaultValue")
}

// stated reports whether a CSDL source itself says that the property has a
// value. The model may have it of documentation, that completes what CSDL
// leaves unsaid; a contract without sources says it all by itself.
func (c *Case) stated(t edm.StructuredType, p *edm.Property) bool {
	declared := false
	for _, s := range c.Contract.Sources {
		if s.Document == nil {
			continue
		}
		own := s.Document.Model.Structured(t.QualifiedName())
		if own == nil {
			continue
		}
		if q := s.Document.Model.Property(own, p.Name); q != nil {
			if q.Nullable.IsFalse() {
				return true
			}
			declared = true
		}
	}
	return !declared
}

// tagged reports whether a tagging term of the Core vocabulary applies.
func tagged(list []*edm.Annotation, term string) bool {
	a := edm.FindAnnotation(list, "Org.OData.Core.V1."+term)
	if a == nil {
		return false
	}
	yes, ok := a.Bool()
	return yes && ok
}

// constrained are the properties that referential constraints set.
func (c *Case) constrained(t edm.StructuredType) map[string]bool {
	set := map[string]bool{}
	for n := range c.Model.NavigationProperties(t) {
		for _, r := range n.ReferentialConstraints {
			set[r.Property] = true
		}
	}
	return set
}
