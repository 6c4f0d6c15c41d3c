package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"github.com/concord-odata/concord/pkg/report"
	"github.com/concord-odata/concord/pkg/rule"
)

// reporter writes the reports of a run: at most one to standard output, the
// others to files, which appear whole or not at all.
type reporter struct {
	writer  report.Writer
	summary rule.Summary
	gate    rule.Gate
	stdout  *bufio.Writer
	files   []*pending
	err     error
}

// pending is a file that is written beside its place until it is whole.
type pending struct {
	path string
	temp *os.File
	buf  *bufio.Writer
}

func (f *common) open(h report.Header) (*reporter, error) {
	gate, err := f.gate()
	if err != nil {
		return nil, err
	}
	r := &reporter{gate: gate, stdout: bufio.NewWriter(os.Stdout)}
	formats := f.formats
	if len(formats) == 0 {
		formats = []string{"console"}
	}
	toStdout := ""
	var writers []report.Writer
	for _, spec := range formats {
		format, path, isFile := strings.Cut(spec, "=")
		var out io.Writer = r.stdout
		switch {
		case isFile && path == "":
			return nil, r.abandon(fmt.Errorf("--format %s: the file's name is missing", spec))
		case isFile:
		case f.output != "" && toStdout == "":
			path, isFile, toStdout = f.output, true, format
		case toStdout != "":
			return nil, r.abandon(fmt.Errorf("--format %s and %s both write to standard output: give one a file, as %s=FILE", toStdout, format, format))
		default:
			toStdout = format
		}
		if isFile {
			p, err := create(path)
			if err != nil {
				return nil, r.abandon(err)
			}
			r.files = append(r.files, p)
			out = p.buf
		}
		w, err := report.New(format, out, report.Options{Color: !isFile && colour(), Width: width(), Verbose: f.verbose, Gate: gate, Root: workingDir()})
		if err != nil {
			return nil, r.abandon(fmt.Errorf("--format %s: %s", format, strings.TrimPrefix(err.Error(), "report: ")))
		}
		writers = append(writers, w)
	}
	r.writer = report.Tee(writers...)
	h.Tool, h.Version = "concord", version
	return r, r.writer.Begin(h)
}

func create(path string) (*pending, error) {
	t, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return nil, fmt.Errorf("--format: %w", err)
	}
	return &pending{path, t, bufio.NewWriter(t)}, nil
}

// verdict reports one case.
func (r *reporter) verdict(v *rule.Verdict) {
	r.summary.Add(v)
	if err := r.writer.Verdict(v); err != nil && r.err == nil {
		r.err = err
	}
}

// abandon removes what was begun.
func (r *reporter) abandon(err error) error {
	for _, p := range r.files {
		_ = p.temp.Close()
		_ = os.Remove(p.temp.Name())
	}
	r.files = nil
	return err
}

// close ends the reports, and says whether the gate is shut.
func (r *reporter) close() error {
	err := errors.Join(r.err, r.writer.End(r.summary), r.stdout.Flush())
	for _, p := range r.files {
		err = errors.Join(err, p.buf.Flush(), p.temp.Close())
	}
	if err != nil {
		return r.abandon(err)
	}
	for _, p := range r.files {
		if err := os.Chmod(p.temp.Name(), 0o644); err != nil {
			return r.abandon(err)
		}
		if err := os.Rename(p.temp.Name(), p.path); err != nil {
			return r.abandon(err)
		}
	}
	if len(r.gate.Failures(r.summary)) > 0 {
		return errFindings
	}
	return nil
}

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
