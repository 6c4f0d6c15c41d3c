package lint_test

import (
	"math/rand/v2"
	"net/url"
	"slices"
	"testing"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/lint"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

// ofRequests are the defects that a request's body can have as well, and what
// speaks of them there.
var ofRequests = map[string][]string{
	"a letter dropped from a name": {"REQ-003"},
	"a name in another case":       {"REQ-003"},
	"a property more":              {"REQ-003"},
	"a number for a string":        {"REQ-003"},
	"text for an integer":          {"REQ-003"},
	"text for a Boolean":           {"REQ-003"},
	"a month 13":                   {"REQ-003"},
	"an unknown member":            {"REQ-003"},
	"a member in another case":     {"REQ-003"},
	"a member twice":               {"REQ-003", "ENT-010"},
	"a trailing comma":             {"DOC-003"},
	"a colon lost":                 {"DOC-003"},
}

// TestSeededDefectsOfRequestsAreFound does the same to the bodies of requests
// that create or change an entity.
func TestSeededDefectsOfRequestsAreFound(t *testing.T) {
	c := loadReference(t)
	linter := lint.New(c, lint.Options{})
	samples := cleanRequests(c, linter)
	t.Logf("%d clean requests", len(samples))
	rng := rand.New(rand.NewPCG(20261125, 2))
	rng.Shuffle(len(samples), func(i, j int) { samples[i], samples[j] = samples[j], samples[i] })
	samples = samples[:min(200, len(samples))]
	seeded, found := 0, 0
	for _, d := range defects {
		rules := ofRequests[d.name]
		if rules == nil {
			continue
		}
		d.rules = rules
		n, ok := 0, 0
		for _, s := range samples {
			edit, possible := d.seed(s)
			if !possible {
				continue
			}
			n++
			if problem := seed(linter, s, d, edit); problem != "" {
				t.Logf("%s: %s", d.name, problem)
				continue
			}
			ok++
		}
		t.Logf("%-40s %3d of %3d", d.name, ok, n)
		seeded, found = seeded+n, found+ok
		if n < 3 {
			t.Errorf("%s: only %d requests have a place for it", d.name, n)
		}
	}
	t.Logf("recall %d of %d = %.4f", found, seeded, float64(found)/float64(seeded))
	if float64(found) < 0.99*float64(seeded) {
		t.Errorf("recall is below 0.99")
	}
}

// cleanRequests are the requests with an entity in their bodies in whose
// pages nothing of requests was found.
func cleanRequests(c *contract.Contract, linter *lint.Linter) []*sample {
	var samples []*sample
	for _, src := range c.Sources {
		if src.Reference == nil {
			continue
		}
		for _, p := range src.Reference.Pages {
			var ofPage []*sample
			for _, ex := range p.Examples {
				if s := newRequest(c, p, ex); s != nil {
					ofPage = append(ofPage, s)
				}
			}
			if len(ofPage) > 0 && !slices.ContainsFunc(linter.Page(p).Findings, func(f rule.Finding) bool {
				return slices.Contains([]string{"REQ-003", "DOC-003", "REQ-006", "DOC-013"}, f.Rule)
			}) {
				samples = append(samples, ofPage...)
			}
		}
	}
	return samples
}

func newRequest(c *contract.Contract, p *apidoc.Page, ex *apidoc.Example) *sample {
	m := ex.RequestMessage
	if m == nil || m.Body == nil || ex.Response == nil || m.Method != "POST" && m.Method != "PATCH" {
		return nil
	}
	body, err := location.ReadJSON(m.Body, location.Limits{})
	if err != nil || body.Kind != location.Object || body.Member("@odata.type") != nil {
		return nil
	}
	u, err := url.Parse(m.Target)
	if err != nil {
		return nil
	}
	target, _, err := c.Target(u.Path)
	if err != nil || target == nil || target.Kind != uri.TargetEntity && target.Kind != uri.TargetEntitySet || len(target.Actions) > 0 {
		return nil
	}
	t, ok := c.Model.Type(target.Type.Name).(*edm.EntityType)
	if !ok || c.Model.IsOpen(t) {
		return nil
	}
	return &sample{model: c.Model, page: p, example: ex, body: body, text: m.Body, item: body, t: t}
}
