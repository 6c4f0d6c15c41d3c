package lint

import (
	"net/http"
	"strconv"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
)

// statusFix writes the status that the page's one sentence gives into the
// example's status line.
func (p *page) statusFix(m *apidoc.Message, s *apidoc.StatusSentence) *rule.Fix {
	old := strconv.Itoa(m.Status)
	if m.Reason != "" {
		old += " " + m.Reason
	}
	reason := http.StatusText(s.Status)
	if reason == "" || m.Body != nil && s.Status == http.StatusNoContent {
		return nil // an answer with a body is no 204, whatever the sentence says
	}
	line := p.Text.Line(m.StatusPosition.Line)
	at := m.StatusPosition.Column - 1
	if at < 0 || at+len(old) > len(line) || line[at:at+len(old)] != old {
		return nil
	}
	start := p.offset(m.StatusPosition)
	if start < 0 {
		return nil
	}
	return &rule.Fix{File: p.File, Start: start, End: start + len(old), New: strconv.Itoa(s.Status) + " " + reason}
}
