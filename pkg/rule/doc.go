// Package rule says what a rule is and what it found: [Rule], [Finding],
// [Severity], [Profile], the [Verdict] of a case and the [Summary] of a run.
//
// A rule registers itself at init time with its whole documentation, so that
// docs/rules.md, `concord rules` and `concord explain` are printed from the
// registry. The function that judges lives with the package that can see
// what it needs (pkg/check, pkg/lint, pkg/relate).
package rule
