// Command concord tests whether an OData service answers the way its
// documentation and metadata promise.
//
// Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad usage or
// unreadable input.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// version is set by the linker for releases.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// errFindings is that the run is over, and the gate is shut.
var errFindings = errors.New("findings")

func run(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFindings):
		return 1
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(os.Stderr, "concord: interrupted; nothing was written")
		return 2
	}
	fmt.Fprintln(os.Stderr, "concord: "+err.Error())
	return 2
}
