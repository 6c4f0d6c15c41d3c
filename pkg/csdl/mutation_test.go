package csdl

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Every start tag of the library is given, one at a time, something that it
// must not have, and loses something that it must have.

var startTag = regexp.MustCompile(`<(x:)?([A-Z][A-Za-z]*)((?:\s+[A-Za-z:]+="[^"]*")*)\s*(/?)>`)

// required are the attributes that an element cannot be without.
var required = map[string][]string{
	"Edmx": {"Version"}, "Reference": {"Uri"}, "Include": {"Namespace"}, "IncludeAnnotations": {"TermNamespace"},
	"Schema": {"Namespace"}, "EntityType": {"Name"}, "ComplexType": {"Name"}, "EnumType": {"Name"}, "Member": {"Name"},
	"TypeDefinition": {"Name", "UnderlyingType"}, "Property": {"Name", "Type"}, "NavigationProperty": {"Name", "Type"},
	"PropertyRef": {"Name"}, "ReferentialConstraint": {"Property", "ReferencedProperty"}, "OnDelete": {"Action"},
	"Action": {"Name"}, "Function": {"Name"}, "Parameter": {"Name", "Type"}, "ReturnType": {"Type"}, "Term": {"Name", "Type"},
	"EntityContainer": {"Name"}, "EntitySet": {"Name", "EntityType"}, "Singleton": {"Name", "Type"},
	"ActionImport": {"Name", "Action"}, "FunctionImport": {"Name", "Function"},
	"NavigationPropertyBinding": {"Path", "Target"}, "Annotations": {"Target"}, "Annotation": {"Term"}, "PropertyValue": {"Property"},
}

func TestEveryElementOfTheLibraryMutated(t *testing.T) {
	data, err := os.ReadFile("testdata/library.xml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	read := func(mutant string) []Problem {
		t.Helper()
		doc, err := ReadXML("f", []byte(mutant))
		if err != nil {
			t.Fatalf("%v\n%s", err, mutant)
		}
		return doc.Problems
	}
	seen := map[string]bool{}
	for _, m := range startTag.FindAllStringSubmatchIndex(text, -1) {
		element, attributes := text[m[4]:m[5]], text[m[6]:m[7]]
		shape := element + " " + strings.Join(regexp.MustCompile(`[A-Za-z:]+=`).FindAllString(attributes, -1), " ")
		if seen[shape] {
			continue
		}
		seen[shape] = true
		line := 1 + strings.Count(text[:m[0]], "\n")
		before, after := text[:m[7]], text[m[7]:]

		if got := read(before + ` zz="1"` + after); len(got) != 1 || got[0].Code != UnknownAttribute || got[0].Place.Line != line {
			t.Errorf("line %d: an unknown attribute of %s: %v", line, element, got)
		}
		if got := read(before + ` zz:Name="1" xmlns:zz="urn:zz"` + after); len(got) != 0 {
			t.Errorf("line %d: an attribute of another namespace on %s: %v", line, element, got)
		}
		if got := read(before + ` Zz:Name="1"` + after); len(got) != 1 || got[0].Code != UndeclaredPrefix {
			t.Errorf("line %d: an attribute of no namespace on %s: %v", line, element, got)
		}
		open := before + `><Zz/>`
		if text[m[8]:m[9]] == "/" {
			open += "</" + text[m[0]+1:m[5]] + ">"
		}
		if got := read(open + text[m[1]:]); len(got) != 1 || got[0].Code != UnknownElement || got[0].Place.Line != line {
			t.Errorf("line %d: an unknown element in %s: %v", line, element, got)
		}
		for _, name := range required[element] {
			attribute := regexp.MustCompile(`\s` + name + `="[^"]*"`)
			mutant := text[:m[6]] + attribute.ReplaceAllString(attributes, "") + text[m[7]:]
			if !slices.ContainsFunc(read(mutant), func(p Problem) bool {
				return p.Code == MissingAttribute && p.Name == name && p.Place.Line == line
			}) {
				t.Errorf("line %d: %s without %s: not reported", line, element, name)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("%d kinds of start tags in the library", len(seen))
	}
	for element := range required {
		if !slices.ContainsFunc(slices.Sorted(mapsKeys(seen)), func(s string) bool { return strings.HasPrefix(s, element+" ") }) {
			t.Errorf("the library has no %s", element)
		}
	}
}

func mapsKeys(m map[string]bool) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// TestEveryJSONValueOfTheLibraryMutated puts a number in the place of each
// value of the library, and null: the reader reports or tolerates, and never
// fails on one.
func TestEveryJSONValueOfTheLibraryMutated(t *testing.T) {
	data, err := os.ReadFile("testdata/library.json")
	if err != nil {
		t.Fatal(err)
	}
	var root any
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	silent := map[string]int{}
	total := 0
	var walk func(path string, v any, set func(any))
	try := func(path string) {
		text, err := json.Marshal(root)
		if err != nil {
			t.Fatal(err)
		}
		total++
		doc, err := ReadJSON("f", text)
		if err == nil && len(doc.Problems) == 0 {
			silent[path]++
		}
	}
	walk = func(path string, v any, set func(any)) {
		for _, other := range []any{7.5, nil, map[string]any{"$zz": true}} {
			set(other)
			try(path)
		}
		set(v)
		switch v := v.(type) {
		case map[string]any:
			for name, child := range v {
				walk(path+"/"+name, child, func(x any) { v[name] = x })
			}
		case []any:
			for i, child := range v {
				walk(path+"/"+strconv.Itoa(i), child, func(x any) { v[i] = x })
			}
		}
	}
	for name, child := range root.(map[string]any) {
		walk("/"+name, child, func(x any) { root.(map[string]any)[name] = x })
	}
	for path := range silent {
		// A default and an annotation may have any value.
		if !strings.Contains(path, "@") && !strings.Contains(path, "$DefaultValue") && !strings.HasSuffix(path, "/$Annotations") {
			t.Errorf("%s: another value passes in silence", path)
		}
	}
	if total < 1000 {
		t.Errorf("%d mutants", total)
	}
}
