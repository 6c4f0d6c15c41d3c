// Package suite builds Ginkgo specs: a contract and where exchanges come
// from give one spec for each case, with labels for API, version, method,
// type and kind.
//
//	plan, err := suite.Recorded(c, suite.Options{}, fixtures.FS, "graph", "fixtures/")
//	plan.Specs(nil)                       // in a Ginkgo tree: go test, ginkgo
//
//	plans, err := suite.Select([]*suite.Plan{plan}, "GET && !error")
//	err = suite.Run(ctx, plans, options)  // in an ordinary program
//
// A case fails where a finding at error level was not expected by its
// fixture, and is skipped, with its reason, where it could not be judged.
package suite
