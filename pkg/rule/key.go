package rule

import (
	"path"
	"path/filepath"
	"strings"
)

// Key is what makes two findings the same one across edits: no line, no
// column, no severity and no message, so that a baseline survives a changed
// page and a reworded rule.
type Key struct {
	File     string `json:"file,omitempty"` // slashes, cleaned
	Rule     string `json:"rule"`
	Type     string `json:"type,omitempty"`
	Property string `json:"property,omitempty"`
	Cause    string `json:"cause,omitempty"`
}

// Key is the finding's stable key: rule, file, type, property, cause. The
// cause is the finding's own; where neither it nor a type nor a property says
// what is meant (a dead link, a broken annotation), the actual value stands
// for it.
func (f *Finding) Key() Key {
	k := Key{Rule: f.Rule, File: SlashPath(f.File), Type: f.Type, Property: f.Property, Cause: f.Cause}
	if k.Cause == "" && k.Type == "" && k.Property == "" {
		k.Cause = f.Actual
	}
	return k
}

// String is the key on one line, for messages.
func (k Key) String() string {
	parts := []string{k.Rule}
	if k.File != "" {
		parts = append(parts, k.File)
	}
	if k.Type != "" || k.Property != "" {
		parts = append(parts, strings.Trim(k.Type+"."+k.Property, "."))
	}
	if k.Cause != "" {
		parts = append(parts, k.Cause)
	}
	return strings.Join(parts, " ")
}

// Compare orders keys by file, then rule, type, property and cause.
func (k Key) Compare(other Key) int {
	for _, p := range [...][2]string{
		{k.File, other.File}, {k.Rule, other.Rule}, {k.Type, other.Type},
		{k.Property, other.Property}, {k.Cause, other.Cause},
	} {
		if c := strings.Compare(p[0], p[1]); c != 0 {
			return c
		}
	}
	return 0
}

// SlashPath is a file's name with slashes on every system, cleaned. Standard
// input ("-") and URLs stay as they are.
func SlashPath(file string) string {
	if file == "" || file == "-" || strings.Contains(file, "://") {
		return file
	}
	return path.Clean(filepath.ToSlash(file))
}

// PathBelow is a file's name relative to root, an absolute folder, with
// slashes. What is not below root keeps its absolute name; with no root, and
// for standard input and URLs, it is SlashPath.
func PathBelow(root, file string) string {
	if root == "" || file == "" || file == "-" || strings.Contains(file, "://") {
		return SlashPath(file)
	}
	abs, err := filepath.Abs(file)
	if err != nil {
		return SlashPath(file)
	}
	rel, err := filepath.Rel(root, abs)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return filepath.ToSlash(abs)
	}
	return filepath.ToSlash(rel)
}
