package apidoc

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// StatusSentence is prose that names the status of an answer: "returns
// `202 Accepted`".
type StatusSentence struct {
	Status     int
	Reason     string
	Heading    *Heading
	Example    bool              // it stands in a section of examples
	Position   location.Position // of the status
	Types      []TypeExpr        // types named after it in the same paragraph, by link or code span
	Collection edm.Tristate      // the words call it a collection
	NoBody     edm.Tristate      // the words, or the status, say that there is none
	Paragraph  *location.Text
	Start, End int // of the paragraph, in its text
}

var (
	statusText     = regexp.MustCompile(`\b([1-5][0-9]{2})[ ,:\x{a0}-]+([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*)`)
	plainPrimitive = regexp.MustCompile(`\b(?:an?|of|the|and) (String|Boolean|Int16|Int32|Int64|Double|Guid|DateTimeOffset)\b( collection| array)?`)
	noBodyWords    = newPhrase(`\b(does not|doesn't|do not|don't) return (anything|any|a)\b|\bno (response )?(body|content) |\bempty (response )?body|\bresponse body is empty|\breturns nothing\b`, "not return", "n't return", "no ", "empty", "nothing")
)

// bodyStems: noBodyWords is asked of texts that have one of them.
var bodyStems = []string{"body", "return"}

// primitiveStems: one of them stands in each text that plainPrimitive matches.
var primitiveStems = []string{" String", " Boolean", " Int", " Double", " Guid", " DateTimeOffset"}

// primitiveIn is where a sentence names a primitive type, as plainPrimitive
// finds it.
func primitiveIn(text string) []int {
	if !hasStem(text, primitiveStems) {
		return nil
	}
	return plainPrimitive.FindStringSubmatchIndex(text)
}

// statuses finds the sentences that name a status.
func (p *Page) statuses(prose []paragraph) {
	examples := p.exampleSections()
	for i := range prose {
		par := &prose[i]
		for k := range par.runs {
			run := &par.runs[k]
			status, reason, at := 0, "", run.Start
			switch run.Kind {
			case CodeRun:
				status, reason = codedStatus(run.Text)
			case TextRun:
				if !hasStatus(run.Text) {
					continue
				}
				if m := statusText.FindStringSubmatchIndex(run.Text); m != nil {
					code, _ := strconv.Atoi(run.Text[m[2]:m[3]])
					if name := http.StatusText(code); name != "" && strings.HasPrefix(run.Text[m[4]:], name) {
						status, reason = code, name
						at += strings.Index(string(par.text.Data[run.Start:run.End]), run.Text[m[2]:m[3]])
					}
				}
			}
			if status == 0 {
				continue
			}
			s := &StatusSentence{Status: status, Reason: reason, Heading: par.heading, Position: par.text.Position(max(at, run.Start)), Paragraph: par.text, Start: par.start, End: par.end}
			s.Example = par.heading != nil && examples[par.heading.root()] && par.heading.root() != nil
			s.promise(par, k)
			p.Statuses = append(p.Statuses, s)
		}
	}
}

// hasStatus reports whether a text has three digits that may be a status.
func hasStatus(s string) bool {
	for i := 0; i+3 < len(s); i++ {
		if s[i] >= '1' && s[i] <= '5' && isStatus(s[i:]) {
			return true
		}
	}
	return false
}

// codedStatus reads a code span: 200 OK, 204, HTTP 202 Accepted.
func codedStatus(code string) (int, string) {
	code = strings.TrimSpace(code)
	if first, rest := cutSpace(code); len(first) >= 4 && strings.EqualFold(first[:4], "http") {
		code = rest
	}
	first, rest := cutSpace(strings.Replace(code, ",", " ", 1))
	first = strings.TrimRight(first, ":-")
	if len(first) != 3 || !isStatus(first) {
		return 0, ""
	}
	status, _ := strconv.Atoi(first)
	if rest == "" && http.StatusText(status) == "" {
		return 0, ""
	}
	return status, strings.TrimLeft(rest, "- :")
}

// promise reads what the words after a status say of the body, up to the
// next status.
func (s *StatusSentence) promise(par *paragraph, k int) {
	s.NoBody = edm.Unsaid
	if s.Status == http.StatusNoContent || s.Status == http.StatusNotModified {
		s.NoBody = edm.True
	}
	for i := k + 1; i < len(par.runs); i++ {
		run := &par.runs[i]
		switch run.Kind {
		case CodeRun:
			if status, _ := codedStatus(run.Text); status != 0 {
				return
			}
			if isASCIIIdentifier(run.Text) || isQualified(run.Text) {
				s.name(par, i)
			}
		case LinkRun:
			if strings.Contains(run.Target, ".md") {
				s.name(par, i)
			} else {
				s.collect(run.Text)
			}
		case TextRun:
			if run.Strong && len(strings.Fields(run.Text)) <= 2 && len(s.Types) == 0 && len(identifiers(run.Text)) > 0 {
				s.name(par, i)
				continue
			}
			s.collect(run.Text)
			if m := primitiveIn(run.Text); m != nil && len(s.Types) == 0 {
				expr := TypeExpr{AsWritten: run.Text[m[2]:m[3]], Name: run.Text[m[2]:m[3]], Collection: edm.Said(m[4] >= 0 || s.Collection.IsTrue()), Position: par.text.Position(run.Start)}
				s.Types = append(s.Types, expr)
			}
			if hasStem(run.Text, bodyStems) && noBodyWords.in(strings.ToLower(run.Text)) {
				s.NoBody = edm.True
			}
		}
	}
}

func (s *StatusSentence) name(par *paragraph, i int) {
	expr := readType(par.text, par.runs[i].Start, par.runs[i:i+1])
	if expr.Name == "" {
		return
	}
	if s.Collection.IsTrue() && len(s.Types) == 0 {
		expr.Collection = edm.True
	}
	s.Types = append(s.Types, expr)
}

// collect looks for the word collection: before the first type, or right
// after it.
func (s *StatusSentence) collect(text string) {
	if len(s.Types) > 1 {
		return
	}
	low := strings.ToLower(text)
	if len(s.Types) == 1 {
		low, _, _ = strings.Cut(low, ".")
		low, _, _ = strings.Cut(low, ",")
		words := strings.Fields(low)
		low = strings.Join(words[:min(2, len(words))], " ")
	}
	_, many := withCollectionStem(low)
	for w := range strings.FieldsSeq(low) {
		many = many || collectionWords[strings.Trim(w, ".,;:()")]
	}
	if !many {
		return
	}
	s.Collection = edm.True
	if len(s.Types) == 1 {
		s.Types[0].Collection = edm.True
	}
}
