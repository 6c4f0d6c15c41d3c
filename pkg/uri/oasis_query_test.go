package uri_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/uri"
)

// literalRules are the rules of ABNF section 7 that a URL's literals follow,
// and the kinds that each can be read as.
var literalRules = map[string][]uri.LiteralKind{
	"null": {uri.NullLiteral}, "boolean": {uri.BooleanLiteral}, "guid": {uri.GuidLiteral}, "date": {uri.DateLiteral},
	"dateTimeOffsetLiteral": {uri.DateTimeOffsetLiteral}, "dateTimeOffsetValueInUrl": {uri.DateTimeOffsetLiteral},
	"timeOfDayLiteral": {uri.TimeOfDayLiteral}, "stringLiteral": {uri.StringLiteral},
	"durationLiteral": {uri.DurationLiteral, uri.StringLiteral}, "binaryLiteral": {uri.BinaryLiteral},
	"enumLiteral":    {uri.EnumLiteral, uri.StringLiteral},
	"decimalLiteral": {uri.DecimalLiteral, uri.IntegerLiteral}, "doubleLiteral": {uri.DecimalLiteral, uri.IntegerLiteral},
	"singleLiteral": {uri.DecimalLiteral, uri.IntegerLiteral}, "sbyteLiteral": {uri.IntegerLiteral}, "int16Literal": {uri.IntegerLiteral},
	"int32Literal": {uri.IntegerLiteral}, "int64Literal": {uri.IntegerLiteral},
	"geographyCollection": {uri.GeographyLiteral}, "geographyLineString": {uri.GeographyLiteral}, "geographyMultiLineString": {uri.GeographyLiteral},
	"geographyMultiPoint": {uri.GeographyLiteral}, "geographyMultiPolygon": {uri.GeographyLiteral}, "geographyPoint": {uri.GeographyLiteral},
	"geographyPolygon": {uri.GeographyLiteral}, "geometryCollection": {uri.GeometryLiteral}, "geometryLineString": {uri.GeometryLiteral},
	"geometryMultiLineString": {uri.GeometryLiteral}, "geometryMultiPoint": {uri.GeometryLiteral}, "geometryMultiPolygon": {uri.GeometryLiteral},
	"geometryPoint": {uri.GeometryLiteral}, "geometryPolygon": {uri.GeometryLiteral}, "primitiveLiteral": nil,
}

// expressionRules are the rules of section 4, and what must stand before the
// text to make it a whole expression.
var expressionRules = map[string]string{
	"commonExpr": "", "boolCommonExpr": "", "boolcommonExpr": "", "firstMemberExpr": "", "propertyPathExpr": "", "notExpr": "", "isofExpr": "",
	"anyExpr": "Products/",
}

// optionRules are the rules of section 2, likewise.
var optionRules = map[string]string{
	"queryOptions": "", "systemQueryOption": "", "customQueryOption": "", "filter": "", "expand": "", "select": "", "orderby": "", "orderBy": "",
	"compute": "", "search": "", "skiptoken": "", "deltatoken": "", "searchExpr": "$search=",
}

// constrained are cases that fail because of the names that the test cases
// allow, not because of the syntax, and those that fail elsewhere here.
var constrained = map[string]string{
	"$search=more&more":   "more is a custom query option",
	"$skiptoken=Not&this": "this is a custom query option",
	"Products/all()":      "fails where the variable is missing, not behind the parenthesis",
}

func check(t *testing.T, c oasisCase, prefix string, err error) {
	t.Helper()
	var syntax *uri.SyntaxError
	switch {
	case c.FailAt < 0 && err != nil:
		t.Errorf("%s %s: %v", c.Rule, c.Input, err)
	case c.FailAt >= 0 && !errors.As(err, &syntax):
		t.Errorf("%s %s: no error, want one at %d", c.Rule, c.Input, c.FailAt)
	case c.FailAt >= 0 && syntax.Offset-len(prefix) != c.FailAt:
		t.Errorf("%s %s: fails at %d, want %d: %v", c.Rule, c.Input, syntax.Offset-len(prefix), c.FailAt, err)
	}
}

func keys[V any](m map[string]V) (out []string) {
	for k := range m {
		out = append(out, k)
	}
	return out
}

func TestTheLiteralsOfTheOASISTestCases(t *testing.T) {
	cases := oasisCases(t, keys(literalRules)...)
	t.Logf("%d cases of literals", len(cases))
	if len(cases) != 71 {
		t.Errorf("%d cases", len(cases))
	}
	for _, c := range cases {
		l, err := uri.ParseLiteral(c.Input)
		if kinds := literalRules[c.Rule]; err == nil && kinds != nil && !slices.Contains(kinds, l.Kind) {
			if c.FailAt >= 0 {
				continue // another literal than the rule's
			}
			t.Errorf("%s %s is a %v", c.Rule, c.Input, l.Kind)
		}
		check(t, c, "", err)
	}
}

func TestTheExpressionsOfTheOASISTestCases(t *testing.T) {
	cases := oasisCases(t, keys(expressionRules)...)
	t.Logf("%d cases of expressions", len(cases))
	if len(cases) != 199 {
		t.Errorf("%d cases", len(cases))
	}
	for _, c := range cases {
		if constrained[c.Input] != "" {
			c.FailAt--
		}
		prefix := expressionRules[c.Rule]
		_, err := uri.ParseExpression(prefix + c.Input)
		check(t, c, prefix, err)
	}
}

func TestTheQueryOptionsOfTheOASISTestCases(t *testing.T) {
	cases := oasisCases(t, keys(optionRules)...)
	t.Logf("%d cases of query options, %d of them a matter of names", len(cases), len(constrained))
	if len(cases) != 186 {
		t.Errorf("%d cases", len(cases))
	}
	for _, c := range cases {
		if constrained[c.Input] != "" {
			continue
		}
		prefix := optionRules[c.Rule]
		_, err := uri.ParseQuery(prefix + c.Input)
		check(t, c, prefix, err)
	}
}

func TestTheURLsOfTheOASISTestCases(t *testing.T) {
	cases := oasisCases(t, "odataUri", "odataRelativeUri", "resourcePath")
	t.Logf("%d cases of URLs", len(cases))
	if len(cases) != 219 {
		t.Errorf("%d cases", len(cases))
	}
	for _, c := range cases {
		if c.FailAt >= 0 {
			continue // what may follow what is for a model to say
		}
		target := c.Input
		root := ""
		if c.Rule == "odataUri" {
			for _, r := range []string{"http://host/service/", "http://services.odata.org/OData/OData.svc/", "http://serviceRoot/"} {
				if strings.HasPrefix(target, r) {
					root = r
				}
			}
			if root == "" {
				root = target
			}
		}
		if strings.Contains(target, "#") {
			if _, err := uri.ParseContext(target); err != nil {
				t.Errorf("%s: %v", target, err)
			}
			continue
		}
		path, query, ok := uri.Split(target, root)
		if !ok {
			t.Errorf("%s: not below %s", target, root)
			continue
		}
		if _, err := uri.ParseResource(path); err != nil {
			t.Errorf("%s: %v", target, err)
		}
		if _, err := uri.ParseQuery(query); err != nil {
			t.Errorf("%s: %v", target, err)
		}
	}
}

func TestTheLiteralsOfTheProtocolCases(t *testing.T) {
	_, tables := protocolModels(t)
	judged := 0
	for _, row := range table(t, tables["literals.tsv"]) {
		kinds, ok := literalRules[row["rule"]]
		if !ok {
			continue // the lexical forms of payloads
		}
		judged++
		l, err := uri.ParseLiteral(row["literal"])
		valid := err == nil && (kinds == nil || slices.Contains(kinds, l.Kind))
		if want := row["by the OASIS ABNF"] == "valid"; valid != want {
			t.Errorf("%s %s: %v, want %s", row["rule"], row["literal"], err, row["by the OASIS ABNF"])
		}
	}
	t.Logf("%d literals", judged)
	if judged < 100 {
		t.Errorf("%d literals", judged)
	}
}
