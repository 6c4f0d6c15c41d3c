package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// changedSince asks git which files differ from a revision in the work tree:
// committed since, not yet committed, new, or gone. Files are asked for by the
// names that the arguments give them.
func changedSince(ctx context.Context, revision string, args []string) (func(file string) bool, error) {
	if revision == "" || strings.HasPrefix(revision, "-") {
		return nil, fmt.Errorf("--changed-since %q: name a git revision, such as origin/main or HEAD~3", revision)
	}
	changed := map[string]bool{}
	done := map[string]bool{}
	for _, a := range args {
		dir := a
		if info, err := os.Stat(a); err == nil && !info.IsDir() {
			dir = filepath.Dir(a)
		}
		up, err := git(ctx, dir, "rev-parse", "--show-cdup")
		if err != nil {
			return nil, fmt.Errorf("--changed-since: %s lies in no git work tree: %w", a, err)
		}
		top := filepath.Join(dir, strings.TrimSpace(string(up)))
		if done[top] {
			continue
		}
		done[top] = true
		if _, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}"); err != nil {
			return nil, fmt.Errorf("--changed-since %s: git knows no such revision (in a shallow clone, fetch it first)", revision)
		}
		for _, list := range [][]string{
			{"diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--end-of-options", revision, "--"},
			{"ls-files", "-z", "--others", "--exclude-standard", "--full-name"},
		} {
			names, err := git(ctx, top, list...)
			if err != nil {
				return nil, fmt.Errorf("--changed-since %s: %w", revision, err)
			}
			for name := range bytes.SplitSeq(names, []byte{0}) {
				if len(name) > 0 {
					changed[absolute(filepath.Join(top, filepath.FromSlash(string(name))))] = true
				}
			}
		}
	}
	return func(file string) bool { return changed[absolute(file)] }, nil
}

func absolute(file string) string {
	if abs, err := filepath.Abs(file); err == nil {
		return abs
	}
	return file
}

// git runs git in a folder, without a shell.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-C", dir}, args...)...) //nolint:gosec // the arguments are ours, but for a revision that no option can be
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	out, err := cmd.Output()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &exit):
		said, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
		return nil, fmt.Errorf("git: %s", strings.TrimPrefix(said, "fatal: "))
	case err != nil:
		return nil, err
	}
	return out, nil
}
