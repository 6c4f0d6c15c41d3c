package lint

import (
	"fmt"
	"io"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
)

// Stats says how much of a reference is understood: what is not has a
// finding, with its reason.
type Stats struct {
	Pages, Bytes int
	Types, Enums int

	Annotations int // in HTML comments
	Lenient     int // of them, no strict JSON, and read all the same: DOC-001 as a warning
	Unreadable  int // of them, not even so: DOC-001 as an error

	Responses int // annotated response examples with a body
	Matched   int // of them, with their request
	DOC001    int // findings of annotations
	DOC002    int // findings of examples without their counterpart

	Operations int // documented
	Expected   int // of them, with a method, a path template and an expected response
}

// StatsOf counts what the pages hold, and what the verdicts say of them.
func StatsOf(pages []*apidoc.Page, verdicts []rule.Verdict) Stats {
	var s Stats
	types, enums := map[string]bool{}, map[string]bool{}
	for _, p := range pages {
		s.Pages++
		s.Bytes += len(p.Text.Data)
		for _, d := range p.Types {
			types[d.Name] = true
		}
		for _, e := range p.Enums {
			enums[e.Name] = true
		}
		for _, b := range p.Blocks {
			s.Annotations++
			switch {
			case b.Annotation == nil:
				s.Unreadable++
			case len(b.Slips) > 0:
				s.Lenient++
			}
		}
		s.examples(p)
		for _, op := range p.Operations {
			s.Operations++
			if op.Method != "" && op.Path != "" && (!op.Response.IsZero() || op.ReturnsNothing || len(op.Statuses) > 0 || len(op.Examples) > 0) {
				s.Expected++
			}
		}
	}
	s.Types, s.Enums = len(types), len(enums)
	for i := range verdicts {
		for k := range verdicts[i].Findings {
			switch verdicts[i].Findings[k].Rule {
			case "DOC-001":
				s.DOC001++
			case "DOC-002":
				s.DOC002++
			}
		}
	}
	return s
}

// examples counts the responses with a body, each once, though it may answer
// several requests.
func (s *Stats) examples(p *apidoc.Page) {
	matched := map[*apidoc.Block]bool{}
	for _, ex := range p.Examples {
		if ex.Response == nil || ex.Response.Kind != apidoc.KindResponse || ex.ResponseMessage == nil || ex.ResponseMessage.Body == nil {
			continue
		}
		before, seen := matched[ex.Response]
		if !seen {
			s.Responses++
		}
		if ex.Request != nil && !before {
			s.Matched++
		}
		matched[ex.Response] = before || ex.Request != nil
	}
}

// WriteTo writes the figures for a person.
func (s Stats) WriteTo(w io.Writer) (int64, error) {
	n, err := fmt.Fprintf(w, `%s, %.1f MB; %s and %s declared
annotations: %d, understood %d (%d of them leniently), unreadable %d; DOC-001: %d
responses with a body: %d, matched to a request %d, unmatched %d; DOC-002: %d
operations documented: %d, with method, path template and expected response %d
`, rule.Count(s.Pages, "page"), float64(s.Bytes)/1e6, rule.Count(s.Types, "type"), rule.Count(s.Enums, "enumeration"),
		s.Annotations, s.Annotations-s.Unreadable, s.Lenient, s.Unreadable, s.DOC001,
		s.Responses, s.Matched, s.Responses-s.Matched, s.DOC002,
		s.Operations, s.Expected)
	return int64(n), err
}
