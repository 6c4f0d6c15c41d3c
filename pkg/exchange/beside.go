package exchange

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// maxBeside bounds a body that is kept in a file of its own.
const maxBeside = 64 << 20

// beside reads a file that a mock names, relative to one of the folders dirs
// (slash-separated, in Options.Files). A name that leads out of Options.Files
// is refused.
func (r *reader) beside(name string, dirs ...string) (*location.Text, error) {
	if r.opt.Files == nil {
		return nil, fmt.Errorf("the body is in the file %q, and no folder was given to read it from", name)
	}
	for _, dir := range dirs {
		file := path.Join(dir, strings.ReplaceAll(name, `\`, "/"))
		if strings.HasPrefix(name, "/") || !fs.ValidPath(file) {
			return nil, fmt.Errorf("the body is in the file %q, which is outside of the folder that may be read", name)
		}
		if text := r.files[file]; text != nil {
			return text, nil
		}
		info, err := fs.Stat(r.opt.Files, file)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if info.Size() > maxBeside {
			return nil, fmt.Errorf("the body is in the file %q, which is larger than %d MiB", name, maxBeside>>20)
		}
		data, err := fs.ReadFile(r.opt.Files, file)
		if err != nil {
			return nil, fmt.Errorf("the body is in the file %q: %w", name, err)
		}
		if r.files == nil {
			r.files = map[string]*location.Text{}
		}
		r.files[file] = location.NewText(r.displayName(file), data)
		return r.files[file], nil
	}
	return nil, fmt.Errorf("the body is in the file %q, which is not there", name)
}

// displayName names a file beside this one as the user would: by the path by
// which this one was named.
func (r *reader) displayName(file string) string {
	if base, ok := strings.CutSuffix(strings.ReplaceAll(r.Text.Name, `\`, "/"), r.opt.Path); ok && r.opt.Path != "" {
		return base + file
	}
	return file
}

// folders lists the folder of the file and those above it, inside out.
func (r *reader) folders() []string {
	var dirs []string
	for dir := path.Dir(r.opt.Path); ; dir = path.Dir(dir) {
		dirs = append(dirs, dir)
		if dir == "." || dir == "/" {
			return dirs
		}
	}
}
