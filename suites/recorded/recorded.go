// Package recorded is the suite of recorded exchanges: every fixture judged
// by the contract, without any network.
//
//	go test ./suites/recorded
//	ginkgo --label-filter 'GET' ./suites/recorded
package recorded

import (
	"io/fs"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/suite"
)

// Plan is a spec for each recorded exchange below root. prefix is put before
// the files' names in findings.
func Plan(c *contract.Contract, opt suite.Options, fsys fs.FS, root, prefix string) (*suite.Plan, error) {
	return suite.Recorded(c, opt, fsys, root, prefix)
}
