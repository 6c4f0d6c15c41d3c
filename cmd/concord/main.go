// Command concord tests whether an OData service answers the way its
// documentation and metadata promise.
//
// Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad usage or
// unreadable input.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// version is set by the linker for releases.
var version = "dev"

func main() {
	collectLate()
	os.Exit(run())
}

// errFindings is that the run is over, and the gate is shut.
var errFindings = errors.New("findings")

// run runs the command line, and is its exit code.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	err := newRoot().ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFindings):
		return 1
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		notice("interrupted; no file was written")
		return 2
	}
	notice("%s", err)
	return 2
}
