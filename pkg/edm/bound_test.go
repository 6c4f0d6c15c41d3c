package edm_test

import (
	"slices"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
)

func TestWhatIsBoundToAType(t *testing.T) {
	entity := func(name, base string) *edm.EntityType {
		return &edm.EntityType{Structured: edm.Structured{Namespace: "ns", Name: name, BaseType: base}}
	}
	action := func(ns, name string, on edm.TypeRef) *edm.Action {
		return &edm.Action{Operation: edm.Operation{Namespace: ns, Name: name, IsBound: true, Parameters: []*edm.Parameter{{Name: "on", Type: on}}}}
	}
	function := func(ns, name string, on edm.TypeRef) *edm.Function {
		return &edm.Function{Operation: action(ns, name, on).Operation}
	}
	animal, cats := edm.TypeRef{Name: "ns.animal"}, edm.TypeRef{Name: "ns.cat", Collection: true}
	m := edm.NewModel()
	m.Add(&edm.Schema{Namespace: "ns", Alias: "self",
		EntityTypes: []*edm.EntityType{entity("animal", ""), entity("cat", "ns.animal"), entity("dog", "ns.animal")},
		Actions:     []*edm.Action{action("ns", "feed", animal), action("ns", "count", cats), {Operation: edm.Operation{Namespace: "ns", Name: "free"}}},
		Functions:   []*edm.Function{function("ns", "age", edm.TypeRef{Name: "Edm.EntityType"}), function("ns", "purr", edm.TypeRef{Name: "ns.cat"})},
	})
	m.Add(&edm.Schema{Namespace: "other", Actions: []*edm.Action{action("other", "Feed", animal), action("other", "feed", edm.TypeRef{Name: "ns.cat"})}})
	for _, c := range []struct {
		of   edm.TypeRef
		want []string
	}{
		{animal, []string{"ns.feed", "ns.age", "other.Feed"}},
		{edm.TypeRef{Name: "ns.cat"}, []string{"ns.feed", "ns.age", "ns.purr", "other.Feed", "other.feed"}},
		{edm.TypeRef{Name: "self.dog"}, []string{"ns.feed", "ns.age", "other.Feed"}},
		{cats, []string{"ns.count"}},
		{edm.TypeRef{Name: "ns.dog", Collection: true}, nil},
		{edm.TypeRef{Name: "ns.unknown"}, nil},
	} {
		var got []string
		for _, o := range m.BoundTo(c.of) {
			got = append(got, o.QualifiedName())
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("bound to %s: %v, want %v", c.of, got, c.want)
		}
	}
	if got, want := m.BoundNamed("FEED"), []string{"ns.feed", "other.Feed", "other.feed"}; !slices.Equal(got, want) {
		t.Errorf("named feed: %v, want %v", got, want)
	}
	if got := m.BoundNamed("free"); got != nil {
		t.Errorf("%v is not bound", got)
	}
}
