package docs_test

import (
	"context"
	"io/fs"
	"testing"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega"

	"github.com/concord-odata/concord/fixtures"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/suite"
	"github.com/concord-odata/concord/suites/docs"
)

func TestDocs(t *testing.T) {
	pages, err := fs.Sub(fixtures.FS, "graph/beta/docs")
	if err != nil {
		t.Fatal(err)
	}
	c, err := contract.Load(context.Background(), []string{"graph-beta-reports"}, contract.Options{BuiltIn: map[string]fs.FS{"graph-beta-reports": pages}})
	if err != nil {
		t.Fatal(err)
	}
	plan := docs.Plan(c, suite.Options{})
	if len(plan.Cases) < 4 {
		t.Fatalf("%d documented examples, want one for each of the 4 operations at least", len(plan.Cases))
	}
	plan.Specs(nil)
	gomega.RegisterFailHandler(ginkgo.Fail)
	ginkgo.RunSpecs(t, "documented examples")
}
