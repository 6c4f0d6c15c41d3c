package lint

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// contextLines is how many unchanged lines a hunk shows on either side.
const contextLines = 3

// Diff is the patch in the unified format, which `git apply` and patch(1)
// take.
func (p *Patch) Diff() []byte {
	name := strings.TrimPrefix(filepath.ToSlash(p.File), "./")
	var out bytes.Buffer
	fmt.Fprintf(&out, "--- %s\n+++ %s\n", diffName("a/", name), diffName("b/", name))
	lines := splitLines(p.Before)
	shift := 0 // lines that the hunks so far added
	for _, c := range hunks(lines, p.Before, p.Edits) {
		shift += c.write(&out, lines, shift)
	}
	return out.Bytes()
}

// diffName is a file's name in the head of a diff. Absolute ones stand as
// they are, and odd ones in quotation marks, as git writes them.
func diffName(prefix, name string) string {
	if strings.HasPrefix(name, "/") || strings.HasPrefix(name, "../") {
		prefix = ""
	}
	if strings.ContainsAny(name, "\"\\\t\n\r") {
		return fmt.Sprintf("%q", prefix+name)
	}
	return prefix + name
}

// splitLines is the text in lines, each with its end.
func splitLines(text []byte) [][]byte {
	return bytes.SplitAfter(text, []byte("\n"))
}

// change is a run of lines that edits touch, and what they become.
type change struct {
	first, last int // of the lines before, from 0; last is exclusive
	after       [][]byte
}

// hunk is changes that stand close together.
type hunk []change

// hunks finds the lines that the edits touch.
func hunks(lines [][]byte, text []byte, edits []location.Edit) []hunk {
	starts := make([]int, len(lines)+1)
	for i, l := range lines {
		starts[i+1] = starts[i] + len(l)
	}
	var changes []change
	at := 0
	for i := 0; i < len(edits); {
		for starts[at+1] <= edits[i].Start && at+1 < len(lines) {
			at++
		}
		c := change{first: at, last: at + 1}
		begin := i
		for ; i < len(edits) && edits[i].Start < starts[c.last]; i++ {
			for starts[c.last] < edits[i].End {
				c.last++
			}
		}
		if i == begin { // an edit at the very end of the text
			i++
		}
		from := starts[c.first]
		inner := make([]location.Edit, 0, i-begin)
		for _, e := range edits[begin:i] {
			inner = append(inner, location.Edit{Start: e.Start - from, End: e.End - from, New: e.New})
		}
		after, err := location.Apply(text[from:starts[c.last]], inner)
		if err != nil {
			continue // the edits of a patch lie inside the text and apart
		}
		c.after = splitLines(after)
		if n := len(c.after); len(c.after[n-1]) == 0 {
			c.after = c.after[:n-1]
		}
		at = c.last - 1
		changes = append(changes, c)
	}
	var all []hunk
	for _, c := range changes {
		if n := len(all); n > 0 && c.first-all[n-1][len(all[n-1])-1].last <= 2*contextLines {
			all[n-1] = append(all[n-1], c)
			continue
		}
		all = append(all, hunk{c})
	}
	return all
}

// write writes the hunk, and says how many lines it adds.
func (h hunk) write(out *bytes.Buffer, lines [][]byte, shift int) int {
	count := len(lines)
	if len(lines[count-1]) == 0 {
		count-- // after the last line's end
	}
	first := max(h[0].first-contextLines, 0)
	last := min(h[len(h)-1].last+contextLines, count)
	added := 0
	for _, c := range h {
		added += len(c.after) - (min(c.last, count) - c.first)
	}
	fmt.Fprintf(out, "@@ -%d,%d +%d,%d @@\n", first+1, last-first, first+1+shift, last-first+added)
	at := first
	for _, c := range h {
		writeLines(out, ' ', lines[at:c.first])
		writeLines(out, '-', lines[c.first:min(c.last, count)])
		writeLines(out, '+', c.after)
		at = min(c.last, count)
	}
	writeLines(out, ' ', lines[at:last])
	return added
}

func writeLines(out *bytes.Buffer, sign byte, lines [][]byte) {
	for _, l := range lines {
		out.WriteByte(sign)
		out.Write(l)
		if !bytes.HasSuffix(l, []byte("\n")) {
			out.WriteString("\n\\ No newline at end of file\n")
		}
	}
}
