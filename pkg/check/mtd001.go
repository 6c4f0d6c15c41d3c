package check

import (
	"errors"
	"strings"

	"github.com/concord-odata/concord/pkg/csdl"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var mtd001 = register(rule.Rule{
	ID:     "MTD-001",
	Title:  "$metadata is served, parses, and is sound",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"not served":              rule.All(rule.Warning),
		"tolerated in a document": rule.All(rule.Warning),
	},
	Why: "The metadata document is what clients are generated from. Its names resolve, within it or in a document that it references; no type is its own base; an entity type that a set uses has a key; " +
		"nothing is declared twice; what an annotation targets is there. What a referenced document declares is unknown, not wrong. XML is what a client gets that asks for no format. " +
		"To publish it at all is a SHOULD.",
	Sources: []string{"OData CSDL XML 4.01", "OData CSDL JSON 4.01", "OData Protocol 4.01, 11.1.2"},
	Failing: `<Property Name="address" Type="NS.Adress"/> where the schema declares NS.Address`,
	Passing: `<Property Name="address" Type="NS.Address"/>`,
})

func init() { mtd001.Exchange = metadataServed }

// metadataServed speaks of a metadata document that is not there. That it is
// forbidden, or that the service is down, proves nothing.
func metadataServed(c *Case) {
	if c.Response == nil || c.Request == nil || c.Request.Method != "GET" || c.lastSegment() != "$metadata" {
		return
	}
	switch c.Response.Status {
	case 404, 405, 410, 501:
	default:
		return
	}
	levels := mtd001.Cases["not served"]
	c.Report(Mark{Rule: mtd001.Rule, Levels: &levels, Position: c.Response.StatusPosition, Message: "the metadata document is not served",
		Expected: "200", Actual: itoa(c.Response.Status), Cause: "not served"})
}

// judgeMetadata judges a metadata document, CSDL XML or JSON.
func (c *Case) judgeMetadata() {
	t := c.Response.Body
	isJSON := !strings.HasPrefix(strings.TrimLeft(string(t.Data[:min(len(t.Data), 64)]), "\xEF\xBB\xBF \t\r\n"), "<")
	if isJSON {
		_, err := location.ReadJSON(t, location.Limits{})
		var syntax *location.SyntaxError
		if errors.As(err, &syntax) {
			c.Body = &Body{Text: t}
			c.reportSyntax(syntax)
			return
		}
	}
	c.metadataFormat(isJSON)
	doc, err := csdl.Read(c.Exchange.File, t.Data)
	places := &linePlaces{text: t}
	if err != nil {
		m := Mark{Rule: mtd001.Rule, Position: t.Position(0), Message: "the metadata document cannot be read: " + err.Error(), Cause: "unreadable"}
		var re *csdl.ReadError
		if errors.As(err, &re) {
			m.Position, m.Message, m.Cause = places.position(re.Place), "the metadata document cannot be read: "+re.Message, string(re.Reason)
		}
		c.Report(m)
		return
	}
	for i := range doc.Problems {
		c.reportProblem(&doc.Problems[i], places)
	}
	c.compareMetadata(doc)
}

func (c *Case) reportProblem(p *csdl.Problem, places *linePlaces) {
	m := Mark{Rule: mtd001.Rule, Position: places.position(p.Place), Type: p.Target, Message: p.Message, Hint: p.Hint, Cause: string(p.Code) + " " + p.Name}
	switch {
	case p.Rule() == mtd003.ID:
		m.Rule = mtd003.Rule
	case p.Warning:
		levels := mtd001.Cases["tolerated in a document"]
		m.Levels = &levels
	}
	if p.Related.Known() {
		m.Expected = "other than at line " + itoa(places.position(p.Related).Line)
	}
	c.Report(m)
}

// metadataFormat holds the document's format against what was asked.
func (c *Case) metadataFormat(isJSON bool) {
	m := Mark{Rule: mtd001.Rule, Position: c.Response.Body.Position(0), Actual: c.Media.Type}
	if f := c.Response.Header.Field("Content-Type"); f != nil {
		m.Position = f.Position
	}
	switch {
	case isJSON && c.Request != nil && !c.takesJSON():
		m.Message, m.Expected, m.Cause = "nobody asked for CSDL JSON", "application/xml", "format"
	case c.Media.Type == "", isJSON && strings.HasSuffix(c.Media.Type, "json"), !isJSON && strings.HasSuffix(c.Media.Type, "xml"):
		return
	default:
		m.Message, m.Expected, m.Cause = "the metadata document's media type is "+c.Media.Type, "application/xml", "media type"
		if isJSON {
			m.Expected = "application/json"
		}
	}
	c.Report(m)
}

// takesJSON reports whether the request asks for JSON, by $format or Accept.
func (c *Case) takesJSON() bool {
	if q := c.query(); q != nil {
		for _, o := range q.Options {
			if o.Name == "$format" {
				return strings.Contains(strings.ToLower(o.Value), "json")
			}
		}
	}
	for _, a := range exchange.ParseAccept(c.Request.Header.Get("Accept")) {
		if strings.HasSuffix(a.Type, "json") {
			return true
		}
	}
	return false
}
