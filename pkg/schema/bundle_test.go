package schema

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// refs are the references of a document, each as it resolves against the $id
// that encloses it.
func refs(v any, base string) (found []string) {
	switch v := v.(type) {
	case map[string]any:
		if id, ok := v["$id"].(string); ok {
			base = id
		}
		for name, it := range v {
			if ref, ok := it.(string); ok && name == "$ref" {
				if strings.HasPrefix(ref, "#") {
					found = append(found, base+ref)
				} else {
					found = append(found, base[:strings.LastIndexByte(base, '/')+1]+ref)
				}
				continue
			}
			found = append(found, refs(it, base)...)
		}
	case []any:
		for _, it := range v {
			found = append(found, refs(it, base)...)
		}
	}
	return found
}

// ids are the documents within a document.
func ids(v any) (found []string) {
	switch v := v.(type) {
	case map[string]any:
		if id, ok := v["$id"].(string); ok {
			found = append(found, id)
		}
		for _, it := range v {
			found = append(found, ids(it)...)
		}
	case []any:
		for _, it := range v {
			found = append(found, ids(it)...)
		}
	}
	return found
}

func TestABundleStandsAlone(t *testing.T) {
	m := laboratory(t)
	for _, opt := range []Options{{}, {IEEE754Compatible: true, Base: "https://example.org/bundles"}} {
		g := NewGenerator(m, opt)
		for _, name := range typeNames(m) {
			for _, collection := range []bool{false, true} {
				doc, err := g.Bundle(name, collection)
				if err != nil {
					t.Error(err)
					continue
				}
				metaschema(t, name, doc)
				tree := dig(t, doc)
				within := ids(tree)
				slices.Sort(within)
				if len(slices.Compact(slices.Clone(within))) != len(within) {
					t.Errorf("%s: a document stands twice: %s", name, within)
				}
				for _, ref := range refs(tree, "") {
					if id, _, _ := strings.Cut(ref, "#"); !slices.Contains(within, id) {
						t.Errorf("%s refers to %s, which is not part of it", name, ref)
					}
				}
				if _, err := alone(doc, dig(t, doc, "$id").(string)); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
}

func TestABundleHoldsWhatItRefersToAndNothingElse(t *testing.T) {
	g := NewGenerator(laboratory(t), Options{})
	for _, c := range []struct {
		typ        string
		collection bool
		want       string
	}{
		{ns + "Address", false, ""},
		{ns + "Address", true, "Address"},
		{ns + "Tree", false, ""},
		{ns + "Tree", true, "Tree"},
		{ns + "Ping", false, "Pong"},
		{ns + "Ping", true, "Ping Pong"},
		{ns + "Drawing", false, "Shape Circle Square Ring"},
		{ns + "Circle", false, "Ring"},
		{ns + "Dog", true, "Dog Color Address"},
		{ns + "Color", true, "Color"},
		{ns + "Percent", true, ""},
		{"Edm.String", true, ""},
	} {
		doc, err := g.Bundle(c.typ, c.collection)
		if err != nil {
			t.Error(err)
			continue
		}
		var got []string
		if defs := value(t, string(doc)).Member("$defs"); defs != nil {
			for _, m := range defs.Members {
				if short, ok := strings.CutPrefix(m.Name, ns); ok {
					got = append(got, short)
				}
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s (collection: %t) embeds %q, want %q", c.typ, c.collection, got, c.want)
		}
	}
}

func TestABundleJudgesAsTheSetDoes(t *testing.T) {
	m := laboratory(t)
	g, s := NewGenerator(m, Options{}), NewSet(m, Options{})
	for _, c := range []struct{ typ, value string }{
		{"Drawing", `{"Main":{"@odata.type":"#lab.Ring","Inner":1}}`},
		{"Drawing", `{"Main":{"@odata.type":"#lab.Ring","Inner":"x"}}`},
		{"Drawing", `{"Main":{"Inner":1}}`},
		{"Tree", `{"Value":1,"Children":[{"Value":2,"Children":[{"Value":3}]}]}`},
		{"Tree", `{"Value":1,"Children":[{"Value":2,"Children":[{"Value":"x"}]}]}`},
		{"Ping", `{"Pong":{"Ping":{"Pong":null}}}`},
		{"Ping", `{"Pong":{"Ping":null}}`},
		{"Sample", `{"Code":"a","Int32":2147483648}`},
		{"Sample", `{"Code":"a","Double":"NaN"}`},
	} {
		doc, err := g.Bundle(ns+c.typ, false)
		if err != nil {
			t.Fatal(err)
		}
		sch, err := alone(doc, DefaultBase+ns+c.typ+".schema.json")
		if err != nil {
			t.Fatal(err)
		}
		own := len(violations(t, s, ns+c.typ, c.value)) == 0
		if foreign := sch.Validate(decodeOther(t, c.value)) == nil; own != foreign {
			t.Errorf("%s %s: the set accepts it: %t, the bundle: %t", c.typ, c.value, own, foreign)
		}
	}
}

// decodeOther reads a value as any user of the documents would.
func decodeOther(t *testing.T, text string) any {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestACollectionResponseIsJudgedByItsDocument(t *testing.T) {
	m := laboratory(t)
	compile := func(name string, opt Options) *jsonschema.Schema {
		doc, err := NewGenerator(m, opt).Bundle(name, true)
		if err != nil {
			t.Fatal(err)
		}
		sch, err := alone(doc, dig(t, doc, "$id").(string))
		if err != nil {
			t.Fatal(err)
		}
		return sch
	}
	dogs, dogs754, tags, words := compile(ns+"Dog", Options{}), compile(ns+"Dog", Options{IEEE754Compatible: true}), compile(ns+"Tag", Options{}), compile("Edm.String", Options{})
	shapes := compile(ns+"Shape", Options{})
	for _, c := range []struct {
		name, value string
		sch         *jsonschema.Schema
		ok          bool
	}{
		{"none", `{"value":[]}`, dogs, true},
		{"one", `{"@odata.context":"$metadata#Dogs","@odata.count":1,"value":[{"Kind":"red","Number":1}]}`, dogs, true},
		{"annotations of other names", `{"@count":1,"@org.example.Term":{},"value":[]}`, dogs, true},
		{"an item without its key", `{"value":[{"Kind":"red"}]}`, dogs, false},
		{"a null item", `{"value":[null]}`, dogs, false},
		{"no value", `{"@odata.count":0}`, dogs, false},
		{"value null", `{"value":null}`, dogs, false},
		{"a bare array", `[]`, dogs, false},
		{"a negative count", `{"@odata.count":-1,"value":[]}`, dogs, false},
		{"a count in a string", `{"@odata.count":"1","value":[]}`, dogs, false},
		{"an empty next link", `{"@odata.nextLink":"","value":[]}`, dogs, false},
		{"a next link", `{"@odata.nextLink":"Dogs?$skiptoken=1","value":[]}`, dogs, true},
		{"a count in a string under IEEE754Compatible", `{"@odata.count":"1","value":[]}`, dogs754, true},
		{"a count as a number there", `{"@odata.count":1,"value":[]}`, dogs754, false},
		{"a negative count there", `{"@odata.count":"-1","value":[]}`, dogs754, false},
		{"keys in strings there", `{"value":[{"Kind":"red","Number":"1"}]}`, dogs754, true},
		{"values of a definition", `{"value":["abc",null]}`, tags, true},
		{"one that is too long", `{"value":["abcdef"]}`, tags, false},
		{"values of a built-in type", `{"value":["a",null]}`, words, true},
		{"one of another", `{"value":[1]}`, words, false},
		{"complex values of derived types", `{"value":[{"@odata.type":"#lab.Square","Side":1},{"Label":"x"},null]}`, shapes, true},
		{"one that is at odds with its own", `{"value":[{"@odata.type":"#lab.Square","Side":"x"}]}`, shapes, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := c.sch.Validate(decodeOther(t, c.value)); (err == nil) != c.ok {
				t.Errorf("%s: %v, accepted was to be %t", c.value, err, c.ok)
			}
		})
	}
}

func TestATypeRefersToItsClosureItselfFirst(t *testing.T) {
	g := NewGenerator(laboratory(t), Options{})
	for typ, want := range map[string]string{
		"Drawing": "Drawing Shape Circle Square Ring",
		"Tree":    "Tree",
		"Ping":    "Ping Pong",
		"Pong":    "Pong Ping",
		"Dog":     "Dog Color Address",
		"Percent": "Percent",
		"Color":   "Color",
	} {
		got, err := g.Refers(ns + typ)
		if err != nil {
			t.Error(err)
		}
		if s := strings.ReplaceAll(strings.Join(got, " "), ns, ""); s != want {
			t.Errorf("%s refers to %s, want %s", typ, s, want)
		}
	}
	if names, err := g.Refers(ns + "Nope"); err == nil {
		t.Errorf("a type that there is not refers to %s", names)
	}
}
