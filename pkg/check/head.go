package check

import (
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
// the request asked ($format, then Accept), else minimal.
func (c *Case) readHead() {
	c.Level = Level{Name: "minimal"}
	c.Version = Version{V401: c.Profile == rule.OData401}
	if c.Response != nil {
		c.Media = exchange.ParseMediaType(c.Response.Header.Get("Content-Type"))
		switch v := strings.TrimSpace(c.Response.Header.Get("OData-Version")); v {
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
	if l := c.askedLevel(); l != "" {
		c.Level = Level{l, true}
	}
}

func isLevel(s string) bool { return s == "none" || s == "minimal" || s == "full" }

// askedLevel is the metadata level that the request names; "" where it names
// none.
func (c *Case) askedLevel() string {
	if c.Request == nil {
		return ""
	}
	if c.Request.URL != nil {
		if f := c.Request.URL.Query().Get("$format"); f != "" {
			if l := exchange.ParseMediaType(f).Metadata; isLevel(l) {
				return l
			}
		}
	}
	for _, m := range exchange.ParseAccept(c.Request.Header.Get("Accept")) {
		if isLevel(m.Metadata) {
			return m.Metadata
		}
	}
	return ""
}
