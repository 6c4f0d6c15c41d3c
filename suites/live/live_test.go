package live_test

import (
	"bytes"
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega"

	"github.com/concord-odata/concord/fixtures"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/suites/live"
)

// TestLive asks the service that CONCORD_LIVE_URL names; without it, a server
// of its own that answers what the fixtures recorded.
func TestLive(t *testing.T) {
	service := os.Getenv("CONCORD_LIVE_URL")
	replayed := service == ""
	if replayed {
		server := replay(t)
		defer server.Close()
		service = server.URL + "/beta"
	}
	plan, err := live.Plan(pages(t), live.Options{Service: service, NoAuth: replayed})
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Cases) != 4 {
		t.Fatalf("%d operations are asked, want the 4 that the pages document", len(plan.Cases))
	}
	passed := 0
	var unjudged []string
	plan.Specs(func(v *rule.Verdict) {
		switch v.State {
		case rule.Passed:
			passed++
		case rule.Unjudged:
			unjudged = append(unjudged, v.Reason)
		}
	})
	gomega.RegisterFailHandler(ginkgo.Fail)
	ginkgo.RunSpecs(t, "live service")
	if replayed && (passed != 3 || len(unjudged) != 1 || !strings.HasPrefix(unjudged[0], "parameter missing: ")) {
		t.Errorf("%d operations passed, want 3; unjudged is %q, want the one that asks for a period", passed, unjudged)
	}
}

func pages(t *testing.T) *contract.Contract {
	t.Helper()
	pages, err := fs.Sub(fixtures.FS, "graph/beta/docs")
	if err != nil {
		t.Fatal(err)
	}
	c, err := contract.Load(context.Background(), []string{"graph-beta-reports"}, contract.Options{BuiltIn: map[string]fs.FS{"graph-beta-reports": pages}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// replay is a server that answers each path as its fixture 200.txtar was
// answered, under its own host.
func replay(t *testing.T) *httptest.Server {
	t.Helper()
	answers := map[string]*exchange.Response{}
	err := fs.WalkDir(fixtures.FS, "graph", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "/200.txtar") {
			return err
		}
		data, err := fs.ReadFile(fixtures.FS, name)
		if err != nil {
			return err
		}
		f, err := exchange.ReadFixture(name, data)
		if err != nil {
			return err
		}
		answers[f.Exchanges[0].Request.URL.Path] = f.Exchanges[0].Response
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := answers[r.URL.Path]
		if answer == nil {
			http.NotFound(w, r)
			return
		}
		for _, f := range answer.Header {
			if !strings.EqualFold(f.Name, "Content-Length") && !strings.EqualFold(f.Name, "Transfer-Encoding") {
				w.Header().Add(f.Name, f.Value)
			}
		}
		w.WriteHeader(answer.Status)
		_, _ = w.Write(bytes.ReplaceAll(answer.Body.Data, []byte("https://graph.microsoft.com"), []byte("http://"+r.Host)))
	}))
}
