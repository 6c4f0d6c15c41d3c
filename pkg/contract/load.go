package contract

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/concord-odata/concord/pkg/csdl"
	"github.com/concord-odata/concord/pkg/edm"
)

// Options say how sources are read. The zero value has no built-in
// contracts.
type Options struct {
	// BuiltIn holds the built-in contracts: documentation pages by the
	// contract's name.
	BuiltIn map[string]fs.FS
	// Only keeps documented operations whose path matches ("reports/*").
	Only string
	// Jobs is the number of pages read at once; 0: one a processor.
	Jobs     int
	Progress func(done, total int)
	// Overlay holds texts that are read in place of pages' files, by the
	// names that the pages have.
	Overlay map[string][]byte
	// Transport fetches the $metadata of sources that are service roots;
	// nil: none is fetched. No credential is ever sent.
	Transport http.RoundTripper
	// Cache keeps contracts between runs; nil: none does. A contract that is
	// loaded with one has no pages ([Source].Reference is nil), whether it
	// was kept or not.
	Cache *Cache
}

// maxCSDL bounds the size of a CSDL document.
const maxCSDL = 256 << 20

// Load reads the sources and joins them. A source is a CSDL file, a folder
// of pages or a single page, the URL of a service root, or the name of a
// built-in contract.
func Load(ctx context.Context, sources []string, opt Options) (*Contract, error) {
	inputs, err := plan(sources, opt)
	if err != nil {
		return nil, err
	}
	if opt.Cache != nil && len(opt.Overlay) == 0 {
		return opt.Cache.load(ctx, inputs, opt)
	}
	return load(ctx, inputs, opt)
}

func load(ctx context.Context, inputs []*input, opt Options) (*Contract, error) {
	var reads []func(context.Context) (*Source, error)
	for _, in := range inputs {
		reads = append(reads, func(ctx context.Context) (*Source, error) { return in.read(ctx, opt) })
	}
	loaded, err := together(ctx, reads)
	if err != nil {
		return nil, err
	}
	return Join(loaded...), nil
}

// together reads all sources at once. Of several errors it is the one of the
// first source that has one of its own.
func together(ctx context.Context, reads []func(context.Context) (*Source, error)) ([]*Source, error) {
	loaded, errs := make([]*Source, len(reads)), make([]error, len(reads))
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var all sync.WaitGroup
	for i, read := range reads {
		all.Go(func() {
			if loaded[i], errs[i] = read(inner); errs[i] != nil {
				cancel()
			}
		})
	}
	all.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var stopped error
	for _, err := range errs {
		switch {
		case err == nil:
		case !errors.Is(err, context.Canceled):
			return nil, err
		case stopped == nil:
			stopped = err
		}
	}
	return loaded, stopped
}

// kindOf tells a CSDL document from documentation by what it is: a folder, a
// Markdown page, or a file that begins as XML or JSON does.
func kindOf(name string, opt Options) (Kind, error) {
	info, err := os.Stat(name)
	if err != nil {
		var known []string
		for n := range opt.BuiltIn {
			known = append(known, n)
		}
		slices.Sort(known)
		hint := ""
		if len(known) > 0 && errors.Is(err, fs.ErrNotExist) {
			hint = fmt.Sprintf(" (a contract is a CSDL file, a folder of documentation pages, a service root's URL, or one of the built-in %s)", strings.Join(known, ", "))
		}
		return "", fmt.Errorf("contract %s: %w%s", name, cause(err), hint)
	}
	if info.IsDir() || strings.EqualFold(filepath.Ext(name), ".md") {
		return Documentation, nil
	}
	return CSDL, nil
}

// cause is the error without the path, which the message already has.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// ReadCSDL reads a CSDL document from a file, also one that no contract can
// be made of because of what is unsound in it.
func ReadCSDL(name string) (*Source, error) {
	data, err := readFile(name)
	if err != nil {
		return nil, err
	}
	doc, err := csdl.Read(name, data)
	if err != nil {
		return nil, fmt.Errorf("contract: %w", err)
	}
	return &Source{Kind: CSDL, Name: name, Document: doc}, nil
}

func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("contract %s: %w", name, cause(err))
	}
	if info.Size() > maxCSDL {
		return nil, fmt.Errorf("contract %s: %d bytes are more than the %d MiB that a CSDL document may have", name, info.Size(), maxCSDL>>20)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("contract %s: %w", name, cause(err))
	}
	return data, nil
}

// Join makes one contract of sources that are read.
func Join(sources ...*Source) *Contract {
	c := &Contract{Sources: sources, whole: map[string]bool{}}
	var beside sync.WaitGroup // what is done of the documentation beside joining the models
	defer beside.Wait()
	beside.Go(c.document)
	var documented []*edm.Model
	var names []string
	for _, s := range sources {
		names = append(names, s.Name)
		switch s.Kind {
		case CSDL:
			for _, sc := range s.Document.Model.Schemas {
				c.whole[sc.Namespace] = true
			}
		case Documentation:
			documented = append(documented, s.Reference.Model)
			beside.Go(func() { s.Words, s.Hosts = words(s.Reference), hosts(s.Reference) })
		}
	}
	c.Name = strings.Join(names, " + ")
	d, p := concat(c.declared()), concat(documented)
	switch {
	case d == nil && p == nil:
		c.Model = edm.NewModel()
	case p == nil:
		c.Model = d
	case d == nil:
		c.Model = p
	default:
		c.Model, c.Disagreements = merge(d, p)
	}
	return c
}

// declared are the models of the CSDL sources.
func (c *Contract) declared() []*edm.Model {
	var all []*edm.Model
	for _, s := range c.Sources {
		if s.Kind == CSDL {
			all = append(all, s.Document.Model)
		}
	}
	return all
}

// concat is one model of several; of one it is that one.
func concat(models []*edm.Model) *edm.Model {
	switch len(models) {
	case 0:
		return nil
	case 1:
		return models[0]
	}
	m := edm.NewModel()
	m.Version = models[0].Version
	for _, x := range models {
		for _, r := range x.References {
			m.Refer(r)
		}
		for _, s := range x.Schemas {
			m.Add(s)
		}
	}
	return m
}
