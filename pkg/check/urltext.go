package check

import (
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// urlFault says why a text is no URI reference (RFC 3986, section 4.1); empty
// where it is one. Beyond says that its one fault is a character outside of
// ASCII, which an IRI may have (RFC 3987).
func urlFault(text string) (fault string, beyond bool) {
	for i := range len(text) {
		switch ch := text[i]; {
		case ch >= 0x80:
			beyond = true
		case ch <= ' ' || ch == 0x7F:
			return "it has a blank or a control character", false
		case strings.IndexByte("<>\"{}|\\^`", ch) >= 0:
			return "it has the character " + string(ch), false
		case ch == '%' && !(i+2 < len(text) && isHexDigit(text[i+1]) && isHexDigit(text[i+2])):
			return "a percent sign does not begin an encoded character", false
		}
	}
	if _, err := url.Parse(text); err != nil && !looseURL(text) {
		return "it does not parse", false
	}
	if beyond {
		return "it has a character beyond ASCII", true
	}
	return "", false
}

// looseURL reports whether a text that net/url refuses is a reference all the
// same: an opaque one ("urn:a:b"), or a path whose first segment has a colon.
func looseURL(text string) bool {
	scheme, _, ok := strings.Cut(text, ":")
	return ok && !strings.ContainsAny(scheme, "/?#") && !strings.Contains(text, "://")
}

func isHexDigit(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

// etagFault says why a text is no entity tag (RFC 9110, section 8.8.3): empty
// where it is one.
func etagFault(text string) string {
	rest := strings.TrimPrefix(text, "W/")
	switch {
	case len(rest) < 2 || rest[0] != '"' || rest[len(rest)-1] != '"':
		if strings.HasPrefix(rest, "w/") {
			return "the W of a weak entity tag is a capital letter"
		}
		return "an entity tag stands in double quotes, perhaps after W/"
	case strings.Contains(rest[1:len(rest)-1], `"`):
		return "a double quote stands within the entity tag"
	}
	for i := 1; i < len(rest)-1; i++ {
		if rest[i] < ' ' || rest[i] == 0x7F { // a blank was legal in RFC 2616
			return "an entity tag has no control character"
		}
	}
	return ""
}

// sameTag compares entity tags weakly (RFC 9110, section 8.8.3.2).
func sameTag(a, b string) bool {
	return strings.TrimPrefix(strings.TrimSpace(a), "W/") == strings.TrimPrefix(strings.TrimSpace(b), "W/")
}

// exampleURL reports whether a text of a documented example is a URL or a tag
// with a placeholder in it, or a placeholder in place of one.
func (c *Case) exampleURL(v *location.Value) bool {
	if !c.Example || v.Kind != location.String {
		return false
	}
	return strings.ContainsAny(v.Text, "{<…") || strings.Contains(v.Text, "...") || isPlaceholder(v, "")
}
