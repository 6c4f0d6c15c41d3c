package schema

import (
	"strings"
	"testing"
)

// lexical is a value of a primitive type, and the keyword that refuses it as a
// JSON number or string and under IEEE754Compatible=true; "" is accepted.
type lexical struct {
	typ, value       string
	numbers, strings string
}

// both is a form that IEEE754Compatible says nothing about.
func both(typ, keyword string, values ...string) (rows []lexical) {
	for _, v := range values {
		rows = append(rows, lexical{typ, v, keyword, keyword})
	}
	return rows
}

func lexicals() [][]lexical {
	return [][]lexical{
		both("Boolean", "", "true", "false", "null"),
		both("Boolean", "type", `"true"`, "0", "1", "{}", "[]", "[true]"),

		both("Byte", "", "0", "255", "1.0", "2.5e1", "null"),
		both("Byte", "minimum", "-1", "-1e999999999", "-9223372036854775809"),
		both("Byte", "maximum", "256", "1e3", "1e999999999", "1e9223372036854775807", "1e99999999999999999999"),
		both("Byte", "type", "0.5", "1e-1", "1e-999999999", "1e-9223372036854775808", `"1"`, "true", "{}", "[1]"),
		both("SByte", "", "-128", "127", "-0", "null"),
		both("SByte", "minimum", "-129"),
		both("SByte", "maximum", "128"),
		both("Int16", "", "-32768", "32767", "null"),
		both("Int16", "minimum", "-32769"),
		both("Int16", "maximum", "32768"),
		both("Int32", "", "-2147483648", "2147483647", "2147483647.0", "null"),
		both("Int32", "minimum", "-2147483649"),
		both("Int32", "maximum", "2147483648"),
		both("Int32", "type", "2147483647.5", `"7"`),

		{
			{"Int64", "0", "", "type"},
			{"Int64", "-9223372036854775808", "", "type"},
			{"Int64", "9223372036854775807", "", "type"},
			{"Int64", "-9223372036854775809", "minimum", "type"},
			{"Int64", "9223372036854775808", "maximum", "type"},
			{"Int64", "9223372036854775807.5", "type", "type"},
			{"Int64", `"-9223372036854775808"`, "type", ""},
			{"Int64", `"9223372036854775807"`, "type", ""},
			{"Int64", `"9223372036854775808"`, "type", "format"},
			{"Int64", `"0.5"`, "type", "format"},
			{"Int64", `""`, "type", "format"},
			{"Int64", `" 1"`, "type", "format"},
			{"Int64", `"0x10"`, "type", "format"},
			{"Int64", "null", "", ""},

			{"Decimal", "0", "", "type"},
			{"Decimal", "-79228162514264337593543950335.5", "", "type"},
			{"Decimal", "0.1234567890123456789012345678901234567890", "", "type"},
			{"Decimal", "1e6144", "", "type"},
			{"Decimal", `"34.95"`, "type", ""},
			{"Decimal", `"-0.1234567890123456789012345678901234567890"`, "type", ""},
			{"Decimal", `"1e6"`, "type", ""},
			{"Decimal", `"INF"`, "type", "format"},
			{"Decimal", `"NaN"`, "type", "format"},
			{"Decimal", `"1,5"`, "type", "format"},
			{"Decimal", `".5"`, "type", "format"},
			{"Decimal", `"5."`, "type", "format"},
			{"Decimal", `""`, "type", "format"},
			{"Decimal", "true", "type", "type"},
			{"Decimal", "null", "", ""},

			{"Floating", "1.5", "", "type"},
			{"Floating", `"1.5"`, "enum", ""},
			{"Floating", `"INF"`, "", ""},
			{"Floating", `"-INF"`, "", ""},
			{"Floating", `"NaN"`, "", ""},
			{"Floating", `"nan"`, "enum", "format"},
			{"Floating", `"+INF"`, "enum", "format"},
			{"Floating", "null", "", ""},
		},

		both("Double", "", "0", "-0.0", "1.7976931348623157e308", "5e-324", `"INF"`, `"-INF"`, `"NaN"`, "null"),
		both("Double", "enum", `"Infinity"`, `"-Infinity"`, `"inf"`, `"+INF"`, `"nan"`, `"1.5"`, `""`),
		both("Double", "type", "true", "{}", "[]"),
		both("Single", "", "3.4028235e38", `"INF"`, `"-INF"`, `"NaN"`, "null"),
		both("Single", "enum", `"NAN"`, `"0"`),

		both("String", "", `""`, `"x"`, `"\u0000"`, "null"),
		both("String", "type", "1", "true", "{}", `["x"]`),

		both("Date", "", `"2012-12-03"`, `"2024-02-29"`, `"0000-01-01"`, `"-0044-03-15"`, "null"),
		both("Date", "format", `"2023-02-29"`, `"2012-13-01"`, `"2012-12-32"`, `"2012-1-3"`, `"12/03/2012"`, `"2012-12-03T00:00:00Z"`, `""`, `"/Date(1354492800000)/"`),
		both("Date", "type", "20121203"),

		both("DateTimeOffset", "", `"2012-12-03T07:16:23Z"`, `"2012-12-03T07:16Z"`, `"2012-12-03T07:16:23.123456789012+05:30"`, `"2012-12-03T23:59:60Z"`, "null"),
		both("DateTimeOffset", "format", `"2012-12-03T07:16:23"`, `"2012-12-03"`, `"2012-12-03 07:16:23Z"`, `"2012-12-03T24:00:00Z"`, `"2012-12-03T07:60:00Z"`, `"2012-12-03T07:16:23+0530"`, `"2023-02-29T00:00:00Z"`, `""`),
		both("DateTimeOffset", "type", "1354492800"),

		both("TimeOfDay", "", `"07:59:59.999"`, `"07:59"`, `"00:00:00"`, "null"),
		both("TimeOfDay", "format", `"24:00:00"`, `"7:59:59"`, `"07:60"`, `"07:59:59Z"`, `"PT7H"`, `""`),

		both("Duration", "", `"P12DT23H59M59.999999999999S"`, `"PT0S"`, `"-PT1M"`, `"P1D"`, `"PT"`, "null"),
		both("Duration", "format", `"12:00:00"`, `"1D"`, `"P1H"`, `"PT1.5M"`, `"PT1S2M"`, `""`),

		both("Guid", "", `"01234567-89ab-cdef-0123-456789abcdef"`, `"01234567-89AB-CDEF-0123-456789ABCDEF"`, `"00000000-0000-0000-0000-000000000000"`, "null"),
		both("Guid", "format", `"{01234567-89ab-cdef-0123-456789abcdef}"`, `"0123456789abcdef0123456789abcdef"`, `"01234567-89ab-cdef-0123-456789abcde"`, `"01234567-89ab-cdef-0123-456789abcdefa"`, `"01234567-89ab-cdef-0123-456789abcdeg"`, `"urn:uuid:01234567-89ab-cdef-0123-456789abcdef"`, `""`),

		both("Binary", "", `"T0RhdGE"`, `"T0RhdGE="`, `"_-8="`, `"+/8="`, `""`, "null"),
		both("Binary", "format", `"T0Rh dGE"`, `"T0RhdGE-/"`, `"T"`, `"%%%"`),
		both("Binary", "type", "[1,2]"),

		both("Stream", "", `"VGV4dA"`, "{}", "[1]", "1", "true", "null"),
		both("Untyped", "", `"x"`, `{"a":{}}`, "[[1],null]", "1", "true", "null"),
		both("Primitive", "", `"x"`, "1", "false", "null"),
		both("Primitive", "type", "{}", "[]"),
		both("GeographyPoint", "", `{"type":"Point","coordinates":[142.1,64.1]}`, "null"),
		both("GeographyPoint", "type", `"POINT(142.1 64.1)"`, "[142.1,64.1]"),
		both("Geometry", "", `{"type":"Point","coordinates":[142.1,64.1]}`, "null"),
		both("Geometry", "type", `"POINT(142.1 64.1)"`, "1"),
	}
}

func TestEveryPrimitiveTypeTakesItsFormsAndRefusesTheNearestOthers(t *testing.T) {
	m := laboratory(t)
	numbers, texts := NewSet(m, Options{}), NewSet(m, Options{IEEE754Compatible: true})
	judged := map[string]bool{}
	for _, rows := range lexicals() {
		for _, r := range rows {
			judged[r.typ] = true
			for _, c := range []struct {
				what string
				set  *Set
				want string
			}{{"numbers", numbers, r.numbers}, {"strings", texts, r.strings}} {
				want := ""
				if c.want != "" {
					want = c.want + " /" + r.typ
				}
				body := `{"Code":"a","` + r.typ + `":` + r.value + `}`
				if got := strings.Join(violations(t, c.set, ns+"Sample", body), ", "); got != want {
					t.Errorf("%s, %s as %s: got %q, want %q", r.typ, r.value, c.what, got, want)
				}
			}
		}
	}
	for p := range m.Properties(m.Structured(ns + "Sample")) {
		if !judged[p.Name] && p.Name != "Code" && p.Name != "Variable" && !strings.HasPrefix(p.Name, "Geo") {
			t.Errorf("no value of %s is judged", p.Name)
		}
	}
}

func TestABuiltInTypeIsJudgedByItsOwnDocumentToo(t *testing.T) {
	judge(t, NewSet(laboratory(t), Options{}), []verdict{
		{"a number within range", "Edm.Int32", "5", ""},
		{"a number out of range", "Edm.Int32", "2147483648", "maximum "},
		{"a date", "Edm.Date", `"2024-02-29"`, ""},
		{"no date", "Edm.Date", `"2023-02-29"`, "format "},
		{"a special number", "Edm.Double", `"NaN"`, ""},
		{"the name of a property, for an abstract path type", "Edm.PropertyPath", `"Name"`, ""},
		{"no path", "Edm.PropertyPath", "1", "type "},
		{"an object for the abstract entity type", "Edm.EntityType", `{"any":1}`, ""},
		{"no object for it", "Edm.EntityType", `[]`, "type "},
	})
}

func TestAViolationOfABuiltInTypeNamesIt(t *testing.T) {
	found, err := NewSet(laboratory(t), Options{}).Validate(ns+"Sample", value(t, `{"Code":"a","Int16":40000}`))
	if err != nil || len(found) != 1 {
		t.Fatalf("%v, %v", found, err)
	}
	v := found[0]
	if v.Pointer != "/Int16" || v.Type != ns+"Sample" || v.Keyword != "maximum" || v.Path != "/$defs/Edm.Int16/maximum" || v.Primitive != "Edm.Int16" || v.Message == "" {
		t.Errorf("got %+v", v)
	}
}

func TestEnumerationsAndDefinitions(t *testing.T) {
	judge(t, NewSet(laboratory(t), Options{}), []verdict{
		{"a member", "Color", `"red"`, ""},
		{"the sentinel", "Color", `"unknownFutureValue"`, ""},
		{"null, where the use does not refuse it", "Color", `null`, ""},
		{"a number in a string", "Color", `"1"`, ""},
		{"a signed number in a string", "Color", `"-1"`, ""},
		{"a member in another case", "Color", `"Red"`, "enum "},
		{"an unknown member", "Color", `"blue"`, "enum "},
		{"an empty string", "Color", `""`, "enum "},
		{"a line end after the member", "Color", `"red\n"`, "enum "},
		{"a line end after a number", "Color", `"1\n"`, "enum "},
		{"two members where only one may stand", "Color", `"red,green"`, "enum "},
		{"a JSON number", "Color", `1`, "type "},
		{"an object", "Color", `{}`, "type "},

		{"one flag", "Rights", `"read"`, ""},
		{"two flags", "Rights", `"read,write"`, ""},
		{"blanks around the comma", "Rights", `"read , write"`, ""},
		{"a name and a number", "Rights", `"read,4"`, ""},
		{"null flags", "Rights", `null`, ""},
		{"no flag at all", "Rights", `""`, "pattern "},
		{"a comma at the end", "Rights", `"read,"`, "pattern "},
		{"a comma at the start", "Rights", `",read"`, "pattern "},
		{"an unknown flag", "Rights", `"read,execute"`, "pattern "},
		{"a flag in another case", "Rights", `"Read"`, "pattern "},
		{"a flag that begins like one", "Rights", `"readwrite"`, "pattern "},
		{"a line end after the flags", "Rights", `"read\n"`, "pattern "},
		{"a JSON number for flags", "Rights", `3`, "type "},

		{"an enumeration over Edm.Int64", "Big", `"9007199254740993"`, ""},
		{"it is no JSON number either", "Big", `9007199254740993`, "type "},

		{"a definition's value", "Percent", `12.5`, ""},
		{"below its minimum", "Percent", `-1`, "minimum "},
		{"above its maximum", "Percent", `100.5`, "maximum "},
		{"at its maximum", "Percent", `100`, ""},
		{"as a string", "Percent", `"12.5"`, "type "},
		{"a definition's text", "Tag", `"12345"`, ""},
		{"too long a text", "Tag", `"123456"`, "maxLength "},
		{"a special number of a definition", "Temperature", `"-INF"`, ""},
		{"a text of that definition", "Temperature", `"hot"`, "enum "},
		{"a special number of a floating definition", "Balance", `"INF"`, ""},
	})
	judge(t, NewSet(laboratory(t), Options{IEEE754Compatible: true}), []verdict{
		{"a definition's value as a string", "Percent", `"12.5"`, ""},
		{"a definition's value as a number", "Percent", `12.5`, "type "},
		{"a floating definition as a string", "Balance", `"1.5"`, ""},
		{"an enumeration is a name all the same", "Big", `"huge"`, ""},
	})
}
