package check

import (
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/uri"
)

// collection is the body's collection, where it is one that a request for it
// answered in full or in pages: not a service document.
func (c *Case) collection() (list *location.Value, ok bool) {
	b := c.Body
	if c.Error() || c.stopped || !b.Known || !b.Shape.ValueArray() || b.Shape == uri.ServiceDocument {
		return nil, false
	}
	list = b.Root.Member("value")
	return list, list != nil && list.Kind == location.Array
}

// itemCount is the number of items of the body's collection.
func (c *Case) itemCount(list *location.Value) int {
	if c.Body.Streamed != nil {
		return c.Body.Streamed.Items
	}
	return len(list.Items)
}

// countAsked says of the request whether it asks for a count, in any way that
// can be seen; known is false where a token stands for what was asked.
func (c *Case) countAsked() (asked, known bool) {
	q := c.query()
	if q == nil || continues(q) || !c.asksGET() || c.lastSegment() == "$query" {
		return false, false
	}
	for _, o := range q.Options {
		if o.Kind == uri.CountOption {
			return o.Bool, true
		}
	}
	// what cannot be read may have asked for it
	return false, !c.asks("$count", "count")
}

// rootCountMember is the count of the body's collection, or nil.
func (c *Case) rootCountMember() *location.Member { return control(c.Body.Root, "count") }
