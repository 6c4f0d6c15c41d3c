package check

import (
	"errors"
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var req001 = register(rule.Rule{
	ID:     "REQ-001",
	Title:  "method and path are a documented operation, or follow from the container; insert, update and delete restrictions hold",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"an unqualified operation, or no parentheses": {V401: rule.Warning, V40: rule.Warning},
		"a slip in case":                         {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
		"an update of a whole collection in 4.0": {V40: rule.Error, Graph: rule.Warning},
	},
	Why: "A request that the contract does not know gets an error, or an answer that nothing promises. Bound operations are named with their namespace and functions called with parentheses: a service may take " +
		"them without, with or without Core.DefaultNamespace, and Graph does. A documented operation is right whatever the annotations say. A contract without a container cannot say that a path does not exist: there the rule speaks " +
		"where one segment of a documented path is misspelt and no success answers, and otherwise notes that the request was not judged. " +
		"The same holds for a request that nothing ties to the contract's service. Graph takes paths in any case.",
	Sources: []string{"OData URL Conventions 4.01, 4", "OData Protocol 4.01, 11", "OData Capabilities Vocabulary"},
	Failing: "GET /service/Custmers",
	Passing: "GET /service/Customers",
})

func init() { req001.Exchange = knownRequest }

func knownRequest(c *Case) {
	r := c.Request
	if c.Via != "" || r == nil || r.URL == nil || r.Pattern || r.Method == "" || c.Operation != nil || templatePath(r.URL.Path) {
		return
	}
	switch {
	case c.Target != nil:
		c.judgeTarget(c.Target)
	case c.Contract.HasContainer():
		c.judgeUnresolved()
	case c.Contract.Documented():
		c.judgeUndocumented()
	}
}

// method is the request's method: where a client tunnels one through POST,
// the one that it means.
func (c *Case) method() string {
	if c.Request.Method == "POST" {
		for _, name := range []string{"X-HTTP-Method", "X-HTTP-Method-Override"} {
			if m := c.Request.Header.Get(name); m != "" {
				return strings.ToUpper(m)
			}
		}
	}
	return c.Request.Method
}

func (c *Case) requestMark() Mark {
	return Mark{Rule: req001.Rule, Position: c.requestPosition(), Actual: clip(c.requestLine())}
}

// requestPosition is where the request line stands, as far as it is kept.
func (c *Case) requestPosition() location.Position {
	if c.Request.Position.Known() {
		return c.Request.Position
	}
	return location.Position{File: c.Exchange.File, Line: c.line()}
}

// judgeTarget judges a request whose path the container has.
func (c *Case) judgeTarget(t *uri.Target) {
	if t.Opaque {
		return
	}
	method := c.method()
	m := c.requestMark()
	allowed := methodsOf(t)
	if c.Request.Method == "POST" && c.lastSegment() == "$query" {
		method = "GET"
	}
	switch {
	case method == "HEAD" || method == "OPTIONS":
	case t.Kind == uri.TargetEntitySet && (method == "PATCH" || method == "PUT") && len(t.Functions) == 0:
		if !c.Version.V401 && !t.Each && !t.Filtered {
			levels := req001.Cases["an update of a whole collection in 4.0"]
			m.Levels, m.Cause, m.Message = &levels, "method "+method, method+" on a collection of entities is of OData 4.01"
			m.Expected = "the path of one entity"
			c.Report(m)
			return
		}
	case !slices.Contains(allowed, method):
		m.Cause, m.Expected = "method "+method, strings.Join(allowed, ", ")
		m.Message = method + " is not for what the path addresses: " + c.kindOfTarget(t)
		c.Report(m)
		return
	}
	if term, at := c.restricted(method); term != "" {
		m.Rests, m.Cause = at, term
		m.Message = "the contract's " + term + " rule out " + method + " here"
		c.Report(m)
	}
	c.pathIssues(t)
}

func (c *Case) kindOfTarget(t *uri.Target) string {
	switch {
	case len(t.Actions) > 0:
		return "the action " + t.Actions[0].QualifiedName()
	case len(t.Functions) > 0:
		return "the function " + t.Functions[0].QualifiedName()
	}
	return article(t.Kind.String())
}

// methodsOf are the methods that suit what a path addresses (Protocol 4.01,
// section 11).
func methodsOf(t *uri.Target) []string {
	switch {
	case len(t.Actions) > 0:
		return []string{"POST"}
	case len(t.Functions) > 0:
		return functionMethods(t)
	}
	switch t.Kind {
	case uri.TargetBatch:
		return []string{"POST"}
	case uri.TargetEntitySet:
		if t.Each {
			return []string{"GET", "POST", "PATCH", "PUT", "DELETE"}
		}
		return []string{"GET", "POST"}
	case uri.TargetEntity, uri.TargetComplex, uri.TargetPrimitive, uri.TargetStream, uri.TargetRawValue:
		return []string{"GET", "PATCH", "PUT", "DELETE"}
	case uri.TargetComplexCollection, uri.TargetPrimitiveCollection:
		return []string{"GET", "POST", "PATCH", "PUT", "DELETE"}
	case uri.TargetReferences:
		return []string{"GET", "POST", "PUT", "DELETE"}
	case uri.TargetReference:
		return []string{"GET", "PUT", "DELETE"}
	case uri.TargetEntityID:
		return []string{"GET", "PATCH", "PUT", "DELETE"}
	}
	return []string{"GET"}
}

// functionMethods: what a composable function returns can be changed like
// what a path leads to (11.5.4).
func functionMethods(t *uri.Target) []string {
	for _, f := range t.Functions {
		if f.IsComposable.IsTrue() {
			return []string{"GET", "POST", "PATCH", "PUT", "DELETE"}
		}
	}
	return []string{"GET"}
}

// pathIssues reports what resolves and is not written as it should be.
func (c *Case) pathIssues(t *uri.Target) {
	for _, i := range t.Issues {
		m := c.requestMark()
		m.Message, m.Actual, m.Cause = i.Message, i.Text, i.Kind.String()+" "+i.Text
		if i.Hint != "" {
			m.Hint = "write " + i.Hint
		}
		var levels rule.Levels
		switch i.Kind {
		case uri.UnqualifiedOperation, uri.NoParentheses, uri.UnqualifiedType:
			levels = req001.Cases["an unqualified operation, or no parentheses"]
		case uri.NameCase:
			levels = req001.Cases["a slip in case"]
		case uri.KeyNames, uri.KeyCount, uri.KeyLiteral, uri.ArgumentLiteral:
			levels = req001.Levels
		default:
			continue
		}
		m.Levels = &levels
		c.Report(m)
	}
}

// judgeUnresolved judges a request whose path the container does not have.
func (c *Case) judgeUnresolved() {
	path := c.Request.URL.EscapedPath()
	root, known := c.serviceRoot()
	var re *uri.ResolveError
	switch {
	case c.TargetError == nil:
	case known:
		rest, under := strings.CutPrefix(path, root)
		if !under || rest != "" && rest[0] != '/' {
			c.noteRequest("the request is of another service than the contract's")
			return
		}
		if strings.Trim(rest, "/") == "" {
			return // the service root itself
		}
		if _, err := c.resolveRequest(rest); err != nil {
			c.reportPath(err)
		}
	case c.tied() && errors.As(c.TargetError, &re) && re.Problem != uri.UnknownSource:
		c.reportPath(c.TargetError) // the beginning of the path is the container's
	case c.hinted() && (c.Response == nil || c.Response.Status/100 != 2 || c.tied()):
		c.reportPath(c.nearPath(path))
	case !c.tied() || c.mayBeRoot(path):
		c.noteRequest("nothing ties the request to the contract's service: its service root is not known")
	default:
		c.reportPath(c.TargetError)
	}
}

// tied reports whether something says that the request is for the contract's
// service: it stands alone, for somebody to judge; or host, headers or body
// are of OData.
func (c *Case) tied() bool {
	if c.Response == nil || c.Response.Status == 0 || c.speaksOData() {
		return true
	}
	host := c.Request.URL.Host
	return host != "" && (c.Judge.documentedHosts()[strings.ToLower(host)] || c.Recording.odata(host))
}

func (c *Case) resolveRequest(path string) (*uri.Target, error) {
	r, err := uri.ParseResource(strings.TrimSuffix(path, "/"))
	if err != nil {
		return nil, err
	}
	return r.Resolve(c.Model)
}

// nearPath is the failure of the rest of the path whose first segment is
// nearly a name that the container has; nil where none is.
func (c *Case) nearPath(path string) error {
	rest := strings.TrimPrefix(path, "/")
	for range 6 {
		_, err := c.resolveRequest(rest)
		var re *uri.ResolveError
		if errors.As(err, &re) && re.Offset == 0 {
			if hint := re.Hint(); hint != "" && fewEdits(strings.ToLower(re.Segment), strings.ToLower(hint)) {
				return err
			}
		}
		var more bool
		if _, rest, more = strings.Cut(rest, "/"); !more {
			break
		}
	}
	return nil
}

// mayBeRoot reports whether the path may be a service root that nothing else
// names.
func (c *Case) mayBeRoot(path string) bool {
	if c.Request.Method != "GET" && c.Request.Method != "HEAD" {
		return false
	}
	if c.Response == nil || c.Response.Status == 0 {
		return strings.Count(strings.Trim(path, "/"), "/") == 0
	}
	return c.Response.Status < 400
}

func (c *Case) noteRequest(reason string) {
	c.notes = append(c.notes, rule.Note{Line: c.requestPosition().Line, Reason: reason})
}

// reportPath says which segment of the path the contract does not have.
func (c *Case) reportPath(err error) {
	m := c.requestMark()
	var re *uri.ResolveError
	var se *uri.SyntaxError
	switch {
	case errors.As(err, &re):
		if re.Problem.Missing() && !c.knows(re) {
			c.noteRequest("the contract does not know " + re.Segment)
			return
		}
		m.Message, m.Actual, m.Cause = clip(re.Segment)+": "+re.Message, clip(re.Segment), re.Problem.String()+" "+clip(re.Segment)
		if hint := re.Hint(); hint != "" {
			m.Hint = "did you mean " + hint + "?"
		}
	case errors.As(err, &se):
		m.Message, m.Actual, m.Cause = "the path is no OData resource path: "+se.Message, clip(se.Rest), "syntax"
	default:
		m.Message = "the path is none that the contract has"
	}
	if at := c.Model.Container(); at != nil {
		m.Rests = edm.Place{File: at.Place.File, Line: at.Place.Line}
	}
	c.Report(m)
}

// judgeUndocumented judges a request that no documented operation is, by
// documentation alone. That a page documents another method of the path, or
// other paths beside it, proves nothing: the page of this one may be
// elsewhere. A segment that is nearly a documented one, and that no success
// answers, is a slip.
func (c *Case) judgeUndocumented() {
	path := c.Request.URL.EscapedPath()
	answered := c.Response != nil && c.Response.Status/100 == 2
	if wrong, right, at := c.Judge.documented().misspelt(path); right != "" && !answered {
		m := c.requestMark()
		m.Message, m.Actual, m.Hint, m.Rests, m.Cause = wrong+" is no documented segment of this path", wrong, "did you mean "+right+"?", at, "segment "+wrong
		c.Report(m)
		return
	}
	for _, method := range []string{"GET", "POST", "PATCH", "PUT", "DELETE"} {
		if method != c.method() && c.Contract.Operation(method, path) != nil {
			c.noteRequest("the contract's pages document the path for " + method + ", and not for " + c.method())
			return
		}
	}
	c.noteRequest("no page of the contract documents the request: a part of a documentation cannot say that an operation does not exist")
}
