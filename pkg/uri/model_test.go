package uri_test

import (
	"testing"

	"github.com/concord-odata/concord/pkg/csdl"
	"github.com/concord-odata/concord/pkg/edm"
)

// model reads a CSDL document.
func model(t testing.TB, name string, data []byte) *edm.Model {
	t.Helper()
	doc, err := csdl.Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Model
}
