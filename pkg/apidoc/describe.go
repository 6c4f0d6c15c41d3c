package apidoc

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// describe reads what a row says of its property in words. beside are the
// words in the name's own cell.
func (doc *PropertyDoc) describe(row *Row, t *Table, beside string) {
	cells := append([]Cell{row.cell(t.descriptionColumn)}, row.Wrapped...)
	var all []Inline
	for i, c := range cells {
		if c.text == nil {
			continue
		}
		if i == 0 {
			doc.DescriptionPosition = c.Position()
		}
		runs := c.Inlines()
		doc.values(c, runs)
		if len(cells) == 1 {
			all = runs
			break
		}
		all = append(all, runs...)
		if i+1 < len(cells) {
			all = append(all, Inline{Kind: TextRun, Text: " "})
		}
	}
	doc.Description = plain(all)
	words := strings.ToLower(doc.Description + " " + beside + " " + doc.Type.Note)
	doc.Nullable = saysNullable(words)
	doc.ReadOnly = said(words, readOnlyWords)
	doc.WriteOnly = said(words, writeOnlyWords)
	doc.Required = said(words, requiredWords)
	if doc.Required.IsTrue() && slices.ContainsFunc(all, func(r Inline) bool { return r.Kind == CodeRun && r.Text == "required" }) {
		// A value of that name says nothing of the property.
		doc.Required = said(strings.ToLower(proseOf(all)+" "+beside+" "+doc.Type.Note), requiredWords)
	}
	doc.Deprecated = said(words, deprecatedWords)
	doc.MultiValued = len(doc.PossibleValues) > 0 && multiValuedWords.in(words)
	if strings.Contains(words, "max") {
		if m := maxLengthWords.FindStringSubmatch(words); m != nil {
			if n, err := strconv.Atoi(strings.ReplaceAll(m[1], ",", "")); err == nil {
				doc.MaxLength = &n
			}
		}
	}
	doc.inherited(all)
	doc.columns(row, t)
}

// proseOf is the text of the runs but for the code spans.
func proseOf(runs []Inline) string {
	return plain(slices.DeleteFunc(slices.Clone(runs), func(r Inline) bool { return r.Kind == CodeRun }))
}

var (
	notNullableWords = newPhrase(`\b(not|non)[- ]nullable\b|\b(cannot|can't|can not|must not) be null\b|\bnever null\b`, "not", "non", "can't", "never")
	nullableWords    = regexp.MustCompile(`\bnullable\b|\b(can|may|might|will|could) be (set to )?null\b|\b(is|are|returns?|otherwise|default is) null\b|\bnull (if|when|for|indicates|means|by default)\b`)
	readOnlyWords    = newPhrase(`\bread[- ]?only\b`, "readonly", "read-only", "read only")
	writeOnlyWords   = newPhrase(`\bwrite[- ]only\b`, "write")
	requiredWords    = newPhrase(`(^|[.(;:>] *)required\b|\brequired\.?( |$)*$|\brequired\. `, "required")
	deprecatedWords  = newPhrase(`(^|[(.;:*] *)(this (property|relationship) (is|has been) )?deprecated\b|\b(property|relationship) (is|has been) deprecated\b`, "deprecated")
	multiValuedWords = newPhrase(`\bmulti-?valued enum|\bbit ?mask\b|\bflag(s|ged)? enum|\bcombined using\b|\b(multiple|several) values can be\b`, "valued enum", "mask", "flag", "combined using", "values can be")
	maxLengthWords   = regexp.MustCompile(`\bmax(?:imum)?(?: allowed| supported| string)? (?:length|size)(?: of| is|:| allowed is| supported is)? *(?:is |of )?([0-9][0-9,]*)(?: characters| chars)?(?:[ .;)]|$)`)
	yes              = wordSet("yes|y|true|x|✓|✔")
	no               = wordSet("no|n|false|-|")
)

// said is True where the words hold the phrase.
func said(words string, p phrase) edm.Tristate {
	if p.in(words) {
		return edm.True
	}
	return edm.Unsaid
}

func saysNullable(words string) edm.Tristate {
	if !strings.Contains(words, "null") {
		return edm.Unsaid
	}
	not := notNullableWords.in(words)
	if not {
		words = notNullableWords.ReplaceAllString(words, "")
	}
	can := nullableWords.MatchString(words)
	switch {
	case not && !can:
		return edm.False
	case can && !not:
		return edm.True
	}
	return edm.Unsaid
}

// inherited reads "Inherited from [x](x.md)".
func (doc *PropertyDoc) inherited(runs []Inline) {
	for i := 1; i < len(runs); i++ {
		if runs[i].Kind != LinkRun && runs[i].Kind != CodeRun && !runs[i].Strong {
			continue
		}
		before := strings.TrimRight(strings.ToLower(runs[i-1].Text), " *")
		if strings.HasSuffix(before, "inherited from") || strings.HasSuffix(before, "inherited from the") || strings.HasSuffix(before, "inherits from") || saysInherits(before) {
			doc.Inherited = strings.TrimSpace(runs[i].Text)
			doc.inheritedTarget = runs[i].Target
		}
	}
}

// columns reads further columns that answer yes or no.
func (doc *PropertyDoc) columns(row *Row, t *Table) {
	for i, head := range t.heads {
		if i == t.nameColumn || i == t.typeColumn || i == t.descriptionColumn {
			continue
		}
		answer := strings.ToLower(row.cell(i).String())
		if !yes[answer] && !no[answer] {
			continue
		}
		switch state := edm.Said(yes[answer]); strings.TrimRight(head, " ?") {
		case "required":
			doc.Required = state
		case "nullable", "allow null":
			doc.Nullable = state
		case "read-only", "readonly", "read only":
			doc.ReadOnly = state
		}
	}
}

// values reads "Possible values are: `a`, `b`, and `c`": the code spans, or
// where there are none the words between commas, up to the end of the
// sentence; and the further values that a header has to be sent for, in a
// sentence of their own.
func (doc *PropertyDoc) values(c Cell, runs []Inline) {
	for i := 0; i < len(runs); i++ {
		if runs[i].Kind != TextRun || len(runs[i].Text) < shortestIntroduction {
			continue
		}
		low := strings.ToLower(runs[i].Text)
		if len(low) != len(runs[i].Text) || !hasStem(low, valuesStems) {
			continue // folding moved the bytes, or nothing introduces values
		}
		for _, intro := range valuesIntroductions {
			if k := strings.Index(low, intro); k >= 0 {
				i = max(i, doc.listed(c, runs, i, k+len(intro))-1)
				break
			}
		}
	}
}

// listed reads the values from byte k of run i on, and returns the run that
// the list ended in.
func (doc *PropertyDoc) listed(c Cell, runs []Inline, i, k int) int {
	var coded []string
	at, ended := 0, false
	text, done := sentence(runs[i].Text[k:])
	words := text
	j := i + 1
	for ; j < len(runs) && !done; j++ {
		switch runs[j].Kind {
		case CodeRun:
			if values := splitValues(runs[j].Text); !ended && len(values) > 0 {
				if coded == nil {
					at = runs[j].Start
				}
				coded = append(coded, values...)
			}
		case TextRun:
			text, done = sentence(runs[j].Text)
			words += text
			low := strings.ToLower(text)
			// Words like these turn the sentence to something else.
			ended = ended || len(coded) > 0 && (strings.Contains(low, "default") || strings.Contains(low, "for example") || strings.Contains(low, "use the") || strings.Contains(low, "header"))
		case LinkRun:
			words += runs[j].Text
		case HTMLRun:
			done = len(coded) > 1 && (runs[j].Text == "br" || runs[j].Text == "p")
		}
	}
	if len(coded) == 0 {
		coded, at = plainValues(words), runs[i].Start
	}
	for _, v := range coded {
		if !slices.Contains(doc.PossibleValues, v) {
			doc.PossibleValues = append(doc.PossibleValues, v)
		}
	}
	if len(coded) > 0 && !doc.ValuesPosition.Known() {
		doc.ValuesPosition = c.text.Position(at)
	}
	return j
}

// sentence is the text up to its full stop.
func sentence(s string) (string, bool) {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '.' && s[i+1] == ' ' && !strings.HasSuffix(s[:i], "e.g") && !strings.HasSuffix(s[:i], "i.e") {
			return s[:i], true
		}
	}
	if strings.HasPrefix(s, ".") && strings.TrimSpace(s[1:]) == "" {
		return "", true
	}
	return s, false
}

// splitValues reads one code span: a value, or several between commas.
func splitValues(code string) []string {
	var out []string
	for v := range strings.FieldsFuncSeq(code, func(r rune) bool { return r == ',' || r == '|' || r == ';' }) {
		if v = strings.Trim(v, " \t\"'`"); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// listWords are the words between the last two values of a list.
var listWords = strings.NewReplacer(" and ", ",", " or ", ",", " y ", ",", " o ", ",", " und ", ",", " oder ", ",", " et ", ",", " ou ", ",", "和", ",", "或", ",")

// plainValues reads "are: a, b, and c" where each part is one word; a part
// of several words means that the sentence lists no values.
func plainValues(text string) []string {
	colon := strings.IndexAny(text, ":：")
	if colon >= 0 {
		text = strings.TrimLeft(text[colon:], ":：")
	} else {
		text = strings.TrimPrefix(strings.TrimSpace(text), "are ")
	}
	text = listWords.Replace(text)
	var out []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == '|' || r == ';' || r == '、' || r == '，' }) {
		part = strings.Trim(part, " .\"'`")
		if part == "" {
			continue
		}
		if !isASCIIIdentifier(part) {
			return nil
		}
		out = append(out, part)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
