package apidoc

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// File is a text that a reference is made of, and the SHA-256 of it.
type File struct {
	Name string // as pages are named
	Sum  [sha256.Size]byte
}

// ErrLinks is that a folder of pages has symbolic links in it: what pages
// include through them is not among the files that are listed.
var ErrLinks = errors.New("there are symbolic links among the pages")

// Digest lists the pages that [Load] reads of the same roots, in its order,
// with the digests of their texts. Together they say whether a reference that
// was loaded before would be the same again, as long as what pages include is
// among them ([Options.Read] tells).
func Digest(ctx context.Context, roots []string, jobs int) ([]File, error) {
	files, links, done, err := open(roots)
	defer done()
	if err != nil {
		return nil, err
	}
	return digest(ctx, files, links, jobs)
}

// DigestFS is [Digest] for [LoadFS].
func DigestFS(ctx context.Context, fsys fs.FS, prefix string, jobs int) ([]File, error) {
	files, links, err := list(fsys, prefix)
	if err != nil {
		return nil, err
	}
	return digest(ctx, files, links, jobs)
}

// digest hashes the files, many at once: one alone is soon done.
func digest(ctx context.Context, files []file, links bool, jobs int) ([]File, error) {
	if links {
		return nil, ErrLinks
	}
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	sums := make([]File, len(files))
	group, inner := errgroup.WithContext(ctx)
	group.SetLimit(jobs)
	const batch = 64
	for from := 0; from < len(files); from += batch {
		part := files[from:min(from+batch, len(files))]
		into := sums[from:]
		group.Go(func() error {
			h, room := sha256.New(), make([]byte, 32<<10)
			for i := range part {
				if err := inner.Err(); err != nil {
					return err
				}
				h.Reset()
				if err := part[i].hash(h, room); err != nil {
					return fmt.Errorf("apidoc: %s: %w", part[i].name, err)
				}
				into[i].Name = part[i].name
				h.Sum(into[i].Sum[:0])
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return sums, nil
}

func (f *file) hash(h hash.Hash, room []byte) error {
	fsys, name := f.where()
	in, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	size := 0
	for {
		n, err := in.Read(room)
		h.Write(room[:n])
		switch size += n; {
		case size > maxPage:
			return errTooLarge
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}
