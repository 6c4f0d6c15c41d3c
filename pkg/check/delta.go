package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

// isDelta reports whether the body is a page of a delta response: its context
// says so, the request has a delta token or follows track-changes, or calls
// the function by which Graph answers deltas.
func (c *Case) isDelta() bool {
	b := c.Body
	switch {
	case b.Known && b.Shape == uri.DeltaCollection, c.appliedPreference("track-changes"), control(b.Root, "deltaLink") != nil:
		return true
	case c.Request == nil:
		return false
	}
	if q := c.query(); q != nil && q.Option(uri.DeltaTokenOption) != nil {
		return true
	}
	return c.Profile == rule.Graph && callsDelta(c.lastSegment())
}

// callsDelta reports whether a path segment is delta, delta() or a qualified
// NS.delta(…).
func callsDelta(segment string) bool {
	name, _, _ := strings.Cut(segment, "(")
	return name[strings.LastIndexByte(name, '.')+1:] == "delta"
}

// delta401 reports whether deltas are judged by the rules of 4.01: Graph sends
// its deltas in that form, whatever version it says.
func (c *Case) delta401() bool { return c.Version.V401 || c.Profile == rule.Graph }

// isLink reports whether an item of a delta has what links have, whether or
// not its context says what it is.
func isLink(v *location.Value) bool {
	return v.Member("source") != nil && v.Member("relationship") != nil || v.Member("source") != nil && v.Member("target") != nil
}
