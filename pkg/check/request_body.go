package check

import (
	"bytes"
	"errors"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

// RequestBody judges the body of a request alone, by the rules REQ-003 to
// REQ-006: of a documented request, which documentation shows.
func (j *Judge) RequestBody(s Subject) rule.Verdict {
	c := newCase(j, s)
	c.judgeRequestBody()
	return c.verdict()
}

// bodyKind is what the body of a request stands for.
type bodyKind uint8

const (
	noBody         bodyKind = iota // nothing that JSON rules judge
	entityBody                     // an entity or a complex value
	valueBody                      // {"value": …}
	parametersBody                 // the parameters of an action
	referenceBody                  // an entity reference, or several
	batchBody                      // the requests of a batch
)

// wanted is what a request's body has to be.
type wanted struct {
	kind   bodyKind
	ref    edm.TypeRef
	insert bool // it creates an entity
	sure   bool // the container says so; else documentation's words
	// narrower is a derived type that the documentation says is sent: it
	// holds where the body does not name its type itself.
	narrower string
	why      string // it is not judged
}

// judgeRequestBody judges the request's body as a case of its own, in which
// everything may be missing, and takes its findings over.
func (c *Case) judgeRequestBody() {
	r := c.Request
	if r == nil || r.Pattern && c.Via == "" || c.Via == "" && c.elsewhere() {
		return
	}
	if r.BodyUnread != "" {
		c.noteRequest("the request's body could not be read: " + r.BodyUnread)
		return
	}
	if r.Body == nil || len(bytes.TrimSpace(r.Body.Data)) == 0 {
		return
	}
	w := c.wantedBody()
	if w.kind == noBody && w.why == "" {
		return
	}
	body := c.requestCase()
	if !body.jsonBody() {
		if w.kind != noBody {
			c.noteRequest("the request's body is no JSON (" + body.Media.Type + ")")
		}
		return
	}
	body.wanted = &w
	if body.parseRequest() {
		body.walkRequest()
	}
	body.silence()
	c.takeOver(body)
}

// requestCase is the case of the request's body.
func (c *Case) requestCase() *Case {
	b := &Case{Subject: c.Subject, Judge: c.Judge, Contract: c.Contract, Model: c.Model, Profile: c.Profile,
		Request: c.Request, Response: &exchange.Response{}, Operation: c.Operation, Target: c.Target, Root: c.Root, TargetError: c.TargetError,
		Level: Level{Name: "minimal"}, Version: c.Version, Outer: c.Outer, InRequest: true}
	b.Truncated = true
	b.Media = exchange.ParseMediaType(c.Request.Header.Get("Content-Type"))
	switch strings.TrimSpace(c.Request.Header.Get("OData-Version")) {
	case "4.0":
		b.Version = Version{Said: true}
	case "4.01":
		b.Version = Version{V401: true, Said: true}
	}
	return b
}

// jsonBody reports whether the request's body is to be read as JSON: it says
// so, or says nothing and begins as JSON does.
func (c *Case) jsonBody() bool {
	if c.Media.Type != "" {
		return !c.raw()
	}
	first := bytes.TrimLeft(bytes.TrimPrefix(c.Request.Body.Data, byteOrderMark), " \t\r\n")
	return len(first) > 0 && (first[0] == '{' || first[0] == '[')
}

// parseRequest reads the request's body; in documentation leniently.
func (c *Case) parseRequest() bool {
	t := c.Request.Body
	if bytes.HasPrefix(t.Data, byteOrderMark) {
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
		switch {
		case !errors.As(err, &syntax):
			c.noteRequest("the request's body: " + err.Error())
		case c.Via == "": // of documentation, DOC-003 speaks
			c.reportSyntax(syntax)
		}
		return false
	}
	c.Body.Root = root
	return root != nil
}

// inRequests are the rules of bodies that hold for requests as for answers:
// what they find comes out as REQ-003. The others speak of what a service
// owes its client.
var inRequests = map[string]bool{
	"ENT-001": true, "ENT-002": true, "ENT-003": true, "ENT-005": true, "ENT-006": true, "ENT-007": true, "ENT-009": true, "ENT-015": true,
	"PRM-001": true, "PRM-002": true, "PRM-003": true, "PRM-004": true, "PRM-005": true, "PRM-006": true, "PRM-007": true, "PRM-008": true,
	"PRM-009": true, "PRM-010": true, "PRM-011": true, "PRM-012": true,
	"COL-001": true, "COL-003": true, "COL-004": true, "NAV-001": true,
}

// takeOver enters what was found in the request's body.
func (c *Case) takeOver(body *Case) {
	most := req003.Levels.In(c.Profile)
	for _, f := range body.found {
		switch {
		case f.Rule == "ENT-010" || f.Rule == "JSN-001" || strings.HasPrefix(f.Rule, "REQ-"):
		case !inRequests[f.Rule]:
			continue
		default:
			if f.Severity = min(f.Severity, most); f.Severity <= rule.Info {
				continue
			}
			if f.Cause = strings.TrimSpace(f.Rule + " " + f.Cause); f.Rule != "" {
				f.Rule, f.Help = req003.ID, req003.Help()
			}
		}
		c.found = append(c.found, f)
	}
	for _, n := range body.notes {
		n.Reason = "the request's body: " + strings.TrimPrefix(n.Reason, "the request's body: ")
		c.notes = append(c.notes, n)
	}
	if body.reason != "" {
		c.noteRequest("the request's body: " + body.reason)
	}
}

// walkRequest judges the request's body as what it has to be.
func (c *Case) walkRequest() {
	w, b := c.wanted, c.Body
	if w.kind == noBody {
		w.byItsType(c)
	}
	if w.kind == noBody {
		c.walkUntyped(b.Root, "")
		c.unjudged(w.why)
		return
	}
	if b.Root.Kind != location.Object {
		if w.kind == entityBody && !w.sure {
			c.unjudged("it is " + article(b.Root.Kind.String()))
			return
		}
		c.Report(Mark{Rule: req003.Rule, Value: b.Root, Message: "the request's body is " + article(b.Root.Kind.String()) + ", not an object", Expected: "an object",
			Actual: show(b.Root), Type: w.ref.Name, Cause: "ENT-001"})
		return
	}
	b.Known, b.Type, b.Shape = true, w.ref, c.shapeOf(w.ref)
	switch w.kind {
	case entityBody:
		c.walkSent(w)
	case valueBody:
		c.walkSentValue(w)
	case parametersBody:
		c.walkParameters(w)
	case referenceBody:
		c.walkSentReferences(w)
	case batchBody:
		c.judgeBatchRequest()
	}
}

// byItsType lets the body's own type annotation say what nothing else says.
func (w *wanted) byItsType(c *Case) {
	t := control(c.Body.Root, "type")
	if t == nil || t.Value.Kind != location.String {
		return
	}
	if s := c.Model.Structured(typeFragment(t.Value.Text)); s != nil && !c.Model.Ambiguous(s.QualifiedName()) {
		w.kind, w.ref = entityBody, edm.TypeRef{Name: s.QualifiedName()}
	}
}

// walkSent judges an entity or complex value that is sent.
func (c *Case) walkSent(w *wanted) {
	if w.narrower != "" && control(c.Body.Root, "type") == nil {
		w.ref.Name = w.narrower
	}
	s := c.Model.Structured(w.ref.Name)
	if s == nil || c.Model.Ambiguous(w.ref.Name) {
		c.walkUntyped(c.Body.Root, "")
		c.unjudged("no contract for type " + w.ref.Name)
		return
	}
	if !w.sure && !c.looksLike(s, c.Body.Root) {
		c.walkUntyped(c.Body.Root, "")
		c.unjudged("it has no property of " + w.ref.Name + ", which the documentation links to: nothing else says its type")
		return
	}
	c.object(c.sent(c.Body.Root, "", s, true))
}

// sent is a structured value of a request.
func (c *Case) sent(v *location.Value, p location.Pointer, s edm.StructuredType, root bool) *Object {
	o := &Object{Kind: ComplexValue, Value: v, Pointer: p, Declared: s, Partial: true, Root: root}
	if _, entity := s.(*edm.EntityType); entity {
		o.Kind = EntityValue
		if !root && isReference(v) {
			o.Kind = ReferenceValue
		}
	}
	return o
}

// looksLike reports whether an object has a member that the type or one that
// derives from it declares, or has none at all.
func (c *Case) looksLike(s edm.StructuredType, v *location.Value) bool {
	any := false
	for i := range v.Members {
		m := classify(&v.Members[i], "")
		if m.Annotation && m.Control == "type" && m.Target == "" {
			return true
		}
		if m.Annotation || m.Operation {
			continue
		}
		any = true
		if c.declares(s, m.Name) || len(c.Model.PropertyFold(s, m.Name)) > 0 || c.derivedWith(s, m.Name) != nil {
			return true
		}
	}
	return !any
}

// walkSentValue judges {"value": …}: the value of a property.
func (c *Case) walkSentValue(w *wanted) {
	c.envelope(c.Body.Root)
	v := c.Body.Root.Member("value")
	if v == nil {
		c.Report(Mark{Rule: req003.Rule, Value: c.Body.Root, Object: c.Body.Root, Name: "value", Type: w.ref.Name, Message: "the value of a property is sent as the member value",
			Expected: `{"value": …}`, Actual: memberList(c.Body.Root), Cause: "value"})
		return
	}
	c.sentValue(v, "/value", c.result(), w.ref, "value", edm.Unsaid)
}

// sentValue judges a value by a type that may be a collection.
func (c *Case) sentValue(v *location.Value, p location.Pointer, u use, ref edm.TypeRef, name string, nullable edm.Tristate) {
	m := Mark{Value: v, Pointer: p, Object: c.Body.Root, Name: name, Expected: ref.String(), Actual: show(v), Type: c.Body.Type.Name}
	switch {
	case ref.Collection && v.Kind != location.Array:
		if v.Kind == location.Null || c.placeholder(&spot{value: v, pointer: p, owner: c.Body.Root, name: name, ref: ref}) {
			return // services take null for an absent collection
		}
		m.Rule, m.Message = col001.Rule, name+" is a collection, but its value is "+article(v.Kind.String())
		c.Report(m)
		return
	case !ref.Collection && v.Kind == location.Null:
		if nullable.IsFalse() {
			m.Rule, m.Message = prm009.Rule, name+" is null, but declared not nullable"
			c.Report(m)
		}
		return
	}
	s := c.Model.Structured(ref.Name)
	each(v, p, ref.Collection, func(v *location.Value, p location.Pointer) {
		switch {
		case s != nil && c.Model.Structureless(s):
			c.walkUntyped(v, p)
		case s == nil || c.Model.Ambiguous(ref.Name):
			c.value(v, p, ref.Item(), u, ref.Collection)
		case v.Kind != location.Object:
			m := Mark{Rule: ent001.Rule, Value: v, Pointer: p, Object: c.Body.Root, Name: name, Message: name + " is " + article(v.Kind.String()) + ", not an object",
				Expected: ref.Name, Actual: show(v), Type: ref.Name}
			if v.Kind != location.Null && !c.placeholder(&spot{value: v, pointer: p, owner: c.Body.Root, name: name, ref: ref.Item()}) {
				c.Report(m)
			}
		default:
			c.object(c.sent(v, p, s, false))
		}
	})
}

// wantedBody says what the request's body has to be: by what the path
// addresses, and by the documentation.
func (c *Case) wantedBody() wanted {
	method := c.method()
	switch c.lastSegment() {
	case "$batch":
		return wanted{kind: batchBody, sure: true}
	case "$query", "$value", "$count":
		return wanted{}
	}
	if method == "GET" || method == "HEAD" || method == "DELETE" || method == "OPTIONS" {
		return wanted{}
	}
	var documented edm.TypeRef
	if c.Operation != nil {
		documented = c.Operation.RequestBody
	}
	if c.Target != nil && !(c.Target.Kind == uri.TargetOpaque) {
		w := c.wantedByTarget(method)
		if w.kind == entityBody && documented.Name != w.ref.Name && c.Model.IsA(documented.Name, w.ref.Name) {
			w.narrower = documented.Name
		}
		if w.kind != noBody || w.why == "" || documented.IsZero() {
			return w
		}
	}
	switch {
	case c.lastSegment() == "$ref":
		return wanted{kind: referenceBody}
	case documented.IsZero():
		return wanted{why: "nothing says its type"}
	case c.Model.Structured(documented.Name) == nil || documented.Collection:
		return wanted{why: "no contract for type " + documented.String()}
	}
	return wanted{kind: entityBody, ref: documented, insert: method == "POST" && c.Operation.Documents(201)}
}

// wantedByTarget says what the body of a request to the container's resource
// has to be (Protocol 4.01, 11.4, 11.5).
func (c *Case) wantedByTarget(method string) wanted {
	t := c.Target
	if len(t.Actions) > 0 {
		return wanted{kind: parametersBody, sure: true}
	}
	switch t.Kind {
	case uri.TargetReference, uri.TargetReferences:
		return wanted{kind: referenceBody, ref: t.Type, sure: true}
	case uri.TargetStream, uri.TargetRawValue, uri.TargetCount, uri.TargetMetadata, uri.TargetServiceRoot:
		return wanted{}
	case uri.TargetEntitySet:
		if method != "POST" {
			return wanted{why: "an update of a whole collection is not judged"}
		}
		if e := c.Model.EntityType(t.Type.Name); e != nil && c.Model.HasStream(e) {
			return wanted{kind: entityBody, ref: t.Type.Item()} // its body may be the stream itself
		}
		return wanted{kind: entityBody, ref: t.Type.Item(), insert: true, sure: true}
	case uri.TargetEntity, uri.TargetComplex, uri.TargetPrimitive:
		switch {
		case method == "POST":
			return wanted{why: "nothing says its type"} // REQ-001 speaks
		case t.Kind == uri.TargetPrimitive:
			return wanted{kind: valueBody, ref: t.Type, sure: true}
		}
		return wanted{kind: entityBody, ref: t.Type, sure: true}
	case uri.TargetPrimitiveCollection, uri.TargetComplexCollection:
		switch {
		case method != "POST":
			return wanted{kind: valueBody, ref: t.Type, sure: true}
		case t.Kind == uri.TargetComplexCollection:
			return wanted{kind: entityBody, ref: t.Type.Item(), sure: true}
		}
		return wanted{kind: valueBody, ref: t.Type.Item(), sure: true}
	}
	return wanted{why: "nothing says its type"}
}
