package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

// Level is the metadata level of a response (JSON Format 4.01, section 3.1).
type Level struct {
	Name string // "none", "minimal", "full"
	// Said: the response or the request names it. An unsaid level is
	// minimal, which obliges only where the contract shows a context.
	Said bool
}

// None reports whether the response leaves control information out.
func (l Level) None() bool { return l.Name == "none" }

// Version is the OData version that a response is judged by.
type Version struct {
	V401 bool // 4.01, else 4.0
	Said bool // by the response's OData-Version
}

// match finds the documented operation of the request, and what its path
// addresses.
func (c *Case) match() {
	if c.Request != nil {
		path := c.Request.Target
		if c.Request.URL != nil {
			path = c.Request.URL.EscapedPath()
		}
		if c.Operation == nil {
			c.Operation = c.Contract.Operation(c.Request.Method, path)
		}
		if !c.Request.Pattern {
			c.Target, c.Root, c.TargetError = c.Contract.Target(path)
		}
	}
	if c.Operation == nil && c.Exchange.Meta != nil && c.Exchange.Meta.Operation != "" {
		method, path, _ := strings.Cut(c.Exchange.Meta.Operation, " ")
		c.Operation = c.Contract.Operation(method, path)
	}
}

// promised is the type that the operation is documented or declared to
// return, and where; ok is false where nothing says it.
func (c *Case) promised() (t edm.TypeRef, at edm.Place, ok bool) {
	if c.Operation != nil && !c.Operation.Return.IsZero() {
		return c.Operation.Return, c.Operation.ReturnPlace, true
	}
	if c.Target == nil || c.Target.Opaque || c.Target.Type.IsZero() || c.Request == nil {
		return edm.TypeRef{}, edm.Place{}, false
	}
	call := c.Target.IsCall()
	switch c.Target.Kind {
	case uri.TargetEntitySet, uri.TargetEntity, uri.TargetComplexCollection, uri.TargetComplex, uri.TargetPrimitiveCollection, uri.TargetPrimitive:
	default:
		return edm.TypeRef{}, edm.Place{}, false
	}
	switch {
	case c.Request.Method == "GET" || call:
		return c.Target.Type, c.returnPlace(), true
	case c.Request.Method == "POST" && c.Target.Kind == uri.TargetEntitySet:
		return c.Target.Type.Item(), edm.Place{}, true
	case (c.Request.Method == "PATCH" || c.Request.Method == "PUT") && c.Target.Kind == uri.TargetEntity:
		return c.Target.Type, edm.Place{}, true
	}
	return edm.TypeRef{}, edm.Place{}, false
}

// returnPlace is where a called operation declares what it returns.
func (c *Case) returnPlace() edm.Place {
	for _, f := range c.Target.Functions {
		if f.ReturnType != nil {
			return f.ReturnType.Place
		}
	}
	for _, a := range c.Target.Actions {
		if a.ReturnType != nil {
			return a.ReturnType.Place
		}
	}
	switch {
	case c.Target.NavigationProperty != nil:
		return c.Target.NavigationProperty.Place
	case c.Target.Property != nil:
		return c.Target.Property.Place
	case c.Target.EntitySet != nil:
		return c.Target.EntitySet.Place
	case c.Target.Singleton != nil:
		return c.Target.Singleton.Place
	}
	return edm.Place{}
}

// readHead learns level and version: the response's Content-Type, else what
// the request asked ($format, then Accept), else minimal; the response's
// OData-Version, in a batch the outer one's, else the profile's.
func (c *Case) readHead() {
	c.Level = Level{Name: "minimal"}
	c.Version = Version{V401: c.Profile == rule.OData401}
	if c.Outer != nil {
		c.Version = c.Outer.Version
	}
	if c.Response != nil {
		c.Media = exchange.ParseMediaType(c.Response.Header.Get("Content-Type"))
		switch strings.TrimSpace(c.Response.Header.Get("OData-Version")) {
		case "4.0":
			c.Version = Version{Said: true}
		case "4.01":
			c.Version = Version{V401: true, Said: true}
		}
	}
	if l := c.Media.Metadata; isLevel(l) {
		c.Level = Level{l, true}
		return
	}
	for _, m := range c.accepted() {
		if isLevel(m.Metadata) {
			c.Level = Level{m.Metadata, true}
			return
		}
	}
}

// part is the case of an exchange within a batch.
func (c *Case) part(s Subject) *Case {
	p := newCase(c.Judge, s)
	p.Outer = c
	p.readHead()
	return p
}

func isLevel(s string) bool { return s == "none" || s == "minimal" || s == "full" }

var levelRank = map[string]int{"none": 1, "minimal": 2, "full": 3}

// accepted lists the media types that the request takes for its answer, the
// best first: $format wins over Accept (Protocol 4.01, section 7). It is
// empty where the request names none.
func (c *Case) accepted() []exchange.MediaType {
	if c.Request == nil {
		return nil
	}
	if c.Request.URL != nil {
		for _, name := range []string{"$format", "format"} {
			switch f, _ := c.option(name); {
			case f == "json" || f == "xml":
				return []exchange.MediaType{{Type: "application/" + f}}
			case strings.Contains(f, "/"):
				return []exchange.MediaType{exchange.ParseMediaType(f)}
			}
		}
	}
	types := exchange.ParseAccept(strings.Join(c.Request.Header.Values("Accept"), ","))
	slices.SortStableFunc(types, func(a, b exchange.MediaType) int { return cmp.Compare(quality(b), quality(a)) })
	for len(types) > 0 && quality(types[len(types)-1]) == 0 {
		types = types[:len(types)-1]
	}
	return types
}

// quality is the weight that a client gives a media type (RFC 9110, 12.4.2).
func quality(m exchange.MediaType) float64 {
	q, err := strconv.ParseFloat(m.Param("q"), 64)
	if err != nil {
		return 1
	}
	return q
}

// takesJSON reports whether a media range of a request takes JSON.
func takesJSON(m exchange.MediaType) bool {
	return m.Type == "application/json" || m.Type == "application/*" || m.Type == "*/*" || strings.HasSuffix(m.Type, "+json")
}

// demanded is the least metadata level that the request puts up with: the
// lowest of the alternatives that take JSON. It is "" where one of them names
// none.
func (c *Case) demanded() string {
	least := ""
	for _, m := range c.accepted() {
		switch {
		case !takesJSON(m):
		case !isLevel(m.Metadata):
			return ""
		case least == "" || levelRank[m.Metadata] < levelRank[least]:
			least = m.Metadata
		}
	}
	return least
}
