package apidoc

import (
	"bytes"
	"strings"

	gtext "github.com/yuin/goldmark/text"
)

// tableLines reads a block's lines as a table, with the prose before it,
// where one of them is a delimiter row; or as further rows of the table just
// before, where a comment or an empty line cut them off. False: they are
// neither.
func (w *walker) tableLines(segs *gtext.Segments) bool {
	n := segs.Len()
	for i := 1; i < n; i++ {
		delimiter := segs.At(i)
		columns := delimiterColumns(delimiter.Value(w.text.Data))
		if columns == 0 {
			continue
		}
		head := segs.At(i - 1)
		if !bytes.ContainsRune(head.Value(w.text.Data), '|') && !bytes.ContainsRune(delimiter.Value(w.text.Data), '|') {
			continue
		}
		w.table = nil
		w.proseLines(segs, 0, i-1)
		w.newTable(head, columns)
		w.table.Rows = make([]Row, 0, n-i-1)
		for j := i + 1; j < n; j++ {
			w.row(segs.At(j))
		}
		return true
	}
	if w.table == nil || n == 0 || !w.continues(segs.At(0)) {
		return false
	}
	first := segs.At(0)
	w.problem(Problem{Code: TableBroken, Message: "the row is cut off from its table", Position: w.text.Position(first.Start)})
	for j := range n {
		w.row(segs.At(j))
	}
	return true
}

// delimiterColumns counts the columns of a delimiter row; 0: it is none.
func delimiterColumns(line []byte) int {
	line = bytes.TrimSpace(line)
	if len(line) == 0 || !bytes.ContainsAny(line, "|:") {
		return 0
	}
	for _, c := range line {
		if c != '|' && c != ':' && c != '-' && c != ' ' && c != '\t' {
			return 0
		}
	}
	columns := 0
	for col := range bytes.SplitSeq(bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|")), []byte("|")) {
		col = bytes.TrimSpace(col)
		if len(bytes.Trim(col, ":")) == 0 || bytes.ContainsAny(bytes.Trim(col, ":"), ": \t") {
			return 0
		}
		columns++
	}
	return columns
}

// continues reports whether a line looks like a row of the table before it:
// it begins with a pipe and has as many cells.
func (w *walker) continues(s gtext.Segment) bool {
	line := bytes.TrimSpace(s.Value(w.text.Data))
	if len(line) == 0 || line[0] != '|' {
		return false
	}
	cells := w.cut(s, len(w.table.Header))
	return len(cells) == len(w.table.Header)
}

func (w *walker) newTable(head gtext.Segment, columns int) {
	t := &Table{Heading: w.section, After: len(w.page.Blocks), Header: w.cells(head, columns)}
	start := head.TrimLeftSpace(w.text.Data)
	t.Position = w.text.Position(start.Start)
	if len(t.Header) != columns {
		w.problem(Problem{Code: TableBroken, Message: "the header has " + count(len(t.Header), "cell") + ", the row under it " + count(columns, "column"), Position: t.Position})
	}
	w.page.Tables = append(w.page.Tables, t)
	w.table = t
	for _, c := range t.Header {
		w.cellInlines(c)
	}
}

func (w *walker) row(s gtext.Segment) {
	t := w.table
	trimmed := s.TrimLeftSpace(w.text.Data)
	trimmed = trimmed.TrimRightSpace(w.text.Data)
	if trimmed.Len() == 0 {
		return
	}
	cells := w.cells(s, len(t.Header))
	wrapped := false
	if k := len(t.Rows); k > 0 && w.text.Data[trimmed.Start] != '|' {
		last := &t.Rows[k-1]
		wrapped = last.open && len(cells) < len(t.Header)
		if wrapped {
			// A cell that was wrapped: it goes on in this line.
			last.Wrapped = append(last.Wrapped, cells...)
			last.open = w.text.Data[trimmed.Stop-1] != '|'
		}
	}
	if !wrapped {
		row := Row{Cells: cells, Position: w.text.Position(trimmed.Start)}
		row.open = w.text.Data[trimmed.Start] == '|' && w.text.Data[trimmed.Stop-1] != '|'
		t.Rows = append(t.Rows, row)
	}
	for _, c := range cells {
		w.cellInlines(c)
	}
}

// cellInlines records a cell's links and includes.
func (w *walker) cellInlines(c Cell) {
	if bytes.ContainsAny(c.text.Data[c.Start:c.End], "[<") {
		w.inlines(stretch{c.text, c.Start, c.End}, c.Inlines())
	}
}

// cells are the cells of a row, with their runs.
func (w *walker) cells(s gtext.Segment, columns int) []Cell {
	cells := w.cut(s, columns)
	for i := range cells {
		cells[i].runs = w.scan(stretch{w.text, cells[i].Start, cells[i].End})
	}
	return cells
}

// cut splits a row at its pipes. A pipe inside a code span separates where
// the row would otherwise lack a cell: writers meant either.
func (w *walker) cut(s gtext.Segment, columns int) []Cell {
	s = s.TrimLeftSpace(w.text.Data)
	s = s.TrimRightSpace(w.text.Data)
	start, end := s.Start, s.Stop
	if start < end && w.text.Data[start] == '|' {
		start++
	}
	if start < end && w.text.Data[end-1] == '|' && (end < 2 || w.text.Data[end-2] != '\\') {
		end--
	}
	cells := w.split(start, end, false)
	if bytes.IndexByte(w.text.Data[start:end], '`') >= 0 && len(cells) != columns {
		if guarded := w.split(start, end, true); len(guarded) == columns || len(guarded) < len(cells) && len(guarded) > columns {
			return guarded
		}
	}
	return cells
}

// split cuts the bytes at unescaped pipes; guarded leaves those in code
// spans.
func (w *walker) split(start, end int, guarded bool) []Cell {
	data := w.text.Data
	cells := make([]Cell, 0, max(1, bytes.Count(data[start:end], []byte("|"))+1))
	at := start
	cut := func(stop int) {
		a, b := at, stop
		for a < b && (data[a] == ' ' || data[a] == '\t') {
			a++
		}
		for b > a && (data[b-1] == ' ' || data[b-1] == '\t') {
			b--
		}
		cells = append(cells, Cell{Start: a, End: b, text: w.text, refs: w.refs})
	}
	for i := start; i < end; i++ {
		switch {
		case data[i] == '\\':
			i++
		case data[i] == '`' && guarded:
			n := runLength(data[:end], i)
			if stop := bytes.Index(data[i+n:end], data[i:i+n]); stop >= 0 {
				i += n + stop
			}
			i += n - 1
		case data[i] == '|':
			cut(i)
			at = i + 1
		}
	}
	cut(end)
	return cells
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return itoa(n) + " " + noun + "s"
}

// Column is the index of the first header cell whose text is one of the
// words, in any case; -1: none.
func (t *Table) Column(words ...string) int {
	for i, c := range t.Header {
		text := strings.ToLower(c.String())
		for _, word := range words {
			if text == word {
				return i
			}
		}
	}
	return -1
}
