package report

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

// Header says what ran.
type Header struct {
	Tool     string // "concord"; that where empty
	Version  string
	Command  string // as a person would type it: "concord check --recorded fixtures"
	Contract string // the contract's name or source
	Profile  rule.Profile
	Suites   []string // the suites that ran, or the inputs that were read
}

// Writer writes one report. Begin comes first and once, then each verdict,
// then End, once. A writer is used by one goroutine at a time.
type Writer interface {
	Begin(Header) error
	Verdict(*rule.Verdict) error
	End(rule.Summary) error
}

// Options shape a report. The zero value is right for a pipe.
type Options struct {
	Color   bool // the console's: the caller decides, from NO_COLOR and the terminal
	Width   int  // columns of the console; 100 where zero
	Verbose bool // the console: passed cases, infos, and every repetition
	// Gate is what fails the run, which the console says at its end.
	Gate rule.Gate
	// Root is the folder, absolute, that sarif and github name files
	// relative to: the repository's root. Empty leaves them as they are.
	Root string
}

// Formats lists the formats that New knows.
func Formats() []string { return []string{"console", "json", "junit", "sarif", "github", "markdown"} }

// New is the writer of that format onto w, which stays the caller's to close.
func New(format string, w io.Writer, opt Options) (Writer, error) {
	if opt.Width <= 0 {
		opt.Width = 100
	}
	switch format {
	case "console":
		return newConsole(w, opt), nil
	case "json":
		return newJSON(w, opt), nil
	case "junit":
		return newJUnit(w, opt), nil
	case "sarif":
		return newSARIF(w, opt), nil
	case "github":
		return newGitHub(w, opt), nil
	case "markdown":
		return newMarkdown(w, opt), nil
	}
	return nil, fmt.Errorf("report: format %q is none of %s", format, strings.Join(Formats(), ", "))
}

// Tee writes to all of the writers, to each even where another fails.
func Tee(writers ...Writer) Writer {
	if len(writers) == 1 {
		return writers[0]
	}
	return tee(writers)
}

type tee []Writer

func (t tee) each(do func(Writer) error) error {
	var errs []error
	for _, w := range t {
		errs = append(errs, do(w))
	}
	return errors.Join(errs...)
}

func (t tee) Begin(h Header) error { return t.each(func(w Writer) error { return w.Begin(h) }) }

func (t tee) Verdict(v *rule.Verdict) error {
	return t.each(func(w Writer) error { return w.Verdict(v) })
}

func (t tee) End(s rule.Summary) error { return t.each(func(w Writer) error { return w.End(s) }) }

// relative is the file's name below the root.
func (o Options) relative(file string) string { return rule.PathBelow(o.Root, file) }

// complete is the finding with what its case knows and it does not say, so
// that no finding of an exchange stands without its request.
func complete(v *rule.Verdict, f *rule.Finding) rule.Finding {
	c := *f
	if c.Operation == "" {
		c.Operation = v.Operation
	}
	if c.Request == "" {
		c.Request = v.Request
	}
	if c.File == "" {
		c.File = v.File
		if c.Line == 0 {
			c.Line = v.Line
		}
	}
	if c.Help == "" && c.Rule != "" {
		c.Help = "docs/rules.md#" + strings.ToLower(c.Rule)
	}
	return c
}
