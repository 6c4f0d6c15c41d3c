package check

import (
	"errors"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ctx002 = register(rule.Rule{
	ID:     "CTX-002",
	Title:  "the context URL parses by the ABNF rule context and the forms of Protocol 10 that it lacks",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"what no reading of the grammar accepts":          rule.All(rule.Error),
		"a type name without its namespace":               {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
		"a fragment on a service document":                {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
		"a list in parentheses behind a complex property": {V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
	},
	Why: "What no reading of the grammar accepts, no client can take apart. Beyond the ABNF, Concord reads the forms that Protocol 10 " +
		"has and the ABNF lacks: no fragment for a service document, /$delta after any collection, entity or property context, #$delta, " +
		"/$entity after a path from a singleton to a collection, and a cast after a singleton. Graph writes some type names without their " +
		"namespace (#Collection(chatMessage)): there it is a warning with the qualified name.",
	Sources: []string{"OData ABNF Construction Rules 4.01, context", "OData Protocol 4.01, 10"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers((", "value": []}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers", "value": []}`,
})

func init() { ctx002.Body = contextParses }

// contextMark points at the context URL's value.
func (c *Case) contextMark(r *Rule) Mark {
	b := c.Body
	return Mark{Rule: r.Rule, Value: b.Context.Value, Pointer: location.Pointer("").Child(b.Context.Name),
		Object: b.Root, Name: b.Context.Name, Actual: show(b.Context.Value)}
}

func contextParses(c *Case, b *Body) {
	if b.Context == nil || b.Rejected || c.Error() || c.encodedHash() {
		return
	}
	if b.Context.Value.Kind != location.String {
		m := c.contextMark(ctx002)
		m.Levels = unreadableContext()
		m.Message = "the context is no string"
		m.Expected = "a URL"
		b.Rejected = true
		c.Report(m)
		return
	}
	if b.Promise != nil && b.Promise.Unqualified {
		if c.misshapen(b.Promise, b.Root) != "" {
			return // the body refutes this reading as well: CTX-005 says both
		}
		levels := ctx002.Cases["a type name without its namespace"]
		m := c.contextMark(ctx002)
		m.Levels = &levels
		m.Message = "the context names a type without its namespace"
		if len(b.Promise.Candidates) > 0 {
			m.Hint = "write " + b.Promise.Candidates[0]
		}
		m.Cause = "unqualified"
		c.Report(m)
		return
	}
	if b.Promise != nil {
		c.contextForm(b)
		return
	}
	if b.ParseError == nil {
		return
	}
	if c.placeholderIn(c.contextMark(prm013)) {
		b.Rejected = true
		return
	}
	if c.otherDocument() {
		return
	}
	m := c.contextMark(ctx002)
	m.Levels = unreadableContext()
	m.Message = "the context URL is not well formed"
	var se *uri.SyntaxError
	if errors.As(b.ParseError, &se) {
		m.Message += ": " + se.Message + " at offset " + itoa(se.Offset)
		m.Cause = se.Message
		if quoted := c.withQuotedKey(b.Context.Value.Text); quoted != "" {
			m.Expected, m.Hint = quoted, "a key that is a string stands in single quotes: without them it is read as a select list"
		}
	} else {
		m.Message += ": " + strings.TrimPrefix(b.ParseError.Error(), "uri: ")
	}
	b.Rejected = true
	c.Report(m)
}

// unreadableContext is how grave a context is that cannot be taken apart.
func unreadableContext() *rule.Levels {
	levels := ctx002.Cases["what no reading of the grammar accepts"]
	return &levels
}

// withQuotedKey is the fragment with its first key in quotes, where that is
// what it lacks in order to be read and to resolve; else "".
func (c *Case) withQuotedKey(context string) string {
	base, fragment, _ := strings.Cut(context, "#")
	set, rest, _ := strings.Cut(fragment, "(")
	key, rest, closed := strings.Cut(rest, ")")
	if !closed || key == "" || strings.ContainsAny(key, "'(,=") {
		return ""
	}
	fragment = set + "('" + key + "')" + rest
	parsed, err := uri.ParseContext(base + "#" + fragment)
	if err != nil {
		return ""
	}
	if _, err := parsed.Resolve(c.Model); err != nil {
		return ""
	}
	return "#" + fragment
}

// contextForm speaks of what can be read, and is not written as it should be.
func (c *Case) contextForm(b *Body) {
	m := c.contextMark(ctx002)
	if b.Parsed.HasFragment && c.asksServiceRoot() {
		levels := ctx002.Cases["a fragment on a service document"]
		m.Levels, m.Cause = &levels, "service document"
		m.Message = "the context of a service document has a fragment"
		m.Expected = b.Parsed.Base
		b.Rejected = true
		c.Report(m)
		return
	}
	for _, i := range b.Promise.Issues {
		if i.Kind != uri.Parenthesised {
			continue
		}
		levels := ctx002.Cases["a list in parentheses behind a complex property"]
		m.Levels, m.Cause = &levels, "parentheses"
		m.Message = "the select list has " + i.Text + ": " + i.Message
		m.Expected = i.Hint
		c.Report(m)
		return
	}
}

// asksServiceRoot reports whether the request is for the service document: its
// path is the one that the context has before $metadata.
func (c *Case) asksServiceRoot() bool {
	base, ok := c.contextURL()
	if !ok || !c.absolute() {
		return false
	}
	root, ok := strings.CutSuffix(base.Path, "/$metadata")
	return ok && strings.TrimSuffix(c.Request.URL.Path, "/") == root
}
