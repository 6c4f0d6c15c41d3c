// Package lint judges documentation: pages by the DOC rules, each documented
// example by the rules of pkg/check, CSDL documents by the MTD rules that need
// no service.
//
//	linter := lint.New(contract, lint.Options{})
//	verdicts := linter.Pages(ctx, reference)
//
// A finding in an example carries the rule that the example breaks, and
// DOC-004 as the rule by which it was looked at. Every finding stands at its
// line of the page.
package lint
