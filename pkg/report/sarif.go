package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/rule"
)

// The limits of GitHub's code scanning, past which it refuses an upload or
// cuts what it shows.
const (
	sarifResults     = 25000
	sarifRelated     = 99 // with the location itself, 100
	sarifNameBytes   = 255
	sarifTextBytes   = 1024
	sarifSnippet     = 500
	sarifHelpBytes   = 16 << 10
	sarifUnjudgedMax = 500 // notifications
)

const (
	projectURI = "https://github.com/concord-odata/concord"
	docsURI    = projectURI + "/blob/main/"
)

// sarif writes SARIF 2.1.0 for code scanning. What was not judged is no
// result, which would be an alert: it is a notification of the invocation.
type sarif struct {
	tally
	w        io.Writer
	opt      Options
	header   Header
	limit    int
	results  [rule.Error + 1][]ranked
	dropped  int
	unjudged *reasons
	parts    *reasons
	seenKeys map[string]int
	number   int // of results so far
}

// ranked is a result with its number, by which the order comes back after
// the gravest were kept.
type ranked struct {
	number int
	result sarifResult
}

func newSARIF(w io.Writer, opt Options) Writer {
	return &sarif{w: w, opt: opt, limit: sarifResults, unjudged: newReasons(), parts: newReasons(), seenKeys: map[string]int{}}
}

func (s *sarif) Begin(h Header) error { s.header = h; return nil }

func (s *sarif) Verdict(v *rule.Verdict) error {
	s.add(v)
	if v.State == rule.Unjudged {
		s.unjudged.add(reason(v), caseName(v))
	}
	for _, n := range v.Notes {
		s.parts.add(n.Reason, "")
	}
	for i := range v.Findings {
		f := complete(v, &v.Findings[i])
		kept := &s.results[min(f.Severity, rule.Error)]
		if len(*kept) >= s.limit {
			s.dropped++
			continue
		}
		*kept = append(*kept, ranked{s.number, s.result(&f)})
		s.number++
	}
	return nil
}

func (s *sarif) End(sum rule.Summary) error {
	if err := s.check(sum); err != nil {
		return err
	}
	results := s.gravest()
	rules := descriptors(results, s.header.Profile)
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: toolName(s.header), Version: s.header.Version, InformationURI: projectURI,
			Rules: rules, Notifications: notificationKinds,
		}},
		Invocations: []sarifInvocation{{
			Successful: true, CommandLine: s.header.Command, Notifications: s.notifications(),
		}},
		ColumnKind: "utf16CodeUnits",
		Results:    results,
		Properties: map[string]any{"summary": sum, "contract": s.header.Contract, "profile": s.header.Profile},
	}
	if words := strings.Fields(s.header.Command); len(words) > 1 {
		run.Automation = &sarifAutomation{ID: words[0] + "/" + words[1] + "/"}
	}
	enc := json.NewEncoder(s.w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// gravest are as many results as the limit allows, errors first, in the
// order in which they came.
func (s *sarif) gravest() []sarifResult {
	var kept []ranked
	for severity := int(rule.Error); severity >= 0; severity-- {
		room := s.limit - len(kept)
		of := s.results[severity]
		s.dropped += max(0, len(of)-room)
		kept = append(kept, of[:min(room, len(of))]...)
	}
	slices.SortStableFunc(kept, func(a, b ranked) int { return cmp.Compare(a.number, b.number) })
	results := make([]sarifResult, len(kept))
	for i := range kept {
		results[i] = kept[i].result
	}
	return results
}

var notificationKinds = []sarifDescriptor{
	{ID: "unjudged", Name: "Unjudged", Short: &sarifMessage{Text: "Cases, or parts of them, that were not judged."}},
	{ID: "truncated", Name: "Truncated", Short: &sarifMessage{Text: "Results that are over the limit of code scanning."}},
}

func (s *sarif) notifications() []sarifNotification {
	var all []sarifNotification
	note := func(id, level, text string) {
		all = append(all, sarifNotification{sarifReference{id}, level, sarifMessage{Text: clip(text, sarifTextBytes)}})
	}
	if s.dropped > 0 {
		note("truncated", "warning", fmt.Sprintf("%s left out: code scanning takes %d of a run, and the gravest were kept",
			rule.Count(s.dropped, "result"), s.limit))
	}
	for _, group := range []struct {
		noun string
		of   *reasons
	}{{"case", s.unjudged}, {"part", s.parts}} {
		for i, why := range byCount(group.of.count) {
			if i == sarifUnjudgedMax {
				note("unjudged", "note", rule.Count(len(group.of.count)-i, "more reason"))
				break
			}
			note("unjudged", "note", fmt.Sprintf("%s not judged: %s", rule.Count(group.of.count[why], group.noun), why))
		}
	}
	return all
}

var levels = [...]string{rule.Off: "none", rule.Info: "note", rule.Warning: "warning", rule.Error: "error"}

// descriptors are the rules that the results name, by id; it sets each
// result's index into them.
func descriptors(results []sarifResult, profile rule.Profile) []sarifDescriptor {
	index := map[string]int{}
	for i := range results {
		index[results[i].RuleID] = 0
	}
	all := make([]sarifDescriptor, 0, len(index))
	for i, id := range slices.Sorted(maps.Keys(index)) {
		index[id] = i
		all = append(all, descriptor(id, profile))
	}
	for i := range results {
		results[i].RuleIndex = index[results[i].RuleID]
	}
	return all
}

func descriptor(id string, profile rule.Profile) sarifDescriptor {
	d := sarifDescriptor{ID: id, HelpURI: docsURI + "docs/rules.md#" + strings.ToLower(id)}
	r := rule.Get(id)
	if r == nil {
		d.Short = &sarifMessage{Text: id}
		d.Full = &sarifMessage{Text: id}
		return d
	}
	d.Name = pascal(r.Title)
	d.Short = &sarifMessage{Text: clip(firstOf(r.Title, id), sarifTextBytes)}
	d.Full = &sarifMessage{Text: clip(firstOf(r.Why, r.Title, id), sarifTextBytes)}
	d.Default = &sarifDefault{Level: levels[r.Levels.In(profile)]}
	text, md := r.Why, r.Why
	for _, part := range [][2]string{{"Raises it", r.Failing}, {"Is right", r.Passing}} {
		if part[1] != "" {
			text += "\n\n" + part[0] + ":\n" + part[1]
			md += "\n\n" + part[0] + ":\n\n```\n" + part[1] + "\n```"
		}
	}
	if len(r.Sources) > 0 {
		sources := "\n\nSource: " + strings.Join(r.Sources, "; ")
		text, md = text+sources, md+sources
	}
	if text = strings.TrimSpace(text); text != "" {
		d.Help = &sarifMessage{Text: clip(text, sarifHelpBytes), Markdown: clip(strings.TrimSpace(md), sarifHelpBytes)}
	}
	d.Properties = map[string]any{"tags": []string{"odata", strings.ToLower(r.Family())}}
	return d
}

// pascal is a rule's title as a name in code, which SARIF wants beside the
// id (3.49.7).
func pascal(title string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r, n := utf8.DecodeRuneInString(word)
		b.WriteRune(unicode.ToUpper(r))
		b.WriteString(word[n:])
	}
	name := b.String()
	for len(name) > sarifNameBytes {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	return name
}
