package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/lint"
	"github.com/concord-odata/concord/pkg/report"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/suite"
)

// linting is what the flags of lint say, and what is linted.
type linting struct {
	common
	only         string
	changedSince string
	fix, diff    bool
	stats        bool

	profile  rule.Profile
	args     []string
	pages    []string           // folders and single pages
	metadata []*contract.Source // CSDL documents
	changed  func(file string) bool
}

func newLint() *cobra.Command {
	l := &linting{}
	cmd := &cobra.Command{
		Use:   "lint PATH...",
		Short: "Judge documentation: against itself, and against CSDL",
		Long: `Reads documentation pages (folders or single pages) and CSDL files, and says what is
wrong with them, at the line of the page. Pages are judged by the types that they
document themselves and by those of the --contract sources.

--fix mends what is certain: a trailing or missing comma, the missing # of a
type's name, a name with one candidate in case or by one edit, the status line
that the page's sentence gives. A page that would not be right after it is left
alone. --diff prints the same as a patch.`,
		Example: `  concord lint api-reference/beta
  concord lint api-reference/beta --contract metadata.xml --format sarif=lint.sarif
  concord lint api-reference/beta --only 'reports/*'
  concord lint api-reference/beta --changed-since origin/main
  concord lint api-reference/beta --diff | git apply
  concord lint api-reference/beta --baseline known.jsonl --update-baseline --accept-new`,
		Args: atLeastOne("pages, folders of pages or CSDL files"),
		RunE: func(cmd *cobra.Command, args []string) error { return l.run(cmd, args) },
	}
	l.register(cmd)
	p := cmd.Flags()
	p.StringVar(&l.only, "only", "", "judge the pages of documented paths that match, such as 'reports/*'")
	p.StringVar(&l.changedSince, "changed-since", "", "judge the pages changed since a git revision, and those that refer to them")
	p.BoolVar(&l.fix, "fix", false, "mend what is certain, in the pages")
	p.BoolVar(&l.diff, "diff", false, "print what --fix would do, as a patch, in place of the report")
	p.BoolVar(&l.stats, "stats", false, "say how much of the documentation is understood")
	return cmd
}

func (l *linting) run(cmd *cobra.Command, args []string) (err error) {
	collectSeldom()
	if l.profile, err = l.configure(cmd); err != nil {
		return err
	}
	if l.fix && l.diff {
		return errors.New("--fix writes what --diff prints: give one of them")
	}
	l.args = args
	if err := l.inputs(); err != nil {
		return err
	}
	ctx := cmd.Context()
	if l.changedSince != "" {
		if l.changed, err = changedSince(ctx, l.changedSince, args); err != nil {
			return err
		}
	}
	start := time.Now()
	if l.fix {
		if err := l.mend(ctx); err != nil {
			return err
		}
	}
	run, err := l.load(ctx, nil)
	if err != nil {
		return err
	}
	out, err := l.open(report.Header{Contract: run.contract.Name, Profile: l.profile, Suites: args},
		manner{together: true, silent: l.diff, whole: l.whole(run)})
	if err != nil {
		return err
	}
	var all []rule.Verdict
	err = run.judge(ctx, func(v *rule.Verdict) {
		l.reproduce(v, l.names(), false)
		if l.diff || l.stats {
			all = append(all, *v)
		}
		out.verdict(v)
	})
	took := time.Since(start)
	if err == nil && l.diff {
		err = l.printDiff(ctx, run, all)
	}
	if err != nil {
		return out.abandon(err)
	}
	result := out.close()
	if l.stats && (result == nil || errors.Is(result, errFindings)) {
		l.printStats(run, all, took)
	}
	return result
}

// inputs tells pages from CSDL documents, which are read here: a cycle of
// base types, which no contract may have, is a finding of lint.
func (l *linting) inputs() error {
	for _, a := range l.args {
		info, err := os.Stat(a)
		if err != nil {
			return unopened(a, err)
		}
		if info.IsDir() || strings.EqualFold(filepath.Ext(a), ".md") {
			if link, err := os.Lstat(a); err == nil && !info.IsDir() && link.Mode()&os.ModeSymlink != 0 {
				return fmt.Errorf("%s is a link, and pages are not read through links: name the page that it leads to", a)
			}
			l.pages = append(l.pages, a)
			continue
		}
		s, err := contract.ReadCSDL(a)
		if err != nil {
			return err
		}
		l.metadata = append(l.metadata, s)
	}
	return nil
}

// lintRun is one judgment of what is linted.
type lintRun struct {
	*linting
	contract *contract.Contract
	linter   *lint.Linter
	pages    []*apidoc.Page // that are judged
}

// load reads what is linted and what it is judged by, with texts in place of
// what files hold.
func (l *linting) load(ctx context.Context, overlay map[string][]byte) (*lintRun, error) {
	c, err := l.join(ctx, overlay)
	if err != nil {
		return nil, err
	}
	builtIn, err := builtInContracts()
	if err != nil {
		return nil, err
	}
	r := &lintRun{linting: l, contract: c, linter: lint.New(c, lint.Options{Profile: l.profile, Jobs: l.jobs})}
	var all []*apidoc.Page
	for _, s := range c.Sources {
		if s.Reference == nil || builtIn[s.Name] != nil { // which has pages, but none of the working folder
			continue
		}
		for _, p := range s.Reference.Pages {
			if within(p.File, l.pages) && lint.Keep(p, l.only) {
				all = append(all, p)
			}
		}
	}
	switch {
	case len(l.pages) > 0 && len(all) == 0 && l.only != "":
		return nil, fmt.Errorf("--only %q: no documented path of %s matches", l.only, strings.Join(l.pages, ", "))
	case len(l.pages) > 0 && len(all) == 0:
		return nil, fmt.Errorf("%s: there is no page (.md) in it", strings.Join(l.pages, ", "))
	}
	if r.pages = all; l.changed != nil {
		r.pages = lint.Affected(all, l.changed)
	}
	return r, nil
}

// names are the sources that the flags name, and the pages that are linted.
func (l *linting) names() []string {
	names := l.contracts
	for _, p := range l.pages {
		if !within(p, names) {
			names = append(names[:len(names):len(names)], p)
		}
	}
	return names
}

// join joins the sources that the flags name with what is linted.
func (l *linting) join(ctx context.Context, overlay map[string][]byte) (*contract.Contract, error) {
	names := l.names()
	if len(names) == 0 {
		return contract.Join(l.metadata...), nil
	}
	opt := contract.Options{Jobs: l.jobs, Overlay: overlay}
	c, err := loadContract(ctx, names, opt)
	if err != nil || len(l.contracts) > 0 || c.Documents() {
		return c, err
	}
	return loadContract(ctx, append([]string{builtIn}, names...), opt) // single pages without a type
}

// narrowed reports whether only a part of the pages is judged.
func (l *linting) narrowed() bool { return l.only != "" || l.changed != nil }

// wholeReference reports whether a folder is linted, and not single pages or
// a part of it: only then does a missing page say something.
func (l *linting) wholeReference() bool {
	if l.narrowed() {
		return false
	}
	for _, p := range l.pages {
		if info, err := os.Stat(p); err == nil && info.IsDir() {
			return true
		}
	}
	return false
}

// whole are the files that the baseline may call mended.
func (l *linting) whole(r *lintRun) []string {
	if l.narrowed() {
		return nil
	}
	all := l.args
	if l.wholeReference() {
		for _, s := range r.contract.Sources {
			if s.Kind == contract.CSDL {
				all = append(all[:len(all):len(all)], s.Name)
			}
		}
	}
	return all
}

// judge reports a verdict for each CSDL document and page, in order.
func (r *lintRun) judge(ctx context.Context, report func(*rule.Verdict)) error {
	for _, s := range r.metadata {
		if r.changed != nil && !r.changed(s.Name) {
			continue
		}
		for _, v := range r.linter.Metadata([]*contract.Source{s}) {
			report(&v)
		}
	}
	if r.wholeReference() {
		for _, v := range r.linter.Undocumented() {
			report(&v)
		}
	}
	return r.judgePages(ctx, report)
}

func (r *lintRun) judgePages(ctx context.Context, report func(*rule.Verdict)) error {
	step := progress("pages judged")
	return suite.InOrder(ctx, len(r.pages), r.jobs, func(_ context.Context, i int) (rule.Verdict, error) {
		return r.linter.Page(r.pages[i]), nil
	}, func(i int, v rule.Verdict) error {
		report(&v)
		if step != nil {
			step(i+1, len(r.pages))
		}
		return nil
	})
}

// printStats writes the figures after a report for people, else beside it.
func (l *linting) printStats(r *lintRun, verdicts []rule.Verdict, took time.Duration) {
	w := os.Stdout
	if len(l.formats) > 0 && l.formats[0] != "console" || l.diff {
		w = os.Stderr
	}
	s := lint.StatsOf(r.pages, verdicts)
	fmt.Fprintln(w)
	if _, err := s.WriteTo(w); err != nil {
		return
	}
	seconds := max(took.Seconds(), 1e-6)
	fmt.Fprintf(w, "%.2f s: %.0f pages/s, %.1f MB/s, with the contract read\n", seconds, float64(s.Pages)/seconds, float64(s.Bytes)/1e6/seconds)
}

// within reports whether a path lies in one of the folders.
func within(path string, folders []string) bool {
	for _, f := range folders {
		rel, err := filepath.Rel(f, path)
		if err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return true
		}
	}
	return false
}
