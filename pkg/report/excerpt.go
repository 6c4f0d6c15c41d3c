package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// cellWidth measures as terminals outside East Asian locales do, whatever
// the environment says, so that a report is the same everywhere.
var cellWidth = &runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}

// cell is one character on a terminal: what is shown, and how wide.
type cell struct {
	text   string
	width  int
	marked bool
}

// excerpt is the line of a finding with the carets under its token, each cut
// to width columns around it. Column is a byte's, from 1; with none there are
// no carets.
func excerpt(source string, column, width int) (line, carets string) {
	start, end := 0, 0
	if column > 0 {
		start = min(column-1, len(source))
		end = tokenEnd(source, start, 8*width)
	}
	cells, cut := cellsOf(source, start, end, width)
	cells = window(cells, cut, width)

	var shown, marks strings.Builder
	for _, c := range cells {
		shown.WriteString(c.text)
		mark := " "
		if c.marked {
			mark = "^"
		}
		marks.WriteString(strings.Repeat(mark, c.width))
	}
	if column > 0 && end == start { // at the end of the line
		marks.WriteString("^")
	}
	return strings.TrimRight(shown.String(), " "), strings.TrimRight(marks.String(), " ")
}

// tokenEnd is the end of the JSON token that begins at start, at most bound
// bytes further: a string with its quotes, a number or literal, or one
// character.
func tokenEnd(source string, start, bound int) int {
	if start >= len(source) {
		return start
	}
	rest := source[start:min(len(source), start+bound)]
	if rest[0] == '"' {
		for i := 1; i < len(rest); i++ {
			switch rest[i] {
			case '\\':
				i++
			case '"':
				return start + i + 1
			}
		}
		return start + len(rest)
	}
	word := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("_.@+-#$/", r)
	}
	if n := strings.IndexFunc(rest, func(r rune) bool { return !word(r) }); n > 0 {
		return start + n
	} else if n < 0 {
		return start + len(rest)
	}
	_, n := utf8.DecodeRuneInString(rest)
	return start + n
}

// cut says which ends of a line are not shown.
type cut struct{ left, right bool }

// cellsOf lays out what of the line can be shown around the token. However
// long the line is, it looks at a few times width bytes.
func cellsOf(source string, start, end, width int) ([]cell, cut) {
	lo, hi := max(0, start-4*width), min(len(source), end+4*width)
	for lo > 0 && !utf8.RuneStart(source[lo]) {
		lo--
	}
	for hi < len(source) && !utf8.RuneStart(source[hi]) {
		hi++
	}
	var cells []cell
	for at := lo; at < hi; {
		r, n := utf8.DecodeRuneInString(source[at:])
		c := cell{text: visible(r, source[at:at+n]), marked: at >= start && at < end}
		if r == '\t' {
			c.text = strings.Repeat(" ", 4)
		}
		c.width = cellWidth.StringWidth(c.text)
		if last := len(cells) - 1; c.width == 0 && last >= 0 {
			cells[last].text += c.text // a combining mark
		} else if lo > 0 || len(cells) > 0 || at >= start && end > start || strings.TrimSpace(c.text) != "" {
			cells = append(cells, c) // without the line's indentation
		}
		at += n
	}
	return cells, cut{lo > 0, hi < len(source)}
}

// window cuts the cells to width columns, with an ellipsis at each end that
// was cut, and the token's begin in sight.
func window(cells []cell, c cut, width int) []cell {
	total, token := 0, -1
	for i := range cells {
		if cells[i].marked && token < 0 {
			token = i
		}
		total += cells[i].width
	}
	if total <= width && !c.left && !c.right {
		return cells
	}
	if token < 0 {
		token = 0
		if c.left { // the place is the line's end
			token = len(cells)
		}
	}
	from, room := token, width/3
	for from > 0 && room >= cells[from-1].width {
		from--
		room -= cells[from].width
	}
	to, room := from, width-2
	for to < len(cells) && room >= cells[to].width {
		room -= cells[to].width
		to++
	}
	for from > 0 && room >= cells[from-1].width { // use what is left over
		from--
		room -= cells[from].width
	}
	out := append([]cell(nil), cells[from:to]...)
	dots := cell{text: "…", width: 1}
	if c.left || from > 0 {
		out = append([]cell{dots}, out...)
	}
	if c.right || to < len(cells) {
		out = append(out, dots)
	}
	return out
}
