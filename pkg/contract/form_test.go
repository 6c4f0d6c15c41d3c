package contract

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/concord-odata/concord/fixtures"
	"github.com/concord-odata/concord/pkg/csdl"
	"github.com/concord-odata/concord/pkg/edm"
)

// filler gives every field of a struct a value of its own.
type filler struct {
	next  int
	depth map[reflect.Type]int
}

// fill fails the test for a type that it does not know, so that a new kind of
// field cannot go by unseen.
func (f *filler) fill(t *testing.T, v reflect.Value, path string) {
	if v.Type() == reflect.TypeFor[edm.Tristate]() {
		f.next++
		v.SetUint(uint64(1 + f.next%2))
		return
	}
	f.next++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("%s #%d", path, f.next))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(f.next))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(t, v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Pointer, reflect.Slice:
		of := v.Type().Elem()
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if f.depth[of] > 1 { // an element in an element of its type, once
			return
		}
		if v.Kind() == reflect.Pointer {
			f.depth[of]++
			defer func() { f.depth[of]-- }()
			v.Set(reflect.New(of))
			f.fill(t, v.Elem(), path)
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		f.fill(t, v.Index(0), path+"[0]")
		f.fill(t, v.Index(1), path+"[1]")
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 3 {
			name := reflect.New(v.Type().Key()).Elem()
			value := reflect.New(v.Type().Elem()).Elem()
			f.fill(t, name, path+" name")
			f.fill(t, value, path+" value")
			v.SetMapIndex(name, value)
		}
	default:
		t.Fatalf("%s: the test does not know how to fill a %s", path, v.Type())
	}
}

// survives codes a struct whose every field has a value, and one whose every
// field has none.
func survives[T any](t *testing.T, code func(*coder, *T)) {
	t.Helper()
	t.Run(reflect.TypeFor[T]().String(), func(t *testing.T) {
		f := filler{depth: map[reflect.Type]int{}}
		var full, empty T
		f.fill(t, reflect.ValueOf(&full).Elem(), reflect.TypeFor[T]().Name())
		for _, want := range []T{full, empty} {
			w := newWriter()
			code(w, &want)
			r := newReader(string(w.form()))
			var got T
			code(r, &got)
			if err := r.err(); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(want, got) {
				t.Errorf("a field does not survive:\n%s", difference(reflect.ValueOf(want), reflect.ValueOf(got), ""))
			}
		}
	})
}

// Whoever adds a field to one of these structs, and does not teach the coder
// to code it, sees it here.
func TestEveryFieldSurvives(t *testing.T) {
	survives(t, (*coder).schema)
	survives(t, (*coder).reference)
	survives(t, (*coder).property)
	survives(t, (*coder).navigation)
	survives(t, (*coder).annotation)
	survives(t, (*coder).writtenExpression)
	survives(t, (*coder).problem)
	survives(t, (*coder).typeWords)
	survives(t, (*coder).disagreement)
	survives(t, (*coder).documentedOperation)
}

// These structs have fields that are made anew, or not kept; their others are
// as many as the coder knows.
func TestStructsWithFieldsThatAreNotCodedHaveNoOthers(t *testing.T) {
	for _, c := range []struct {
		of    reflect.Type
		coded []string
		made  []string
	}{
		{reflect.TypeFor[Contract](), []string{"Name", "Model", "Sources", "Operations", "Disagreements", "BasePath", "whole"}, []string{"once", "index"}},
		{reflect.TypeFor[Source](), []string{"Kind", "Name", "Document", "Words", "Hosts"}, []string{"Reference"}},
		{reflect.TypeFor[csdl.Document](), []string{"Model", "Format", "Problems"}, nil},
		{reflect.TypeFor[edm.Model](), []string{"Version", "Schemas", "References"}, []string{"aliases", "namespaces", "containers", "container", "index"}},
	} {
		known := map[string]bool{}
		for _, name := range append(c.coded, c.made...) {
			known[name] = true
		}
		for i := range c.of.NumField() {
			if name := c.of.Field(i).Name; !known[name] {
				t.Errorf("%s.%s: is it coded, made anew, or not kept? (form_contract.go)", c.of, name)
			}
		}
	}
}

// ask makes a model build what it builds when it is asked, so that two of
// them can be compared.
func ask(m *edm.Model) {
	m.Type("x.y")
	m.TypeFold("x.y")
	m.Derived("x.y")
	m.Actions("x.y")
	m.Term("x.y")
	m.EntitySet("x")
}

func askAll(c *Contract) {
	ask(c.Model)
	for _, s := range c.Sources {
		if s.Document != nil {
			ask(s.Document.Model)
		}
	}
	c.Operation("GET", "/x")
}

// sameContract compares all that two contracts hold, and that what is one
// element in one of them is one in the other.
func sameContract(t *testing.T, want, got *Contract) {
	t.Helper()
	askAll(want)
	askAll(got)
	if !reflect.DeepEqual(want, got) {
		t.Errorf("what comes back is another contract:\n%s", difference(reflect.ValueOf(want), reflect.ValueOf(got), ""))
	}
	pairs := map[any]any{}
	pairsOf(reflect.ValueOf(want), reflect.ValueOf(got), func(a, b any) {
		if there, seen := pairs[a]; seen && there != b {
			t.Fatalf("an element that is one in the first contract is two in the second: %T", a)
		}
		pairs[a] = b
	}, map[any]bool{})
	back := map[any]any{}
	for a, b := range pairs {
		if _, twice := back[b]; twice {
			t.Fatalf("an element that is one in the second contract is two in the first: %T", b)
		}
		back[b] = a
	}
}

// pairsOf walks both values at once, and hands over the pointers to elements.
func pairsOf(a, b reflect.Value, pair func(a, b any), seen map[any]bool) {
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() {
			return
		}
		if a.CanInterface() && a.Elem().Kind() == reflect.Struct {
			p := a.Interface()
			pair(p, b.Interface())
			if seen[p] {
				return
			}
			seen[p] = true
		}
		pairsOf(a.Elem(), b.Elem(), pair, seen)
	case reflect.Struct:
		for i := range a.NumField() {
			if a.Type().Field(i).IsExported() {
				pairsOf(a.Field(i), b.Field(i), pair, seen)
			}
		}
	case reflect.Slice:
		for i := range a.Len() {
			pairsOf(a.Index(i), b.Index(i), pair, seen)
		}
	}
}

// difference is the first one that is found, and its path.
func difference(a, b reflect.Value, path string) string {
	switch {
	case a.IsValid() != b.IsValid():
		return path + ": one is missing"
	case a.Kind() == reflect.Struct:
		for i := range a.NumField() {
			if d := difference(a.Field(i), b.Field(i), path+"."+a.Type().Field(i).Name); d != "" {
				return d
			}
		}
	case a.Kind() == reflect.Pointer || a.Kind() == reflect.Interface:
		if a.IsNil() != b.IsNil() {
			return path + ": one is nil"
		}
		if !a.IsNil() {
			return difference(a.Elem(), b.Elem(), path)
		}
	case a.Kind() == reflect.Slice:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return fmt.Sprintf("%s: %d and %d elements", path, a.Len(), b.Len())
		}
		for i := range a.Len() {
			if d := difference(a.Index(i), b.Index(i), fmt.Sprintf("%s[%d]", path, i)); d != "" {
				return d
			}
		}
	case a.Kind() == reflect.Map:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return fmt.Sprintf("%s: %d and %d names", path, a.Len(), b.Len())
		}
		if a.Type().Elem().Kind() == reflect.Pointer || len(path) > 200 {
			return ""
		}
		for _, k := range a.MapKeys() {
			if d := difference(a.MapIndex(k), b.MapIndex(k), path+"["+k.String()+"]"); d != "" {
				return d
			}
		}
	case a.Kind() == reflect.Func || a.Kind() == reflect.Chan:
	default:
		if !a.Equal(b) {
			return fmt.Sprintf("%s: %v and %v", path, a, b)
		}
	}
	return ""
}

// fresh is a contract as it is before it is kept.
func fresh(t testing.TB, sources []string, opt Options) *Contract {
	t.Helper()
	c, err := Load(context.Background(), sources, opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range c.Sources {
		s.Reference = nil
	}
	return c
}

func again(t testing.TB, c *Contract) *Contract {
	t.Helper()
	form, err := compile(c)
	if err != nil {
		t.Fatal(err)
	}
	back, err := decompile(string(form))
	if err != nil {
		t.Fatal(err)
	}
	return back
}

func builtInPages(t testing.TB) map[string]fs.FS {
	t.Helper()
	pages, err := fs.Sub(fixtures.FS, "graph/beta/docs")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]fs.FS{"built-in": pages}
}

func TestTheBuiltInContractSurvives(t *testing.T) {
	c := fresh(t, []string{"built-in"}, Options{BuiltIn: builtInPages(t)})
	if len(c.Operations) == 0 || len(c.Sources[0].Words) == 0 {
		t.Fatal("there is nothing in it that could survive")
	}
	sameContract(t, c, again(t, c))
}

func TestSeveralSourcesOfAKindSurvive(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.xml"), filepath.Join(dir, "b.xml")
	write(t, a, shopA)
	write(t, b, strings.NewReplacer(`Namespace="shop"`, `Namespace="depot"`, "<edmx:DataServices>",
		`<edmx:Reference Uri="a.xml"><edmx:Include Namespace="shop" Alias="s"/></edmx:Reference><edmx:DataServices>`, `Alias="s"`, `Alias="shop"`).Replace(shopA))
	write(t, filepath.Join(dir, "docs", "order.md"), pageA)
	for _, sources := range [][]string{{a}, {a, b}, {b, a}, {a, filepath.Join(dir, "docs"), b}, {filepath.Join(dir, "docs"), "built-in"}, {}} {
		c := fresh(t, sources, Options{BuiltIn: builtInPages(t)})
		sameContract(t, c, again(t, c))
	}
}

func write(t testing.TB, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const shopA = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="shop" Alias="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
 <EntityType Name="order"><Key><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false" MaxLength="36"/>
  <Property Name="status" Type="s.orderStatus"><Annotation Term="Org.OData.Core.V1.Description" String="open or closed"/></Property>
  <Property Name="total" Type="Edm.Decimal" Scale="2" DefaultValue="0"/>
  <NavigationProperty Name="lines" Type="Collection(s.line)" ContainsTarget="true"/>
 </EntityType>
 <EntityType Name="line"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
 <EnumType Name="orderStatus"><Member Name="open" Value="0"/><Member Name="closed" Value="1"/></EnumType>
 <Annotations Target="s.order/total"><Annotation Term="Org.OData.Core.V1.Computed"/></Annotations>
 <EntityContainer Name="c"><EntitySet Name="orders" EntityType="s.order"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

const pageA = `---
title: "order resource type"
doc_type: resourcePageType
---
# order resource type

Namespace: shop

## Properties

| Property | Type | Description |
|:---------|:-----|:------------|
| id | String | The key. Read-only. |
| status | String | The status. Possible values are: open, closed, lost. |
| Total | Decimal | The sum. |
| note | String | A remark. |

## JSON representation

<!-- { "blockType": "resource", "keyProperty": "id", "@odata.type": "shop.order" } -->
` + "```json" + `
{ "id": "String", "status": "String", "note": "String" }
` + "```\n"
