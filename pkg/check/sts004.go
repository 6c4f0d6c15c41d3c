package check

import (
	"errors"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var sts004 = register(rule.Rule{
	ID:     "STS-004",
	Title:  "an unknown key answers 404, a malformed option 400, an unsupported one 501 or another 4xx",
	Levels: rule.All(rule.Error),
	Cases: map[string]rule.Levels{
		"another error": rule.All(rule.Warning),
	},
	Why: "A service that answers such a request with success has ignored what it was asked, and the client takes the answer for what it wanted. Another error than the one that fits is a warning: " +
		"410 and 403 say as much as 404 where rights or time hide the entity, and 501 is a recommendation. Judged of live services, and of one exchange by itself where the request's option breaks the grammar: " +
		"that a key is unknown, or an option unsupported, only who asked on purpose can say.",
	Sources: []string{"OData Protocol 4.01, 9.2", "OData Protocol 4.01, 9.3", "OData Protocol 4.01, 11.2.1", "OData Protocol 4.01, 11.2.6"},
	Failing: "GET /service/Customers?$count=x answered with HTTP/1.1 200 OK",
	Passing: "GET /service/Customers?$count=x answered with HTTP/1.1 400 Bad Request",
})

func init() { sts004.Exchange = malformedAnswered }

// malformedAnswered judges what a live service answers to a system query
// option that breaks the grammar.
func malformedAnswered(c *Case) {
	if !c.Judge.opt.Live || c.Via != "" || c.Request == nil || c.Request.URL == nil || c.Response == nil || c.Target == nil || c.Target.Opaque {
		return
	}
	option := c.malformedOption()
	if option == "" {
		return
	}
	m := Mark{Rule: sts004.Rule, Position: c.Response.StatusPosition, Actual: strconv.Itoa(c.Response.Status), Expected: "400", Cause: "malformed " + option}
	switch status := c.Response.Status; {
	case status >= 200 && status < 300:
		m.Message = "success, though " + option + " cannot be read"
	case status == 400 || status < 400 || status == 401 || status == 403 || status == 404 || status == 429 || status == 503:
		return // the right answer, or one to something else
	default:
		levels := sts004.Cases["another error"]
		m.Levels, m.Message = &levels, option+" cannot be read, which is the client's fault"
	}
	c.Report(m)
}

// malformedOption is the first system query option of the request that breaks
// the grammar, beyond what services are known to read; empty: none.
func (c *Case) malformedOption() string {
	for _, option := range strings.Split(c.Request.URL.RawQuery, "&") {
		_, err := uri.ParseQuery(option)
		var syntax *uri.SyntaxError
		if !errors.As(err, &syntax) {
			continue
		}
		written, _, _ := strings.Cut(option, "=")
		written = strings.TrimSpace(unescapeQuery(written))
		if c.ours(written) && !c.opaqueOption(written, option) && !c.loosely(option) {
			return clip(written)
		}
	}
	return ""
}
