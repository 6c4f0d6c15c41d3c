package uri

import (
	"slices"
	"strconv"
	"strings"
)

// functions are OData's own functions (URL Conventions 5.1.1.5 to 5.1.1.12),
// in lower case: the specification's spelling, and how many arguments each
// takes.
var functions = map[string]struct {
	name        string
	least, most int
}{}

func init() {
	for count, names := range map[int]string{
		0: "now mindatetime maxdatetime",
		1: "length tolower toupper trim year month day hour minute second fractionalseconds totalseconds date time totaloffsetminutes round floor ceiling geo.length",
		2: "concat contains endswith indexof matchesPattern startswith hassubset hassubsequence geo.distance geo.intersects substringof",
	} {
		for _, n := range strings.Fields(names) {
			f := functions[strings.ToLower(n)]
			f.name, f.least, f.most = n, count, count
			functions[strings.ToLower(n)] = f
		}
	}
	f := functions["substring"]
	f.name, f.least, f.most = "substring", 2, 3
	functions["substring"] = f
	delete(functions, "substringof") // of OData V2 and V3
}

// function matches a call of one of OData's own functions, cast, isof and
// case. Ok is false where the text is none of them.
func (p *parser) function(pos int) (e Expr, end int, ok bool) {
	end, parts := qualifiedName(p.s, pos)
	if end < 0 || parts > 2 || char(p.s, end, '(') < 0 {
		return nil, 0, false
	}
	name := strings.ToLower(p.s[pos:end])
	switch name {
	case "cast", "isof":
		e, end = p.typeTest(pos, name, char(p.s, end, '('))
		return e, end, true
	case "case":
		e, end = p.caseOf(pos, char(p.s, end, '('))
		return e, end, true
	case "any", "all":
		p.expect(end, "a path before "+name)
		return nil, -1, true
	}
	f, known := functions[name]
	if !known {
		return nil, 0, false
	}
	args, end := p.args(char(p.s, end, '('), f.least, f.most)
	if end < 0 {
		return nil, -1, true
	}
	return &Call{Function: f.name, Args: args, Span: p.span(pos, end)}, end, true
}

// nearFunction is the function of OData that a name may have been meant to
// be.
func nearFunction(name string) string {
	near := nearest(strings.ToLower(name), func(yield func(string) bool) {
		for n := range functions {
			if !yield(n) {
				return
			}
		}
	})
	return functions[near].name
}

// args matches a number of expressions and the closing parenthesis.
func (p *parser) args(open, least, most int) ([]Expr, int) {
	var args []Expr
	at := blanks(p.s, open)
	if closed := char(p.s, at, ')'); closed >= 0 && least == 0 {
		return nil, closed
	}
	for {
		if len(args) == most {
			p.expect(at, countWord(least, most))
			return nil, -1
		}
		e, end := p.expr(at)
		if end < 0 {
			return nil, -1
		}
		args = append(args, e)
		end = blanks(p.s, end)
		if closed := char(p.s, end, ')'); closed >= 0 && len(args) >= least {
			return args, closed
		}
		comma := char(p.s, end, ',')
		if comma < 0 || len(args) == most {
			p.expect(end, closeOrComma(len(args), least, most))
			return nil, -1
		}
		at = blanks(p.s, comma)
	}
}

func countWord(least, most int) string {
	if least == most {
		return strconv.Itoa(most) + " arguments"
	}
	return strconv.Itoa(least) + " to " + strconv.Itoa(most) + " arguments"
}

func closeOrComma(n, least, most int) string {
	switch {
	case n < least:
		return ","
	case n == most:
		return ")"
	}
	return ") or ,"
}

// typeTest matches cast and isof.
func (p *parser) typeTest(pos int, op string, open int) (Expr, int) {
	t := &TypeTest{Op: op}
	at := blanks(p.s, open)
	if end := p.typeName(t, at); end >= 0 {
		if closed := char(p.s, blanks(p.s, end), ')'); closed >= 0 {
			t.Span = p.span(pos, closed)
			return t, closed
		}
	}
	operand, end := p.expr(at)
	if end < 0 {
		return nil, -1
	}
	t.Operand = operand
	end = blanks(p.s, end)
	comma := char(p.s, end, ',')
	if comma < 0 {
		p.expect(end, ",")
		return nil, -1
	}
	at = blanks(p.s, comma)
	quote := char(p.s, at, '\'') // V3 wrote the type as a string
	if quote >= 0 {
		p.expect(at, "a type without quotes")
		return nil, -1
	}
	if end = p.typeName(t, at); end < 0 {
		p.expect(at, "a type")
		return nil, -1
	}
	end = blanks(p.s, end)
	closed := char(p.s, end, ')')
	if closed < 0 {
		p.expect(end, ")")
		return nil, -1
	}
	t.Span = p.span(pos, closed)
	return t, closed
}

// typeName matches a type's name, or Collection(name).
func (p *parser) typeName(t *TypeTest, pos int) int {
	at := pos
	if w := word(p.s, pos, "Collection"); w >= 0 {
		if open := char(p.s, w, '('); open >= 0 {
			t.Many, at = true, open
		}
	}
	end, _ := qualifiedName(p.s, at)
	if end < 0 {
		return -1
	}
	t.Type, t.TypeSpan = decode(p.s[at:end]), p.span(at, end)
	if t.Many {
		return char(p.s, end, ')')
	}
	return end
}

// caseOf matches case(condition:value,…).
func (p *parser) caseOf(pos, open int) (Expr, int) {
	c := &Case{}
	at := blanks(p.s, open)
	for {
		condition, end := p.expr(at)
		if end < 0 {
			return nil, -1
		}
		end = blanks(p.s, end)
		colon := char(p.s, end, ':')
		if colon < 0 {
			p.expect(end, ":")
			return nil, -1
		}
		value, end := p.expr(blanks(p.s, colon))
		if end < 0 {
			return nil, -1
		}
		c.Branches = append(c.Branches, Branch{condition, value})
		end = blanks(p.s, end)
		if closed := char(p.s, end, ')'); closed >= 0 {
			c.Span = p.span(pos, closed)
			return c, closed
		}
		comma := char(p.s, end, ',')
		if comma < 0 {
			p.expect(end, ") or ,")
			return nil, -1
		}
		at = blanks(p.s, comma)
	}
}

// Functions lists OData's own functions, sorted.
func Functions() []string {
	var names []string
	for _, f := range functions {
		names = append(names, f.name)
	}
	slices.Sort(names)
	return names
}
