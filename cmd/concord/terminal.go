package main

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/concord-odata/concord/pkg/report"
)

// colour reports whether standard output is a terminal that wants colours
// (no-color.org).
func colour() bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(os.Stdout.Fd()))
}

func width() int {
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		return w
	}
	return 0
}

// progress is the progress of long work, drawn on a terminal and nowhere
// else.
func progress(noun string) func(done, total int) {
	if !term.IsTerminal(int(os.Stderr.Fd())) || os.Getenv("TERM") == "dumb" {
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

// clearLine removes a progress line that work left behind.
func clearLine() {
	if term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb" {
		fmt.Fprint(os.Stderr, "\r\x1b[K")
	}
}

// notice tells the user something beside the reports.
func notice(format string, args ...any) {
	clearLine()
	fmt.Fprintf(os.Stderr, "concord: "+format+"\n", args...)
}

// commandLine is what the user typed, for the report.
func commandLine() string {
	words := []string{"concord"}
	for _, a := range os.Args[1:] {
		words = append(words, quote(a))
	}
	return strings.Join(words, " ")
}

// quote is a word as a shell takes it.
func quote(word string) string {
	if word != "" && !strings.ContainsAny(word, " \t\n'\"\\$`*?[](){}<>|&;#!~") {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
