package apidoc

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/concord-odata/concord/pkg/location"
)

// blocks finds the block structure of CommonMark. Inline structure is read
// by inlineScanner, which keeps the places that goldmark's tree lacks.
var blocks = parser.NewParser(
	parser.WithBlockParsers(parser.DefaultBlockParsers()...),
	parser.WithParagraphTransformers(util.Prioritized(definitions{}, 100)),
	parser.WithInlineParsers(util.Prioritized(noInlines{}, 0)),
)

// definitions reads the link reference definitions of the paragraphs that
// begin as one.
type definitions struct{}

func (definitions) Transform(n *ast.Paragraph, reader gtext.Reader, pc parser.Context) {
	if n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	if line := bytes.TrimLeft(first.Value(reader.Source()), " \t\n\v\f\r"); len(line) == 0 || line[0] == '[' {
		parser.LinkReferenceParagraphTransformer.Transform(n, reader, pc)
	}
}

// noInlines takes all lines of a block at once: goldmark would look through
// them for inlines that nobody parses.
type noInlines struct{}

func (noInlines) Trigger() []byte { return []byte(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") }

func (noInlines) Parse(_ ast.Node, lines gtext.Reader, pc parser.Context) ast.Node {
	for line, _ := lines.PeekLine(); line != nil; line, _ = lines.PeekLine() {
		lines.AdvanceLine()
	}
	// One node is enough: it goes from block to block.
	node, _ := pc.Get(inlineNode).(ast.Node)
	if node == nil {
		node = ast.NewTextSegment(gtext.Segment{})
		pc.Set(inlineNode, node)
	}
	return node
}

var inlineNode = parser.NewContextKey()

// maxNesting bounds the quotes and lists that one line may open.
const maxNesting = 64

// maxSubtexts bounds texts read inside a text: includes, and Markdown that
// indentation turned into code.
const maxSubtexts = 4

// walker gathers the elements of a page in document order.
type walker struct {
	page    *Page
	text    *location.Text
	refs    *references
	section *Heading
	tab     string
	pending *Block // an annotation that waits for its fence
	apart   bool   // something stands between it and the fence
	table   *Table // the last block was this table
	depth   int
	slugs   map[string]int // how often a heading's text was there
	whole   string         // the text, of which runs of text are parts
	*scratch
	include func(from, target string) (*location.Text, bool)
}

// paragraph is a paragraph outside tables.
type paragraph struct {
	text    *location.Text
	start   int
	end     int
	runs    []Inline
	heading *Heading
}

// read walks the text from offset on.
func (w *walker) read(t *location.Text, from int) error {
	if line := tooDeep(t.Data[from:]); line > 0 {
		p := t.Position(from)
		return fmt.Errorf("apidoc: %s:%d: more than %d quotes and lists inside each other", t.Name, p.Line+line-1, maxNesting)
	}
	outerText, outerWhole, outerRefs, outerTable := w.text, w.whole, w.refs, w.table
	w.text, w.whole, w.table = t, string(t.Data), nil
	reader := gtext.NewReader(t.Data)
	reader.Advance(from)
	pc := parser.NewContext()
	doc := blocks.Parse(reader, parser.WithContext(pc))
	w.refs = &references{outer: outerRefs}
	for _, r := range pc.References() {
		if w.refs.defs == nil {
			w.refs.defs = map[string]string{}
		}
		w.refs.defs[util.ToLinkReference(r.Label())] = string(r.Destination())
	}
	w.children(doc)
	w.text, w.whole, w.refs, w.table = outerText, outerWhole, outerRefs, outerTable
	return nil
}

// tooDeep is the first line, from 1, that opens more containers than
// maxNesting; 0 where there is none.
func tooDeep(data []byte) int {
	line := 1
	for len(data) > 0 {
		end := bytes.IndexByte(data, '\n') + 1
		if end == 0 {
			end = len(data)
		}
		if containers(data[:end]) > maxNesting && !rule(data[:end]) {
			return line
		}
		data, line = data[end:], line+1
	}
	return 0
}

// containers counts the quotes and lists that a line opens.
func containers(line []byte) int {
	marks := 0
	for i, c := range line {
		blank := i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t' || line[i+1] == '\n'
		switch {
		case c == '>', blank && (c == '-' || c == '+' || c == '*' || c == '.' || c == ')'):
			marks++
		case c != ' ' && c != '\t' && (c < '0' || c > '9'):
			return marks
		}
	}
	return marks
}

// rule reports whether the line is made of one mark alone, as thematic
// breaks are.
func rule(line []byte) bool {
	line = bytes.TrimSpace(line)
	for _, c := range line {
		if c != line[0] && c != ' ' {
			return false
		}
	}
	return len(line) > 0 && line[0] != '>'
}

func (w *walker) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
}

func (w *walker) node(n ast.Node) {
	if t := w.table; t != nil && n.Kind() != ast.KindParagraph && n.Kind() != ast.KindHTMLBlock {
		w.table = nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		w.heading(n)
	case *ast.ThematicBreak:
		w.tab = ""
	case *ast.FencedCodeBlock:
		w.fence(n)
	case *ast.HTMLBlock:
		lines := n.Lines()
		if n.HasClosure() {
			lines = gtext.NewSegments()
			lines.AppendAll(n.Lines().Sliced(0, n.Lines().Len()))
			lines.Append(n.ClosureLine)
		}
		w.html(w.lines(lines))
	case *ast.CodeBlock:
		w.indented(n)
	case *ast.Paragraph, *ast.TextBlock:
		w.paragraph(n)
	default:
		w.children(n)
	}
}

// stretch is a part of a text.
type stretch struct {
	text       *location.Text
	start, end int
}

func (s stretch) data() []byte { return s.text.Data[s.start:s.end] }

// lines is the text of a block's lines: in place where nothing stands
// between them, else put together.
func (w *walker) lines(segs *gtext.Segments) stretch {
	n := segs.Len()
	if n == 0 {
		return stretch{w.text, 0, 0}
	}
	inPlace := true
	for i := range n {
		s := segs.At(i)
		if s.Padding > 0 || i > 0 && segs.At(i-1).Stop != s.Start {
			inPlace = false
			break
		}
	}
	if inPlace {
		return stretch{w.text, segs.At(0).Start, segs.At(n - 1).Stop}
	}
	b := w.text.Build()
	for i := range n {
		s := segs.At(i)
		if s.Padding > 0 {
			b.Insert(s.Start, bytes.Repeat([]byte{' '}, s.Padding)...)
		}
		b.Copy(s.Start, s.Stop)
	}
	t := b.Text()
	return stretch{t, 0, len(t.Data)}
}

// fence reads a fenced code block.
func (w *walker) fence(n *ast.FencedCodeBlock) {
	s := w.lines(n.Lines())
	f := &Fence{Heading: w.section, Tab: w.tab}
	open := n.Pos()
	if n.Info != nil {
		f.Info = string(n.Info.Segment.Value(w.text.Data))
		f.Lang = firstWord(f.Info)
		open = n.Info.Segment.Start
	}
	if open < 0 || open > len(w.text.Data) {
		open = 0
	}
	line := bytes.LastIndexByte(w.text.Data[:open], '\n') + 1
	if mark := bytes.IndexAny(w.text.Data[line:], "`~"); mark >= 0 {
		line += mark
	}
	f.Position = w.text.Position(line)
	var last int
	if k := n.Lines().Len(); k > 0 {
		last = n.Lines().At(k - 1).Stop
	} else if eol := bytes.IndexByte(w.text.Data[line:], '\n'); eol >= 0 {
		last = line + eol + 1
	} else {
		last = len(w.text.Data)
	}
	f.Closed = closesFence(w.text.Data[last:], w.text.Data[line])
	if s.start == s.end {
		s = stretch{w.text, last, last}
	}
	at := 0
	if s.text == w.text && w.depth < maxSubtexts {
		at = lostFence(s.data())
	}
	if at == 0 {
		f.Text = s.text.Part(s.start, s.end)
		w.addFence(f)
		if !f.Closed {
			w.problem(Problem{Code: FenceNotClosed, Message: "the fence is not closed", Position: f.Position})
		}
		return
	}
	// The end was forgotten: the next fence's beginning did not close this
	// one. What follows is read as what it was meant to be.
	f.Closed = false
	f.Text = s.text.Part(s.start, s.start+at)
	w.addFence(f)
	w.problem(Problem{Code: FenceNotClosed, Message: "the fence is not closed", Position: f.Position})
	var end int
	if eol := bytes.IndexByte(w.text.Data[last:], '\n'); eol >= 0 {
		end = last + eol + 1
	} else {
		end = len(w.text.Data)
	}
	w.depth++
	_ = w.read(w.text.Part(s.start+at, end), 0)
	w.depth--
}

// lostFence finds a line inside a fence's content that begins another fence,
// with its language, and gives the offset of the heading, annotation or
// fence line where the content ended in truth; 0: there is none.
func lostFence(content []byte) int {
	if !bytes.Contains(content, []byte("```")) {
		return 0
	}
	first := 0
	for at := 0; at < len(content); {
		line, next := nextLine(content, at)
		switch {
		case strings.HasPrefix(line, "```") && strings.Trim(line, "` \t") != "":
			if first == 0 {
				first = at
			}
			return first
		case first == 0 && at > 0 && (strings.HasPrefix(line, "<!--") || strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "##")):
			first = at
		}
		at = next
	}
	return 0
}

func (w *walker) addFence(f *Fence) {
	f.After, f.index = len(w.page.Blocks), len(w.page.Fences)
	w.page.Fences = append(w.page.Fences, f)
	if w.pending != nil {
		w.pending.Fence, f.Block = f, w.pending
		w.pending = nil
	}
}

// closesFence reports whether the text begins with a line that closes a
// fence of that mark, quote marks before it aside.
func closesFence(rest []byte, mark byte) bool {
	rest = bytes.TrimLeft(rest, " \t>")
	return len(rest) >= 3 && rest[0] == mark && rest[1] == mark && rest[2] == mark
}

func firstWord(s string) string {
	for i := range len(s) {
		if s[i] == ' ' || s[i] == '\t' || s[i] == ',' || s[i] == '{' {
			return s[:i]
		}
	}
	return s
}

// indented reads an indented code block. Under a list that is indented too
// little, or by too many blanks, a fence or an annotation becomes one: then
// it is read as what it was meant to be.
func (w *walker) indented(n *ast.CodeBlock) {
	s := w.lines(n.Lines())
	lead := bytes.TrimLeft(s.data(), " \t\r\n")
	if !bytes.HasPrefix(lead, []byte("```")) && !bytes.HasPrefix(lead, []byte("~~~")) && !bytes.HasPrefix(lead, []byte("<!--")) {
		return
	}
	if w.depth >= maxSubtexts {
		return
	}
	b := s.text.Build()
	for at := s.start; at < s.end; {
		eol := bytes.IndexByte(s.text.Data[at:s.end], '\n') + 1
		if eol == 0 {
			eol = s.end - at
		}
		b.Copy(skipIndent(s.text.Data, at, at+eol), at+eol)
		at += eol
	}
	w.depth++
	_ = w.read(b.Text(), 0) // a line that is too deep was refused with the page
	w.depth--
}

func skipIndent(b []byte, i, end int) int {
	for i < end && (b[i] == ' ' || b[i] == '\t') {
		i++
	}
	return i
}

func (w *walker) problem(p Problem) {
	w.page.Problems = append(w.page.Problems, p)
}
