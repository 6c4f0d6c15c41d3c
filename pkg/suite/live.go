package suite

import (
	"context"
	"strings"

	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/live"
	"github.com/concord-odata/concord/pkg/rule"
)

// Live is a plan that asks a live service every documented operation that
// only reads. One that needs a parameter nobody gave is unjudged.
func Live(c *contract.Contract, client *live.Client, profile rule.Profile) *Plan {
	p := &Plan{Title: "live service", Serial: true}
	judge := check.New(c, check.Options{Profile: profile, Live: true})
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
				v.Reproduce = "curl -H 'Accept: application/json' '" + ex.File + "'"
				return v
			},
		})
	}
	return p
}

// placeholder is the first placeholder's name: "{id} and more" → "id".
func placeholder(s string) string {
	s = strings.TrimPrefix(s, "{")
	if i := strings.IndexByte(s, '}'); i >= 0 {
		s = s[:i]
	}
	return s
}
