package apidoc

import (
	"bytes"
	"html"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// InlineKind is the kind of a run of text.
type InlineKind uint8

// The kinds of runs.
const (
	TextRun    InlineKind = iota
	CodeRun               // a code span
	LinkRun               // a link
	ImageRun              // an image
	HTMLRun               // an HTML tag or comment; Text is the tag's name, or "!--"
	IncludeRun            // a docfx include
)

// Inline is a run of text in a paragraph, heading or cell. Start and End
// count in the text that holds it.
type Inline struct {
	Kind       InlineKind
	Text       string // without markup
	Code       bool   // a link whose text is a code span
	Strong     bool   // inside emphasis
	Target     string // of links, images and includes
	Missing    bool   // a reference link whose definition is not there; Target is the label
	Start, End int
}

// Bounds that keep a scan linear on hostile input.
const (
	maxBackticks   = 32   // that open a code span
	maxTag         = 4096 // bytes of an HTML tag
	maxDestination = 2048 // bytes of a link's target and title
	maxLinkDepth   = 4    // of images in links
)

// references are the link reference definitions of a text, by folded label,
// and those of the text around it.
type references struct {
	defs  map[string]string
	outer *references
}

func (r *references) find(label []byte) (string, bool) {
	if r == nil || r.defs == nil && r.outer == nil {
		return "", false
	}
	key := util.ToLinkReference(label)
	for ; r != nil; r = r.outer {
		if target, ok := r.defs[key]; ok {
			return target, true
		}
	}
	return "", false
}

// inlineScanner splits a stretch of Markdown into runs. It reads what a
// reference needs to tell apart (code spans, links, includes, tags), with
// places, and drops the marks of emphasis.
type inlineScanner struct {
	data         []byte // up to the end of the stretch
	whole        string // of the text, of which runs are parts
	i            int
	refs         *references
	out          []Inline
	text         []byte // of the run being gathered
	start        int    // of that run
	strong       int
	closers      map[int]bool  // lengths of backtick runs known to have no closer
	noEnd        bool          // no '-->' further on
	noUnderscore bool          // no '_' further on
	pairs        []bracketPair // matching brackets, by their beginnings; found on first need
	paired       bool
	base         int
	depth        int // of images in links in images
}

// few are the runs that most stretches have at most.
const few = 4

// scan splits a stretch of the walker's text, or of one beside it, into runs.
func (w *walker) scan(in stretch) []Inline {
	if in.start >= in.end {
		return nil
	}
	whole := w.whole
	if in.text != w.text {
		whole = string(in.text.Data)
	}
	if cap(w.runs)-len(w.runs) < few {
		w.runs = make([]Inline, 0, max(256, 2*cap(w.runs)))
	}
	out := w.runs[len(w.runs):]
	if plainBytes(in.text.Data, in.start, in.end) == in.end {
		out = append(out, Inline{Kind: TextRun, Text: whole[in.start:in.end], Start: in.start, End: in.end})
	} else {
		s := inlineScanner{data: in.text.Data[:in.end], whole: whole, i: in.start, start: in.start, refs: w.refs, base: in.start, out: out, text: w.gathered[:0], pairs: w.pairs[:0]}
		s.run()
		out, w.gathered, w.pairs = s.out, s.text, s.pairs
	}
	if len(w.runs)+len(out) <= cap(w.runs) {
		w.runs = w.runs[:len(w.runs)+len(out)]
	}
	return out[:len(out):len(out)]
}

// scratch is what the reading of one page gathers for itself alone, in room
// that the reading of the next uses again.
type scratch struct {
	prose    []paragraph // for the readers of sentences
	runs     []Inline
	gathered []byte
	pairs    []bracketPair
}

var scratches = sync.Pool{New: func() any { return &scratch{} }}

// marks are the bytes that may begin something other than text.
var marks = func() (table [256]bool) {
	for _, c := range "\\`![<*_&\r\n" {
		table[c] = true
	}
	return table
}()

// plainBytes is the end of the text without marks that begins at i.
func plainBytes(data []byte, i, end int) int {
	for i < end && !marks[data[i]] {
		i++
	}
	return i
}

func (s *inlineScanner) flush() {
	if len(s.text) > 0 {
		text := s.whole[s.start:min(s.i, s.start+len(s.text))]
		if text != string(s.text) {
			text = string(s.text) // escapes, or what stands for something else
		}
		s.out = append(s.out, Inline{Kind: TextRun, Text: text, Strong: s.strong > 0, Start: s.start, End: s.i})
		s.text = s.text[:0]
	}
}

func (s *inlineScanner) put(c byte) {
	if len(s.text) == 0 {
		s.start = s.i
	}
	s.text = append(s.text, c)
}

func (s *inlineScanner) emit(in Inline) {
	end := in.End
	s.i = in.Start
	s.flush()
	in.Strong = s.strong > 0
	s.out = append(s.out, in)
	s.i = end
}

func (s *inlineScanner) run() {
	for s.i < len(s.data) {
		if end := plainBytes(s.data, s.i, len(s.data)); end > s.i {
			if len(s.text) == 0 {
				s.start = s.i
			}
			s.text = append(s.text, s.data[s.i:end]...)
			s.i = end
			continue
		}
		c := s.data[s.i]
		switch c {
		case '\\':
			if s.i+1 < len(s.data) && util.IsPunct(s.data[s.i+1]) {
				s.put(s.data[s.i+1])
				s.i += 2
				continue
			}
		case '`':
			if s.code() {
				continue
			}
		case '!':
			if s.i+1 < len(s.data) && s.data[s.i+1] == '[' && s.link(s.i+1, ImageRun) {
				continue
			}
		case '[':
			if s.include() || s.link(s.i, LinkRun) {
				continue
			}
		case '<':
			if s.angle() {
				continue
			}
		case '*', '_':
			if s.emphasis(c) {
				continue
			}
		case '&':
			if s.entity() {
				continue
			}
		case '\r', '\n':
			s.put(' ')
			s.i++
			continue
		}
		s.put(c)
		s.i++
	}
	s.flush()
}

// code reads a code span; a run of backticks without its like is text.
func (s *inlineScanner) code() bool {
	n := runLength(s.data, s.i)
	end, ok := s.codeEnd(s.i, n)
	if !ok {
		for range n {
			s.put('`')
			s.i++
		}
		return true
	}
	content := s.whole[s.i+n : end]
	if k := len(content); k > 2 && content[0] == ' ' && content[k-1] == ' ' && !util.IsBlank(s.data[s.i+n:end]) {
		content = content[1 : k-1]
	}
	s.emit(Inline{Kind: CodeRun, Text: codeText(content), Start: s.i, End: end + n})
	return true
}

// codeEnd is where the closing run of n backticks begins.
func (s *inlineScanner) codeEnd(at, n int) (int, bool) {
	if n > maxBackticks || s.closers[n] {
		return 0, false
	}
	for j := at + n; j < len(s.data); {
		k := bytes.IndexByte(s.data[j:], '`')
		if k < 0 {
			break
		}
		j += k
		m := runLength(s.data, j)
		if m == n {
			return j, true
		}
		j += m
	}
	if s.closers == nil {
		s.closers = map[int]bool{}
	}
	s.closers[n] = true
	return 0, false
}

func runLength(b []byte, i int) int {
	n := 1
	for i+n < len(b) && b[i+n] == b[i] {
		n++
	}
	return n
}

// codeText is a code span's content: lines joined, and the pipes that a table
// wants escaped as they are.
func codeText(text string) string {
	if strings.ContainsAny(text, "\r\n") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r", ""), "\n", " ")
	}
	if strings.Contains(text, `\|`) {
		text = strings.ReplaceAll(text, `\|`, "|")
	}
	return text
}

// emphasis drops the marks of emphasis, and keeps the characters where they
// are none: between blanks, and underscores inside a word.
func (s *inlineScanner) emphasis(c byte) bool {
	n := runLength(s.data, s.i)
	before, after := ' ', ' '
	if s.i > s.base {
		before, _ = utf8.DecodeLastRune(s.data[s.base:s.i])
	}
	if s.i+n < len(s.data) {
		after, _ = utf8.DecodeRune(s.data[s.i+n:])
	}
	opens, closes := !unicode.IsSpace(after), !unicode.IsSpace(before)
	if c == '_' && (wordRune(before) && wordRune(after) || opens && s.strong == 0 && !s.closesUnderscore(s.i+n)) || !opens && !closes {
		for range n {
			s.put(c)
			s.i++
		}
		return true
	}
	s.flush()
	switch {
	case closes && s.strong > 0:
		s.strong--
	case opens:
		s.strong++
	}
	s.i += n
	return true
}

// closesUnderscore reports whether an underscore further on ends a word.
func (s *inlineScanner) closesUnderscore(i int) bool {
	for at := i; at < len(s.data) && !s.noUnderscore; at++ {
		k := bytes.IndexByte(s.data[at:], '_')
		if k < 0 {
			s.noUnderscore = true
			return false
		}
		at += k
		if after, _ := utf8.DecodeRune(s.data[at+1:]); at > i && !isBlank(s.data[at-1]) && (at+1 == len(s.data) || !wordRune(after)) {
			return true
		}
		if at-i > maxDestination {
			return false
		}
	}
	return false
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (s *inlineScanner) entity() bool {
	end := bytes.IndexByte(s.data[s.i:min(len(s.data), s.i+34)], ';')
	if end < 2 {
		return false
	}
	entity := string(s.data[s.i : s.i+end+1])
	text := html.UnescapeString(entity)
	if text == entity {
		return false
	}
	if text == "\u00a0" {
		text = " "
	}
	for i := range len(text) {
		s.put(text[i])
	}
	s.i += len(entity)
	return true
}

// angle reads an autolink, a comment or a tag.
func (s *inlineScanner) angle() bool {
	rest := s.data[s.i:]
	if bytes.HasPrefix(rest, []byte("<!--")) {
		if s.noEnd {
			return false
		}
		end := bytes.Index(rest, []byte("-->"))
		if end < 0 {
			s.noEnd = true
			return false
		}
		s.emit(Inline{Kind: HTMLRun, Text: "!--", Start: s.i, End: s.i + end + 3})
		return true
	}
	if len(rest) < 3 || rest[1] != '/' && !isLetter(rest[1]) {
		return false
	}
	end := bytes.IndexByte(rest[:min(len(rest), maxTag)], '>')
	if end < 0 {
		return false
	}
	if again := bytes.IndexByte(rest[1:end], '<'); again >= 0 {
		return false
	}
	inside := rest[1:end]
	if colon := bytes.IndexByte(inside, ':'); colon > 1 && !bytes.ContainsAny(inside, " \t\n") && allSchemeChars(inside[:colon]) {
		address := s.whole[s.i+1 : s.i+end]
		s.emit(Inline{Kind: LinkRun, Text: address, Target: address, Start: s.i, End: s.i + end + 1})
		return true
	}
	name := bytes.TrimLeft(inside, "/")
	stop := 0
	for stop < len(name) && (isLetter(name[stop]) || name[stop] >= '0' && name[stop] <= '9') {
		stop++
	}
	if stop == 0 || stop < len(name) && name[stop] != ' ' && name[stop] != '/' && name[stop] != '\n' && name[stop] != '\t' && name[stop] != '\r' {
		return false
	}
	s.emit(Inline{Kind: HTMLRun, Text: strings.ToLower(string(name[:stop])), Start: s.i, End: s.i + end + 1})
	return true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func allSchemeChars(b []byte) bool {
	for _, c := range b {
		if !isLetter(c) && (c < '0' || c > '9') && c != '+' && c != '-' && c != '.' {
			return false
		}
	}
	return true
}

// plain is the text of runs without markup: tags become blanks, comments
// nothing.
func plain(runs []Inline) string {
	if len(runs) == 1 && runs[0].Kind != HTMLRun {
		return strings.TrimSpace(runs[0].Text)
	}
	var b strings.Builder
	for _, r := range runs {
		switch {
		case r.Kind != HTMLRun:
			b.WriteString(r.Text)
		case r.Text == "br" || r.Text == "p" || r.Text == "li":
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}
