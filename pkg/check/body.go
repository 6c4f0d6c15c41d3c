package check

import (
	"bytes"
	"errors"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/schema"
	"github.com/concord-odata/concord/pkg/uri"
)

// Body is a JSON body and what it is judged as.
type Body struct {
	Text *location.Text
	Root *location.Value

	Context *location.Member // the root context; nil: none
	Parsed  *uri.Context     // nil: there is none, or it does not parse
	Promise *uri.Promise     // nil: it does not resolve

	ParseError   error             // why Parsed is nil
	ResolveError *uri.ResolveError // why Promise is nil

	// Shape and Type are what the body is judged as: the promise's, else
	// the operation's. A zero Type is not known.
	Shape uri.Shape
	Type  edm.TypeRef
	Known bool
	// Select is the context's select list; nil: none.
	Select *uri.SelectList
	// Rejected: the root context was found wrong, and says nothing more.
	Rejected bool
	// Streamed: the items of the collection were judged as they were read, and
	// are not in Root; nil: they are.
	Streamed *schema.Page
}

// Error reports whether the response is an error response.
func (c *Case) Error() bool { return c.Response != nil && c.Response.Status >= 400 }

// judgeBody reads the body and runs the hooks that see it.
func (c *Case) judgeBody() {
	r := c.Response
	kind := c.content()
	switch {
	case r.BodyUnread != "":
		c.unjudged("the body could not be read: " + r.BodyUnread)
		return
	case r.BodyTruncated:
		c.unjudged("the recorder kept only the beginning of the body")
		return
	case r.Body == nil || len(r.Body.Data) == 0:
		c.judgeEmpty()
		return
	case kind == metadataContent && !c.Error():
		c.judgeMetadata()
		return
	case kind == batchContent && c.Media.Type == "multipart/mixed":
		c.judgeMultipart()
		return
	case kind == rawContent && !c.Error():
		c.unjudged("the body is a stream, of which the contract says no structure")
		return
	case c.raw():
		c.unjudged("the body is no JSON (" + c.Media.Type + ")")
		return
	}
	if c.streamText(r.Body) || !c.parse() {
		return
	}
	switch {
	case isCSDL(c.Body.Root) && !c.Error():
		c.judgeMetadata()
		return
	case isBatch(c.Body.Root), kind == batchContent && !c.Error():
		c.judgeBatch()
		return
	}
	c.bodyRules()
	if c.stopped {
		return
	}
	if c.Error() {
		c.walkUntyped(c.Body.Root, "")
		c.judgeError()
		return
	}
	c.walk()
}

// bodyRules runs the hooks that see the body as a whole.
func (c *Case) bodyRules() {
	for _, rl := range rules {
		if rl.Early != nil && !c.stopped {
			rl.Early(c, c.Body)
		}
	}
	for _, rl := range rules {
		if rl.Body != nil && !c.stopped {
			rl.Body(c, c.Body)
		}
	}
}

// raw reports whether the response says that its body is no JSON. Without a
// Content-Type, a body is read as JSON.
func (c *Case) raw() bool {
	t := c.Media.Type
	return t != "" && t != "application/json" && !strings.HasSuffix(t, "+json") && t != "text/json"
}

func (c *Case) judgeEmpty() {
	switch {
	case c.Response.Status == 0:
		c.unjudged("there is no body")
	case c.Error():
		c.judgeError()
	}
}

// judgeError says of 401 and 403 that the operation's answer was not seen,
// unless the contract documents them as answers. A documented example is
// itself what documents its status.
func (c *Case) judgeError() {
	status := c.Response.Status
	documented := c.Via != "" || c.Operation != nil && c.Operation.Documents(status)
	if (status == 401 || status == 403) && !documented {
		c.unjudged(map[int]string{401: "401 Unauthorized: the operation's answer was not seen",
			403: "403 Forbidden: the operation's answer was not seen"}[status])
	}
}

// parse reads the body as JSON, strictly; in a documented example leniently,
// for there the page's own rules speak of slips.
func (c *Case) parse() bool {
	t := c.Response.Body
	if bytes.HasPrefix(t.Data, byteOrderMark) { // HDR-007 speaks
		t = t.Part(len(byteOrderMark), len(t.Data))
	}
	c.Body = &Body{Text: t}
	var root *location.Value
	var err error
	if c.Via != "" {
		root, _, err = location.ReadLenient(t, location.Limits{})
	} else {
		root, err = location.ReadJSON(t, location.Limits{})
	}
	if err != nil {
		var syntax *location.SyntaxError
		if !errors.As(err, &syntax) {
			c.unjudged(err.Error())
			return false
		}
		if c.Via != "" {
			c.unjudged("the example's body is no JSON") // DOC-003 speaks of what should be
			return false
		}
		c.reportSyntax(syntax)
		c.stop()
		return false
	}
	c.Body.Root = root
	c.Body.Context = contextOf(root)
	c.readContext()
	return true
}

// contextOf is the member that holds an object's context, or nil.
func contextOf(v *location.Value) *location.Member {
	for i := range v.Members {
		switch v.Members[i].Name {
		case "@odata.context", "@context":
			return &v.Members[i]
		}
	}
	return nil
}
