package main

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"github.com/concord-odata/concord/pkg/lint"
	"github.com/concord-odata/concord/pkg/rule"
)

// mend writes the certain mends into the pages, all of them or none.
func (l *linting) mend(ctx context.Context) error {
	run, err := l.load(ctx, nil)
	if err != nil {
		return err
	}
	var all []rule.Verdict
	if err := run.judge(ctx, func(v *rule.Verdict) { all = append(all, *v) }); err != nil {
		return err
	}
	patches, left, err := l.patches(ctx, run, all)
	if err != nil {
		return err
	}
	var files []*pending
	abandon := func(err error) error {
		for _, p := range files {
			p.remove()
		}
		return err
	}
	mended := 0
	for _, p := range patches {
		if now, err := os.ReadFile(p.File); err != nil || !bytes.Equal(now, p.Before) {
			return abandon(fmt.Errorf("--fix: %s changed while it was read; nothing was written: run it again", p.File))
		}
		f, err := create(p.File)
		if err != nil {
			return abandon(fmt.Errorf("--fix: %w; nothing was written", err))
		}
		files = append(files, f)
		if _, err := f.buf.Write(p.After); err != nil {
			return abandon(fmt.Errorf("--fix: %s: %w; nothing was written", p.File, err))
		}
		mended += len(p.Mended)
	}
	if err := ctx.Err(); err != nil {
		return abandon(err)
	}
	if err := place(files); err != nil {
		return fmt.Errorf("--fix: %w", err)
	}
	if len(patches) == 0 {
		notice("nothing to mend that is certain")
	} else {
		notice("mended %s in %s", rule.Count(mended, "finding"), rule.Count(len(patches), "page"))
	}
	noticeLeft(left)
	return nil
}

// printDiff prints the certain mends as a patch.
func (l *linting) printDiff(ctx context.Context, run *lintRun, verdicts []rule.Verdict) error {
	patches, left, err := l.patches(ctx, run, verdicts)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	for _, p := range patches {
		out.Write(p.Diff())
	}
	clearLine()
	if _, err := out.WriteTo(os.Stdout); err != nil {
		return err
	}
	noticeLeft(left)
	return nil
}

// patches are the certain mends of what the configuration does not ignore.
func (l *linting) patches(ctx context.Context, run *lintRun, verdicts []rule.Verdict) ([]*lint.Patch, []lint.LeftAlone, error) {
	for i := range verdicts {
		l.suppress.Apply(&verdicts[i])
	}
	return lint.Mend(ctx, run.pages, verdicts, func(ctx context.Context, files []string, overlay map[string][]byte) (map[string]*rule.Verdict, error) {
		again, err := l.load(ctx, overlay)
		if err != nil {
			return nil, err
		}
		want := map[string]bool{}
		for _, f := range files {
			want[f] = true
		}
		kept := again.pages[:0:0]
		for _, p := range again.pages {
			if want[p.File] {
				kept = append(kept, p)
			}
		}
		again.pages = kept
		after := map[string]*rule.Verdict{}
		err = again.judgePages(ctx, func(v *rule.Verdict) {
			l.suppress.Apply(v)
			after[v.File] = v
		})
		return after, err
	})
}

// leftShown bounds how much of what was left alone is told.
const leftShown = 20

func noticeLeft(left []lint.LeftAlone) {
	for i, x := range left {
		if i == leftShown {
			notice("and %d more left alone", len(left)-i)
			return
		}
		notice("left alone: %s:%d: %s: %s", x.Finding.File, x.Finding.Line, x.Finding.Rule, x.Why)
	}
}
