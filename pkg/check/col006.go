package check

import (
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var col006 = register(rule.Rule{
	ID:     "COL-006",
	Title:  "next and delta links are non-empty URL references without fragment, and no page has both",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"another host":            rule.All(rule.Warning),
		"another version or path": rule.All(rule.Info),
	},
	Why: "A client follows the link as it stands. An empty one makes it ask for the same page again, for ever; one to another host " +
		"takes its credentials there. Links are opaque and may be relative to the context URL; an empty page with a next link is legal.",
	Sources: []string{"OData JSON Format 4.01, 4.5.5", "OData JSON Format 4.01, 4.5.7", "OData Protocol 4.01, 11.2.6.7"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [], "@odata.nextLink": ""}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": [], "@odata.nextLink": "Customers?$skiptoken=7"}`,
})

func init() { col006.Member = linkIsLink; col006.Body = rootLinks }

func isPageLink(term string) bool {
	switch strings.TrimPrefix(term, "odata.") {
	case "nextLink", "deltaLink":
		return true
	}
	return false
}

func linkIsLink(c *Case, o *Object, m *Member) {
	if m.Annotation && isPageLink(m.Term) {
		c.judgeLink(m.Value, m.Pointer, o.Value, m.Name)
	}
}

func rootLinks(c *Case, b *Body) {
	if c.Error() {
		return
	}
	var next, delta *Member
	for i := range b.Root.Members {
		m := classify(&b.Root.Members[i], "")
		if !m.Annotation || m.Target != "" || !isPageLink(m.Term) {
			continue
		}
		if strings.HasSuffix(m.Term, "nextLink") {
			next = m
		} else {
			delta = m
		}
		if b.Known && !b.Shape.Object() {
			c.judgeLink(m.Value, m.Pointer, b.Root, m.Name)
		}
	}
	if next != nil && delta != nil {
		c.Report(Mark{Rule: col006.Rule, Value: delta.Value, Offset: delta.NameStart, Pointer: delta.Pointer, Object: b.Root, Name: delta.Name,
			Message: "the page has both a next link and a delta link", Expected: "a delta link on the last page alone", Cause: "both"})
	}
}

func (c *Case) judgeLink(v *location.Value, p location.Pointer, object *location.Value, name string) {
	m := Mark{Rule: col006.Rule, Value: v, Pointer: p, Object: object, Name: name, Actual: show(v), Expected: "a URL reference"}
	if v.Kind != location.String {
		m.Message = name + " is " + article(v.Kind.String())
		c.Report(m)
		return
	}
	u, err := url.Parse(v.Text)
	switch {
	case v.Text == "":
		m.Message, m.Actual = name+" is empty", `""`
		m.Hint = "leave it out on the last page"
	case c.placeholderIn(m):
		return
	case err != nil || strings.ContainsAny(v.Text, " \t\r\n<>\"{}|\\^`") || badPercent(v.Text):
		m.Message = name + " is no URL reference"
	case strings.Contains(v.Text, "#"):
		m.Message = name + " has a fragment"
	default:
		c.compareLink(m, u)
		return
	}
	c.Report(m)
}

// compareLink holds an absolute link against the request's URL.
func (c *Case) compareLink(m Mark, u *url.URL) {
	if c.Request == nil || c.Request.URL == nil || c.Request.URL.Host == "" || u.Host == "" || c.Exchange.Redacted {
		return
	}
	asked := c.Request.URL
	if !strings.EqualFold(u.Hostname(), asked.Hostname()) {
		levels := col006.Cases["another host"]
		m.Levels, m.Cause = &levels, "host"
		m.Message = m.Name + " leads to another host: a client that follows it takes its credentials there"
		m.Expected, m.Actual = asked.Host, u.Host
		c.Report(m)
		return
	}
	if got, want := firstSegment(u.Path), firstSegment(asked.Path); got != want {
		levels := col006.Cases["another version or path"]
		m.Levels, m.Cause = &levels, "path"
		m.Message = m.Name + " leads to another version or path than the request's"
		m.Expected, m.Actual = want, got
		c.Report(m)
	}
}

// badPercent reports whether a percent sign stands before anything but two
// hexadecimal digits.
func badPercent(s string) bool {
	const hex = "0123456789abcdefABCDEF"
	for i := strings.IndexByte(s, '%'); i >= 0; {
		if i+2 >= len(s) || strings.IndexByte(hex, s[i+1]) < 0 || strings.IndexByte(hex, s[i+2]) < 0 {
			return true
		}
		next := strings.IndexByte(s[i+1:], '%')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

func firstSegment(path string) string {
	path = strings.TrimPrefix(path, "/")
	if i := strings.IndexByte(path, '/'); i >= 0 {
		path = path[:i]
	}
	return "/" + path
}
