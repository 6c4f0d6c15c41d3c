// Package live is the suite against a live service: every documented
// operation that only reads, asked and judged.
//
//	CONCORD_LIVE_URL=https://graph.microsoft.com/beta CONCORD_TOKEN=… go test ./suites/live
package live

import (
	"os"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/suite"
)

// Options say whom the suite asks.
type Options struct {
	suite.Options
	Service string // the service root's URL
	NoAuth  bool   // send no token, though CONCORD_TOKEN has one
}

// Plan is a spec for each documented operation that only reads. The bearer
// token comes from CONCORD_TOKEN.
func Plan(c *contract.Contract, opt Options) (*suite.Plan, error) {
	token := os.Getenv("CONCORD_TOKEN")
	if opt.NoAuth {
		token = ""
	}
	return suite.Live(c, suite.LiveOptions{Options: opt.Options, Service: opt.Service, Token: token})
}
