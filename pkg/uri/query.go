package uri

import "strings"

// Query is the query part of a URL, option by option.
type Query struct {
	Raw     string
	Options []*Option // in the order of the query
	Issues  []Issue   // what is tolerated: an option twice, "+" for a blank
}

// Option is one query option: a system query option, a parameter alias, or a
// custom one. What its value holds stands in the field for its kind.
type Option struct {
	Span
	Kind    OptionKind
	Name    string // $filter, in lower case and with its dollar sign; @p; or as written
	Written string // as written
	Value   string // decoded
	ValueAt int    // where the value begins

	Expr    Expr              // of $filter and of aliases
	OrderBy []OrderItem       // of $orderby
	Items   []*QueryItem      // of $select and $expand
	Compute []ComputeItem     // of $compute
	Search  *Search           // of $search
	Apply   []*Transformation // of $apply
	Number  int64             // of $top, $skip, $index and $levels
	Max     bool              // $levels=max
	Bool    bool              // of $count
}

// OptionKind says what a query option is.
type OptionKind uint8

// The kinds of query options.
const (
	CustomOption OptionKind = iota
	AliasOption
	SelectOption
	ExpandOption
	FilterOption
	OrderByOption
	SearchOption
	ComputeOption
	ApplyOption
	CountOption
	TopOption
	SkipOption
	SkipTokenOption
	DeltaTokenOption
	FormatOption
	LevelsOption
	IndexOption
	IDOption
	SchemaVersionOption
)

// optionNames are the system query options by name without "$".
var optionNames = map[string]OptionKind{
	"select": SelectOption, "expand": ExpandOption, "filter": FilterOption, "orderby": OrderByOption, "search": SearchOption,
	"compute": ComputeOption, "apply": ApplyOption, "count": CountOption, "top": TopOption, "skip": SkipOption,
	"skiptoken": SkipTokenOption, "deltatoken": DeltaTokenOption, "format": FormatOption, "levels": LevelsOption,
	"index": IndexOption, "id": IDOption, "schemaversion": SchemaVersionOption,
}

// OrderItem is one item of $orderby.
type OrderItem struct {
	Expr       Expr
	Descending bool
}

// ComputeItem is one item of $compute.
type ComputeItem struct {
	Expr  Expr
	Alias string
	Span
}

// QueryItem is one item of $select or $expand.
type QueryItem struct {
	Span
	Kind       ItemKind
	Text       string
	Path       []SelectSegment // as in a select list; a star may end it
	Parameters []string        // of a function that $select names
	Ref        bool            // $expand=…/$ref
	Count      bool            // $expand=…/$count
	Stream     bool            // $expand=$value
	Options    []*Option       // in parentheses
}

// Option is the nested option of that kind, or nil.
func (i *QueryItem) Option(kind OptionKind) *Option { return findOption(i.Options, kind) }

// Option is the option of that kind, the first if there are several, or nil.
func (q *Query) Option(kind OptionKind) *Option { return findOption(q.Options, kind) }

func findOption(options []*Option, kind OptionKind) *Option {
	for _, o := range options {
		if o.Kind == kind {
			return o
		}
	}
	return nil
}

// Alias is the option that gives a parameter alias its value, or nil.
func (q *Query) Alias(name string) *Option {
	for _, o := range q.Options {
		if o.Kind == AliasOption && o.Name == "@"+name {
			return o
		}
	}
	return nil
}

// Custom is the first custom option of that name, or nil.
func (q *Query) Custom(name string) *Option {
	for _, o := range q.Options {
		if o.Kind == CustomOption && o.Name == name {
			return o
		}
	}
	return nil
}

// Computed lists the names that $compute and $apply introduce: they are
// legal in select lists and expressions of this level.
func (q *Query) Computed() []string { return computedNames(q.Options) }

func computedNames(options []*Option) (names []string) {
	for _, o := range options {
		for _, c := range o.Compute {
			names = append(names, c.Alias)
		}
		for _, t := range o.Apply {
			names = append(names, t.aliases()...)
		}
	}
	return names
}

// HasPlaceholder reports whether a path template's placeholder ({id}, <id>)
// stands in the text, as documentation writes them.
func HasPlaceholder(s string) bool { return holds(s) }

// ParseQuery reads the query part of a URL, without its "?" (ABNF section
// 2). Options may lack their dollar sign, and names of system query options
// any case, as in OData 4.01. The query comes back with all options that can
// be read; the error is the *[SyntaxError] of the first that cannot.
func ParseQuery(raw string) (*Query, error) {
	q := &Query{Raw: raw}
	var first error
	for at := 0; at <= len(raw); {
		end := strings.IndexByte(raw[at:], '&')
		if end < 0 {
			end = len(raw)
		} else {
			end += at
		}
		if end > at {
			o, err := q.parseOption(at, end)
			if err != nil && first == nil {
				first = err
			}
			if o != nil {
				q.Options = append(q.Options, o)
			}
		}
		at = end + 1
	}
	q.duplicates()
	return q, first
}

// duplicates notes system query options and aliases that stand twice (URL
// Conventions 5).
func (q *Query) duplicates() {
	seen := map[string]bool{}
	for _, o := range q.Options {
		if o.Kind == CustomOption {
			continue
		}
		if seen[o.Name] {
			q.Issues = append(q.Issues, Issue{Kind: OptionTwice, Offset: o.Start, Text: o.Written, Message: "the option stands twice"})
		}
		seen[o.Name] = true
	}
}

// parseOption reads the option between two offsets.
func (q *Query) parseOption(start, end int) (*Option, error) {
	text, offsets := normalise(q.Raw[start:end], inQuery)
	p := &parser{scanner: scanner{s: text}, from: start, offsets: offsets, query: q}
	o, at := p.option(0, topLevel)
	if at < 0 || at < len(text) {
		if at >= 0 {
			p.expect(at, "the end of the option")
		}
		failure := p.failure()
		failure.Offset = p.at(failure.Offset)
		failure.Rest = q.Raw[failure.Offset:]
		return nil, failure
	}
	return o, nil
}
