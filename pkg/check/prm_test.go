package check

import "testing"

func TestTheJSONTypeFitsTheEdmType(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"a string", `"name": "a"`, ""},
		{"a number for a string", `"name": 5`, "PRM-001 EEE /name"},
		{"a string for a Boolean", `"flag": "true"`, "PRM-001 EEE /flag"},
		{"a Boolean", `"flag": true`, ""},
		{"a number for a date", `"day": 20240101`, "PRM-001 EEE /day"},
		{"a number for an enumeration", `"state": 1`, "PRM-001 EEE /state"},
		{"a number for a binary", `"bytes": 1`, "PRM-001 EEE /bytes"},
		{"an object for a Guid", `"key": {}`, "PRM-001 EEE /key"},
		{"an array for a single value", `"name": ["a"]`, "PRM-001 EEE /name"},
		{"a string for GeoJSON", `"spot": "POINT(1 2)"`, "PRM-001 EEE /spot"},
		{"each item of a collection", `"numbers": [1, true, null]`, "PRM-001 EEE /numbers/1"},
		{"an excused value", `"name@Core.ValueException": {}, "name": 5`, ""},
		{"an excused value, by the term's full name", `"name@Org.OData.Core.V1.ValueException": {}, "name": 5`, ""},
	}, "PRM", "ENT-001", "COL")
}

func TestIntegersAreWholeAndInRange(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"the ends of Byte", `"small": 255`, ""},
		{"beyond Byte", `"small": 256`, "PRM-002 EEE /small"},
		{"below Byte", `"small": -1`, "PRM-002 EEE /small"},
		{"the end of Int64", `"long": 9223372036854775807`, ""},
		{"one beyond Int64", `"long": 9223372036854775808`, "PRM-002 EEE /long"},
		{"one below Int64", `"long": -9223372036854775809`, "PRM-002 EEE /long"},
		{"a hostile exponent", `"long": 1e999999999`, "PRM-002 EEE /long"},
		{"a hostile negative exponent", `"small": 1e-999999999`, "PRM-002 EEE /small"},
		{"a fraction", `"small": 1.5`, "PRM-002 EEE /small"},
		{"whole with a fraction", `"small": 1.0`, "PRM-002 WWW /small"},
		{"whole with an exponent", `"numbers": [1e2]`, "PRM-002 WWW /numbers/0"},
		{"a string of digits", `"small": "12"`, "PRM-002 EEE /small"},
		{"a string of digits among items", `"numbers": [1, "2"]`, "PRM-002 EEE /numbers/1"},
		{"a word for a number", `"small": "twelve"`, "PRM-001 EEE /small"},
		{"a decimal", `"loose": 12.345`, ""},
		{"a decimal as a string", `"loose": "12.345"`, "PRM-002 EEE /loose"},
		{"a decimal with an exponent", `"loose": 1e2`, "PRM-002 -EE /loose"},
	}, "PRM")
}

func TestLargeNumbersAreStringsExactlyUnderIEEE754Compatible(t *testing.T) {
	media := "200\nContent-Type: application/json;odata.metadata=minimal;IEEE754Compatible=true"
	for _, version := range []string{"4.0", "4.01"} {
		var rows []row
		for _, r := range []sampleRow{
			{"an Int64 as a string", `"long": "9223372036854775807"`, ""},
			{"an Int64 as a number", `"long": 1`, "PRM-002 EEE /long"},
			{"an Int64 beyond its range, as a string", `"long": "9223372036854775808"`, "PRM-002 EEE /long"},
			{"a Decimal as a string", `"loose": "1.5"`, ""},
			{"a Decimal as a number", `"loose": 1.5`, "PRM-002 EEE /loose"},
			{"a Decimal of floating scale that is infinite", `"float": "-INF"`, ""},
			{"an Int32 stays a number", `"numbers": [1]`, ""},
			{"an Int32 as a string", `"numbers": ["1"]`, "PRM-002 EEE /numbers/0"},
			{"explicit facets hold for strings", `"price": "123.4"`, "PRM-010 EEW /price"},
		} {
			rows = append(rows, row{name: r.name + " in " + version, csdl: lab, request: "GET /svc/Samples(1)", response: media + "\nOData-Version: " + version,
				body: inLab("Samples", r.members), want: wants(r.want)})
		}
		judgeRows(t, rows, "PRM")
	}
	judgeRows(t, []row{{name: "the request's Accept alone proves nothing", csdl: lab, request: "GET /svc/Samples(1)\nAccept: application/json;IEEE754Compatible=true",
		body: inLab("Samples", `"long": "1"`), want: []string{"PRM-002 EEE /long"}},
		{name: "exponents where the response says so", csdl: lab, request: "GET /svc/Samples(1)", response: "200\nContent-Type: application/json;odata.metadata=minimal;ExponentialDecimals=true",
			body: inLab("Samples", `"loose": 1e2`)}}, "PRM")
}

func TestFloatingPointValues(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"a number", `"double": -1.5e3`, ""},
		{"infinity as OData spells it", `"double": "-INF"`, ""},
		{"infinity as JavaScript spells it", `"double": "-Infinity"`, "PRM-003 EEE /double"},
		{"a number as a string", `"single": "1.5"`, "PRM-003 EEE /single"},
		{"a decimal of floating scale", `"float": "NaN"`, ""},
		{"a decimal of floating scale, misspelled", `"float": "nan"`, "PRM-003 EEE /float"},
		{"a decimal of fixed scale has no infinity", `"loose": "INF"`, "PRM-001 EEE /loose"},
		{"beyond Double", `"double": 42e400`, "PRM-003 EEE /double"},
		{"beyond Single, within Double", `"single": 1e39`, "PRM-003 EEE /single"},
	}, "PRM")
}

func TestDatesAndTimesAreReal(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"no seconds", `"at": "2024-02-29T07:16Z"`, ""},
		{"the same instant in two forms", `"at": "2024-05-01T09:00:00+00:00", "whole": "2024-05-01T09:00:00Z"`, ""},
		{"no such day", `"at": "2024-02-30T10:00:00Z"`, "PRM-004 EEE /at"},
		{"hour 24", `"at": "2024-02-29T24:00:00Z"`, "PRM-004 EEE /at"},
		{"no offset", `"at": "2024-02-29T10:00:00"`, "PRM-004 EEE /at"},
		{"a date for an instant", `"at": "2024-02-29"`, "PRM-004 EEE /at"},
		{"an instant for a date", `"day": "2024-02-29T00:00:00Z"`, "PRM-004 EEE /day"},
		{"a leap second", `"at": "2016-12-31T23:59:60Z"`, "PRM-004 WWW /at"},
		{"lower case", `"at": "2024-02-29t10:00:00z"`, ""},
		{"a year of five digits", `"day": "12024-02-29"`, ""},
		{"a time of day", `"time": "07:59:59.999"`, ""},
		{"a time of day of one digit", `"time": "7:59"`, "PRM-004 EEE /time"},
		{"a duration", `"span": "-P1DT2H3M4.5S"`, ""},
		{"an empty duration", `"span": "PT"`, "PRM-004 WWW /span"},
		{"years", `"span": "P1Y"`, "PRM-004 WWW /span"},
		{"months", `"span": "P1M"`, "PRM-004 EEW /span"},
		{"weeks", `"span": "P2W"`, "PRM-004 EEW /span"},
		{"a clock's form", `"span": "01:00:00"`, "PRM-004 EEE /span"},
	}, "PRM")
}

func TestGuidsAndBinaries(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"a Guid of any case", `"key": "21ec2020-3AEA-1069-A2DD-08002B30309D"`, ""},
		{"a Guid in braces", `"key": "{21EC2020-3AEA-1069-A2DD-08002B30309D}"`, "PRM-005 EEE /key"},
		{"a Guid without hyphens", `"key": "21EC20203AEA1069A2DD08002B30309D"`, "PRM-005 EEE /key"},
		{"base64url", `"bytes": "a-_b"`, ""},
		{"neither tells", `"bytes": "T0RhdA=="`, ""},
		{"no padding", `"bytes": "T0RhdA"`, ""},
		{"base64", `"bytes": "a+/b"`, "PRM-006 EWI /bytes"},
		{"neither", `"bytes": "a*bc"`, "PRM-006 EEE /bytes"},
		{"both", `"bytes": "a+_b"`, "PRM-006 EEE /bytes"},
		{"cut off", `"bytes": "a"`, "PRM-006 EEE /bytes"},
	}, "PRM")
}

func TestEnumerationValues(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"a member", `"state": "open"`, ""},
		{"a slip in case", `"state": "Open"`, "PRM-007 EEE /state"},
		{"two members of no flags enumeration", `"state": "open,shut"`, "PRM-007 EEE /state"},
		{"a blank before it", `"state": " open"`, "PRM-007 EEE /state"},
		{"the form of URLs", `"state": "Lab.State'open'"`, "PRM-007 EEE /state"},
		{"a number for a name", `"state": "1"`, "PRM-007 WWW /state"},
		{"a number that nothing names", `"state": "7"`, "PRM-008 EEE /state"},
		{"another word", `"state": "ajar"`, "PRM-008 EEE /state"},
		{"an empty value", `"state": ""`, "PRM-008 EEE /state"},
		{"flags", `"colours": "red,blue"`, ""},
		{"flags with blanks", `"colours": "red, blue"`, "PRM-007 WWW /colours"},
		{"a number for a combination that names give", `"colours": "5"`, "PRM-007 WWW /colours"},
		{"a number for a combination that they do not", `"colours": "8"`, ""},
		{"zero without a name", `"colours": "0"`, ""},
		{"flags in another case", `"colours": "red,Blue"`, "PRM-007 EEE /colours"},
		{"a flag that nobody knows", `"colours": "red,pink"`, "PRM-008 EEE /colours"},
		{"the sentinel", `"phase": "unknownFutureValue"`, ""},
		{"a member that an evolvable enumeration lacks", `"phase": "later"`, "PRM-008 WWW /phase"},
		{"a member behind the sentinel", `"phase": "late"`, "PRM-008 III /phase"},
	}, "PRM")
	judgeRows(t, []row{
		{name: "an unknown member that was asked for", csdl: lab, request: "GET /svc/Samples(1)\nPrefer: include-unknown-enum-members", body: inLab("Samples", `"phase": "later"`), want: []string{"PRM-008 III /phase"}},
		{name: "a member behind the sentinel that was asked for", csdl: lab, request: "GET /svc/Samples(1)\nPrefer: include-unknown-enum-members", body: inLab("Samples", `"phase": "late"`)},
		{name: "a member behind the sentinel, the request not known", csdl: lab, body: inLab("Samples", `"phase": "late"`)},
		{name: "items do not silence each other", csdl: `<EnumType Name="E"><Member Name="a"/><Member Name="b"/></EnumType>`, body: `{"@odata.context": "https://host/svc/$metadata#Collection(NS.E)", "value": ["A", "zz", "b"]}`,
			want: []string{"PRM-007 EEE /value/0", "PRM-008 EEE /value/1"}},
	}, "PRM")
}

func TestNullStandsWhereItMay(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"null where nothing refuses it", `"code": null`, ""},
		{"null where Nullable is false", `"name": null`, "PRM-009 EEE /name"},
		{"null for a complex value that refuses it", `"home": null`, "PRM-009 EEE /home"},
		{"null for a collection", `"numbers": null`, "PRM-009 EEW /numbers"},
		{"null for a navigation property that refuses it", `"keeper": null`, "PRM-009 EEE /keeper"},
		{"null for one that does not", `"owner": null`, ""},
		{"an excused null", `"name@Core.ValueException": {}, "name": null`, ""},
	}, "PRM", "NAV-001")
}

func TestExplicitFacetsHold(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"three code points of more octets", `"code": "äöü"`, ""},
		{"four code points", `"code": "abcd"`, "PRM-010 EEW /code"},
		{"four octets", `"bytes": "T0RhdA=="`, ""},
		{"five octets", `"bytes": "T0RhdGE="`, "PRM-010 EEW /bytes"},
		{"digits within Precision and Scale", `"price": 12.34`, ""},
		{"zeros at the end", `"price": 12.3400`, ""},
		{"too many digits on the right", `"price": 1.234`, "PRM-010 EEW /price"},
		{"too many digits on the left", `"price": 123.4`, "PRM-010 EEW /price"},
		{"no facet, any digits", `"loose": 123456.789`, ""},
		{"no fractional seconds", `"whole": "2024-05-01T09:00:00Z"`, ""},
		{"fractional seconds of zeros", `"whole": "2024-05-01T09:00:00.000Z"`, ""},
		{"fractional seconds beyond Precision", `"whole": "2024-05-01T09:00:00.5Z"`, "PRM-010 EEW /whole"},
		{"a time of day beyond Precision", `"time": "09:00:00.1234"`, "PRM-010 EEW /time"},
		{"the facets of a type definition", `"weight": 1.25`, "PRM-010 EEW /weight"},
		{"ASCII", `"ascii": "abc"`, ""},
		{"beyond ASCII", `"ascii": "schräg"`, "PRM-010 EEW /ascii"},
		{"the minimum itself", `"level": 1`, ""},
		{"below the minimum", `"level": 0`, "PRM-010 EEW /level"},
		{"the exclusive maximum", `"level": 5`, "PRM-010 EEW /level"},
		{"a partial match", `"plate": "A 12"`, ""},
		{"no match", `"plate": "A"`, "PRM-010 EEW /plate"},
		{"an allowed value", `"grade": "A"`, ""},
		{"no allowed value", `"grade": "C"`, "PRM-010 EEW /grade"},
		{"null among allowed values", `"grade": null`, ""},
	}, "PRM")
}

func TestTheBodysOwnValueIsJudgedAsItsPropertys(t *testing.T) {
	value := func(property, v string) row {
		return row{csdl: lab, request: "GET /svc/Samples(1)/" + property, body: `{"@odata.context": "https://host/svc/$metadata#Samples(1)/` + property + `", "value": ` + v + `}`}
	}
	named := func(name string, r row, want ...string) row { r.name, r.want = name, want; return r }
	judgeRows(t, []row{
		named("a string within its MaxLength", value("code", `"abc"`)),
		named("a string beyond its MaxLength", value("code", `"abcd"`), "PRM-010 EEW /value"),
		named("a decimal beyond its Scale", value("price", `1.234`), "PRM-010 EEW /value"),
		named("an integer out of range", value("small", `256`), "PRM-002 EEE /value"),
		named("an item of a collection", value("numbers", `[1, "2", null]`), "PRM-002 EEE /value/1"),
		named("a null item where items refuse null", value("counts", `[1, null]`), "COL-003 EEW /value/1"),
		named("a Guid without hyphens", value("key", `"21EC20203AEA1069A2DD08002B30309D"`), "PRM-005 EEE /value"),
		{name: "a value that its type names alone", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Edm.Byte", "value": 256}`, want: []string{"PRM-002 EEE /value"}},
		{name: "a Double that its type names alone", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Edm.Double", "value": "1.5"}`, want: []string{"PRM-003 EEE /value"}},
	}, "PRM", "COL-003", "ENT-001")
}

func TestGeoJSON(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"a point", `"spot": {"type": "Point", "coordinates": [8.7, 49.9], "crs": {"type": "name", "properties": {"name": "EPSG:4326"}}}`, ""},
		{"a kind in lower case", `"spot": {"type": "point", "coordinates": [8.7, 49.9]}`, "PRM-011 EEE /spot/type"},
		{"another kind", `"spot": {"type": "LineString", "coordinates": [[1, 1], [2, 2]]}`, "PRM-011 EEE /spot/type"},
		{"any kind of an abstract type", `"shape": {"type": "LineString", "coordinates": [[1, 1], [2, 2]]}`, ""},
		{"coordinates that are no numbers", `"shape": {"type": "Point", "coordinates": ["1", 2]}`, "PRM-011 EEE /shape/coordinates/0"},
		{"a ring that is not closed", `"shape": {"type": "Polygon", "coordinates": [[[0, 0], [3, 0], [3, 3], [1, 1]]]}`, "PRM-011 EEE /shape/coordinates/0"},
	}, "PRM")
}

func TestTheTypeAnnotationChoosesThePrimitiveType(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"an abstract type without annotation", `"any": "x"`, ""},
		{"an abstract type with a right value", `"any@odata.type": "#Guid", "any": "21EC2020-3AEA-1069-A2DD-08002B30309D"`, ""},
		{"an abstract type with a wrong value", `"any@odata.type": "#Guid", "any": "x"`, "PRM-005 EEE /any"},
		{"anything below Edm.Untyped", `"raw": {"a": [1, {}]}`, ""},
		{"Edm.Untyped with a type", `"raw@odata.type": "#Date", "raw": "2024"`, "PRM-004 EEE /raw"},
		{"a complex value below Edm.Untyped that says its type", `"raw": {"@odata.type": "#Lab.Place", "zip": "1"}`, "PRM-002 EEE /raw/zip"},
	}, "PRM")
	bag := func(name, members string, want ...string) row {
		return row{name: name, csdl: lab, request: "GET /svc/Bags(1)", body: inLab("Bags", members), want: want}
	}
	judgeRows(t, []row{
		bag("a dynamic value", `"day@odata.type": "#Date", "day": "2024-02-29"`),
		bag("a dynamic value that is none of its type", `"day@odata.type": "#Date", "day": "2/29/2024"`, "PRM-004 EEE /day"),
		bag("dynamic items", `"keys@odata.type": "#Collection(Guid)", "keys": ["x"]`, "PRM-005 EEE /keys/0"),
		bag("a dynamic integer beyond its type", `"n@odata.type": "#Byte", "n": 256`, "PRM-002 EEE /n"),
		bag("a dynamic enumeration value", `"s@odata.type": "#Lab.State", "s": "Open"`, "PRM-007 EEE /s"),
		bag("a dynamic complex value", `"p": {"@odata.type": "#Lab.Place", "zip": true}`, "PRM-001 EEE /p/zip"),
		bag("a dynamic collection of complex values", `"p@odata.type": "#Collection(Lab.Place)", "p": [{"zip": 1}, {"zip": 1.5}]`, "PRM-002 EEE /p/1/zip"),
	}, "PRM")
}
