package edm

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/concord-odata/concord/pkg/internal/corpustest"
)

// lexByRule judges a text by the ABNF rule of that name: known is false
// where the rule is not one of a primitive value.
func lexByRule(rule, text string) (l Lexical, known bool) {
	switch rule {
	case "date":
		rule = "dateValue"
	case "enumValue":
		return LexEnum(text), true
	case "binaryLiteral", "durationLiteral":
		// The literal is the value in quotation marks, after a word.
		word, value, quoted := strings.Cut(text, "'")
		inner, closed := strings.CutSuffix(value, "'")
		kind := strings.TrimSuffix(rule, "Literal")
		if bare := kind == "duration" && word == ""; !quoted || !closed || !strings.EqualFold(word, kind) && !bare {
			return invalid(0, "no literal"), true
		}
		return lexByRule(kind+"Value", inner)
	case "enumLiteral":
		_, value, quoted := strings.Cut(text, "'")
		inner, closed := strings.CutSuffix(value, "'")
		if !quoted || !closed || strings.Contains(inner, "%") {
			return invalid(0, "no literal"), !strings.Contains(inner, "%")
		}
		if strings.HasPrefix(text, ";") {
			return invalid(0, "no literal"), true
		}
		return LexEnum(inner), true
	}
	name, ok := strings.CutSuffix(rule, "Value")
	if !ok {
		return Lexical{}, false
	}
	for _, p := range primitives {
		if strings.EqualFold(p.Name, name) && !p.Abstract {
			if (p.Name == "Decimal") && IsSpecialNumber(text) {
				return LexDouble(text), true // decimalValue has the special values
			}
			return p.Lex(text), true
		}
	}
	return Lexical{}, false
}

func TestTheOASISCasesOfPrimitiveValues(t *testing.T) {
	data := corpustest.File(t, "odata-abnf-testcases.yaml")
	var file struct {
		TestCases []struct {
			Name   string `yaml:"Name"`
			Rule   string `yaml:"Rule"`
			Input  string `yaml:"Input"`
			FailAt *int   `yaml:"FailAt"`
		} `yaml:"TestCases"`
	}
	if err := yaml.UnmarshalWithOptions(data, &file); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, c := range file.TestCases {
		l, known := lexByRule(c.Rule, c.Input)
		if !known {
			continue
		}
		ran++
		if l.Invalid() != (c.FailAt != nil) && !l.Odd.Has(OddYears) {
			t.Errorf("%s: %s %q: %v, FailAt %v", c.Name, c.Rule, c.Input, l, c.FailAt)
		}
	}
	t.Logf("%d of %d cases are of primitive values", ran, len(file.TestCases))
	if ran < 70 {
		t.Errorf("%d cases ran", ran)
	}
}

func TestTheLiteralsOfOtherImplementations(t *testing.T) {
	table := corpustest.File(t, "protocol-cases/literals.tsv")
	ran := 0
	for _, line := range strings.Split(string(table), "\n")[1:] {
		fields := strings.Split(line, "\t")
		if len(fields) < 3 {
			continue
		}
		l, known := lexByRule(fields[1], fields[0])
		if !known {
			continue
		}
		ran++
		if l.Invalid() != (fields[2] == "invalid") {
			t.Errorf("%s %q: %v, by the table %s", fields[1], fields[0], l, fields[2])
		}
	}
	t.Logf("%d literals are of primitive values", ran)
	if ran < 100 {
		t.Errorf("%d literals ran", ran)
	}
}
