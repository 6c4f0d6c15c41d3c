package recorded_test

import (
	"context"
	"io/fs"
	"testing"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega"

	"github.com/concord-odata/concord/fixtures"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/suite"
	"github.com/concord-odata/concord/suites/recorded"
)

func TestRecorded(t *testing.T) {
	pages, err := fs.Sub(fixtures.FS, "graph/beta/docs")
	if err != nil {
		t.Fatal(err)
	}
	c, err := contract.Load(context.Background(), []string{"graph-beta-reports"}, contract.Options{BuiltIn: map[string]fs.FS{"graph-beta-reports": pages}})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := recorded.Plan(c, suite.Options{}, fixtures.FS, "graph", "fixtures/")
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Cases) < 10 {
		t.Fatalf("%d recorded exchanges, want at least 10", len(plan.Cases))
	}
	plan.Specs(nil)
	gomega.RegisterFailHandler(ginkgo.Fail)
	ginkgo.RunSpecs(t, "recorded exchanges")
}
