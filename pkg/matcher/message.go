package matcher

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// maxShown bounds the findings that a message shows in full.
const maxShown = 10

// findings are in the words of the console report: place, severity, rule,
// line with caret, and what a person needs to mend it.
func findings(x *exchange.Exchange, list []rule.Finding) string {
	var b strings.Builder
	for i := range list {
		if i == maxShown {
			fmt.Fprintf(&b, "\n  and %s more\n", rule.Count(len(list)-maxShown, "finding"))
			break
		}
		b.WriteByte('\n')
		writeFinding(&b, x, &list[i])
	}
	return b.String()
}

func writeFinding(b *strings.Builder, x *exchange.Exchange, f *rule.Finding) {
	fmt.Fprintf(b, "  %s: %s %s: %s\n", place(f), f.Severity, f.Rule, f.Message)
	writeLine(b, f.Line, f.Column, source(x, f))
	for _, fact := range [][2]string{
		{"at", where(f)}, {"expected", f.Expected}, {"actual", f.Actual}, {"hint", f.Hint}, {"rests on", f.Rests}, {"help", f.Help},
	} {
		if fact[1] != "" {
			fmt.Fprintf(b, "    %-8s  %s\n", fact[0], clip(visible(fact[1]), 1000))
		}
	}
}

// writeLine shows a line with a caret.
func writeLine(b *strings.Builder, number, column int, text string) {
	shown, carets := excerpt(text, column)
	if shown == "" {
		return
	}
	n := strconv.Itoa(number)
	fmt.Fprintf(b, "    %s | %s\n", n, shown)
	if carets != "" {
		fmt.Fprintf(b, "    %s | %s\n", strings.Repeat(" ", len(n)), carets)
	}
}

func place(f *rule.Finding) string {
	at := f.File
	if f.Line > 0 {
		at += ":" + strconv.Itoa(f.Line)
	}
	if f.Line > 0 && f.Column > 0 {
		at += ":" + strconv.Itoa(f.Column)
	}
	return at
}

// where is the pointer, and the type that judged it.
func where(f *rule.Finding) string {
	switch {
	case f.Type == "":
		return f.Pointer
	case f.Pointer == "":
		return "of " + f.Type
	}
	return f.Pointer + ", of " + f.Type
}

// source is the text of a finding's line. Of a head that is in no file, it is
// the line as it would be written.
func source(x *exchange.Exchange, f *rule.Finding) string {
	var first string
	var fields exchange.Header
	switch {
	case f.File == exchange.ResponseHead && x.Response != nil:
		first = fmt.Sprintf("%s %d %s", cmp.Or(x.Response.Proto, "HTTP/1.1"), x.Response.Status, x.Response.Reason)
		fields = x.Response.Header
	case f.File == exchange.RequestHead && x.Request != nil:
		first = fmt.Sprintf("%s %s", x.Request.Method, x.Request.Target)
		fields = x.Request.Header
	default:
		if r := x.Response; f.Source == "" && r != nil && r.Body != nil && r.Body.Position(0).File == f.File {
			return r.Body.Line(f.Line)
		}
		return f.Source
	}
	if f.Line <= 1 {
		return first
	}
	for _, field := range fields {
		if field.Position.Line == f.Line {
			return field.Name + ": " + field.Value
		}
	}
	return ""
}

// tally is "2 errors, 1 warning".
func tally(list []rule.Finding) string {
	var n [4]int
	for i := range list {
		n[list[i].Severity]++
	}
	var parts []string
	for _, s := range []rule.Severity{rule.Error, rule.Warning} {
		if n[s] > 0 {
			parts = append(parts, rule.Count(n[s], s.String()))
		}
	}
	return strings.Join(parts, ", ")
}
