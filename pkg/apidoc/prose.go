package apidoc

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	gtext "github.com/yuin/goldmark/text"

	"github.com/concord-odata/concord/pkg/location"
)

// heading reads a heading. One that is nothing but a link to a tab switches
// tabs: # [HTTP](#tab/http).
func (w *walker) heading(n *ast.Heading) {
	if w.tableLines(n.Lines()) {
		return
	}
	s := w.lines(n.Lines())
	runs := w.scan(s)
	if tab, ok := tabLink(runs); ok {
		w.tab = tab
		return
	}
	if onlyIncludes(runs) && len(runs) > 0 {
		w.inlines(s, runs) // "---" right under the last include of a tab makes a heading of it
		w.tab = ""
		return
	}
	w.tab = ""
	if b := w.pending; b != nil && w.apart && (b.Heading == nil || n.Level <= b.Heading.Level) {
		w.dropPending() // but an annotation right above a heading speaks of what is under it
	}
	w.apart = true
	h := &Heading{Level: n.Level, Text: plain(runs), Position: s.text.Position(s.start)}
	for _, r := range runs {
		if r.Kind == CodeRun {
			h.Code = append(h.Code, r.Text)
		}
	}
	for h.Parent = w.section; h.Parent != nil && h.Parent.Level >= h.Level; {
		h.Parent = h.Parent.Parent
	}
	h.Slug = w.slug(h.Text)
	w.section, h.order = h, len(w.page.Headings)
	w.page.Headings = append(w.page.Headings, h)
	if w.page.Title == "" && h.Level == 1 {
		w.page.Title, w.page.TitlePosition = h.Text, h.Position
	}
	w.inlines(s, runs)
}

// tabLink is the tab of a heading that switches tabs.
func tabLink(runs []Inline) (string, bool) {
	tab := ""
	for _, r := range runs {
		switch {
		case r.Kind == LinkRun && strings.HasPrefix(r.Target, "#tab/"):
			tab, _, _ = strings.Cut(strings.TrimPrefix(r.Target, "#tab/"), "/")
		case strings.TrimSpace(r.Text) != "":
			return "", false
		}
	}
	return tab, tab != ""
}

func onlyIncludes(runs []Inline) bool {
	for _, r := range runs {
		if r.Kind != IncludeRun && strings.TrimSpace(r.Text) != "" {
			return false
		}
	}
	return true
}

// slug is the anchor of a heading: lower case, without punctuation, hyphens
// for blanks, and a number where it was there before.
func (w *walker) slug(text string) string {
	base := slugOf(text)
	slug := base
	if n := w.slugs[base]; n > 0 {
		slug = base + "-" + itoa(n)
	}
	if w.slugs == nil {
		w.slugs = map[string]int{}
	}
	w.slugs[base]++
	w.page.anchor(slug)
	return slug
}

func slugOf(text string) string {
	text = strings.TrimSpace(text)
	slug := make([]byte, 0, len(text))
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '_', r == '-':
			slug = append(slug, byte(r))
		case 'A' <= r && r <= 'Z':
			slug = append(slug, byte(r)|0x20)
		case r == ' ':
			slug = append(slug, '-')
		case r >= utf8.RuneSelf:
			if r = unicode.ToLower(r); unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
				slug = utf8.AppendRune(slug, r)
			}
		}
	}
	return string(slug)
}

// paragraph reads a paragraph, and the table that may follow or be it.
func (w *walker) paragraph(n ast.Node) {
	if !w.tableLines(n.Lines()) {
		w.table = nil
		w.proseLines(n.Lines(), 0, n.Lines().Len())
	}
}

// proseLines reads lines that are no table.
func (w *walker) proseLines(segs *gtext.Segments, from, to int) {
	if from >= to {
		return
	}
	part := segs
	if from > 0 || to < segs.Len() {
		part = gtext.NewSegments()
		part.AppendAll(segs.Sliced(from, to))
	}
	s := w.lines(part)
	runs := w.scan(s)
	if len(runs) == 0 {
		return
	}
	w.apart = w.apart || !onlyIncludes(runs)
	w.prose = append(w.prose, paragraph{s.text, s.start, s.end, runs, w.section})
	w.inlines(s, runs)
}

// inlines records the links and includes of runs, and the annotations inside
// a line.
func (w *walker) inlines(s stretch, runs []Inline) {
	for i := range runs {
		r := &runs[i]
		switch r.Kind {
		case LinkRun, ImageRun:
			w.page.Links = append(w.page.Links, Link{Text: r.Text, Target: r.Target, Image: r.Kind == ImageRun, Missing: r.Missing, Position: s.text.Position(r.Start)})
		case IncludeRun:
			w.follow(s.text, r)
		case HTMLRun:
			if r.Text == "!--" {
				w.html(stretch{s.text, r.Start, r.End})
			} else {
				w.tags(stretch{s.text, r.Start, r.End})
			}
		case TextRun:
			if at := bytes.Index(s.text.Data[r.Start:r.End], []byte("<!--")); at >= 0 && strings.HasPrefix(strings.TrimSpace(string(s.text.Data[r.Start+at+4:s.end])), "{") {
				w.unclosed(s.text, r.Start+at+4, s.end)
				return
			}
		}
	}
}

// follow reads an include in its place. Those of language tabs hold samples
// in other languages.
func (w *walker) follow(t *location.Text, r *Inline) {
	in := Include{Label: r.Text, Target: r.Target, Tab: w.tab, Heading: w.section, Position: t.Position(r.Start)}
	if w.include != nil && w.tab == "" && w.depth < maxSubtexts {
		file, _ := t.Outer(0)
		if sub, ok := w.include(file.Name, r.Target); ok {
			in.Resolved = true
			links, problems, includes := len(w.page.Links), len(w.page.Problems), len(w.page.Includes)
			w.depth++
			start, _ := frontMatter(sub)
			if w.read(sub, start) != nil {
				in.Resolved = false
			}
			w.depth--
			// The file's own slips are told where it is read by itself.
			w.page.Links, w.page.Problems, w.page.Includes = w.page.Links[:links], w.page.Problems[:problems], w.page.Includes[:includes]
		}
	}
	w.page.Includes = append(w.page.Includes, in)
}
