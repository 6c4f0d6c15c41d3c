package csdl

import (
	"fmt"
	"slices"
	"testing"
)

func TestProblemsOfJSON(t *testing.T) {
	wrap := func(body string) string { return "{\"$Version\": \"4.01\", \"NS\": {\n" + body + "\n}}" }
	for _, test := range []struct {
		name, body string
		want       []string
	}{
		{"a sound schema", `"T": {"$Kind": "ComplexType", "P": {}}`, nil},
		{"a value of another kind", `"T": {"$Kind": "ComplexType", "$Abstract": "yes"}`, []string{"2:44 bad-value"}},
		{"an unknown member", `"T": {"$Kind": "ComplexType", "$Label": 1}`, []string{"2:31 unknown-attribute"}},
		{"a missing kind", `"T": {}`, []string{"2:1 missing-attribute"}},
		{"an unknown kind", `"T": {"$Kind": "Entity"}`, []string{"2:16 bad-value"}},
		{"a control member twice", `"T": {"$Kind": "ComplexType", "P": {"$Type": "Edm.Date", "$Type": "Edm.Guid"}}`, []string{"2:58 repeated-element"}},
		{"a property twice", `"T": {"$Kind": "ComplexType", "P": {}, "P": {}}`, []string{"2:40 duplicate-member"}},
		{"a type twice", `"T": {"$Kind": "ComplexType"}, "T": {"$Kind": "ComplexType"}`, []string{"2:32 duplicate-name"}},
		{"an unresolved type", `"T": {"$Kind": "ComplexType", "P": {"$Type": "NS.X"}}`, []string{"2:46 unresolved-type"}},
		{"an unresolved key", `"T": {"$Kind": "EntityType", "$Key": ["Id"], "ID": {}}`, []string{"2:39 unresolved-key"}},
		{"a nullable key", `"T": {"$Kind": "EntityType", "$Key": ["ID"], "ID": {"$Nullable": true}}`, []string{"2:66 nullable-key"}},
		{"a key that does not say nullable is not", `"T": {"$Kind": "EntityType", "$Key": ["ID"], "ID": {}}`, nil},
		{"an unresolved set type", `"K": {"$Kind": "EntityContainer", "S": {"$Collection": true, "$Type": "NS.X"}}`, []string{"2:71 unresolved-type"}},
		{"an unresolved binding target", `"E": {"$Kind": "EntityType", "$Key": ["ID"], "ID": {}, "N": {"$Kind": "NavigationProperty", "$Type": "NS.E"}},
"K": {"$Kind": "EntityContainer", "S": {"$Collection": true, "$Type": "NS.E", "$NavigationPropertyBinding": {"N": "X"}}}`, []string{"3:115 unresolved-set"}},
		{"an enumeration value that is no whole number", `"T": {"$Kind": "EnumType", "A": 1.5, "B": 2}`, []string{"2:1 mixed-values", "2:33 bad-value"}},
		{"a whole number in another form", `"T": {"$Kind": "EnumType", "A": 1.0, "B": 2e0}`, nil},
		{"an overload outside an array", `"F": {"$Kind": "Action"}`, []string{"2:6 bad-value"}},
		{"a function without return type", `"F": [{"$Kind": "Function"}]`, []string{"2:7 missing-return-type"}},
		{"an annotation twice", `"T": {"$Kind": "ComplexType", "@A.B": 1, "@A.B": 2}`, []string{"2:42 repeated-element"}},
		{"a key that is no name", `"T": {"$Kind": "EntityType", "$Key": [1]}`, []string{"2:30 missing-attribute", "2:39 bad-value"}},
		{"a value where an object must stand", `"T": {"$Kind": "ComplexType", "P": 1}`, []string{"2:36 bad-value"}},
		{"a length that is no number", `"T": {"$Kind": "ComplexType", "P": {"$MaxLength": "max"}}`, []string{"2:51 bad-value"}},
		{"defaults of every kind", `"T": {"$Kind": "ComplexType", "P": {"$DefaultValue": null}, "Q": {"$DefaultValue": false}, "R": {"$DefaultValue": [1]}}`, nil},
		{"a flag by its number", `"E": {"$Kind": "EnumType", "A": 1}, "U": {"$Kind": "Term", "$Type": "NS.E"}, "T": {"$Kind": "ComplexType", "@NS.U": "1"}`, nil},
		{"an unresolved target", `"$Annotations": {"NS.X": {"@A.B": true}}`, []string{"2:18 unresolved-target"}},
		{"operands that are no array", `"T": {"$Kind": "ComplexType", "@A.B": {"$And": true}}`, []string{"2:48 bad-value"}},
		{"too few operands", `"T": {"$Kind": "ComplexType", "@A.B": {"$And": [true]}}`, []string{"2:39 bad-expression"}},
		{"a record with a type of any URL", `"T": {"$Kind": "ComplexType", "@A.B": {"@odata.type": "http://x/y#A.R", "P": [1, null]}}`, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc, err := Read("f", []byte(wrap(test.body)))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range doc.Problems {
				got = append(got, fmt.Sprintf("%d:%d %s", p.Place.Line, p.Place.Column, p.Code))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestTheContainerOfAJSONDocument(t *testing.T) {
	for text, want := range map[string]int{
		`{"$Version": "4.01", "$EntityContainer": "NS.K", "NS": {"K": {"$Kind": "EntityContainer", "$Extends": "E.K"}}, "$Reference": {"u": {"$Include": [{"$Namespace": "E"}]}}}`: 0,
		`{"$Version": "4.01", "$EntityContainer": "NS.L", "NS": {"K": {"$Kind": "EntityContainer", "$Extends": "E.K"}}, "$Reference": {"u": {"$Include": [{"$Namespace": "E"}]}}}`: 1,
		`{"$Version": "4.01", "$EntityContainer": "E.L", "NS": {}, "$Reference": {"u": {"$Include": [{"$Namespace": "E"}]}}}`:                                                      0,
	} {
		doc, err := ReadJSON("f", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Problems) != want || want == 1 && (doc.Problems[0].Code != UnresolvedContainer || doc.Problems[0].Place.Column != 42) {
			t.Errorf("%s: %v", text, doc.Problems)
		}
	}
}

func TestWholeNumbers(t *testing.T) {
	for text, want := range map[string]string{"1": "1 true", "-1": "-1 true", "1.0": "1 true", "2e2": "200 true", "9223372036854775807": "9223372036854775807 true",
		"9223372036854775808": "0 false", "1.5": "0 false", "1e400000000": "0 false", "1e30": "0 false"} {
		n, ok := whole(text)
		if got := fmt.Sprint(n, " ", ok); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
