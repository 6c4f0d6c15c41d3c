package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// linePlaces turns the places of a document inside a body, which count from
// the body's first line, into places in the file that holds the body.
type linePlaces struct {
	text   *location.Text
	starts []int // of the lines, in bytes
}

func (l *linePlaces) position(p edm.Place) location.Position {
	return l.text.Position(l.offset(p))
}

func (l *linePlaces) offset(p edm.Place) int {
	if p.Line == 0 {
		return 0
	}
	if l.starts == nil {
		l.starts = []int{0}
		for i, b := range l.text.Data {
			if b == '\n' {
				l.starts = append(l.starts, i+1)
			}
		}
	}
	if p.Line > len(l.starts) {
		return len(l.text.Data)
	}
	return min(l.starts[p.Line-1]+max(p.Column-1, 0), len(l.text.Data))
}
