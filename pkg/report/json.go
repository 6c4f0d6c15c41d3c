package report

import (
	"bufio"
	"encoding/json"
	"io"

	"github.com/concord-odata/concord/pkg/rule"
)

// jsonWriter writes JSON lines: an object a finding, one for what was not
// judged, and the summary last.
type jsonWriter struct {
	tally
	out *bufio.Writer
	enc *json.Encoder
}

// unjudgedLine is a case that was not judged, or with Part a part of a case
// that otherwise was.
type unjudgedLine struct {
	Reason    string `json:"unjudged"`
	Part      bool   `json:"part,omitempty"`
	Name      string `json:"case,omitempty"`
	Operation string `json:"operation,omitempty"`
	Request   string `json:"request,omitempty"`
	File      string `json:"file,omitempty"`
	Line      int    `json:"line,omitempty"`
	Pointer   string `json:"pointer,omitempty"`
}

func newJSON(w io.Writer, _ Options) Writer {
	j := &jsonWriter{out: bufio.NewWriter(w)}
	j.enc = json.NewEncoder(j.out)
	j.enc.SetEscapeHTML(false)
	return j
}

func (j *jsonWriter) Begin(Header) error { return nil }

func (j *jsonWriter) Verdict(v *rule.Verdict) error {
	j.add(v)
	for i := range v.Findings {
		if err := j.enc.Encode(complete(v, &v.Findings[i])); err != nil {
			return err
		}
	}
	for _, n := range v.Notes {
		line := unjudgedLine{
			Reason: n.Reason, Part: true, Name: v.Name, Operation: v.Operation, Request: v.Request,
			File: v.File, Line: n.Line, Pointer: n.Pointer,
		}
		if err := j.enc.Encode(line); err != nil {
			return err
		}
	}
	if v.State == rule.Unjudged {
		line := unjudgedLine{
			Reason: reason(v), Name: v.Name, Operation: v.Operation, Request: v.Request,
			File: v.File, Line: v.Line,
		}
		if err := j.enc.Encode(line); err != nil {
			return err
		}
	}
	return j.out.Flush()
}

func (j *jsonWriter) End(s rule.Summary) error {
	if err := j.check(s); err != nil {
		return err
	}
	if err := j.enc.Encode(map[string]rule.Summary{"summary": s}); err != nil {
		return err
	}
	return j.out.Flush()
}

// reason is why a case is unjudged; an empty one is never shown.
func reason(v *rule.Verdict) string {
	if v.Reason == "" {
		return "no reason was given"
	}
	return v.Reason
}
