package apidoc_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/concord-odata/concord/pkg/apidoc"
)

// The digest lists what loading reads, and loading tells the rest.
func TestDigestListsThePagesThatAreRead(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"api/get.md":           "# Get\n\n[!INCLUDE [note](../includes/note.md)]\n\n[!INCLUDE [word](../includes/word.txt)]\n\n[!INCLUDE [gone](../includes/gone.md)]\n",
		"includes/note.md":     "A note.\n",
		"includes/word.txt":    "A word.\n",
		".git/description.md":  "not read\n",
		"images/picture.jpeg":  "not read\n",
		"resources/user.MD":    "# user\n",
		"resources/z/deep.md":  "# deep\n",
		"resources/z/.keep.md": "# a hidden file, which is a page all the same\n",
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	digest, err := apidoc.Digest(context.Background(), []string{dir}, 2)
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, f := range digest {
		name, _ := filepath.Rel(dir, f.Name)
		name = filepath.ToSlash(name)
		listed[name] = true
		if want := sha256.Sum256([]byte(files[name])); f.Sum != want {
			t.Errorf("%s: the digest is that of another text", name)
		}
	}
	var mu sync.Mutex
	read, missed := map[string]bool{}, map[string]bool{}
	_, err = apidoc.Load(context.Background(), []string{dir}, apidoc.Options{Read: func(name string, data []byte, there bool) {
		mu.Lock()
		defer mu.Unlock()
		name, _ = filepath.Rel(dir, name)
		name = filepath.ToSlash(name)
		if !there {
			missed[name] = true
			return
		}
		read[name] = true
		if string(data) != files[name] {
			t.Errorf("%s: told as %q", name, data)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	if !missed["includes/gone.md"] || len(missed) != 1 {
		t.Errorf("told as not there: %v", missed)
	}
	listed["includes/word.txt"] = true // an include that is no page
	if !maps.Equal(listed, read) {
		t.Errorf("listed %v\nread   %v", slices.Sorted(maps.Keys(listed)), slices.Sorted(maps.Keys(read)))
	}
}

func TestDigestRefusesFoldersWithLinks(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("elsewhere", filepath.Join(dir, "includes")); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if _, err := apidoc.Digest(context.Background(), []string{dir}, 0); !errors.Is(err, apidoc.ErrLinks) {
		t.Errorf("the error is %v", err)
	}
}
