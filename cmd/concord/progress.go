package main

import (
	"os"

	"golang.org/x/term"

	"github.com/concord-odata/concord/pkg/report"
)

// progress is the progress of long work, drawn on a terminal and nowhere
// else.
func progress(noun string) func(done, total int) {
	if !term.IsTerminal(int(os.Stderr.Fd())) {
		return nil
	}
	var bar *report.Progress
	drawn := 0
	return func(done, total int) {
		if bar == nil {
			bar = report.NewProgress(os.Stderr, noun, total)
		}
		bar.Add(done - drawn)
		drawn = done
		if done >= total {
			bar.Close()
		}
	}
}
