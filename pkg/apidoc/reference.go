package apidoc

import (
	"context"
	"errors"

	"github.com/concord-odata/concord/pkg/edm"
)

// Reference is what a set of pages says together.
type Reference struct {
	Pages      []*Page // by path
	Model      *edm.Model
	Types      []*TypeDecl // of all pages, in their order
	Enums      []*EnumDecl
	Operations []*Operation
	Examples   []*Example
	Problems   []Problem // of all pages, and those between pages
	Stats      Stats
}

// Stats counts what was read.
type Stats struct {
	Pages, Bytes                         int
	Annotations, Slips, Unreadable       int
	Types, Enums, Properties, Relations  int
	Operations, Examples, Paired, Bodies int
	ByKind                               map[string]int
	Problems                             map[Code]int
}

// Options say how pages are loaded. The zero value reads everything.
type Options struct {
	Jobs     int                   // readers at once; 0: one a processor
	Only     string                // keep operations and examples of documented paths that match: reports/*
	Progress func(done, total int) // called from one goroutine at a time
	MaxSize  int64                 // of one file; 0: 8 MiB
}

// ReadPage reads a page by itself: type names are resolved within it.
func ReadPage(name string, data []byte) (*Page, error) {
	return nil, errors.New("apidoc: not readable yet")
}

// Load reads pages from folders and files.
func Load(ctx context.Context, roots []string, opt Options) (*Reference, error) {
	return nil, errors.New("apidoc: not readable yet")
}
