package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx010 = register(rule.Rule{
	ID:     "CTX-010",
	Title:  "the context URL is legally percent-encoded, and a plain # begins its fragment",
	Levels: rule.All(rule.Warning),
	Why: "A percent sign stands before two hexadecimal digits, and blanks, quotation marks and braces are encoded: a strict URL parser stops at them. " +
		"An encoded %23 is a character of the path, not the beginning of the fragment. The number sign of an annotation's qualifier is plain.",
	Sources: []string{"RFC 3986, 2.1", "OData ABNF Construction Rules 4.01, context"},
	Failing: `{"@odata.context": "https://host/service/$metadata%23Customers", "value": []}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": []}`,
})

func init() { ctx010.Body = contextEncoding }

func contextEncoding(c *Case, b *Body) {
	if b.Context == nil || b.Context.Value.Kind != location.String || b.Rejected || c.Error() {
		return
	}
	m := c.contextMark(ctx010)
	text := b.Context.Value.Text
	if c.encodedHash() {
		m.Message, m.Cause = "%23 does not begin a fragment", "hash"
		m.Expected = strings.Replace(text, "%23", "#", 1)
		b.Rejected = true
		c.Report(m)
		return
	}
	if b.Parsed == nil || c.Example && uri.HasPlaceholder(text) {
		return
	}
	at := b.Parsed.IllegalEncoding()
	if at < 0 {
		return
	}
	m.Message, m.Cause = "the context URL is not legally encoded at offset "+itoa(at), text[at:at+1]
	m.Expected = "percent-encoding, two hexadecimal digits behind the percent sign"
	c.Report(m)
}

// encodedHash reports whether the root context has no fragment because its
// number sign is percent-encoded.
func (c *Case) encodedHash() bool {
	v := c.Body.Context
	if v == nil || v.Value.Kind != location.String || strings.Contains(v.Value.Text, "#") {
		return false
	}
	before, _, ok := strings.Cut(v.Value.Text, "%23")
	return ok && (strings.HasSuffix(before, "$metadata") || strings.Contains(before, "$metadata?"))
}
