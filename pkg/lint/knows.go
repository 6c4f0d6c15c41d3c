package lint

import (
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

// covers reports whether the sources can say that a type does not exist: a
// CSDL declares its namespace.
func (l *Linter) covers(name string) bool {
	i := strings.LastIndexByte(name, '.')
	return i > 0 && (l.contract.Whole(name[:i]) || name[:i] == "Edm")
}

// typeName is a declared type's name, and what names are compared with: the
// same without its namespace and in lower case.
type typeName struct{ full, folded string }

// near is the hint that names the type that was probably meant; "" where
// none is near.
func (l *Linter) near(name string) string {
	l.typesOnce.Do(func() {
		for t := range l.contract.Model.Types() {
			full := t.QualifiedName()
			l.types = append(l.types, typeName{full, strings.ToLower(full[strings.LastIndexByte(full, '.')+1:])})
		}
	})
	short := strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	best, distance := "", 3
	for _, t := range l.types {
		if d := edits(short, t.folded, distance); d < distance {
			best, distance = t.full, d
		}
	}
	if best == "" {
		return ""
	}
	return "did you mean " + best + "?"
}

// edits is the Levenshtein distance of two words, or bound where it is not
// below it.
func edits(a, b string, bound int) int {
	if d := len(a) - len(b); d >= bound || -d >= bound {
		return bound
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		best := row[0]
		for j := range len(b) {
			up := row[j+1]
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, up, row[j])
			}
			diagonal, row[j+1] = up, cost
			best = min(best, cost)
		}
		if best >= bound {
			return bound
		}
	}
	return min(row[len(b)], bound)
}

// note says that a part of the page was not judged.
func (p *page) note(at location.Position, reason string) {
	p.notes = append(p.notes, rule.Note{Line: at.Line, Reason: reason})
}

// mediaType is the media type of a documented message, in lower case; ""
// where it has none.
func mediaType(m *apidoc.Message) string {
	t, _, _ := strings.Cut(m.Header("Content-Type"), ";")
	return strings.ToLower(strings.TrimSpace(t))
}

// offset is the place of a position in the page's bytes, or -1.
func (p *page) offset(at location.Position) int {
	if at.File != p.File {
		return -1
	}
	return p.Text.Offset(at)
}
