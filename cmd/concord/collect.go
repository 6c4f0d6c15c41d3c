package main

import (
	"os"
	"runtime/debug"
)

// collectSeldom lets garbage grow to four times what lives, up to 2 GiB in
// all, where the environment does not say otherwise. A verb that reads much
// and lets little go before its end spends a sixth of its time looking for
// garbage that is not there.
func collectSeldom() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(2 << 30)
}
