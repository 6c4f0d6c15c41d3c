// Package corpustest gives tests the real input that lies beside the
// repository: documentation, CSDL, recordings and protocol cases of others,
// none of which the project holds itself. It is imported by tests alone.
package corpustest

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// folder is where the corpus lies: beside the repository.
func folder() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "..", "..", "shared", "corpus")
}

var once = sync.OnceValues(unpack)

// Dir is the folder that holds the corpus unpacked: api-reference/beta,
// csdl, csdl-pairs, recordings, protocol-cases, seed and the ABNF's files.
// Where there is no corpus the test is skipped, and fails in CI.
func Dir(t testing.TB) string {
	t.Helper()
	if _, err := os.Stat(folder()); errors.Is(err, os.ErrNotExist) {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the corpus is not at %s, and CI must have it", folder())
		}
		t.Skipf("the corpus is not at %s", folder())
	}
	dir, err := once()
	if err != nil {
		t.Fatalf("unpacking the corpus: %v", err)
	}
	return dir
}

// File is one file of the corpus, named by its path below [Dir].
func File(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(Dir(t), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Files are the files below a folder of the corpus whose paths satisfy keep,
// by these paths, which begin with the folder and have slashes.
func Files(t testing.TB, folder string, keep func(path string) bool) map[string][]byte {
	t.Helper()
	root := os.DirFS(Dir(t))
	files := map[string][]byte{}
	err := fs.WalkDir(root, folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") || !keep(name) {
			return err
		}
		files[name], err = fs.ReadFile(root, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// unpack unpacks the archives once for all test programs: into a folder
// named after their content, which appears whole or not at all.
func unpack() (string, error) {
	archives, err := filepath.Glob(filepath.Join(folder(), "*"))
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, a := range archives {
		info, err := os.Stat(a)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(sum, "%s %d %d\n", filepath.Base(a), info.Size(), info.ModTime().UnixNano())
	}
	dir := filepath.Join(os.TempDir(), "concord-corpus-"+hex.EncodeToString(sum.Sum(nil))[:12])
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	temp, err := os.MkdirTemp(os.TempDir(), "concord-corpus-new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(temp)
	for _, a := range archives {
		info, err := os.Stat(a)
		switch {
		case err != nil:
		case info.IsDir():
			err = os.CopyFS(filepath.Join(temp, filepath.Base(a)), os.DirFS(a))
		case filepath.Ext(a) == ".gz":
			err = untar(a, temp)
		default:
			var data []byte
			if data, err = os.ReadFile(a); err == nil {
				err = os.WriteFile(filepath.Join(temp, filepath.Base(a)), data, 0o600)
			}
		}
		if err != nil {
			return "", fmt.Errorf("%s: %w", filepath.Base(a), err)
		}
	}
	if err := os.Rename(temp, dir); err != nil {
		if _, there := os.Stat(dir); there != nil { // another program was faster
			return "", err
		}
	}
	return dir, nil
}

func untar(archive, into string) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(into)
	if err != nil {
		return err
	}
	defer root.Close()
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case h.Typeflag != tar.TypeReg:
			continue
		}
		if err := root.MkdirAll(filepath.Dir(h.Name), 0o755); err != nil {
			return err
		}
		data, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if err := root.WriteFile(h.Name, data, 0o600); err != nil {
			return err
		}
	}
}
