package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

// result is one finding as a SARIF result.
func (s *sarif) result(f *rule.Finding) sarifResult {
	r := sarifResult{
		RuleID:  firstOf(f.Rule, "UNKNOWN"),
		Level:   levels[min(f.Severity, rule.Error)],
		Message: sarifMessage{Text: resultText(f)},
		Locations: []sarifLocation{{Physical: sarifPhysical{
			Artifact: s.artifact(f.File), Region: region(f),
		}}},
		Fingerprints: s.fingerprints(f),
		Properties:   resultProperties(f),
	}
	if name := firstOf(f.Pointer, f.Operation); name != "" {
		logical := sarifLogical{FullyQualifiedName: clip(name, sarifTextBytes)}
		if f.Pointer != "" {
			logical.Kind = "member"
		}
		r.Locations[0].Logical = []sarifLogical{logical}
	}
	for i, p := range f.Places {
		if i == sarifRelated {
			break
		}
		r.Related = append(r.Related, sarifLocation{
			ID: i + 1,
			Physical: sarifPhysical{
				Artifact: s.artifact(p.File), Region: &sarifRegion{StartLine: max(1, p.Line)},
			},
			Message: &sarifMessage{Text: "the same cause"},
		})
	}
	if f.ExpectedByFixture {
		r.Suppressions = []sarifSuppression{{Kind: "inSource", Justification: "the fixture is meant to raise it"}}
	}
	if f.Fix != nil {
		r.Fixes = []sarifFix{s.fix(f)}
	}
	return r
}

// resultText is the message with what a reader of an alert needs: its first
// sentence stands alone where there is little room.
func resultText(f *rule.Finding) string {
	text := sentence(firstOf(f.Message, f.Rule, "a finding"))
	for _, fact := range [...][2]string{{"Expected: ", f.Expected}, {"Actual: ", f.Actual}, {"Hint: ", f.Hint}} {
		if fact[1] != "" {
			text += " " + fact[0] + sentence(fact[1])
		}
	}
	if n := f.Count() - 1; n > 0 {
		text += " " + rule.Count(n, "more place") + " of the same cause."
	}
	text = strings.ReplaceAll(clip(text, sarifTextBytes), "](", `]\(`) // a link (3.11.6) is never meant
	return text
}

// sentence ends a text with a full stop where it has no end.
func sentence(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}

// region is the token in the file.
func region(f *rule.Finding) *sarifRegion {
	r := &sarifRegion{StartLine: max(1, f.Line)}
	if f.Line > 0 {
		r.StartColumn, r.EndColumn = columns(f)
		if f.Source != "" {
			r.Snippet = &sarifContent{Text: clip(strings.ToValidUTF8(f.Source, "\ufffd"), sarifSnippet)}
		}
	}
	return r
}

// artifact is a file by a URI: relative to the root of the sources where it
// can be. Code scanning wants a file for each result, so what came from a
// pipe or a live service has a name that stands for it.
func (s *sarif) artifact(file string) sarifArtifact {
	switch {
	case file == "-":
		return sarifArtifact{URI: "standard-input", BaseID: "%SRCROOT%"}
	case file == "":
		return sarifArtifact{URI: "live-service", BaseID: "%SRCROOT%"}
	case strings.Contains(file, "://"):
		if u, err := url.Parse(file); err == nil {
			return sarifArtifact{URI: u.String()}
		}
	}
	name := s.opt.relative(file)
	if path.IsAbs(name) {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: name}).String()}
	}
	if len(name) > 1 && name[1] == ':' {
		return sarifArtifact{URI: (&url.URL{Scheme: "file", Path: "/" + name}).String()}
	}
	return sarifArtifact{URI: (&url.URL{Path: name}).String(), BaseID: "%SRCROOT%"}
}

// fingerprints tell code scanning that an alert is the one of last time,
// though its line moved: the finding's key, and which of its kind it is.
func (s *sarif) fingerprints(f *rule.Finding) map[string]string {
	k := f.Key()
	k.File = s.opt.relative(f.File)
	text, _ := json.Marshal(k) // strings always marshal
	sum := sha256.Sum256(text)
	hash := hex.EncodeToString(sum[:8])
	s.seenKeys[hash]++
	return map[string]string{"primaryLocationLineHash": hash + ":" + strconv.Itoa(s.seenKeys[hash])}
}

func resultProperties(f *rule.Finding) map[string]any {
	p := map[string]any{}
	for name, value := range map[string]string{
		"via": f.Via, "operation": f.Operation, "request": f.Request, "pointer": f.Pointer, "type": f.Type,
		"property": f.Property, "rests": f.Rests,
	} {
		if value != "" {
			p[name] = clip(value, sarifTextBytes)
		}
	}
	if len(p) == 0 {
		return nil
	}
	return p
}

// fix is the mend by its bytes (3.30.11).
func (s *sarif) fix(f *rule.Finding) sarifFix {
	start, length := f.Fix.Start, f.Fix.End-f.Fix.Start
	return sarifFix{
		Description: sarifMessage{Text: clip(firstOf(f.Hint, "mend it"), sarifTextBytes)},
		Changes: []sarifArtifactChange{{
			Artifact: s.artifact(firstOf(f.Fix.File, f.File)),
			Replacements: []sarifReplacement{{
				Deleted:  sarifRegion{ByteOffset: &start, ByteLength: &length},
				Inserted: sarifContent{Text: f.Fix.New},
			}},
		}},
	}
}
