package rule

import (
	"fmt"
	"regexp"
	"strings"
)

// Glob is a pattern of paths with slashes, as .gitignore writes them: * and
// ? stay within a name, ** spans folders, a pattern without a slash matches a
// name at any depth, and one that names a folder matches what is below it.
type Glob struct {
	text string
	re   *regexp.Regexp
}

// maxGlob bounds a pattern's length.
const maxGlob = 1000

// ParseGlob reads a pattern.
func ParseGlob(pattern string) (Glob, error) {
	p := strings.TrimSuffix(strings.TrimPrefix(pattern, "./"), "/")
	anchored := strings.Contains(p, "/")
	p = strings.TrimPrefix(p, "/")
	switch {
	case p == "":
		return Glob{}, fmt.Errorf("pattern %q names no path", pattern)
	case len(p) > maxGlob:
		return Glob{}, fmt.Errorf("a pattern of %d bytes is longer than %d", len(p), maxGlob)
	case strings.Contains(p, `\`):
		return Glob{}, fmt.Errorf("pattern %q: folders are parted by a slash, also on Windows", pattern)
	case strings.HasPrefix(pattern, "!"):
		return Glob{}, fmt.Errorf("pattern %q: there are no exceptions: name what is meant", pattern)
	}
	var b strings.Builder
	b.WriteString(`\A`)
	if !anchored {
		b.WriteString(`(?:.*/)?`)
	}
	for i := 0; i < len(p); {
		switch rest := p[i:]; {
		case strings.HasPrefix(rest, "**/"):
			b.WriteString(`(?:.*/)?`)
			i += 3
		case strings.HasPrefix(rest, "**"):
			b.WriteString(`.*`)
			i += 2
		case rest[0] == '*':
			b.WriteString(`[^/]*`)
			i++
		case rest[0] == '?':
			b.WriteString(`[^/]`)
			i++
		default:
			n := strings.IndexAny(rest, "*?")
			if n < 0 {
				n = len(rest)
			}
			b.WriteString(regexp.QuoteMeta(rest[:n]))
			i += n
		}
	}
	b.WriteString(`(?:/.*)?\z`)
	re, err := regexp.Compile("(?s)" + b.String())
	if err != nil {
		return Glob{}, fmt.Errorf("pattern %q: %w", pattern, err)
	}
	return Glob{pattern, re}, nil
}

// Match reports whether the path, relative and with slashes, is meant.
func (g Glob) Match(path string) bool { return g.re != nil && g.re.MatchString(path) }

func (g Glob) String() string { return g.text }
