// Package live is the suite against a live service: every documented
// operation that only reads, asked and judged.
//
//	CONCORD_LIVE_URL=https://graph.microsoft.com/beta CONCORD_TOKEN=… go test ./suites/live
package live

import (
	"os"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/live"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/suite"
)

// Options say whom the suite asks.
type Options struct {
	Service string // the service root's URL
	NoAuth  bool   // send no token, though CONCORD_TOKEN has one
	Profile rule.Profile
}

// Plan is a spec for each documented operation that only reads. The bearer
// token comes from CONCORD_TOKEN.
func Plan(c *contract.Contract, opt Options) (*suite.Plan, error) {
	token := os.Getenv("CONCORD_TOKEN")
	if opt.NoAuth {
		token = ""
	}
	client, err := live.New(live.Options{Service: opt.Service, Token: token})
	if err != nil {
		return nil, err
	}
	return suite.Live(c, client, opt.Profile), nil
}
