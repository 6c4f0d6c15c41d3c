//go:build !linux

package growth

import "time"

var began = time.Now()

// now is the time of the clock: these systems do not count a thread's own.
func now() time.Duration { return time.Since(began) }
