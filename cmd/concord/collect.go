package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"
)

// seldom says that the verb collects as it wants to.
var seldom atomic.Bool

// firstHeap is how much garbage, and what lives, the first collection waits
// for, in percent of the 4 MiB that the runtime takes for the smallest heap.
const firstHeap = 600

// collectLate lets the first collection wait for 24 MiB in place of 4, where
// the environment does not say otherwise, and those after it not at all: to
// judge a small body takes less, and a kept contract with all its types is
// soon there, and all of it lives.
func collectLate() {
	if collectorSet() {
		return
	}
	debug.SetGCPercent(firstHeap)
	runtime.AddCleanup(&struct{ first *int }{}, func(struct{}) {
		if !seldom.Load() {
			debug.SetGCPercent(100)
		}
	}, struct{}{})
}

// collectSeldom lets garbage grow to four times what lives, up to 2 GiB in
// all, where the environment does not say otherwise. A verb that reads much
// and lets little go before its end spends a sixth of its time looking for
// garbage that is not there.
func collectSeldom() {
	seldom.Store(true)
	if collectorSet() {
		return
	}
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(2 << 30)
}

func collectorSet() bool { return os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" }
