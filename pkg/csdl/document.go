package csdl

import (
	"github.com/concord-odata/concord/pkg/edm"
)

// Document is a CSDL document that was read: its model, and what is unsound
// in it.
type Document struct {
	Model  *edm.Model
	Format string // "xml" or "json"
	// Problems are what the document says wrongly, in the order of its
	// text: those of reading and those of Check.
	Problems []Problem
}

// Err is the first fatal problem as an error: a cycle of base types, which
// no contract can have. It is nil for every other document.
func (d *Document) Err() error {
	for i := range d.Problems {
		if d.Problems[i].Fatal {
			return &d.Problems[i]
		}
	}
	return nil
}

// Limits bound what is read. Zero values stand for the defaults.
type Limits struct {
	Size  int // bytes of the document; 256 MiB
	Depth int // of nested elements or JSON values; 256
}

const (
	defaultSize  = 256 << 20
	defaultDepth = 256
)

func (l Limits) size() int {
	if l.Size > 0 {
		return l.Size
	}
	return defaultSize
}

func (l Limits) depth() int {
	if l.Depth > 0 {
		return l.Depth
	}
	return defaultDepth
}
