package contract

import (
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/concord-odata/concord/pkg/apidoc"
)

// stamp is what a source was when it was hashed. While the source is read, it
// notes whether it still is that, and whether what was hashed is all that the
// result rests on.
type stamp struct {
	files []apidoc.File
	roots []string // folders of pages

	mu   sync.Mutex
	sums map[string][sha256.Size]byte // of what is still to be read
	all  map[string][sha256.Size]byte
	odd  bool
}

func newStamp(files []apidoc.File, roots []string) *stamp {
	return &stamp{files: files, roots: roots}
}

// expect begins the notes.
func (s *stamp) expect() {
	s.sums, s.all = map[string][sha256.Size]byte{}, map[string][sha256.Size]byte{}
	for _, f := range s.files {
		if _, twice := s.all[f.Name]; twice { // two texts of one name cannot be told apart
			s.odd = true
		}
		s.sums[f.Name], s.all[f.Name] = f.Sum, f.Sum
	}
}

// read is told a text that is read, or that is not there.
func (s *stamp) read(name string, data []byte, there bool) {
	if s == nil {
		return
	}
	same := false
	if there {
		sum, known := s.all[name]
		same = known && sameText(sum, data)
	} else {
		// Were it there one day, it would be among the pages.
		same = strings.EqualFold(filepath.Ext(name), ".md") && !s.hidden(name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sums, name)
	s.odd = s.odd || !same
}

// hidden reports whether a file lies in a folder that is not looked through
// for pages.
func (s *stamp) hidden(name string) bool {
	for _, root := range s.roots {
		if rest, ok := strings.CutPrefix(name, strings.TrimSuffix(filepath.Clean(root), string(filepath.Separator))+string(filepath.Separator)); ok {
			name = rest
			break
		}
	}
	for part := range strings.SplitSeq(filepath.ToSlash(filepath.Dir(name)), "/") {
		if len(part) > 1 && part[0] == '.' {
			return true
		}
	}
	return false
}

// holds reports whether what was read is just what was hashed.
func (s *stamp) holds() bool { return !s.odd && len(s.sums) == 0 }

// sumFile hashes a file without holding it.
func sumFile(name string) (sum [sha256.Size]byte, err error) {
	f, err := os.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.CopyBuffer(h, io.LimitReader(f, maxCSDL+1), make([]byte, 128<<10)); err != nil {
		return sum, err
	}
	h.Sum(sum[:0])
	return sum, nil
}
