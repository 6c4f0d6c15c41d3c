package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

var hdr002 = register(rule.Rule{
	ID:     "HDR-002",
	Title:  "a JSON data response is application/json, with a legal metadata level that is at least what was asked",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"parameters":               {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
		"an odata. prefix in 4.01": {V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
		"no odata. prefix in 4.0":  {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
		"no metadata parameter":    {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
		"a malformed parameter":    {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	},
	Why: "A client chooses its reader by the media type, and decides from the metadata level what it may miss. More metadata than was asked is legal, less is not. " +
		"The parameter is odata.metadata in 4.0 and metadata in 4.01, where the prefix is tolerated. Error and $batch bodies need no parameter, nor does anything that is no " +
		"JSON data: streams, raw values, counts, the metadata document. With another media type than application/json nothing else of the body is judged.",
	Sources: []string{"OData JSON Format 4.01, 3.1", "OData JSON Format 4.01, 4.1", "OData Protocol 4.01, 8.1.1"},
	Failing: `Content-Type: text/html`,
	Passing: `Content-Type: application/json;odata.metadata=minimal`,
})

func init() { hdr002.Exchange = wrongMediaType; hdr002.Early = formatParameters }

// wrongMediaType speaks of a body that should have been JSON by its request,
// and says that it is something else.
func wrongMediaType(c *Case) {
	if !c.headed() || c.Error() || c.Response.Body == nil || len(c.Response.Body.Data) == 0 {
		return
	}
	field := c.Response.Header.Field("Content-Type")
	if field == nil || !c.raw() && c.Media.Type != "text/json" || !c.expectsJSON() {
		return
	}
	c.Report(Mark{Rule: hdr002.Rule, Position: field.Position, Actual: field.Value, Expected: "application/json",
		Message: "the response's media type is " + c.Media.Type, Cause: "media type"})
	c.stop()
}

// expectsJSON reports whether the body should have been JSON: it is data, the
// request takes JSON and did not get another type that it names, and the
// contract promises a structure or the body begins as JSON data does.
func (c *Case) expectsJSON() bool {
	if c.content() != dataContent {
		return false
	}
	switch c.Media.Type {
	case "multipart/mixed", "application/http":
		return false
	}
	isData := c.beginsAsData()
	if list := c.accepted(); len(list) > 0 {
		json, named := false, false
		for _, m := range list {
			json = json || takesJSON(m)
			named = named || m.Type == c.Media.Type
		}
		if !json || named && !isData {
			return false // the client got what it asked for
		}
	}
	if t, _, ok := c.promised(); ok {
		return t.Name != "Edm.Stream"
	}
	return isData
}

// beginsAsData reports whether the body begins as OData's JSON data does.
func (c *Case) beginsAsData() bool {
	data := c.Response.Body.Data
	head := strings.Join(strings.Fields(string(data[:min(64, len(data))])), "")
	return strings.HasPrefix(head, `{"@odata.context`) || strings.HasPrefix(head, `{"@context`)
}

// formatParameters judges the parameters of a JSON data response's media
// type.
func formatParameters(c *Case, b *Body) {
	if !c.headed() || c.Response.Status/100 != 2 || c.Response.Status == 202 || c.content() != dataContent || isCSDL(b.Root) || isBatch(b.Root) {
		return
	}
	field := c.Response.Header.Field("Content-Type")
	if field == nil {
		return // the body was read as JSON, and nothing says otherwise
	}
	m := Mark{Rule: hdr002.Rule, Position: field.Position, Actual: field.Value}
	say := func(which, message, expected string) {
		levels := hdr002.Cases[which]
		m.Levels, m.Message, m.Expected, m.Cause = &levels, message, expected, which
		c.Report(m)
	}
	level, demanded := c.Media.Metadata, c.demanded()
	switch {
	case len(c.Media.Malformed) > 0:
		say("a malformed parameter", "the media type has a part that is no parameter: "+clip(c.Media.Malformed[0]), "name=value")
	case level == "" && (!c.isData() || !c.wholeHead()):
	case level == "":
		say("no metadata parameter", "the media type does not say the metadata level", c.metadataName()+"=minimal")
	case !isLevel(level):
		say("parameters", "metadata="+clip(level)+" is no metadata level", "none, minimal or full")
	case demanded != "" && levelRank[level] < levelRank[demanded]:
		say("parameters", "the request asked for metadata="+demanded+", the response has "+level, c.metadataName()+"="+demanded)
	case c.Media.Streaming != "" && c.Media.Streaming != "true" && c.Media.Streaming != "false":
		say("parameters", "streaming="+clip(c.Media.Streaming)+" is neither true nor false", "true or false")
	default:
		prefixes(c, &c.Media, say)
	}
}

// metadataName is the parameter's name in the response's version.
func (c *Case) metadataName() string {
	if c.Version.V401 {
		return "metadata"
	}
	return "odata.metadata"
}

// prefixes compares the names of parameters with the version that the
// response says.
func prefixes(c *Case, m *exchange.MediaType, say func(which, message, expected string)) {
	if !c.Version.Said {
		return
	}
	prefixed := m.MetadataPrefixed || m.Streaming != "" && m.StreamingPrefixed
	bare := m.Metadata != "" && !m.MetadataPrefixed || m.Streaming != "" && !m.StreamingPrefixed
	switch {
	case c.Version.V401 && prefixed:
		say("an odata. prefix in 4.01", "format parameters of 4.01 have no odata. prefix", "metadata="+m.Metadata)
	case !c.Version.V401 && bare:
		say("no odata. prefix in 4.0", "format parameters of 4.0 have the odata. prefix", "odata.metadata="+m.Metadata)
	}
}
