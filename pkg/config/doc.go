// Package config reads concord.yaml, in which a project says once what it
// would otherwise say with flags on every run. Flags win over it.
//
//	profile: graph
//	contract: [docs/api-reference, csdl/beta.xml]
//	rules:
//	  ENT-003: warning        # a rule
//	  REC: off                # a family
//	ignore:
//	  - paths: [docs/legacy/**]
//	    rules: [ENT-003, DOC-011]
//	    until: 2027-01-31
//	    reason: "rewritten in #123"
//	baseline: concord-baseline.jsonl
//	fail-on: warning
//	min-judged: 95%
//	format: [console, sarif=concord.sarif]
//
// [Find] looks for the file from a folder upwards to the root of its
// repository and no further; [Load] reads one. Paths in it are relative to
// its folder. Whatever it does not know is an error with line and column and
// the name that may have been meant: a setting that is silently ignored is
// worse than none.
package config
