package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
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

// match finds the documented operation of the request.
func (c *Case) match() {
	if c.Operation != nil {
		return
	}
	if c.Request != nil {
		path := c.Request.Target
		if c.Request.URL != nil {
			path = c.Request.URL.EscapedPath()
		}
		c.Operation = c.Contract.Operation(c.Request.Method, path)
	}
	if c.Operation == nil && c.Exchange.Meta != nil && c.Exchange.Meta.Operation != "" {
		method, path, _ := strings.Cut(c.Exchange.Meta.Operation, " ")
		c.Operation = c.Contract.Operation(method, path)
	}
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
