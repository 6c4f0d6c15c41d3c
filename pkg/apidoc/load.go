package apidoc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/concord-odata/concord/pkg/location"
)

// Options say how pages are loaded. The zero value reads everything.
type Options struct {
	Jobs     int                   // readers at once; 0: one a processor
	Only     string                // select operations whose documented path, or the beginning of it up to a slash, matches: reports/*
	Progress func(done, total int) // called from one goroutine at a time
	MaxPages int                   // 0: 200,000
	// Overlay holds texts that are read in place of files, by the names
	// that pages have: what the files would say after a change.
	Overlay map[string][]byte
	// Read is told each text that is read, of pages and of what they
	// include, by the names that pages have, and each include that is not
	// there. It is called from several goroutines.
	Read func(name string, data []byte, there bool)
}

func (o Options) jobs() int {
	if o.Jobs > 0 {
		return o.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// file is a page to be read.
type file struct {
	fsys fs.FS
	path string // in fsys
	near fs.FS  // the folder that it is in; nil: fsys alone leads there
	name string // as named by the user
	key  string // its place among all files, for links
	root bool   // the file was named itself: there is no folder around it
}

// Load reads pages from folders and single files, in the order of their
// names. Includes are followed inside the folder that they were found in,
// never out of it.
func Load(ctx context.Context, roots []string, opt Options) (*Reference, error) {
	files, _, done, err := open(roots)
	defer done()
	if err != nil {
		return nil, err
	}
	return read(ctx, files, opt)
}

// open finds the pages of folders and single files, and reports whether there
// are links in the folders. The folders are open until done is called.
func open(roots []string) (files []file, links bool, done func(), err error) {
	var close []io.Closer
	done = func() {
		for _, c := range close {
			c.Close()
		}
	}
	for _, name := range roots {
		info, err := os.Stat(name)
		if err != nil {
			return nil, false, done, fmt.Errorf("apidoc: %w", err)
		}
		dir := name
		if !info.IsDir() {
			dir = filepath.Dir(name)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			return nil, false, done, fmt.Errorf("apidoc: %w", err)
		}
		close = append(close, root)
		if !info.IsDir() {
			files = append(files, file{fsys: root.FS(), path: filepath.Base(name), name: name, key: filepath.ToSlash(filepath.Clean(name)), root: true})
			continue
		}
		found, linked, err := list(root.FS(), name)
		if err != nil {
			return nil, false, done, err
		}
		close = append(close, nearer(root, found)...)
		files, links = append(files, found...), links || linked
	}
	return files, links, done, nil
}

// maxFolders bounds the folders that are open at once.
const maxFolders = 64

// nearer opens the folders of files, so that the way to each is not walked
// again for every file in it.
func nearer(root *os.Root, files []file) (opened []io.Closer) {
	folders := map[string]fs.FS{".": nil}
	for i := range files {
		dir := path.Dir(files[i].path)
		near, known := folders[dir]
		if !known && len(opened) < maxFolders {
			if sub, err := root.OpenRoot(filepath.FromSlash(dir)); err == nil {
				near, opened = sub.FS(), append(opened, sub)
			}
			folders[dir] = near
		}
		files[i].near = near
	}
	return opened
}

// LoadFS reads the pages of a file system, such as an embedded one. Files
// are named by their paths in it, after prefix.
func LoadFS(ctx context.Context, fsys fs.FS, prefix string, opt Options) (*Reference, error) {
	files, _, err := list(fsys, prefix)
	if err != nil {
		return nil, err
	}
	return read(ctx, files, opt)
}

// list finds the Markdown files of a file system, and reports whether there
// are links in it, which are not followed.
func list(fsys fs.FS, prefix string) (files []file, links bool, err error) {
	err = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			if base := entry.Name(); len(base) > 1 && base[0] == '.' {
				return fs.SkipDir
			}
		case entry.Type()&(fs.ModeSymlink|fs.ModeIrregular) != 0:
			links = true
		case strings.EqualFold(path.Ext(name), ".md") && entry.Type().IsRegular():
			full := filepath.Join(prefix, filepath.FromSlash(name))
			files = append(files, file{fsys: fsys, path: name, name: full, key: filepath.ToSlash(full)})
		}
		return nil
	})
	if err != nil {
		return nil, false, fmt.Errorf("apidoc: %s: %w", prefix, err)
	}
	return files, links, nil
}

// read reads the files, several at once, and brings them together.
func read(ctx context.Context, files []file, opt Options) (*Reference, error) {
	most := opt.MaxPages
	if most == 0 {
		most = 200_000
	}
	if len(files) > most {
		return nil, fmt.Errorf("apidoc: %d pages are more than the bound of %d", len(files), most)
	}
	if opt.Only != "" {
		if _, err := path.Match(opt.Only, ""); err != nil {
			return nil, fmt.Errorf("apidoc: %q is no pattern for paths: %w", opt.Only, err)
		}
	}
	pages := make([]*Page, len(files))
	var done int
	var mu sync.Mutex
	group, inner := errgroup.WithContext(ctx)
	group.SetLimit(opt.jobs())
	for i := range files {
		if inner.Err() != nil {
			break
		}
		group.Go(func() error {
			p, err := files[i].read(opt)
			if err != nil {
				return err
			}
			pages[i] = p
			if opt.Progress != nil {
				mu.Lock()
				defer mu.Unlock()
				done++
				opt.Progress(done, len(files))
			}
			return inner.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return assemble(pages, files, opt), nil
}

func (f *file) read(opt Options) (*Page, error) {
	data, laid := opt.Overlay[f.name]
	if !laid {
		var err error
		if data, err = f.data(); err != nil {
			return nil, fmt.Errorf("apidoc: %s: %w", f.name, err)
		}
	}
	opt.tell(f.name, data, true)
	p, err := readPage(f.name, data, f.include(opt))
	if err != nil {
		return nil, err
	}
	p.Path, p.key = f.path, f.key
	if f.root {
		p.Path = path.Base(f.path)
	}
	return p, nil
}

func (o *Options) tell(name string, data []byte, there bool) {
	if o.Read != nil {
		o.Read(name, data, there)
	}
}

var errTooLarge = errors.New("the file is larger than the bound")

// where is the file system that the file is read from, and its path in it.
func (f *file) where() (fs.FS, string) {
	if f.near != nil {
		return f.near, path.Base(f.path)
	}
	return f.fsys, f.path
}

// data is what the file holds.
func (f *file) data() ([]byte, error) { return readFile(f.where()) }

func readFile(fsys fs.FS, name string) ([]byte, error) {
	in, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	if info, err := in.Stat(); err == nil && info.Size() <= maxPage {
		data := make([]byte, info.Size())
		if _, err := io.ReadFull(in, data); err != nil {
			return nil, err
		}
		return data, nil
	}
	data, err := io.ReadAll(io.LimitReader(in, maxPage+1))
	if err == nil && len(data) > maxPage {
		return nil, errTooLarge
	}
	return data, err
}

// include gives the texts that the file's includes name, inside its folder.
func (f *file) include(opt Options) func(from, target string) (*location.Text, bool) {
	if f.root {
		return nil
	}
	prefix := strings.TrimSuffix(f.key, f.path)
	budget := maxPage // of all that one page includes
	return func(from, target string) (*location.Text, bool) {
		target, _, _ = strings.Cut(target, "?")
		if target == "" || strings.Contains(target, "://") || strings.HasPrefix(target, "/") || strings.HasPrefix(target, "~") {
			return nil, false
		}
		inside := strings.TrimPrefix(filepath.ToSlash(from), prefix)
		name := path.Join(path.Dir(inside), target)
		if !fs.ValidPath(name) || name == inside {
			return nil, false
		}
		full := filepath.FromSlash(prefix + name)
		data, laid := opt.Overlay[full]
		if !laid {
			var err error
			if data, err = readFile(f.fsys, name); err != nil {
				opt.tell(full, nil, false)
				return nil, false
			}
		}
		opt.tell(full, data, true)
		if len(data) > budget {
			return nil, false
		}
		budget -= len(data)
		return location.NewText(full, data), true
	}
}

// selected reports whether a documented path is one that the pattern
// selects: the pattern matches it, or the beginning of it up to a slash or a
// parenthesis.
func selected(pattern, documented string) bool {
	if pattern == "" {
		return true
	}
	pattern = strings.Trim(pattern, "/")
	documented = strings.Trim(documented, "/")
	for i := range len(documented) + 1 {
		if i < len(documented) && documented[i] != '/' && documented[i] != '(' {
			continue
		}
		if ok, _ := path.Match(pattern, documented[:i]); ok {
			return true
		}
	}
	return false
}

// sortedKeys are the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
