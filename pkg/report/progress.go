package report

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// Progress shows on one line of a terminal how far a run is. It is for
// standard error, and only where that is a terminal: a caller that has none
// keeps a nil Progress, whose methods do nothing.
//
//	p := report.NewProgress(os.Stderr, "pages", len(pages))
//	defer p.Close()
//	w, err := report.New("console", p.Wrap(os.Stdout), opt)
type Progress struct {
	mu          sync.Mutex
	out         io.Writer
	noun        string
	done, total int
	shown       bool
	last        time.Time
	now         func() time.Time
}

// progressEvery is the least time between two drawings.
const progressEvery = 100 * time.Millisecond

const progressBar = 30 // columns

// NewProgress begins at none of total things; a total of 0 is not known
// beforehand.
func NewProgress(terminal io.Writer, noun string, total int) *Progress {
	return &Progress{out: terminal, noun: noun, total: total, now: time.Now}
}

// Add counts n more done. It is safe for use by several goroutines.
func (p *Progress) Add(n int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += n
	if t := p.now(); t.Sub(p.last) >= progressEvery {
		p.last = t
		p.draw()
	}
}

// Close removes the line.
func (p *Progress) Close() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}

// Wrap is w, with the line out of the way of whatever is written to it.
func (p *Progress) Wrap(w io.Writer) io.Writer {
	if p == nil {
		return w
	}
	return progressWriter{p, w}
}

type progressWriter struct {
	p *Progress
	w io.Writer
}

func (pw progressWriter) Write(b []byte) (int, error) {
	pw.p.mu.Lock()
	defer pw.p.mu.Unlock()
	pw.p.clear()
	return pw.w.Write(b)
}

func (p *Progress) clear() {
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = false
	}
}

func (p *Progress) draw() {
	line := fmt.Sprintf("%d %s", p.done, p.noun)
	if p.total > 0 {
		full := min(progressBar, progressBar*p.done/p.total)
		line = fmt.Sprintf("[%s%s] %d/%d %s", strings.Repeat("=", full), strings.Repeat(" ", progressBar-full), p.done, p.total, p.noun)
	}
	fmt.Fprintf(p.out, "\r%s\x1b[K", line)
	p.shown = true
}
