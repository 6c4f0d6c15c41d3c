package apidoc

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/internal/corpustest"
	"github.com/concord-odata/concord/pkg/location"
)

// reference is the folder of the Graph beta reference.
func reference(t testing.TB) string {
	t.Helper()
	return filepath.Join(corpustest.Dir(t), "api-reference", "beta")
}

func TestTheSeedPageSaysWhatItsOperationReturns(t *testing.T) {
	path := filepath.Join(corpustest.Dir(t), "seed", "reportroot-getcredentialuserregistrationcount.md")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := ReadPage(path, data)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Operations) != 1 || len(p.Examples) != 1 {
		t.Fatalf("%d operations, %d examples", len(p.Operations), len(p.Examples))
	}
	op, ex := p.Operations[0], p.Examples[0]
	if op.Method != "GET" || op.Path != "/reports/getCredentialUserRegistrationCount" || op.Position.Line != 35 {
		t.Errorf("operation: %s %s at %v", op.Method, op.Path, op.Position)
	}
	if want := (edm.TypeRef{Name: "microsoft.graph.credentialUserRegistrationCount", Collection: true}); op.Response != want {
		t.Errorf("response: %v, want %v", op.Response, want)
	}
	if len(op.Statuses) != 1 || op.Statuses[0].Status != 200 || op.Statuses[0].Reason != "OK" {
		t.Errorf("statuses: %+v", op.Statuses)
	}
	if ex.Operation != op || !op.ExampleShowsContext || !ex.Response.Truncated {
		t.Errorf("example: %+v", ex)
	}
	body := ex.ResponseMessage.Body
	v, err := location.ReadJSON(body, location.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	wrong := v.Member("value").Items[0].Member("userRegistrationCounts").Items[0].Members[1]
	if at := body.Position(wrong.NameStart); wrong.Name != "userRegistationCount" || p.Text.Line(at.Line) != `          "userRegistationCount": 23423 }` || at.Column != 11 {
		t.Errorf("%s at %v: %q", wrong.Name, at, p.Text.Line(at.Line))
	}
	if len(p.Problems) != 0 {
		t.Errorf("problems: %+v", p.Problems)
	}
}

// The floors are what the reader found when it was written: less of it is a
// form that it lost.
func TestTheBetaReferenceReadsWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 6,385 pages")
	}
	ref := load(t, Options{}, reference(t))
	s := ref.Stats
	t.Logf("%+v", s)
	for _, f := range []struct {
		what     string
		got, min int
	}{
		{"pages", s.Pages, 6385},
		{"annotations", s.Annotations, 12683},
		{"annotations that are no strict JSON", s.Lenient, 35},
		{"types", s.Types, 1896},
		{"enumerations", s.Enums, 650},
		{"tables of members", s.EnumTables, 480},
		{"property rows", s.PropertyRows, 13700},
		{"relationship rows", s.RelationshipRows, 1970},
		{"operations", s.Operations, 7520},
		{"examples", s.Examples, 2262},
		{"paired examples", s.Paired, 2190},
		{"response bodies", s.ResponseBodies, 1660},
	} {
		if f.got < f.min {
			t.Errorf("%s: %d, were %d", f.what, f.got, f.min)
		}
	}
	for _, c := range []struct {
		code Code
		max  int
	}{
		{AnnotationUnreadable, 0}, {AnnotationUnknownKind, 0}, {AnnotationNotClosed, 0}, {TypeCell, 0},
		{PropertyName, 0}, {RequestWithoutResponse, 5}, {ResponseWithoutRequest, 2}, {TableBroken, 3},
		{FenceNotClosed, 2}, {RepresentationJSON, 0},
	} {
		if got := s.Problems[c.code]; got > c.max {
			t.Errorf("%s: %d problems, were %d", c.code, got, c.max)
		}
	}
	reports := 0
	for _, op := range ref.Operations {
		if strings.HasPrefix(op.Path, "/reports/") {
			reports++
			if op.Response.IsZero() && !op.ReturnsNothing && len(op.Statuses) == 0 {
				t.Errorf("%s: %s %s says nothing of its answer", op.Position.File, op.Method, op.Path)
			}
		}
	}
	if reports < 90 {
		t.Errorf("%d operations of reports", reports)
	}
	count := ref.Model.EntityType("microsoft.graph.credentialUserRegistrationCount")
	if count == nil || len(count.Key) != 1 || count.Properties[2].Type.String() != "Collection(microsoft.graph.userRegistrationCount)" {
		t.Errorf("credentialUserRegistrationCount: %+v", count)
	}
}

func BenchmarkLoadBetaReference(b *testing.B) {
	root := reference(b)
	var pages int
	for b.Loop() {
		ref := load(b, Options{}, root)
		b.SetBytes(int64(ref.Stats.Bytes))
		pages += ref.Stats.Pages
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}
