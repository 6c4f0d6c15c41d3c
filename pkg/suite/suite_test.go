package suite

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

const metadata = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="org.example" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="size" Type="Edm.Int32"/></EntityType>
<EntityContainer Name="service"><EntitySet Name="things" EntityType="org.example.thing"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

func things(t *testing.T) *contract.Contract {
	t.Helper()
	file := filepath.Join(t.TempDir(), "metadata.xml")
	if err := os.WriteFile(file, []byte(metadata), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := contract.Load(t.Context(), []string{file}, contract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// fixture is a recorded exchange of things(a), with that body and meta.yaml.
func fixture(body, meta string) *fstest.MapFile {
	text := "A recording.\n-- request --\nGET /beta/things('a') HTTP/1.1\nHost: example.org\nAccept: application/json\n\n" +
		"-- response --\nHTTP/1.1 200 OK\nContent-Type: application/json;odata.metadata=minimal\nOData-Version: 4.0\n\n" + body + "\n"
	if meta != "" {
		text += "-- meta.yaml --\n" + meta
	}
	return &fstest.MapFile{Data: []byte(text)}
}

const (
	sound = `{"@odata.context":"https://example.org/beta/$metadata#things/$entity","id":"a","size":1}`
	wrong = `{"@odata.context":"https://example.org/beta/$metadata#things/$entity","id":"a","size":"x"}`
)

func verdicts(t *testing.T, p *Plan) (all []rule.Verdict) {
	t.Helper()
	for _, c := range p.Cases {
		all = append(all, c.Judge(t.Context()))
	}
	return all
}

func TestEveryFixtureIsACase(t *testing.T) {
	plan, err := Recorded(things(t), Options{Profile: rule.OData40}, fstest.MapFS{
		"example/beta/b/200.txtar":   fixture(wrong, ""),
		"example/beta/a/200.txtar":   fixture(sound, "tags: [quick]\n"),
		"example/beta/c/200.txtar":   fixture(wrong, "expect: [PRM-001]\n"),
		"example/beta/d/200.txtar":   fixture(sound, "expect: [PRM-001]\n"),
		"example/beta/a/readme.md":   {Data: []byte("no fixture")},
		"elsewhere/beta/x/200.txtar": fixture(wrong, ""),
	}, "example", "fixtures/")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range plan.Cases {
		names = append(names, c.Text)
	}
	if want := "a/200.txtar b/200.txtar c/200.txtar d/200.txtar"; strings.Join(names, " ") != want {
		t.Fatalf("the cases are %s, want %s", names, want)
	}
	if got := strings.Join(labels(plan.Cases[0].Labels), " "); !strings.Contains(got, "recorded") || !strings.Contains(got, "GET") ||
		!strings.Contains(got, "status:200") || !strings.Contains(got, "api:example") || !strings.Contains(got, "version:beta") || !strings.Contains(got, "quick") {
		t.Errorf("the labels are %s", got)
	}
	all := verdicts(t, plan)
	for i, want := range []rule.State{rule.Passed, rule.Failed, rule.Passed, rule.Failed} {
		if all[i].State != want {
			t.Errorf("%s %s, want %s: %+v", names[i], all[i].State, want, all[i])
		}
	}
	if f := all[1].Findings; len(f) != 1 || f[0].Rule != "PRM-001" || f[0].File != "fixtures/example/beta/b/200.txtar" || f[0].ExpectedByFixture {
		t.Errorf("the findings are %+v", f)
	}
	if f := all[2].Findings; len(f) != 1 || f[0].Severity != rule.Info || !f[0].ExpectedByFixture {
		t.Errorf("an expected finding is %+v", f)
	}
	if f := all[3].Findings; len(f) != 1 || f[0].Rule != "PRM-001" || f[0].Cause != "expected" || !strings.Contains(f[0].Message, "did not") {
		t.Errorf("an expected finding that did not come gives %+v", f)
	}
	if all[0].Reproduce != "concord check --recorded fixtures/example/beta/a/200.txtar" {
		t.Errorf("reproduced by %q", all[0].Reproduce)
	}
}

func TestAFixtureThatCannotBeReadIsAnError(t *testing.T) {
	for name, file := range map[string]fstest.MapFS{
		"no exchange":       {"x/a.txtar": {Data: []byte("nothing here\n")}},
		"no folder":         {},
		"an unknown member": {"x/a.txtar": fixture(sound, "expects: [PRM-001]\n")},
	} {
		if p, err := Recorded(things(t), Options{}, file, "x", ""); err == nil {
			t.Errorf("%s: %d cases, want an error", name, len(p.Cases))
		}
	}
}

func TestAsManyFindingsAreExpectedAsTheFixtureNames(t *testing.T) {
	finding := func(id string, s rule.Severity) rule.Finding { return rule.Finding{Rule: id, Severity: s} }
	for _, c := range []struct {
		name     string
		findings []rule.Finding
		state    rule.State
		expect   []string
		want     rule.State
		left     int // findings that count still
	}{
		{"none named", []rule.Finding{finding("PRM-001", rule.Error)}, rule.Failed, nil, rule.Failed, 1},
		{"one of one", []rule.Finding{finding("PRM-001", rule.Error)}, rule.Failed, []string{"PRM-001"}, rule.Passed, 0},
		{"one of two", []rule.Finding{finding("PRM-001", rule.Error), finding("PRM-001", rule.Error)}, rule.Failed, []string{"PRM-001"}, rule.Failed, 1},
		{"two of two", []rule.Finding{finding("PRM-001", rule.Error), finding("PRM-001", rule.Error)}, rule.Failed, []string{"PRM-001", "PRM-001"}, rule.Passed, 0},
		{"another rule", []rule.Finding{finding("PRM-002", rule.Error)}, rule.Failed, []string{"PRM-001"}, rule.Failed, 2},
		{"a warning that was named", []rule.Finding{finding("PRM-001", rule.Warning)}, rule.Passed, []string{"PRM-001"}, rule.Passed, 0},
		{"an information does not count as one that came", []rule.Finding{finding("PRM-001", rule.Info)}, rule.Passed, []string{"PRM-001"}, rule.Failed, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := []rule.Verdict{{State: c.state, Findings: c.findings}}
			expect(v, &exchange.Meta{Expect: c.expect})
			left := 0
			for _, f := range v[0].Findings {
				if f.Severity >= rule.Warning {
					left++
				}
			}
			if v[0].State != c.want || left != c.left {
				t.Errorf("%s with %d findings left, want %s with %d: %+v", v[0].State, left, c.want, c.left, v[0].Findings)
			}
		})
	}
}

func TestALivePlanAsksWhatCanBeAsked(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("OData-Version", "4.0")
		if r.URL.Path == "/beta/refused" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if r.URL.Path == "/beta/broken" {
			panic(http.ErrAbortHandler)
		}
		fmt.Fprintf(w, `{"@odata.context":"http://%s/beta/$metadata#things/$entity","id":"a","size":"x"}`, r.Host)
	}))
	defer server.Close()
	c := things(t)
	for _, path := range []string{"/things('a')", "/things/{id}", "/refused", "/broken"} {
		c.Operations = append(c.Operations, &contract.Operation{Method: "GET", Path: path})
	}
	c.Operations = append(c.Operations, &contract.Operation{Method: "POST", Path: "/things"})
	plan, err := Live(c, LiveOptions{Options: Options{Profile: rule.OData40}, Service: server.URL + "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Cases) != 4 || !plan.Serial {
		t.Fatalf("%d cases, serial %t: want the 4 that only read, one after the other", len(plan.Cases), plan.Serial)
	}
	all := verdicts(t, plan)
	for i, want := range []rule.State{rule.Failed, rule.Unjudged, rule.Unjudged, rule.Unjudged} {
		if all[i].State != want {
			t.Errorf("%s %s (%s), want %s: %+v", plan.Cases[i].Text, all[i].State, all[i].Reason, want, all[i].Findings)
		}
	}
	if all[1].Reason != "parameter missing: id" {
		t.Errorf("the reason is %q", all[1].Reason)
	}
	if want := `curl -H 'Accept: application/json' '` + server.URL + `/beta/things('\''a'\'')'`; all[0].Reproduce != want {
		t.Errorf("reproduced by %s, want %s", all[0].Reproduce, want)
	}
	if n := asked.Load(); n < 3 {
		t.Errorf("%d requests were sent, want 3", n)
	}
	if _, err := Live(c, LiveOptions{Service: "nowhere"}); err == nil {
		t.Error("a service that is no URL is no error")
	}
}

func plans() []*Plan {
	return []*Plan{
		{Title: "one", Cases: []Case{{Text: "a", Labels: []string{"GET", "version:beta", "type:org.example.thing"}}, {Text: "b", Labels: []string{"POST", "version:beta"}}}},
		{Title: "two", Cases: []Case{{Text: "c", Labels: []string{"GET", "status:404", "odd (name), with/operators & more"}}}},
	}
}

func TestALabelFilterSelectsCases(t *testing.T) {
	for _, c := range []struct{ filter, want string }{
		{"", "abc"}, {"GET", "ac"}, {"!GET", "b"}, {"GET && version:beta", "a"}, {"version: isSubsetOf {beta}", "abc"}, {"/^status/", "c"}, {"POST || status:404", "bc"},
	} {
		kept, err := Select(plans(), c.filter)
		if err != nil {
			t.Errorf("%q: %v", c.filter, err)
			continue
		}
		got := ""
		for _, p := range kept {
			for _, k := range p.Cases {
				got += k.Text
			}
		}
		if got != c.want {
			t.Errorf("%q keeps %s, want %s", c.filter, got, c.want)
		}
	}
	_, err := Select(plans(), "DELETE")
	var none *NoCaseError
	if !errors.As(err, &none) || none.Filter != "DELETE" || !strings.Contains(err.Error(), "POST") {
		t.Errorf("a filter that nothing matches: %v", err)
	}
	if _, err := Select(plans(), "GET &&"); err == nil || errors.As(err, &none) || strings.ContainsAny(err.Error(), "\n\x1b{") || !strings.HasPrefix(err.Error(), `label-filter "GET &&": `) || len(err.Error()) < 30 {
		t.Errorf("a filter that cannot be read: %v", err)
	}
	if _, err := Select(nil, ""); !errors.As(err, &none) || err.Error() != "there is no case to judge" {
		t.Errorf("no plan at all: %v", err)
	}
}

func TestLabelsAreSuchAsGinkgoTakes(t *testing.T) {
	got := Labels(plans())
	if !slices.IsSorted(got) || !slices.Contains(got, "odd -name-- with-operators - more") || slices.Contains(got, "") {
		t.Errorf("the labels are %q", got)
	}
	if n := len(slices.Compact(slices.Clone(got))); n != len(got) {
		t.Errorf("a label stands twice in %q", got)
	}
}

func TestResultsComeInOrder(t *testing.T) {
	for _, jobs := range []int{0, 1, 3, 100} {
		var got []int
		var running, most atomic.Int32
		err := InOrder(t.Context(), 50, jobs, func(_ context.Context, i int) (int, error) {
			now := running.Add(1)
			defer running.Add(-1)
			for m := most.Load(); now > m && !most.CompareAndSwap(m, now); m = most.Load() {
			}
			return i * i, nil
		}, func(i, result int) error {
			if result != i*i {
				t.Errorf("result %d is %d", i, result)
			}
			got = append(got, i)
			return nil
		})
		if err != nil || len(got) != 50 || !slices.IsSorted(got) {
			t.Errorf("%d jobs: %v, %v", jobs, got, err)
		}
		if jobs > 0 && int(most.Load()) > jobs {
			t.Errorf("%d ran at once, of %d", most.Load(), jobs)
		}
	}
}

func TestTheFirstErrorInTheOrderOfTheNumbersEndsIt(t *testing.T) {
	failed, refused := errors.New("failed"), errors.New("refused")
	yielded := 0
	err := InOrder(t.Context(), 1000, 4, func(_ context.Context, i int) (int, error) {
		if i == 5 {
			return 0, failed
		}
		return i, nil
	}, func(int, int) error { yielded++; return nil })
	if !errors.Is(err, failed) || yielded != 5 {
		t.Errorf("%v after %d results, want %v after 5", err, yielded, failed)
	}
	err = InOrder(t.Context(), 1000, 4, func(_ context.Context, i int) (int, error) { return i, nil }, func(i, _ int) error {
		if i == 3 {
			return refused
		}
		return nil
	})
	if !errors.Is(err, refused) {
		t.Errorf("%v, want %v", err, refused)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = InOrder(ctx, 1000, 4, func(ctx context.Context, i int) (int, error) {
		if i == 10 {
			cancel()
		}
		return i, nil
	}, func(int, int) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
	if err := InOrder(t.Context(), 0, 4, func(context.Context, int) (int, error) { return 0, failed }, func(int, int) error { return failed }); err != nil {
		t.Errorf("nothing to do: %v", err)
	}
}
