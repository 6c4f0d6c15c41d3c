package matcher

import (
	"testing"

	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/rule"
)

// Compiling schemas anew for each assertion would make a large suite slow.
func TestAssertionsShareTheirJudge(t *testing.T) {
	c := contract.Join()
	first := judgeOf(c, check.Options{})
	if judgeOf(c, check.Options{}) != first {
		t.Error("a second assertion has another judge")
	}
	if judgeOf(c, check.Options{Live: true}) == first || judgeOf(c, check.Options{Profile: rule.OData40}) == first || judgeOf(contract.Join(), check.Options{}) == first {
		t.Error("another question has the same judge")
	}
	for range 3 * maxJudges {
		judgeOf(contract.Join(), check.Options{})
	}
	if len(judges.recent) != maxJudges || len(judges.by) != maxJudges {
		t.Errorf("%d judges are kept alive", len(judges.recent))
	}
}
