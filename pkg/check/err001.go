package check

import (
	"bytes"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var err001 = register(rule.Rule{
	ID:     "ERR-001",
	Title:  `a JSON error body is {"error": {…}}, with annotations allowed`,
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"extra members inside": {V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
	},
	Why: "A client finds code and message in one place, whatever failed. An OData V3 envelope (odata.error) and an HTML page are named as such. " +
		"An empty error body is legal.",
	Sources: []string{"OData JSON Format 4.01, 21.1"},
	Failing: `HTTP/1.1 404 Not Found: {"message": "no such item"}`,
	Passing: `HTTP/1.1 404 Not Found: {"error": {"code": "NoSuchItem", "message": "no such item"}}`,
})

func init() { err001.Body = errorEnvelope; err001.Exchange = errorPage }

// errorPage names an error that is HTML.
func errorPage(c *Case) {
	if !c.Error() || c.Response.Body == nil || c.elsewhere() {
		return
	}
	start := bytes.ToLower(bytes.TrimSpace(c.Response.Body.Data[:min(256, len(c.Response.Body.Data))]))
	if c.Media.Type != "text/html" && !bytes.HasPrefix(start, []byte("<!doctype html")) && !bytes.HasPrefix(start, []byte("<html")) {
		return
	}
	c.Report(Mark{Rule: err001.Rule, Position: c.Response.Body.Position(0),
		Message:  "the error is an HTML page: it comes from a gateway or a web server, not from the service",
		Expected: `{"error": {"code": …, "message": …}}`, Actual: "HTML"})
	c.stop()
}

var errorMembers = map[string]bool{"code": true, "message": true, "target": true, "details": true, "innererror": true}

func errorEnvelope(c *Case, b *Body) {
	if !c.Error() || c.elsewhere() {
		return
	}
	m := Mark{Rule: err001.Rule, Value: b.Root, Object: b.Root, Expected: `{"error": {"code": …, "message": …}}`, Actual: b.Root.Kind.String()}
	if b.Root.Kind != location.Object {
		m.Message = "the error body is " + article(b.Root.Kind.String())
		c.Report(m)
		return
	}
	e := b.Root.Member("error")
	switch {
	case e == nil && b.Root.Member("odata.error") != nil:
		m.Message, m.Actual = "the error body is an OData V3 envelope (odata.error)", "odata.error"
		c.Report(m)
		return
	case e == nil:
		m.Message, m.Actual = "the error body has no member error", memberList(b.Root)
		c.Report(m)
		return
	case e.Kind != location.Object:
		m.Value, m.Pointer = e, "/error"
		m.Message, m.Actual = "error is "+article(e.Kind.String()), show(e)
		c.Report(m)
		return
	}
	for i := range b.Root.Members {
		x := classify(&b.Root.Members[i], "")
		if x.Name == "error" || x.Annotation {
			continue
		}
		c.Report(Mark{Rule: err001.Rule, Value: x.Value, Offset: x.NameStart, Pointer: x.Pointer, Object: b.Root, Name: x.Name,
			Message: "a member beside error", Expected: "error alone", Actual: x.Name})
	}
	for i := range e.Members {
		x := classify(&e.Members[i], "/error")
		if x.Annotation || errorMembers[x.Name] || c.Profile == rule.Graph && strings.EqualFold(x.Name, "innererror") {
			continue
		}
		levels := err001.Cases["extra members inside"]
		c.Report(Mark{Rule: err001.Rule, Levels: &levels, Value: x.Value, Offset: x.NameStart, Pointer: x.Pointer, Object: e, Name: x.Name,
			Message: "a member of error that OData does not define", Expected: "code, message, target, details, innererror", Actual: x.Name, Cause: "extra"})
	}
}

func memberList(v *location.Value) string {
	var names []string
	for i := range v.Members {
		names = append(names, v.Members[i].Name)
	}
	return clip(strings.Join(names, ", "))
}
