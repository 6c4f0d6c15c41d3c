// Package report writes what a run found: for a person at a console, as JSON
// lines, and as JUnit, SARIF, GitHub annotations and Markdown for the
// machines between.
//
//	w, err := report.New("console", os.Stdout, report.Options{Color: true})
//	w.Begin(report.Header{Command: "concord check", Contract: "graph-beta-reports"})
//	for v := range verdicts {
//		w.Verdict(v)
//		summary.Add(v)
//	}
//	w.End(summary)
//
// Every writer is a pure function of that sequence: the same verdicts give
// the same bytes, without times and without the machine's name. Console, json
// and github write each verdict as it comes; junit, sarif and markdown write
// at the end, for their heads count what follows.
//
// A writer keeps its own tally, and refuses a summary that says otherwise:
// passed + failed + unjudged is always the total, and the total is what was
// reported. docs/output.md describes each format.
package report
