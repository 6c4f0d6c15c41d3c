package uri

import (
	"math"
	"strconv"
	"strings"
)

// parser reads query options over text that is percent-encoded still: the
// rules of the ABNF say where encoded and plain are the same.
type parser struct {
	scanner
	from    int   // where the text begins in the query
	offsets []int // from the text to what stands there, if it was normalised
	query   *Query
	depth   int
	plus    bool // "+" was read as a blank, and said so
}

// at maps an offset of the text to one in the query.
func (p *parser) at(offset int) int {
	if p.offsets != nil {
		return p.from + p.offsets[min(offset, len(p.offsets)-1)]
	}
	return p.from + offset
}

func (p *parser) span(start, end int) Span { return Span{p.at(start), p.at(end)} }

// enter bounds the depth of nesting; leave with p.depth--.
func (p *parser) enter(pos int) bool {
	if p.depth++; p.depth > maxDepth {
		p.expect(pos, "less nesting")
		return false
	}
	return true
}

// level says which options may stand where.
type level uint32

func levelOf(kinds ...OptionKind) level {
	var l level
	for _, k := range kinds {
		l |= 1 << k
	}
	return l
}

var (
	topLevel = ^levelOf(LevelsOption)
	inCount  = levelOf(FilterOption, SearchOption)
	inRef    = inCount | levelOf(OrderByOption, SkipOption, TopOption, CountOption)
	inExpand = inRef | levelOf(SelectOption, ExpandOption, ComputeOption, LevelsOption, AliasOption, ApplyOption)
	inSelect = inRef | levelOf(ComputeOption, SelectOption, AliasOption)
)

// option matches a query option of the level, nested ones included.
func (p *parser) option(pos int, where level) (*Option, int) {
	end := p.optionName(pos)
	written := p.s[pos:end]
	o := &Option{Written: written, Name: decode(written)}
	short := strings.ToLower(strings.TrimPrefix(o.Name, "$"))
	kind, system := optionNames[short]
	switch {
	case strings.HasPrefix(o.Name, "@"):
		kind = AliasOption
		if identifier(p.s, char(p.s, pos, '@')) != end {
			p.expect(pos+1, "the name of a parameter alias")
			return nil, -1
		}
	case system && (kind == SkipTokenOption || kind == DeltaTokenOption || kind == ApplyOption) && o.Name[0] != '$':
		kind = CustomOption // these keep their dollar sign
	case system && where&(1<<kind) == 0 && where == topLevel && o.Name[0] != '$':
		kind = CustomOption
	case system:
		o.Name = "$" + short
	case strings.HasPrefix(o.Name, "$"):
		p.expect(pos, "a system query option"+p.hintOption(o.Name))
		return nil, -1
	case o.Name == "":
		p.expect(pos, "the name of an option")
		return nil, -1
	}
	if where&(1<<kind) == 0 {
		p.expect(pos, "an option that may stand here, not "+written)
		return nil, -1
	}
	o.Kind = kind
	at := plain(p.s, end, '=')
	if at < 0 && kind == CustomOption {
		o.Span, o.ValueAt = p.span(pos, end), p.at(end)
		return o, end
	}
	if at < 0 {
		p.expect(end, "=")
		return nil, -1
	}
	o.ValueAt = p.at(at)
	end = p.optionValue(o, at)
	if o.Name != "" && o.Kind != CustomOption && where == topLevel && written[0] != '$' && written[0] != '@' && written[0] != '%' && end != len(p.s) {
		// A custom option of a service older than 4.01: ?format=pdf.
		*o = Option{Written: written, Name: decode(written), ValueAt: p.at(at)}
		end = len(p.s)
	}
	if end < 0 {
		return nil, -1
	}
	o.Value = decode(p.s[at:end])
	o.Span = p.span(pos, end)
	return o, end
}

func (p *parser) hintOption(name string) string {
	if near := nearest(strings.ToLower(name), func(yield func(string) bool) {
		for n := range optionNames {
			if !yield("$" + n) {
				return
			}
		}
	}); near != "" {
		return " (did you mean " + near + "?)"
	}
	return ""
}

// optionName finds where the name of an option ends.
func (p *parser) optionName(pos int) int {
	for pos < len(p.s) && strings.IndexByte("=;() \t", p.s[pos]) < 0 {
		pos++
	}
	return pos
}

// optionValue reads the value at pos by the option's kind.
func (p *parser) optionValue(o *Option, pos int) int {
	switch o.Kind {
	case FilterOption:
		var end int
		o.Expr, end = p.expr(pos)
		return end
	case AliasOption:
		var end int
		o.Expr, end = p.expr(pos)
		return end
	case OrderByOption:
		return p.orderBy(o, pos)
	case SelectOption, ExpandOption:
		return p.items(o, pos)
	case ComputeOption:
		return p.compute(&o.Compute, pos)
	case SearchOption:
		return p.search(o, pos)
	case ApplyOption:
		return p.apply(&o.Apply, pos)
	case CountOption:
		return p.boolean(o, pos)
	case TopOption, SkipOption, IndexOption, LevelsOption:
		return p.number(o, pos)
	case FormatOption:
		return p.format(pos)
	case SchemaVersionOption:
		return p.schemaVersion(pos)
	case SkipTokenOption, DeltaTokenOption, IDOption:
		if pos == len(p.s) {
			p.expect(pos, "a value")
			return -1
		}
	}
	return len(p.s)
}

func (p *parser) boolean(o *Option, pos int) int {
	for _, w := range []string{"true", "false"} {
		if end := wordFold(p.s, pos, w); end >= 0 && !continues(p.s, end) {
			o.Bool = w == "true"
			return end
		}
	}
	p.expect(pos, "true or false")
	return -1
}

// number reads a whole number: $index may be negative, $levels may be max and
// has no leading zero.
func (p *parser) number(o *Option, pos int) int {
	at := pos
	if o.Kind == LevelsOption {
		if end := wordFold(p.s, pos, "max"); end >= 0 {
			o.Max = true
			return end
		}
		if plain(p.s, pos, '0') >= 0 {
			p.expect(pos, "a number without a leading zero, or max")
			return -1
		}
	}
	if o.Kind == IndexOption {
		at = max(at, plain(p.s, pos, '-'))
	}
	end := digits(p.s, at, 1, len(p.s))
	if end < 0 {
		p.expect(at, "a number")
		return -1
	}
	n, err := strconv.ParseInt(p.s[pos:end], 10, 64)
	if err != nil {
		n = math.MaxInt64
	}
	o.Number = n
	return end
}

// format reads a short name or a media type.
func (p *parser) format(pos int) int {
	value := p.s[pos:]
	for _, w := range []string{"atom", "json", "xml"} {
		if strings.EqualFold(value, w) {
			return len(p.s)
		}
	}
	slash := strings.IndexByte(value, '/')
	if slash < 1 || slash == len(value)-1 {
		p.expect(pos, "json, xml, atom or a media type")
		return -1
	}
	return len(p.s)
}

func (p *parser) schemaVersion(pos int) int {
	if end := char(p.s, pos, '*'); end >= 0 {
		return end
	}
	end := pos
	for end < len(p.s) && isUnreserved(p.s[end]) {
		end++
	}
	if end == pos {
		p.expect(pos, "a version or *")
		return -1
	}
	return end
}

// orderBy reads expressions with their directions.
func (p *parser) orderBy(o *Option, pos int) int {
	for {
		e, end := p.expr(pos)
		if end < 0 {
			return -1
		}
		item := OrderItem{Expr: e}
		if word := p.blank(end); word >= 0 {
			for _, w := range []string{"asc", "desc"} {
				if after := wordFold(p.s, word, w); after >= 0 && !continues(p.s, after) {
					item.Descending, end = w == "desc", after
				}
			}
		}
		o.OrderBy = append(o.OrderBy, item)
		comma := char(p.s, end, ',')
		if comma < 0 {
			return end
		}
		pos = p.tolerated(comma)
	}
}

// compute reads expressions with the names that they are given.
func (p *parser) compute(items *[]ComputeItem, pos int) int {
	for {
		e, end := p.expr(pos)
		if end < 0 {
			return -1
		}
		as := p.keyword(end, "as")
		if as < 0 {
			p.expect(end, "as")
			return -1
		}
		name := identifier(p.s, as)
		if name < 0 {
			p.expect(as, "a name for the computed property")
			return -1
		}
		*items = append(*items, ComputeItem{Expr: e, Alias: decode(p.s[as:name]), Span: p.span(pos, name)})
		comma := char(p.s, name, ',')
		if comma < 0 {
			return name
		}
		pos = p.tolerated(comma)
	}
}

// tolerated skips blanks behind a comma, which the ABNF does not have there
// and which do no harm.
func (p *parser) tolerated(pos int) int {
	end := blanks(p.s, pos)
	if end > pos {
		p.note(ExtraBlank, pos, p.s[pos:end], "the ABNF has no blank behind this comma")
	}
	return end
}

func (p *parser) note(kind IssueKind, pos int, text, message string) {
	if p.query != nil {
		p.query.Issues = append(p.query.Issues, Issue{Kind: kind, Offset: p.at(pos), Text: text, Message: message})
	}
}

// blank matches RWS, at least one blank; -1 if there is none. A plus sign
// stands for one where services read queries as HTML forms.
func (p *parser) blank(pos int) int {
	if end := blanks(p.s, pos); end > pos {
		return end
	}
	end := pos
	for end < len(p.s) && p.s[end] == '+' {
		end++
	}
	if end == pos {
		return -1
	}
	return end
}

// keyword matches a word in any case with blanks on both sides.
func (p *parser) keyword(pos int, w string) int {
	at := p.blank(pos)
	if at < 0 {
		return -1
	}
	end := wordFold(p.s, at, w)
	if end < 0 {
		return -1
	}
	after := p.blank(end)
	if after >= 0 && !p.plus && (p.s[pos] == '+' || p.s[end] == '+') {
		p.plus = true
		p.note(PlusForBlank, pos, "+", "a plus sign stands for a blank; a URL writes %20")
	}
	return after
}
