package apidoc

import (
	"os"
	"path/filepath"
	"testing"
)

func TestAnOverlayStandsInPlaceOfFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"docs/a.md": "# A\n\n[!INCLUDE [x](inc.md)]\n", "docs/b.md": "# B\n", "docs/inc.md": "old\n"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	overlay := map[string][]byte{filepath.FromSlash("docs/b.md"): []byte("# Changed\n"), filepath.FromSlash("docs/inc.md"): []byte("## In the include\n")}
	ref, err := Load(t.Context(), []string{"docs"}, Options{Overlay: overlay})
	if err != nil {
		t.Fatal(err)
	}
	if ref.Pages[0].Title != "A" || ref.Pages[1].Title != "Changed" {
		t.Errorf("titles %q and %q", ref.Pages[0].Title, ref.Pages[1].Title)
	}
	if n := len(ref.Pages[0].Headings); n != 2 {
		t.Errorf("%d headings: the include is read from its file", n)
	}
	if alone, err := Load(t.Context(), []string{filepath.FromSlash("docs/b.md")}, Options{Overlay: overlay}); err != nil || alone.Pages[0].Title != "Changed" {
		t.Errorf("a single page: %v", err)
	}
}
