package lint_test

import (
	"syscall"
	"time"
)

// processorTime is what the process has used of all cores.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err) // the call has no other failure than a wrong argument
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
