package lint_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/lint"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

// defect is one kind of defect that is seeded into clean examples.
type defect struct {
	name  string
	rules []string // one of which must speak
	// seed edits the file: it says where and how, or ok false where the
	// example has no place for this kind.
	seed func(*sample) (edit location.Edit, ok bool)
}

// sample is a clean example and what a defect may be seeded in.
type sample struct {
	model   *edm.Model
	page    *apidoc.Page
	example *apidoc.Example
	body    *location.Value // of the response
	text    *location.Text
	item    *location.Value // one item of the body, or the body
	t       edm.StructuredType
}

// in turns an edit of the body into one of the file.
func (s *sample) in(start, end int, text string) (location.Edit, bool) {
	_, a := s.text.Outer(start)
	_, b := s.text.Outer(end)
	return location.Edit{Start: a, End: b, New: text}, true
}

// value edits the value of the first member whose type is one of the names.
func (s *sample) value(with string, types ...string) (location.Edit, bool) {
	for i := range s.item.Members {
		m := &s.item.Members[i]
		p := s.model.Property(s.t, m.Name)
		if p == nil || p.Type.Collection || m.Value.Kind == location.Null || !slices.Contains(types, p.Type.Name) {
			continue
		}
		return s.in(m.Value.Start, m.Value.End, with)
	}
	return location.Edit{}, false
}

// enum edits the first member that holds an enumeration's value.
func (s *sample) enum(with func(string) string) (location.Edit, bool) {
	for i := range s.item.Members {
		m := &s.item.Members[i]
		p := s.model.Property(s.t, m.Name)
		if p == nil || p.Type.Collection || m.Value.Kind != location.String {
			continue
		}
		if e := s.model.EnumType(p.Type.Name); e != nil && e.Member(m.Value.Text) != nil {
			if text := with(m.Value.Text); e.Member(text) == nil {
				return s.in(m.Value.Start, m.Value.End, `"`+text+`"`)
			}
		}
	}
	return location.Edit{}, false
}

// property is the first declared member with a name long enough to misspell.
func (s *sample) property() *location.Member {
	for i := range s.item.Members {
		m := &s.item.Members[i]
		if len(m.Name) > 5 && s.model.Property(s.t, m.Name) != nil {
			return m
		}
	}
	return nil
}

func (s *sample) context() *location.Member {
	for i := range s.body.Members {
		if s.body.Members[i].Name == "@odata.context" {
			return &s.body.Members[i]
		}
	}
	return nil
}

func swapCase(s string) string {
	if up := strings.ToUpper(s[:1]); up != s[:1] {
		return up + s[1:]
	}
	return strings.ToLower(s[:1]) + s[1:]
}

var defects = []defect{
	{"a letter dropped from a name", []string{"ENT-003", "ENT-002"}, func(s *sample) (location.Edit, bool) {
		m := s.property()
		if m == nil {
			return location.Edit{}, false
		}
		return s.in(m.NameStart, m.NameEnd, `"`+m.Name[:3]+m.Name[4:]+`"`)
	}},
	{"a name in another case", []string{"ENT-009"}, func(s *sample) (location.Edit, bool) {
		m := s.property()
		if m == nil {
			return location.Edit{}, false
		}
		return s.in(m.NameStart, m.NameEnd, `"`+swapCase(m.Name)+`"`)
	}},
	{"a property more", []string{"ENT-003"}, func(s *sample) (location.Edit, bool) {
		if len(s.item.Members) == 0 {
			return location.Edit{}, false
		}
		at := s.item.Members[len(s.item.Members)-1].NameStart
		return s.in(at, at, `"zyxwvut": 1, `)
	}},
	{"a number for a string", []string{"PRM-001"}, func(s *sample) (location.Edit, bool) { return s.value("17", "Edm.String") }},
	{"text for an integer", []string{"PRM-001", "PRM-002"}, func(s *sample) (location.Edit, bool) {
		return s.value(`"seventeen"`, "Edm.Int16", "Edm.Int32", "Edm.Int64")
	}},
	{"a fraction for an integer", []string{"PRM-002"}, func(s *sample) (location.Edit, bool) { return s.value("1.5", "Edm.Int16", "Edm.Int32", "Edm.Int64") }},
	{"text for a Boolean", []string{"PRM-001"}, func(s *sample) (location.Edit, bool) { return s.value(`"yes"`, "Edm.Boolean") }},
	{"a month 13", []string{"PRM-004"}, func(s *sample) (location.Edit, bool) { return s.value(`"2021-13-05T10:00:00Z"`, "Edm.DateTimeOffset") }},
	{"an unknown member", []string{"PRM-008", "PRM-007"}, func(s *sample) (location.Edit, bool) {
		return s.enum(func(m string) string { return m + "zz" })
	}},
	{"a member in another case", []string{"PRM-007"}, func(s *sample) (location.Edit, bool) { return s.enum(swapCase) }},
	{"value an object", []string{"COL-001", "CTX-005", "DOC-005"}, func(s *sample) (location.Edit, bool) {
		v := s.body.Member("value")
		if v == nil || v.Kind != location.Array || len(v.Items) != 1 {
			return location.Edit{}, false
		}
		return s.in(v.Start, v.End, string(s.text.Data[v.Items[0].Start:v.Items[0].End]))
	}},
	{"an item null", []string{"COL-003"}, func(s *sample) (location.Edit, bool) {
		v := s.body.Member("value")
		if v == nil || v.Kind != location.Array || len(v.Items) == 0 {
			return location.Edit{}, false
		}
		return s.in(v.Items[0].Start, v.Items[0].Start, "null, ")
	}},
	{"an unknown name in the context", []string{"CTX-004", "CTX-006"}, func(s *sample) (location.Edit, bool) {
		m := s.context()
		if m == nil || !strings.Contains(m.Value.Text, "#") {
			return location.Edit{}, false
		}
		at := m.Value.Start + strings.IndexByte(string(s.text.Data[m.Value.Start:m.Value.End]), '#') + 1
		if strings.HasPrefix(string(s.text.Data[at:]), "Collection(") {
			at += len("Collection(")
		}
		return s.in(at, at, "zz")
	}},
	{"a context that is none", []string{"CTX-002"}, func(s *sample) (location.Edit, bool) {
		m := s.context()
		if m == nil {
			return location.Edit{}, false
		}
		return s.in(m.Value.End-1, m.Value.End-1, "((")
	}},
	{"a member twice", []string{"ENT-010"}, func(s *sample) (location.Edit, bool) {
		m := s.property()
		if m == nil {
			return location.Edit{}, false
		}
		return s.in(m.NameStart, m.NameStart, string(s.text.Data[m.NameStart:m.Value.End])+", ")
	}},
	{"a trailing comma", []string{"DOC-003"}, func(s *sample) (location.Edit, bool) {
		if len(s.item.Members) == 0 {
			return location.Edit{}, false
		}
		at := s.item.Members[len(s.item.Members)-1].Value.End
		return s.in(at, at, ",")
	}},
	{"a colon lost", []string{"DOC-003"}, func(s *sample) (location.Edit, bool) {
		if len(s.item.Members) == 0 {
			return location.Edit{}, false
		}
		m := &s.item.Members[0]
		return s.in(m.NameEnd, m.Value.Start, " ")
	}},
	{"a count of -1", []string{"COL-005"}, func(s *sample) (location.Edit, bool) {
		v := s.body.Member("value")
		if v == nil || v.Kind != location.Array {
			return location.Edit{}, false
		}
		return s.in(v.End, v.End, `, "@odata.count": -1`)
	}},
	{"an empty next link", []string{"COL-006"}, func(s *sample) (location.Edit, bool) {
		v := s.body.Member("value")
		if v == nil || v.Kind != location.Array {
			return location.Edit{}, false
		}
		return s.in(v.End, v.End, `, "@odata.nextLink": ""`)
	}},
	{"a type annotation of another type", []string{"ENT-005"}, func(s *sample) (location.Edit, bool) {
		if s.item == s.body || len(s.item.Members) == 0 || s.item.Member("@odata.type") != nil {
			return location.Edit{}, false
		}
		at := s.item.Members[0].NameStart
		return s.in(at, at, `"@odata.type": "#microsoft.graph.zyxwvut", `)
	}},
	{"another status", []string{"DOC-017", "STS-001", "STS-002", "STS-003"}, func(s *sample) (location.Edit, bool) {
		m := s.example.ResponseMessage
		if len(s.page.Statuses) == 0 || m.Status != 200 || m.StatusPosition.Line == 0 {
			return location.Edit{}, false
		}
		at := s.page.Text.Offset(m.StatusPosition)
		return location.Edit{Start: at, End: at + 3, New: "206"}, true
	}},
	{"another method", []string{"DOC-013"}, func(s *sample) (location.Edit, bool) {
		m := s.example.RequestMessage
		if m == nil || m.Method != "GET" || len(s.page.HTTPRequests) == 0 {
			return location.Edit{}, false
		}
		at := s.page.Text.Offset(m.StartPosition)
		return location.Edit{Start: at, End: at + 3, New: "PUT"}, true
	}},
	{"isCollection turned", []string{"DOC-005"}, func(s *sample) (location.Edit, bool) {
		b := s.example.Response
		v := b.Annotation.Member("isCollection")
		if v == nil || v.Kind != location.True {
			return location.Edit{}, false
		}
		_, at := b.AnnotationText.Outer(v.Start)
		return location.Edit{Start: at, End: at + 4, New: "false"}, true
	}},
	{"the annotation's comma lost", []string{"DOC-001"}, func(s *sample) (location.Edit, bool) {
		b := s.example.Response
		if len(b.Annotation.Members) < 2 {
			return location.Edit{}, false
		}
		_, from := b.AnnotationText.Outer(b.Annotation.Members[0].Value.End)
		_, to := b.AnnotationText.Outer(b.Annotation.Members[1].NameStart)
		return location.Edit{Start: from, End: to, New: " "}, true
	}},
}

// TestSeededDefectsAreFound takes clean examples of the corpus, seeds one
// defect of each kind in memory, and asks for a finding under the right rule
// at the right line.
func TestSeededDefectsAreFound(t *testing.T) {
	c := loadReference(t)
	linter := lint.New(c, lint.Options{})
	samples := cleanExamples(t, c, linter)
	t.Logf("%d clean examples", len(samples))
	rng := rand.New(rand.NewPCG(20261125, 1))
	rng.Shuffle(len(samples), func(i, j int) { samples[i], samples[j] = samples[j], samples[i] })
	samples = samples[:min(300, len(samples))]
	seeded, found := 0, 0
	for _, d := range defects {
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
		if n < 5 {
			t.Errorf("%s: only %d examples have a place for it", d.name, n)
		}
	}
	t.Logf("recall %d of %d = %.4f", found, seeded, float64(found)/float64(seeded))
	if float64(found) < 0.99*float64(seeded) {
		t.Errorf("recall is below 0.99")
	}
}

// seed lints the page with the defect; it says what is missing, or nothing.
func seed(linter *lint.Linter, s *sample, d defect, e location.Edit) string {
	data := slices.Concat(s.page.Text.Data[:e.Start], []byte(e.New), s.page.Text.Data[e.End:])
	page, err := apidoc.ReadPage(s.page.File, data)
	if err != nil {
		return err.Error()
	}
	line := 1 + bytes.Count(data[:e.Start], []byte("\n"))
	last := line + bytes.Count([]byte(e.New), []byte("\n"))
	var near []string
	for _, f := range linter.Page(page).Findings {
		if f.Severity < rule.Warning || !slices.Contains(d.rules, f.Rule) {
			continue
		}
		if f.Line >= line-1 && f.Line <= last+1 || slices.Contains([]string{"DOC-005", "COL-001"}, f.Rule) {
			return ""
		}
		near = append(near, fmt.Sprintf("%s at line %d", f.Rule, f.Line))
	}
	return fmt.Sprintf("%s:%d: not found %v", s.page.File, line, near)
}

// cleanExamples are the examples in whose pages nothing at warning level or
// above was found, bar what pages miss beside them.
func cleanExamples(t *testing.T, c *contract.Contract, linter *lint.Linter) []*sample {
	t.Helper()
	var samples []*sample
	for _, src := range c.Sources {
		if src.Reference == nil {
			continue
		}
		for _, p := range src.Reference.Pages {
			for _, ex := range p.Examples {
				s := newSample(c, p, ex)
				if s == nil {
					continue
				}
				v := linter.Example(ex)
				v.Findings = slices.DeleteFunc(v.Findings, func(f rule.Finding) bool { return f.Rule == "CTX-001" })
				if v.State == rule.Passed && v.Worst() < rule.Warning {
					samples = append(samples, s)
				}
			}
		}
	}
	return samples
}

func newSample(c *contract.Contract, p *apidoc.Page, ex *apidoc.Example) *sample {
	m := ex.ResponseMessage
	if m == nil || m.Body == nil || m.Status != 200 || ex.Response == nil || ex.Response.Type.IsZero() {
		return nil
	}
	body, err := location.ReadJSON(m.Body, location.Limits{})
	if err != nil || body.Kind != location.Object {
		return nil
	}
	t := c.Model.Structured(ex.Response.Type.Name)
	s := &sample{model: c.Model, page: p, example: ex, body: body, text: m.Body, item: body, t: t}
	if v := body.Member("value"); v != nil && v.Kind == location.Array && len(v.Items) > 0 {
		s.item = v.Items[0]
	}
	if t == nil || c.Model.IsOpen(t) || s.item.Kind != location.Object || s.item.Member("@odata.type") != nil {
		return nil
	}
	return s
}
