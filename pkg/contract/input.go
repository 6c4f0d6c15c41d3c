package contract

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/csdl"
)

// input is what one source is read from.
type input struct {
	name    string   // of the source
	builtIn fs.FS    // documentation that comes with the program
	pages   []string // folders and single pages
	service *url.URL // of a $metadata document
	data    []byte   // of that, once it is fetched

	stamp *stamp // nil: nobody wants to know what is read
}

// plan says what the sources are read from. Folders and pages are one
// documentation.
func plan(sources []string, opt Options) ([]*input, error) {
	var all []*input
	var pages []string
	for _, name := range sources {
		in := &input{name: name}
		if builtIn, ok := opt.BuiltIn[name]; ok {
			in.builtIn = builtIn
		} else if isURL(name) {
			u, err := MetadataURL(name)
			if err != nil {
				return nil, err
			}
			in.service = u
		} else if kind, err := kindOf(name, opt); err != nil {
			return nil, err
		} else if kind == Documentation {
			pages = append(pages, name)
			continue
		}
		all = append(all, in)
	}
	if len(pages) > 0 {
		all = append(all, &input{name: strings.Join(pages, ", "), pages: pages})
	}
	return all, nil
}

// read reads the source.
func (in *input) read(ctx context.Context, opt Options) (*Source, error) {
	if in.builtIn != nil || in.pages != nil {
		return in.readPages(ctx, opt)
	}
	name, data, err := in.csdl(ctx, opt)
	if err != nil {
		return nil, err
	}
	in.stamp.read(name, data, true)
	doc, err := csdl.Read(name, data)
	if err == nil {
		err = doc.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("contract: %w", err)
	}
	return &Source{Kind: CSDL, Name: in.name, Document: doc}, nil
}

func (in *input) readPages(ctx context.Context, opt Options) (s *Source, err error) {
	s = &Source{Kind: Documentation, Name: in.name}
	how := apidoc.Options{Jobs: opt.Jobs, Only: opt.Only, Progress: opt.Progress, Overlay: opt.Overlay}
	if in.stamp != nil {
		how.Read = in.stamp.read
	}
	if in.builtIn != nil {
		s.Reference, err = apidoc.LoadFS(ctx, in.builtIn, in.name, how)
	} else {
		s.Reference, err = apidoc.Load(ctx, in.pages, how)
	}
	return s, err
}

// csdl is the text of the CSDL document, and the name that its places have.
func (in *input) csdl(ctx context.Context, opt Options) (name string, data []byte, err error) {
	if in.service == nil {
		data, err = readFile(in.name)
		return in.name, data, err
	}
	if in.data == nil {
		in.data, err = fetch(ctx, in.name, in.service, opt.Transport)
	}
	return in.service.String(), in.data, err
}

// digest hashes what the source is read from.
func (in *input) digest(ctx context.Context, opt Options) (err error) {
	var files []apidoc.File
	switch {
	case in.builtIn != nil:
		files, err = apidoc.DigestFS(ctx, in.builtIn, in.name, opt.Jobs)
	case in.pages != nil:
		files, err = apidoc.Digest(ctx, in.pages, opt.Jobs)
	case in.service != nil:
		var name string
		var data []byte
		if name, data, err = in.csdl(ctx, opt); err == nil {
			files = []apidoc.File{{Name: name, Sum: sha256.Sum256(data)}}
		}
	default:
		var sum [sha256.Size]byte
		if sum, err = sumFile(in.name); err == nil {
			files = []apidoc.File{{Name: in.name, Sum: sum}}
		}
	}
	if err != nil {
		return err
	}
	in.stamp = newStamp(files, in.pages)
	return nil
}

// secret reports whether the source's name may have in it what is not for
// disks: the query of a URL.
func (in *input) secret() bool {
	return in.service != nil && (in.service.RawQuery != "" || in.service.ForceQuery)
}

// kind tells inputs apart whose names and texts are the same.
func (in *input) kind() string {
	switch {
	case in.builtIn != nil:
		return "built in"
	case in.pages != nil:
		return "pages"
	case in.service != nil:
		return "service"
	}
	return "csdl"
}

// sameText is whether a text has this digest.
func sameText(sum [sha256.Size]byte, data []byte) bool {
	got := sha256.Sum256(data)
	return bytes.Equal(got[:], sum[:])
}
