package check

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

// asserted gathers which severities in the three profiles the rows of the
// tests assert of each rule: "CTX-012" → "EEW".
var asserted = struct {
	sync.Mutex
	by map[string]map[string]bool
}{by: map[string]map[string]bool{}}

// assert notes what a row wants.
func assert(want []string) {
	asserted.Lock()
	defer asserted.Unlock()
	for _, w := range want {
		fields := strings.Fields(w)
		if len(fields) < 2 {
			continue
		}
		triple := fields[1]
		if len(triple) == 1 {
			triple = strings.Repeat(triple, 3)
		}
		if asserted.by[fields[0]] == nil {
			asserted.by[fields[0]] = map[string]bool{}
		}
		asserted.by[fields[0]][triple] = true
	}
}

// elsewhere are cases that no row of a recorded exchange can show, and the
// tests that show them.
var elsewhere = map[string]string{
	"live": "TestLiveAnswersWeighLess",
}

// TestMain runs the tests, and then holds what they asserted against the
// registry: every rule has a mutant that it kills, and every severity of
// every case of it is asserted in its profile.
func TestMain(m *testing.M) {
	code := m.Run()
	if code == 0 && unset("test.run", "test.skip", "test.list") && !testing.Short() {
		if missing := unasserted(); len(missing) > 0 {
			fmt.Printf("FAIL: the mutation matrix is not complete:\n  %s\n", strings.Join(missing, "\n  "))
			code = 1
		}
	}
	os.Exit(code)
}

// unset reports whether none of the flags leaves tests out.
func unset(flags ...string) bool {
	for _, name := range flags {
		if f := flag.Lookup(name); f != nil && f.Value.String() != "" {
			return false
		}
	}
	return true
}

func unasserted() []string {
	var missing []string
	for _, r := range rules {
		seen := asserted.by[r.ID]
		if len(seen) == 0 {
			missing = append(missing, r.ID+": no row of a test wants it")
			continue
		}
		check := func(name string, l rule.Levels) {
			if t := triple(l); t != "---" && !seen[t] {
				missing = append(missing, fmt.Sprintf("%s: no row asserts %s (%s); asserted are %v", r.ID, t, name, keys(seen)))
			}
		}
		check("the rule itself", r.Levels)
		for name, l := range r.Cases {
			if _, there := elsewhere[name]; !there {
				check(name, l)
			}
		}
	}
	slices.Sort(missing)
	return missing
}

func triple(l rule.Levels) string {
	var b strings.Builder
	for _, s := range []rule.Severity{l.V401, l.V40, l.Graph} {
		b.WriteByte("-IWE"[s])
	}
	return b.String()
}

func keys(m map[string]bool) []string {
	var all []string
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}
