package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

// placesShown is how many further places of a cause are named.
const placesShown = 3

// full shows a finding with its line and what it rests on. A warning or info
// goes without what a person fixing an error needs.
func (c *console) full(v *rule.Verdict, f *rule.Finding) {
	c.printf("\n")
	c.brief(f)
	c.source(f)
	loud := f.Severity == rule.Error || c.opt.Verbose
	c.fact("at", where(f), loud)
	c.fact("request", f.Request, loud && f.Request != v.Request)
	c.fact("expected", f.Expected, true)
	c.fact("actual", f.Actual, true)
	c.fact("hint", f.Hint, true)
	c.fact("fix", fixText(f.Fix), c.opt.Verbose)
	c.fact("rests on", f.Rests, loud)
	c.fact("also at", also(f, c.opt.Verbose), true)
	c.fact("help", f.Help, loud)
}

// brief is a finding on one line, as compilers write it.
func (c *console) brief(f *rule.Finding) {
	at := place(f.File, f.Line, f.Column)
	if at != "" {
		at += ": "
	}
	id := f.Rule
	if f.Via != "" {
		id += " (" + f.Via + ")"
	}
	message := clean(f.Message)
	if f.Severity == rule.Error {
		message = c.style.bold(message)
	}
	c.printf("  %s%s %s: %s\n", clean(at), c.style.severity(f.Severity, f.Severity.String()), clean(id), message)
}

// source shows the line of the finding, its token underlined.
func (c *console) source(f *rule.Finding) {
	if f.Source == "" {
		return
	}
	number := ""
	if f.Line > 0 {
		number = strconv.Itoa(f.Line)
	}
	line, carets := excerpt(f.Source, f.InSource(), max(20, c.opt.Width-len(number)-8))
	if line == "" {
		return
	}
	c.printf("    %s %s\n", c.style.dim(number+" |"), line)
	if carets != "" {
		c.printf("    %s %s\n", c.style.dim(strings.Repeat(" ", len(number))+" |"), c.style.severity(f.Severity, carets))
	}
}

func (c *console) fact(name, text string, show bool) {
	if text != "" && show {
		c.printf("    %s %s\n", c.style.dim(fmt.Sprintf("%-8s", name)), clean(clip(text, 2000)))
	}
}

// where is the place in the body.
func where(f *rule.Finding) string {
	at := f.Pointer
	if f.Type != "" {
		if at != "" {
			at += ", "
		}
		at += "of " + f.Type
	}
	return at
}

func fixText(f *rule.Fix) string {
	if f == nil {
		return ""
	}
	return fmt.Sprintf("bytes %d to %d become %q", f.Start, f.End, f.New)
}

func alsoAt(places []rule.Place, all bool) string {
	shown := places
	if !all && len(places) > placesShown {
		shown = places[:placesShown]
	}
	var names []string
	for _, p := range shown {
		names = append(names, place(p.File, p.Line, 0))
	}
	text := strings.Join(names, ", ")
	if rest := len(places) - len(shown); rest > 0 {
		text += " and " + rule.Count(rest, "more place")
	}
	return text
}

// also says where else the finding's cause shows: in places that are listed,
// and in how many that are not.
func also(f *rule.Finding, all bool) string {
	text := alsoAt(f.Places, all)
	if f.More == 0 {
		return text
	}
	if text != "" {
		text += ", "
	}
	return text + rule.Count(f.More, "more place") + " that --max-findings leaves out"
}

// place is file:line:column as far as known, which terminals and editors
// open.
func place(file string, line, column int) string {
	if file == "-" {
		file = "standard input"
	}
	if line <= 0 {
		return file
	}
	at := file + ":" + strconv.Itoa(line)
	if column > 0 {
		at += ":" + strconv.Itoa(column)
	}
	return at
}

// caseName is what a case is called: its name, else its operation, request
// or file.
func caseName(v *rule.Verdict) string {
	return firstOf(v.Name, v.Operation, v.Request, place(v.File, v.Line, 0), "a case without a name")
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
