package check

import (
	"errors"
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var req002 = register(rule.Rule{
	ID:     "REQ-002",
	Title:  "query options parse, name what exists, and are supported",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"a slip in case": {V401: rule.Error, V40: rule.Error, Graph: rule.Info},
		"a property of a derived type without its cast": {V401: rule.Error, V40: rule.Error},
		"a blank too many, or one too few":              {V401: rule.Warning, V40: rule.Warning},
	},
	Why: "An option that a service cannot read is refused, or silently ignored, so that the client takes the answer for what it asked. Names beginning with $ are OData's alone; " +
		"options of other names are the service's own, and free. What a closed type of the contract does not declare cannot be selected, filtered or expanded, and the Capabilities annotations of the set " +
		"may rule an option out, for all or for single properties. A property of a derived type stands behind a cast; Graph takes it without, and takes names in any case and a quoted type in isof and cast. " +
		"Blanks that services skip are a warning. " +
		"A request that follows a next or delta link is the service's own words. Not judged are names behind $apply, parameter aliases that nothing uses, what $search holds in Graph, " +
		"and the value of $format. Of what documentation shows it is judged alone whether it can be read.",
	Sources: []string{"OData URL Conventions 4.01, 5", "OData ABNF Construction Rules 4.01, section 2", "OData Protocol 4.01, 11.2.1", "OData Capabilities Vocabulary"},
	Failing: "GET /service/Customers?$filter=nmae eq 'Contoso'",
	Passing: "GET /service/Customers?$filter=name eq 'Contoso'",
})

func init() { req002.Exchange = queryOptions }

func queryOptions(c *Case) {
	r := c.Request
	if r == nil || r.URL == nil || r.Pattern || r.URL.RawQuery == "" || r.URL.Fragment != "" || templatePath(r.URL.EscapedPath()) {
		return // a fragment may be the end of a query whose "#" was not encoded
	}
	if c.Target == nil && c.Operation == nil {
		return // nothing says that the service is the contract's
	}
	q, _ := uri.ParseQuery(r.URL.RawQuery)
	if continues(q) {
		return
	}
	readable := c.queryParses()
	if c.Via != "" {
		return // an example's names may be of any time, and of any service
	}
	c.optionsTwice(q)
	if !readable || c.Target == nil || c.Target.Opaque || templatePath(r.URL.RawQuery) {
		return
	}
	c.queryNames(q)
	c.queryCapabilities(q)
}

// ours reports whether an option is OData's, and not one of the service's own
// of the same name: without "$" it is so in 4.01 alone.
func (c *Case) ours(written string) bool {
	return c.Version.V401 || strings.HasPrefix(written, "$") || strings.HasPrefix(written, "%24") || strings.HasPrefix(written, "@")
}

func (c *Case) reportOption(m Mark) {
	m.Rule, m.Position = req002.Rule, c.requestPosition()
	c.Report(m)
}

// maxOptions bounds how many options of one query are spoken of.
const maxOptions = 20

// queryParses reads option by option, speaks of those that cannot be read,
// and reports whether all can.
func (c *Case) queryParses() bool {
	all, said := true, 0
	for _, option := range strings.Split(c.Request.URL.RawQuery, "&") {
		_, err := uri.ParseQuery(option)
		var syntax *uri.SyntaxError
		if !errors.As(err, &syntax) {
			continue
		}
		all = false
		written, _, _ := strings.Cut(option, "=")
		written = strings.TrimSpace(unescapeQuery(written))
		if !c.ours(written) || c.opaqueOption(written, option) {
			continue
		}
		m := Mark{Message: clip(written) + " cannot be read: " + syntax.Message, Actual: clip(unescapeQuery(syntax.Rest)), Cause: "syntax " + clip(written)}
		if c.loosely(option) {
			levels := req002.Cases["a blank too many, or one too few"]
			m.Message, m.Levels = clip(written)+" has a blank that the grammar has not, or lacks one", &levels
		}
		c.reportOption(m)
		if said++; said == maxOptions {
			break
		}
	}
	return all
}

var (
	decoded    = strings.NewReplacer("%20", " ", "%27", "'", "%28", "(", "%29", ")")
	anyBlank   = newPattern(`\b((?i:any|all))\s+\(`)
	inBlank    = newPattern(`\s((?i:in))\(`)
	commaBlank = newPattern(`\s+,`)
	quotedType = newPattern(`\b((?i:isof|cast)\((?:[^'()]*,)?\s*)'([\w.]+)'\)`)
)

// loosely reports whether the option can be read once blanks that services
// skip are gone, and the one that they do without is there; in Graph also once the types of isof and cast have lost the
// quotes that it takes.
func (c *Case) loosely(option string) bool {
	name, value, ok := strings.Cut(decoded.Replace(option), "=")
	if !ok {
		return false
	}
	value = anyBlank.ReplaceAllString(strings.TrimSpace(value), "$1(")
	value = inBlank.ReplaceAllString(commaBlank.ReplaceAllString(value, ","), " $1 (")
	if c.Profile == rule.Graph {
		value = quotedType.ReplaceAllString(value, "$1$2)")
	}
	_, err := uri.ParseQuery(strings.TrimSpace(name) + "=" + value)
	return err == nil
}

// opaqueOption reports whether nothing can be said of an option's value: it
// is a placeholder's, or the service's own matter.
func (c *Case) opaqueOption(name, option string) bool {
	text := unescapeQuery(option)
	if templatePath(option) || templatePath(text) || c.Example && (strings.Contains(text, "...") || strings.Contains(text, "…")) {
		return true
	}
	switch low := strings.ToLower(name); {
	case low == "$format":
		return true // services have short names of their own (Protocol 4.01, 11.2.12)
	case strings.TrimPrefix(low, "$") == "search":
		return c.Profile == rule.Graph
	case low != "" && low[0] == '@':
		return strings.Count(unescapeQuery(c.Request.URL.RequestURI()), name) < 2
	}
	return false
}

func unescapeQuery(s string) string {
	if t, err := url.PathUnescape(s); err == nil {
		return t
	}
	return s
}

// optionsTwice speaks of system query options that stand twice (URL
// Conventions 4.01, 5).
func (c *Case) optionsTwice(q *uri.Query) {
	seen := map[uri.OptionKind]int{}
	for _, o := range q.Options {
		if o.Kind == uri.CustomOption || o.Kind == uri.AliasOption || !c.ours(o.Written) {
			continue
		}
		if seen[o.Kind]++; seen[o.Kind] == 2 {
			c.reportOption(Mark{Message: o.Name + " stands twice", Expected: "each system query option at most once", Actual: clip(o.Written + "=" + o.Value), Cause: "twice " + o.Name})
		}
	}
}

// asSystem is the query without those options that are not OData's.
func (c *Case) asSystem(q *uri.Query) *uri.Query {
	own := &uri.Query{Raw: q.Raw}
	for _, o := range q.Options {
		if o.Kind == uri.AliasOption || o.Kind != uri.CustomOption && c.ours(o.Written) {
			own.Options = append(own.Options, o)
		}
	}
	return own
}

// queried is the type that the options are evaluated on; ok is false where
// they have none.
func (c *Case) queried() (t edm.TypeRef, ok bool) {
	switch c.Target.Kind {
	case uri.TargetCount:
		path, found := strings.CutSuffix(c.Target.Resource.Raw, "/$count")
		if !found {
			return t, false
		}
		counted, err := c.resolveRequest(path)
		if err != nil || counted.Opaque {
			return t, false
		}
		t = counted.Type
	case uri.TargetEntitySet, uri.TargetEntity, uri.TargetComplex, uri.TargetComplexCollection, uri.TargetReferences, uri.TargetReference:
		t = c.Target.Type
	}
	return t, c.Model.Structured(t.Name) != nil && !c.Model.Ambiguous(t.Name)
}

// queryNames looks up the names in the options. What $apply makes of the
// type is another one.
func (c *Case) queryNames(q *uri.Query) {
	t, ok := c.queried()
	own := c.asSystem(q)
	if !ok || own.Option(uri.ApplyOption) != nil {
		return
	}
	for _, e := range own.Resolve(c.Model, t) {
		c.unresolved(e, t)
	}
}

func (c *Case) unresolved(e *uri.ResolveError, t edm.TypeRef) {
	name, hint := clip(e.Segment), e.Hint()
	fold := hint != e.Segment && strings.EqualFold(hint, e.Segment)
	if !fold && e.Problem.Missing() && (!c.knows(e) || e.Problem == uri.UnknownOperation && strings.Contains(e.Segment, ".") && !c.Contract.Whole(namespace(e.Segment))) {
		c.noteRequest("the contract does not know " + name)
		return
	}
	m := Mark{Message: name + ": " + e.Message, Actual: name, Type: t.Name, Cause: e.Problem.String() + " " + name}
	if s := c.Model.Structured(t.Name); s != nil {
		m.Rests = s.Where()
	}
	if hint != "" {
		m.Hint = "did you mean " + hint + "?"
	}
	var levels rule.Levels
	switch {
	case fold:
		levels = req002.Cases["a slip in case"]
		m.Levels = &levels
	case e.Problem == uri.UnknownSegment && strings.HasSuffix(hint, "/"+e.Segment):
		levels = req002.Cases["a property of a derived type without its cast"]
		m.Levels = &levels
	}
	c.reportOption(m)
}
