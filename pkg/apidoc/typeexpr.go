package apidoc

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// TypeExpr is a type as a cell, sentence or annotation words it.
type TypeExpr struct {
	AsWritten  string
	Name       string       // the type's name as written, without Collection and markup; empty: not understood
	Ref        edm.TypeRef  // resolved; zero: it could not be understood
	Target     string       // of the link, where there is one
	Collection edm.Tristate // Unsaid: words are left that may have said it
	Known      bool         // the type is declared by a page, or built in
	Loose      bool         // understood, but not written as a type's name
	Others     []string     // further types: "user or group"
	Note       string       // words beside the type: "maximum size 20"
	Position   location.Position

	extra int // words beside the name that have no meaning here
}

// candidate is a word of a type's wording that may name the type.
type candidate struct {
	name   string
	target string
	at     int
	rank   int // how much it looks like a type's name
	either bool
}

// Ranks of candidates: the highest one names the type.
const (
	rankWord      = iota // any identifier
	rankLoose            // another word for a primitive type
	rankPrimitive        // a primitive type's name
	rankCode             // in a code span
	rankQualified        // with a namespace
	rankLink             // the text of a link
)

// typeReader reads the wording of a type.
type typeReader struct {
	found    []candidate
	expr     TypeExpr
	note     strings.Builder
	either   bool // "or" stood before
	unknown  int  // words without a meaning here
	afterCol bool // Collection( was just read
	inNote   int
	filler   candidate // the last word that may be a type's name after all
}

// readType reads the wording of a type: "String", "[identity](identity.md)
// collection", "Collection(Edm.String)", "string, maximum size 20".
func readType(t *location.Text, start int, runs []Inline) TypeExpr {
	var r typeReader
	r.expr.AsWritten = plain(runs)
	for i := range runs {
		run := &runs[i]
		switch run.Kind {
		case LinkRun:
			r.words(linkName(run.Text), run.Start, run.Target, rankLink)
		case CodeRun:
			r.words(run.Text, run.Start, "", rankCode)
		case TextRun:
			r.words(run.Text, run.Start, "", rankWord)
		}
	}
	r.choose()
	r.expr.extra = r.unknown
	at := start
	if len(r.found) > 0 {
		at = r.found[0].at
	}
	r.expr.Position = t.Position(at)
	r.expr.Note = strings.TrimSpace(r.note.String())
	return r.expr
}

// linkName joins a link's text that names a type in words: "Conditional
// Access Session Control".
func linkName(text string) string {
	fields := strings.Fields(text)
	if len(fields) < 2 || len(fields) > 6 {
		return text
	}
	for _, w := range fields {
		if low := strings.ToLower(w); !isASCIIIdentifier(w) || collectionWords[low] || fillers[low] {
			return text
		}
	}
	return strings.Join(fields, "")
}

// halfWidth writes the punctuation of languages with wide characters as the
// one of ASCII, in as many bytes.
var halfWidth = strings.NewReplacer("，", ",  ", "；", ";  ", "：", ":  ", "（", "  (", "）", ")  ", "、", "/  ")

// words splits a run. A parenthesis opens a note, but for that of
// Collection(; a comma, semicolon or full stop begins one as well.
func (r *typeReader) words(text string, at int, target string, rank int) {
	if !isASCII(text) {
		text = halfWidth.Replace(text)
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '(':
			if !r.afterCol {
				r.inNote++
			}
			r.afterCol = false
			i++
		case c == ')':
			r.inNote = max(0, r.inNote-1)
			i++
		case c == ',' || c == ';' || c == '.' && (i+1 == len(text) || text[i+1] == ' '):
			if len(r.found) > 0 {
				r.inNote += 1 << 16 // up to the end of the cell
			}
			i++
		case strings.HasPrefix(text[i:], "[]"):
			r.collection()
			i += 2
		case c == '/' || c == '|':
			r.either = len(r.found) > 0
			i++
		case strings.IndexByte(" \t\r\n[]*`\"'?:{}<>-", c) >= 0:
			i++
		default:
			end := i
			for end < len(text) && strings.IndexByte(" \t\r\n()[],;/|*`\"'?:{}<>-", text[end]) < 0 {
				end++
			}
			r.word(strings.TrimRight(text[i:end], "."), at, target, rank)
			i = end
		}
	}
}

func (r *typeReader) collection() {
	if r.expr.Collection == edm.Unsaid {
		r.expr.Collection = edm.True
	}
}

func (r *typeReader) word(word string, at int, target string, rank int) {
	low := strings.ToLower(word)
	r.afterCol = false
	switch {
	case collectionWords[low] && (target == "" || len(r.found) > 0):
		if r.expr.Collection == edm.Unsaid && r.filler.name == "" {
			r.filler = candidate{name: word, at: at, rank: rankWord}
		}
		r.collection()
		r.afterCol = true
		return
	case r.inNote > 0:
		r.note.WriteString(word)
		r.note.WriteByte(' ')
		return
	case alternatives[low] && len(r.found) > 0:
		r.either = true
		return
	}
	if name, ok := withCollectionStem(low); ok {
		r.collection()
		if name == "" {
			return
		}
		word, low = name, name
	}
	word = strings.TrimPrefix(word, "#")
	primitive, loose := primitiveNames[strings.TrimPrefix(strings.TrimPrefix(low, "#"), "edm.")], primitiveWords[low]
	if translated := translatedWords[low]; translated != "" {
		word, primitive = strings.TrimPrefix(translated, "Edm."), translated
	}
	switch {
	case fillers[low] && target == "" && primitive == "":
		r.filler = candidate{name: word, at: at, rank: rankWord}
		return
	case strings.Contains(word, ".") && isQualified(word):
		rank = max(rank, rankQualified)
	case primitive != "":
		rank = max(rank, rankPrimitive)
	case loose != "":
		rank = max(rank, rankLoose)
	case strings.HasSuffix(low, "s") && translatedWords[low[:len(low)-1]] != "":
		word, rank = strings.TrimPrefix(translatedWords[low[:len(low)-1]], "Edm."), max(rank, rankPrimitive)
	case strings.HasSuffix(low, "s") && (primitiveNames[low[:len(low)-1]] != "" || primitiveWords[low[:len(low)-1]] != ""):
		word, rank = word[:len(word)-1], max(rank, rankLoose)
	case !isIdentifier(word):
		r.unknown++
		return
	}
	for i := range r.found {
		if r.found[i].name == word && r.found[i].target == target {
			return
		}
	}
	r.found = append(r.found, candidate{name: word, target: target, at: at, rank: rank, either: r.either})
	r.either = false
}

// withCollectionStem takes the word for collection off a word of a language
// without blanks.
func withCollectionStem(word string) (string, bool) {
	if isASCII(word) {
		return word, false
	}
	for _, stem := range collectionStems {
		if before, after, ok := strings.Cut(word, stem); ok {
			return strings.Trim(before+after, "的の"), true
		}
	}
	return word, false
}

// choose picks the candidate that names the type.
func (r *typeReader) choose() {
	best := -1
	for i, c := range r.found {
		if best < 0 || c.rank > r.found[best].rank {
			best = i
		}
	}
	if best < 0 {
		// Types may be called entity, resource or list.
		if r.filler.name != "" && r.unknown == 0 {
			r.found = append(r.found, r.filler)
			r.expr.Name = r.filler.name
			r.settle()
		}
		return
	}
	chosen := r.found[best]
	for i, c := range r.found {
		switch {
		case i == best:
		case c.either || r.found[best].either && i < best:
			r.expr.Others = append(r.expr.Others, c.name)
		case c.rank == chosen.rank && chosen.rank <= rankLoose:
			// Two plain words: a sentence, not a type.
			if chosen.rank == rankWord {
				return
			}
			r.unknown++
		default:
			r.unknown++
		}
	}
	r.expr.Name, r.expr.Target = chosen.name, chosen.target
	r.expr.Loose = chosen.rank == rankLoose
	r.found[0] = chosen
	r.settle()
}

// settle says that a type is single where no word was left that might have
// said otherwise.
func (r *typeReader) settle() {
	if r.expr.Collection == edm.Unsaid && r.unknown == 0 {
		r.expr.Collection = edm.False
	}
}

// isIdentifier reports whether s is a SimpleIdentifier of CSDL (section 15.2).
func isIdentifier(s string) bool {
	for i, r := range s {
		if !unicode.IsLetter(r) && r != '_' && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return s != "" && len(s) <= 128
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isASCIIIdentifier is isIdentifier for names that programs use: a word of a
// language in another script is none.
func isASCIIIdentifier(s string) bool {
	return isASCII(s) && isIdentifier(s)
}

// isLatinIdentifier is isIdentifier for names in Latin letters, with their
// accents.
func isLatinIdentifier(s string) bool {
	for _, r := range s {
		if r >= 0x80 && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	return isIdentifier(s)
}

// isQualified reports whether s is a namespace, a dot and a name.
func isQualified(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if !isIdentifier(part) {
			return false
		}
	}
	return strings.Contains(s, ".")
}
