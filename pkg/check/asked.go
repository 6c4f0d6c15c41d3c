package check

import (
	"github.com/concord-odata/concord/pkg/uri"
)

// Asked is what the request asks of one level of its answer: the options of
// the request itself, or those in the parentheses of an expanded navigation
// property. A nil Asked is a request that is not known, or cannot be read.
type Asked struct {
	options []*uri.Option
	// item expands this level again: $levels.
	item   *uri.QueryItem
	levels int64 // how many more times; -1: as deep as it goes
}

// asked reads the query options of the request. It is nil where no request
// is known, where its query does not parse, and where a token stands in it:
// then the first request of the walk said what was asked.
func (c *Case) asked() *Asked {
	r := c.Request
	if r == nil || r.URL == nil || r.Pattern || uri.HasPlaceholder(r.URL.RawQuery) {
		return nil
	}
	q, err := uri.ParseQuery(r.URL.RawQuery)
	if err != nil || continues(q) {
		return nil
	}
	return &Asked{options: q.Options}
}

func (a *Asked) option(kind uri.OptionKind) *uri.Option {
	if a == nil {
		return nil
	}
	for _, o := range a.options {
		if o.Kind == kind {
			return o
		}
	}
	return nil
}

// Selected lists the items of the level's $select; ok is false where it has
// none, and everything is asked for.
func (a *Asked) Selected() (items []*uri.QueryItem, ok bool) {
	o := a.option(uri.SelectOption)
	if o == nil {
		return nil, false
	}
	return o.Items, true
}

// Narrow reports whether the level is not an entity as its type declares it:
// it is selected from, aggregated or computed.
func (a *Asked) Narrow() bool {
	return a.option(uri.SelectOption) != nil || a.option(uri.ApplyOption) != nil || a.option(uri.ComputeOption) != nil
}

// Expanded is the item by which the level expands a navigation property of
// that name, and what it asks of what it expands; nil where it does not.
func (a *Asked) Expanded(name string) (*uri.QueryItem, *Asked) {
	for _, i := range a.expansions() {
		if expands(i, name) {
			return i, below(i)
		}
	}
	if a != nil && a.item != nil && expands(a.item, name) && a.levels != 0 {
		again := *a
		again.levels--
		return a.item, &again
	}
	return nil, nil
}

// expansions are the items of the level's $expand.
func (a *Asked) expansions() []*uri.QueryItem {
	if o := a.option(uri.ExpandOption); o != nil {
		return o.Items
	}
	return nil
}

// expands reports whether the item's path ends in the name, or in a star;
// casts may follow.
func expands(i *uri.QueryItem, name string) bool {
	for n := len(i.Path) - 1; n >= 0; n-- {
		if s := i.Path[n]; !s.Cast {
			return s.Name == name || s.Name == "*"
		}
	}
	return i.Kind == uri.ItemStar
}

// below is what an item's own options ask.
func below(i *uri.QueryItem) *Asked {
	a := &Asked{options: i.Options}
	if l := i.Option(uri.LevelsOption); l != nil {
		a.item, a.levels = i, l.Number-1
		if l.Max {
			a.levels = -1
		}
	}
	return a
}
