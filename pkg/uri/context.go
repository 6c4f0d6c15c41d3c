package uri

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// Context is a context URL whose syntax is right. What its names are is
// open until [Context.Resolve].
type Context struct {
	Raw         string
	Base        string // what stands before "#": the URL of the metadata document
	Fragment    string // what stands behind "#"
	HasFragment bool
	Relative    bool // the URL has no scheme: it resolves against another

	frag     string // the fragment, normalised; all offsets of segs count in it
	offsets  []int  // from frag to Raw; nil: add fragStart
	fragFrom int
	segs     []segment
	form     contextForm
}

// contextForm tells the fragments that are no paths from those that are.
type contextForm uint8

const (
	formPath contextForm = iota
	formNone
	formReference
	formReferences
	formDelta
)

// ParseContext reads a context URL: absolute, relative ("$metadata#Orders"),
// or a fragment alone ("#Orders"). The error is a *[SyntaxError].
func ParseContext(s string) (*Context, error) {
	c := &Context{Raw: s, Base: s}
	if s == "" {
		return nil, &SyntaxError{Message: "a context URL is not empty"}
	}
	if hash := strings.IndexByte(s, '#'); hash >= 0 {
		c.Base, c.Fragment, c.HasFragment, c.fragFrom = s[:hash], s[hash+1:], true, hash+1
	}
	c.Relative = !hasScheme(c.Base)
	if c.Base != "" {
		if err := metadataURL(s, c.Base); err != nil {
			return nil, err
		}
	}
	if !c.HasFragment {
		c.form = formNone
		return c, nil
	}
	if err := c.parseFragment(); err != nil {
		return nil, err
	}
	return c, nil
}

// IllegalEncoding is the offset of the first percent sign in the URL that
// two hexadecimal digits do not follow, or of the first character that a URL
// must encode and that stands plainly, or -1.
func (c *Context) IllegalEncoding() int {
	for i := 0; i < len(c.Raw); i++ {
		switch b := c.Raw[i]; {
		case b == '%' && !encoded(c.Raw, i):
			return i
		case b <= ' ', b == 0x7F, strings.IndexByte("\"<>\\^`{|}", b) >= 0:
			return i
		}
	}
	return -1
}

// ServiceRoot is the service root that the URL names, with its last slash:
// what stands before $metadata. It is empty where the URL is "$metadata#…" or
// a fragment alone.
func (c *Context) ServiceRoot() string {
	path, _, _ := strings.Cut(c.Base, "?")
	return path[:strings.LastIndexByte(path, '/')+1]
}

// at maps an offset in the normalised fragment to one in Raw.
func (c *Context) at(offset int) int {
	if c.offsets != nil {
		return c.fragFrom + c.offsets[min(offset, len(c.offsets)-1)]
	}
	return c.fragFrom + offset
}

func hasScheme(s string) bool {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b == ':':
			return i > 0
		case isAlpha(b):
		case i > 0 && (isDigit(b) || b == '+' || b == '-' || b == '.'):
		default:
			return false
		}
	}
	return false
}

// metadataURL checks that base is a URL of a metadata document: its path
// ends in the segment $metadata, and its query has metadata options alone
// (ABNF rules odataRelativeUri and metadataOptions; Protocol 10 and 11.2.12).
func metadataURL(s, base string) error {
	path, query, hasQuery := strings.Cut(base, "?")
	last := strings.LastIndexByte(path, '/') + 1
	if hash := strings.Index(path[last:], "%23"); hash >= 0 {
		return &SyntaxError{Offset: last + hash, Message: "expected a plain #: %23 does not begin a fragment", Rest: s[last+hash:]}
	}
	if decode(path[last:]) != "$metadata" {
		return &SyntaxError{Offset: last, Message: "the URL before # is that of the metadata document and ends in $metadata", Rest: s[last:]}
	}
	if !hasQuery {
		return nil
	}
	pos := len(path) + 1
	for _, option := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(option, "=")
		switch decoded := decode(name); {
		case decoded == "$format", decoded == "$schemaversion":
		case decoded == "", decoded[0] == '$', decoded[0] == '@':
			return &SyntaxError{Offset: pos, Message: "a metadata document has the options $format, $schemaversion and custom ones", Rest: s[pos:]}
		}
		pos += len(option) + 1
	}
	return nil
}

// Resolve asks the model what the names are, and gives what the context
// promises. Names that $compute or $apply of the request introduce are
// legal in the select list too. The error is a *[ResolveError]; of several
// readings one that resolves is enough.
func (c *Context) Resolve(m *edm.Model, computed ...string) (*Promise, error) {
	r := &contextResolver{c: c, m: m, computed: computed, steps: maxSteps}
	p, err := r.resolve()
	if err != nil {
		return nil, err
	}
	p.Context = c
	return p, nil
}
