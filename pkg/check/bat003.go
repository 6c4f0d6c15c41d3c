package check

import (
	"strconv"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var bat003 = register(rule.Rule{
	ID:     "BAT-003",
	Title:  "a multipart batch response matches its request part by part",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Off},
	Why: "The responses stand in the order of the requests: one HTTP response a request, a multipart of responses for a change set, or one error response for a change set that failed. " +
		"Within a change set the Content-ID tells which answer is whose. Without continue-on-error a service stops at the first failure, and the rest is not answered. " +
		"Statuses belong to the parts. Each part is judged by all rules, as an exchange of its own.",
	Sources: []string{"OData Protocol 4.01, 11.7.4", "OData Protocol 4.01, 11.7.7"},
	Failing: "two requests, and a multipart response with one part, 204",
	Passing: "two requests, and a multipart response with two parts, 204 and 200",
})

// judgeMultipart judges a multipart batch response, and each part of it.
func (c *Case) judgeMultipart() {
	t := c.Response.Body
	responses, ok := splitMultipart(t, c.Media, false)
	if !ok {
		c.reportPart(nil, 0, "the multipart body does not end, or its boundary is not the header's", "--"+c.Media.Param("boundary")+"--", "boundary")
	}
	if c.Error() && c.Response.Status != 424 {
		c.Report(Mark{Rule: bat003.Rule, Position: c.Response.StatusPosition, Cause: "outer status",
			Message: "the batch itself answers " + itoa(c.Response.Status) + ": statuses belong to its parts", Expected: "200", Actual: itoa(c.Response.Status)})
	}
	var requests []*mimePart
	known := false
	if c.Request != nil && c.Request.Body != nil {
		m := exchange.ParseMediaType(c.Request.Header.Get("Content-Type"))
		requests, known = splitMultipart(c.Request.Body, m, false)
	}
	m := &multipartJudge{c: c, parts: &batchParts{c: c}}
	m.pair(requests, responses, known)
	m.parts.end()
}

type multipartJudge struct {
	c     *Case
	parts *batchParts
	count int
}

// pair judges responses against the requests that they stand for. Known tells
// whether the requests are.
func (m *multipartJudge) pair(requests, responses []*mimePart, known bool) {
	failed := false
	for i, r := range responses {
		var q *mimePart
		switch {
		case i < len(requests):
			q = requests[i]
		case known:
			m.c.reportPart(r, i, "the batch has a response beyond its "+rule.Count(len(requests), "request"), rule.Count(len(requests), "part"), "beyond")
		}
		if r.isSet() {
			if q != nil && !q.isSet() {
				m.c.reportPart(r, i, "a single request is answered by the parts of a change set", "application/http", "kind")
				q = nil
			}
			m.set(q, r, i)
			continue
		}
		failed = m.single(q, r, i) || failed
	}
	if known && len(responses) < len(requests) && (!failed || m.continues()) {
		m.c.reportPart(nil, len(responses), "the batch has "+rule.Count(len(requests), "request")+", and "+rule.Count(len(responses), "response"),
			rule.Count(len(requests), "part"), "unanswered")
	}
}

// continues reports whether the request asks to go on behind a failure.
func (m *multipartJudge) continues() bool {
	v, ok := m.c.prefers("continue-on-error")
	return ok && v != "false"
}

// single judges a part that is one response, and reports whether it failed.
func (m *multipartJudge) single(q, r *mimePart, i int) bool {
	if r.message == nil || r.message.Response == nil {
		m.c.reportPart(r, i, "a part of the batch is no HTTP response", "application/http with a status line", "no response")
		return false
	}
	status := r.message.Response.Status
	if q != nil && q.isSet() {
		if status < 400 {
			m.c.reportPart(r, i, "a change set is answered by one response, though it did not fail", "multipart/mixed, a part for each request", "kind")
		}
		q = nil
	}
	m.judge(q, r)
	return status >= 400
}

// set judges the responses of a change set: by their Content-ID where the
// requests have one, else by their order.
func (m *multipartJudge) set(q, r *mimePart, i int) {
	if r.unclosed {
		m.c.reportPart(r, i, "the parts of the change set do not end, or their boundary is not the header's", "", "boundary")
	}
	var requests []*mimePart
	byID := map[string]*mimePart{}
	if q != nil {
		requests = q.parts
		for _, p := range requests {
			byID[p.contentID()] = p
		}
		delete(byID, "")
		if len(requests) != len(r.parts) {
			m.c.reportPart(r, i, "the change set has "+rule.Count(len(requests), "request")+", and "+rule.Count(len(r.parts), "response"),
				rule.Count(len(requests), "part"), "unanswered")
		}
	}
	for k, p := range r.parts {
		var asked *mimePart
		id := p.contentID()
		switch {
		case len(byID) == 0 && k < len(requests):
			asked = requests[k]
		case len(byID) > 0 && byID[id] == nil:
			m.c.reportPart(p, k, "a response of the change set has no Content-ID of a request", "the request's Content-ID", "content id")
		default:
			asked = byID[id]
		}
		if p.message == nil || p.message.Response == nil {
			m.c.reportPart(p, k, "a part of the change set is no HTTP response", "application/http with a status line", "no response")
			continue
		}
		m.judge(asked, p)
	}
}

// judge judges a response as an exchange of its own.
func (m *multipartJudge) judge(q, r *mimePart) {
	m.count++
	var request *exchange.Request
	if q != nil && q.message != nil && q.message.Request != nil {
		given := q.message.Request
		request = m.c.partRequest(given.Method, given.Target, given.Header.Get("Host"))
		request.Header, request.Body, request.Position, request.BodyUnread = given.Header, given.Body, given.Position, given.BodyUnread
	}
	m.parts.judge(request, r.message.Response, strconv.Itoa(m.count), "")
}

// reportPart speaks of a part: it has no pointer, but a line.
func (c *Case) reportPart(p *mimePart, i int, message, expected, cause string) {
	mark := Mark{Rule: bat003.Rule, Position: c.Response.Body.Position(0), Message: message, Expected: expected, Cause: cause + " " + itoa(i)}
	if p != nil {
		mark.Position = partPosition(p)
	}
	c.Report(mark)
}

func partPosition(p *mimePart) location.Position {
	if len(p.header) > 0 {
		return p.header[0].Position
	}
	return p.body.Position(0)
}
