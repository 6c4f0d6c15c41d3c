//go:build !linux

package lint_test

import "time"

var began = time.Now()

// processorTime is, elsewhere than on Linux, the time of the clock.
func processorTime() time.Duration { return time.Since(began) }
