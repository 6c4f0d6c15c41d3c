package rule

import "testing"

func TestARunLookedAtWhatItJudgedAndAtWhatLiesInItsFolders(t *testing.T) {
	b := inFolder(t, baselineText)
	for _, test := range []struct {
		name   string
		judged map[string]bool
		whole  []string
		file   string
		want   bool
	}{
		{"a file that was judged", map[string]bool{"./docs/a.md": true}, nil, "docs/a.md", true},
		{"its neighbour", map[string]bool{"docs/a.md": true}, nil, "docs/b.md", false},
		{"a page of the folder, gone or not", nil, []string{"docs"}, "docs/gone.md", true},
		{"a folder that begins alike", nil, []string{"docs"}, "docs2/a.md", false},
		{"the folder by a slash", nil, []string{"docs/"}, "docs/deep/a.md", true},
		{"everything here", nil, []string{"."}, "docs/a.md", true},
		{"nothing outside", nil, []string{"."}, "/elsewhere/a.md", false},
		{"a file that was given", nil, []string{"docs/a.md"}, "docs/a.md", true},
		{"nothing", nil, nil, "docs/a.md", false},
	} {
		if got := b.Looked(test.judged, test.whole)(test.file); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
