package rule

import "strings"

// Looked is what Update and Stale ask of a run: whether it looked at a file.
// It did at the files that it judged, and at what lies in the folders and
// files that it was given whole, also where that is gone by now. Both are
// named as the run's findings name files.
func (b *Baseline) Looked(judged map[string]bool, whole []string) func(file string) bool {
	seen := make(map[string]bool, len(judged))
	for file := range judged {
		seen[b.Path(file)] = true
	}
	var roots []string
	for _, w := range whole {
		roots = append(roots, b.Path(w))
	}
	return func(file string) bool {
		if seen[file] {
			return true
		}
		for _, r := range roots {
			if r == "." && !strings.HasPrefix(file, "/") || file == r || strings.HasPrefix(file, strings.TrimSuffix(r, "/")+"/") {
				return true
			}
		}
		return false
	}
}
