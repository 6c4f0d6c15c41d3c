package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/concord-odata/concord/pkg/report"
	"github.com/concord-odata/concord/pkg/rule"
)

// How a verb reports.
type manner struct {
	// atOnce writes to standard output case by case; else it is written when
	// the run is over, or not at all.
	atOnce bool
	// together shows a cause once in the whole run, not once a case.
	together bool
	// silent has no report on standard output but those that are asked for.
	silent bool
	// whole are the files and folders that the run looks at whole, for the
	// baseline.
	whole []string
}

// reporter passes verdicts through the configuration and the baseline to the
// reports: at most one on standard output, the others in files, which appear
// whole or not at all.
type reporter struct {
	manner
	flags    *common
	gate     rule.Gate
	baseline *baseline // nil: none

	people, machines report.Writer // causes together; a finding a place
	stdout           io.Writer
	waiting          bytes.Buffer // for standard output
	files            []*pending

	held    []rule.Verdict // until the run is over: see together and baseline
	summary rule.Summary
	causes  rule.Causes
	err     error
}

func (f *common) open(h report.Header, m manner) (*reporter, error) {
	gate, err := f.gate()
	if err != nil {
		return nil, err
	}
	r := &reporter{manner: m, flags: f, gate: gate, stdout: os.Stdout}
	if !m.atOnce {
		r.stdout = &r.waiting
	}
	if f.baseline != "" {
		if r.baseline, err = openBaseline(f); err != nil {
			return nil, err
		}
	}
	if err := r.openWriters(); err != nil {
		return nil, r.abandon(err)
	}
	h.Tool, h.Version, h.Command = "concord", version, commandLine()
	if err := errors.Join(r.people.Begin(h), r.machines.Begin(h)); err != nil {
		return nil, r.abandon(err)
	}
	return r, nil
}

// openWriters opens a report for each --format.
func (r *reporter) openWriters() error {
	formats := r.flags.formats
	if len(formats) == 0 && !r.silent {
		formats = []string{"console"}
	}
	toStdout, output := "", r.flags.output
	var people, machines []report.Writer
	for _, spec := range formats {
		format, path, isFile := strings.Cut(spec, "=")
		out := r.stdout
		switch {
		case isFile && path == "":
			return fmt.Errorf("--format %s: the file's name is missing", spec)
		case isFile:
		case output != "":
			path, isFile, output = output, true, ""
		case toStdout != "":
			return fmt.Errorf("--format %s and %s both write to standard output: give one a file, as %s=FILE", toStdout, format, format)
		case r.silent:
			return fmt.Errorf("--format %s: standard output has the diff already: give the report a file, as %s=FILE", format, format)
		default:
			toStdout = format
		}
		if isFile {
			p, err := create(path)
			if err != nil {
				return err
			}
			r.files = append(r.files, p)
			out = p.buf
		}
		w, err := report.New(format, out, report.Options{Color: !isFile && colour(), Width: width(), Verbose: r.flags.verbose, Gate: r.gate, Root: workingDir()})
		if err != nil {
			return fmt.Errorf("--format %s: %s", format, strings.TrimPrefix(err.Error(), "report: "))
		}
		if format == "console" || format == "markdown" {
			people = append(people, w)
		} else {
			machines = append(machines, w)
		}
	}
	if output != "" {
		return fmt.Errorf("--output %s: no --format is left for it: each has a file of its own", output)
	}
	r.people, r.machines = report.Tee(people...), report.Tee(machines...)
	return nil
}

// verdict reports one case.
func (r *reporter) verdict(v *rule.Verdict) {
	r.flags.suppress.Apply(v)
	if r.baseline != nil {
		r.baseline.look(v)
		if r.flags.updateBaseline {
			r.held = append(r.held, *v)
			return
		}
	}
	r.show(v)
}

// show writes a verdict without what the baseline hides.
func (r *reporter) show(v *rule.Verdict) {
	if r.baseline != nil {
		r.baseline.Apply(v)
	}
	r.summary.Add(v)
	r.causes.Add(v)
	err := r.machines.Verdict(v)
	if r.together {
		r.held = append(r.held, *v)
	} else {
		err = errors.Join(err, r.people.Verdict(&rule.Group([]rule.Verdict{*v})[0]))
	}
	if r.err == nil {
		r.err = err
	}
}

// abandon removes what was begun.
func (r *reporter) abandon(err error) error {
	for _, p := range r.files {
		p.remove()
	}
	r.files = nil
	return err
}

// close ends the reports, and says whether the gate is shut.
func (r *reporter) close() error {
	shut, err := r.settle()
	if err != nil {
		return r.abandon(err)
	}
	if r.together {
		grouped := rule.Group(r.held)
		for i := range grouped {
			if err := r.people.Verdict(&grouped[i]); err != nil {
				return r.abandon(err)
			}
		}
	}
	r.summary.Causes = r.causes.Count()
	if err := errors.Join(r.err, r.people.End(r.summary), r.machines.End(r.summary)); err != nil {
		return r.abandon(err)
	}
	if _, err := r.waiting.WriteTo(os.Stdout); err != nil {
		return r.abandon(err)
	}
	if err := place(r.files); err != nil {
		return err
	}
	if shut || len(r.gate.Failures(r.summary)) > 0 {
		return errFindings
	}
	return nil
}

// settle brings the baseline up to date where that is asked for, and says
// whether it fails the run.
func (r *reporter) settle() (shut bool, err error) {
	if r.baseline == nil {
		return false, nil
	}
	if r.flags.updateBaseline {
		held := r.held
		r.held = nil
		if shut, err = r.baseline.update(held, r.flags.acceptNew, r.whole); err != nil {
			return false, err
		}
		for i := range held {
			r.show(&held[i])
		}
		return shut, nil
	}
	return r.baseline.stale(r.flags.strictBaseline, r.whole), nil
}
