package suite

import (
	"context"
	"strings"

	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/live"
	"github.com/concord-odata/concord/pkg/rule"
)

// LiveOptions say whom a live plan asks, and how it judges.
type LiveOptions struct {
	Options
	Service string // the service root's URL
	Token   string // sent as bearer token; empty: none
}

// Live is a plan that asks a live service every documented operation that
// only reads. One that needs a parameter nobody gave is unjudged. It is an
// error of [live.New] that the service's URL is none that can be asked.
func Live(c *contract.Contract, opt LiveOptions) (*Plan, error) {
	client, err := live.New(live.Options{Service: opt.Service, Token: opt.Token})
	if err != nil {
		return nil, err
	}
	p := &Plan{Title: "live service", Serial: true}
	judge := check.New(c, check.Options{Profile: opt.Profile, Live: true, MaxFindings: opt.MaxFindings})
	for _, op := range c.Operations {
		if op.Method != "GET" {
			continue
		}
		p.Cases = append(p.Cases, Case{
			Text:   op.Name(),
			Labels: append([]string{"live"}, operationLabels(c, op, op.Method, op.Path)...),
			Judge: func(ctx context.Context) rule.Verdict {
				v := rule.Verdict{Name: op.Name(), Operation: op.Name(), Line: op.Place.Line, File: op.Place.File}
				if i := strings.IndexByte(op.Path, '{'); i >= 0 {
					v.State, v.Reason = rule.Unjudged, "parameter missing: "+placeholder(op.Path[i:])
					return v
				}
				ex, err := client.Ask(ctx, op.Method, op.Path)
				if err != nil {
					v.State, v.Reason = rule.Unjudged, err.Error()
					return v
				}
				v = judge.Exchange(check.Subject{Exchange: ex, Operation: op, Name: op.Name()})
				v.Reproduce = "curl -H 'Accept: application/json' " + quoted(ex.File)
				return v
			},
		})
	}
	return p, nil
}

// quoted is a word for a shell: URLs of OData have apostrophes.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// placeholder is the first placeholder's name: "{id} and more" → "id".
func placeholder(s string) string {
	s = strings.TrimPrefix(s, "{")
	if i := strings.IndexByte(s, '}'); i >= 0 {
		s = s[:i]
	}
	return s
}
