package contract

import (
	"sync"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/csdl"
	"github.com/concord-odata/concord/pkg/edm"
)

// Kind is the kind of a source.
type Kind string

// The kinds of sources.
const (
	CSDL          Kind = "csdl"
	Documentation Kind = "documentation"
)

// Source is one thing that a contract was made of.
type Source struct {
	Kind Kind
	Name string // as the user named it

	Document  *csdl.Document    // of a CSDL source
	Reference *apidoc.Reference // of documentation; nil where the contract is kept (Options.Cache)

	// What documentation says beyond the model; [Join] takes it from the
	// pages.
	Words []TypeWords
	Hosts []string // at which documented examples ask, in lower case
}

// Contract is what an API promises. It is read-only, and safe for concurrent
// use.
type Contract struct {
	Name          string // of its sources, for people
	Model         *edm.Model
	Sources       []*Source
	Operations    []*Operation // documented ones, in the order of their pages
	Disagreements []Disagreement

	// BasePath is the path under which the documented examples ask, such as
	// "/beta"; "" where nothing says one.
	BasePath string

	whole map[string]bool // namespaces that a CSDL document declares

	once  sync.Once
	index map[shape][]template
}

// Whole reports whether the contract knows all of a namespace, so that what
// it does not find there does not exist. Names may be aliases.
func (c *Contract) Whole(namespace string) bool {
	return c.whole[namespace] || c.whole[namespaceOf(c.Model.Resolve(namespace+".x"))]
}

// HasContainer reports whether an entity container is known, so that an
// entity set that is not in it does not exist.
func (c *Contract) HasContainer() bool { return c.Model.Container() != nil }

// Documented reports whether one of the sources is documentation.
func (c *Contract) Documented() bool {
	for _, s := range c.Sources {
		if s.Kind == Documentation {
			return true
		}
	}
	return false
}

// Documents reports whether the contract describes any type.
func (c *Contract) Documents() bool {
	for range c.Model.Types() {
		return true
	}
	return false
}

func namespaceOf(qualified string) string {
	for i := len(qualified) - 1; i >= 0; i-- {
		if qualified[i] == '.' {
			return qualified[:i]
		}
	}
	return ""
}
