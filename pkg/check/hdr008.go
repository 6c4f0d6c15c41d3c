package check

import "github.com/concord-odata/concord/pkg/rule"

var hdr008 = register(rule.Rule{
	ID:      "HDR-008",
	Title:   "the response announces that what was asked is deprecated, or will end",
	Levels:  rule.All(rule.Info),
	Why:     "Deprecation and Sunset are promises of a change. Nobody reads them in a client that works; a test run should.",
	Sources: []string{"RFC 9745, 2", "RFC 8594, 3"},
	Failing: "Sunset: Sat, 31 Dec 2022 23:59:59 GMT",
	Passing: "a response without Deprecation and Sunset",
})

func init() { hdr008.Exchange = announcedEnd }

func announcedEnd(c *Case) {
	if !c.headed() {
		return
	}
	for _, name := range []string{"Deprecation", "Sunset"} {
		f := c.Response.Header.Field(name)
		if f == nil {
			continue
		}
		m := Mark{Rule: hdr008.Rule, Position: f.Position, Message: "the service announces by " + name + " that this will end", Actual: f.Value, Cause: name}
		if link := c.Response.Header.Get("Link"); link != "" {
			m.Hint = "see " + clip(link)
		}
		c.Report(m)
	}
}
