// Package growth tells tests how the cost of something grows with its input:
// what an enemy can make costs its size, and not the square of it. It counts
// the processor time of one thread, for two sizes in the same run: neither a
// busy machine nor the race detector decides. It is imported by tests alone.
package growth

import (
	"runtime"
	"testing"
	"time"
)

// negligible is a cost that needs no comparison.
const negligible = 100 * time.Millisecond

// Linear asks that do costs no more than its size explains: 4 times the input
// may cost 11 times as much, where the square is 16.
func Linear(t testing.TB, size int, do func(size int)) {
	t.Helper()
	AtMost(t, 11, size/4, size, do)
}

// AtMost asks that do of the large size costs at most so many times what it
// does of the small one. With -short it is done once, of the small size, and
// nothing is compared.
func AtMost(t testing.TB, times, small, large int, do func(size int)) {
	t.Helper()
	if testing.Short() {
		do(small)
		return
	}
	for try := 0; ; try++ {
		l := cost(large, do)
		if l < negligible {
			return
		}
		s := cost(small, do)
		if l <= time.Duration(times)*s {
			return
		}
		if try == 3 {
			t.Errorf("a size of %d costs %v, one of %d costs %v: more than %d times as much", small, s, large, l, times)
			return
		}
	}
}

// cost is the processor time of one call, the garbage of earlier ones aside.
func cost(size int, do func(int)) time.Duration {
	runtime.GC()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := now()
	do(size)
	return now() - before
}
