// Package growth tells tests how the cost of something grows with its input:
// what an enemy can make costs its size, and not the square of it. It counts
// the processor time of one thread, for two sizes in the same run: neither a
// busy machine nor the race detector decides. It is imported by tests alone.
package growth

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// negligible is a cost that needs no comparison.
const negligible = 100 * time.Millisecond

// Linear asks that do costs no more than its size explains: 4 times the input
// may cost 13 times as much, where the square is 16.
func Linear(t testing.TB, size int, do func(size int)) {
	t.Helper()
	AtMost(t, 13, size/4, size, do)
}

// AtMost asks that do of the large size costs at most so many times what it
// does of the small one. Of several tries the cheapest of each counts: what
// disturbs one only ever adds to it. With -short it is done once, of the small
// size, and nothing is compared.
func AtMost(t testing.TB, times, small, large int, do func(size int)) {
	t.Helper()
	if testing.Short() {
		do(small)
		return
	}
	l, s := cost(large, do), cost(small, do)
	for try := 0; l >= negligible && l > time.Duration(times)*s; try++ {
		if try == 5 {
			t.Errorf("a size of %d costs %v, one of %d costs %v: more than %d times as much", small, s, large, l, times)
			return
		}
		l = min(l, cost(large, do))
		s = min(s, cost(small, do))
	}
}

// cost is the processor time of one call. The collector stands still for it:
// how much of its work falls to the thread that allocates is not the input's
// doing.
func cost(size int, do func(int)) time.Duration {
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := now()
	do(size)
	return now() - before
}
