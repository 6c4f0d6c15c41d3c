package check

import (
	"net/url"
	"sort"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var col014 = register(rule.Rule{
	ID:     "COL-014",
	Title:  "the next link keeps the request's $select, $filter, $orderby and $expand, and its $skip grows",
	Levels: rule.All(rule.Warning),
	Why: "All pages are pages of one result. A link that drops the filter leads into another result, and one whose $skip stands still gives the same page for ever. " +
		"Links are opaque: a token may carry what the link does not show, so it is a warning. Of deltas the token carries all, and nothing is said.",
	Sources: []string{"OData Protocol 4.01, 11.2.6.7"},
	Failing: `GET Customers?$filter=level gt 3: {…, "value": […], "@odata.nextLink": "Customers?$skip=100"}`,
	Passing: `GET Customers?$filter=level gt 3: {…, "value": […], "@odata.nextLink": "Customers?$filter=level%20gt%203&$skip=100"}`,
})

func init() { col014.Body = nextLinkKeeps }

func nextLinkKeeps(c *Case, b *Body) {
	if _, ok := c.collection(); !ok || c.isDelta() || !c.asksGET() || c.Example {
		return
	}
	lm := control(b.Root, "nextLink")
	asked := c.query()
	if lm == nil || lm.Value.Kind != location.String || asked == nil {
		return
	}
	_, raw, _ := strings.Cut(lm.Value.Text, "?")
	link, err := uri.ParseQuery(raw)
	if err != nil { // what cannot be read is compared as text, option by option
		link = textQuery(raw)
	}
	m := Mark{Rule: col014.Rule, Value: lm.Value, Pointer: location.Pointer("").Child(lm.Name), Object: b.Root, Name: lm.Name, Actual: show(lm.Value)}
	for _, kind := range []uri.OptionKind{uri.SelectOption, uri.FilterOption, uri.OrderByOption, uri.ExpandOption} {
		want := asked.Option(kind)
		if want == nil {
			continue
		}
		got := link.Option(kind)
		switch {
		case got == nil:
			m.Message, m.Cause = "the next link drops the request's "+want.Name, "drops "+want.Name
		case !sameOption(kind, got.Value, want.Value):
			m.Message, m.Cause = "the next link changes the request's "+want.Name, "changes "+want.Name
		default:
			continue
		}
		m.Expected = want.Name + "=" + clip(want.Value)
		c.Report(m)
		return
	}
	if skip := link.Option(uri.SkipOption); skip != nil && skip.Number <= skipped(asked) {
		m.Message, m.Cause = "the next link's $skip does not grow", "skip"
		m.Expected = "$skip above " + strconv.FormatInt(skipped(asked), 10)
		c.Report(m)
	}
}

func skipped(q *uri.Query) int64 {
	if o := q.Option(uri.SkipOption); o != nil {
		return o.Number
	}
	return 0
}

// textQuery is a query of which the texts alone are known.
func textQuery(raw string) *uri.Query {
	q, _ := uri.ParseQuery(raw)
	values, err := url.ParseQuery(raw)
	if err != nil {
		return q
	}
	for name, kind := range map[string]uri.OptionKind{"select": uri.SelectOption, "filter": uri.FilterOption, "orderby": uri.OrderByOption, "expand": uri.ExpandOption} {
		for _, n := range []string{"$" + name, name} {
			if v := values.Get(n); v != "" && q.Option(kind) == nil {
				q.Options = append(q.Options, &uri.Option{Kind: kind, Name: "$" + name, Value: v})
			}
		}
	}
	return q
}

// sameOption compares two values of an option: their blanks do not count, nor
// the order of what is selected and expanded.
func sameOption(kind uri.OptionKind, a, b string) bool {
	if kind != uri.SelectOption && kind != uri.ExpandOption {
		return squeeze(a) == squeeze(b)
	}
	return itemSet(a) == itemSet(b)
}

// squeeze leaves blanks out, and plus signs where they stand for them.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '+':
			return -1
		}
		return r
	}, s)
}

// itemSet is a list with commas in a fixed order; what stands in parentheses
// is left as it is.
func itemSet(s string) string {
	var items []string
	depth, start := 0, 0
	s = squeeze(s)
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				items = append(items, s[start:i])
				start = i + 1
			}
		}
	}
	items = append(items, s[start:])
	sort.Strings(items)
	return strings.Join(items, ",")
}
