package matcher

import (
	"slices"
	"sync"

	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
)

// judges are the judges that were used last. A matcher is made for each
// assertion, while compiling the schema of a type of a large contract costs a
// thousand times what judging by it does.
var judges struct {
	sync.Mutex
	recent []*check.Judge
	by     []check.Options
}

// maxJudges bounds how many contracts are kept alive by that.
const maxJudges = 8

// judgeOf is the judge by a contract, the one of before where there is one.
func judgeOf(c *contract.Contract, opt check.Options) *check.Judge {
	judges.Lock()
	defer judges.Unlock()
	for i, j := range judges.recent {
		if j.Contract() == c && judges.by[i] == opt {
			return j
		}
	}
	if len(judges.recent) == maxJudges {
		judges.recent, judges.by = slices.Delete(judges.recent, 0, 1), slices.Delete(judges.by, 0, 1)
	}
	j := check.New(c, opt)
	judges.recent, judges.by = append(judges.recent, j), append(judges.by, opt)
	return j
}
