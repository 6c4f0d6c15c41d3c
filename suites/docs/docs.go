// Package docs is the suite of documented examples: every example of the
// contract's pages judged by the types that the same pages document.
//
//	go test ./suites/docs
package docs

import (
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/suite"
)

// Plan is a spec for each documented example.
func Plan(c *contract.Contract, opt suite.Options) *suite.Plan {
	return suite.Documented(c, opt)
}
