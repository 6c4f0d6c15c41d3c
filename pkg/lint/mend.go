package lint

import (
	"bytes"
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

// mend gives findings of a page the edit that mends them, where there is one
// alone: a name that a single declared one resembles in all but case or one
// edit, and the missing # of a type's name. The rules themselves give those of
// slips of JSON and of status lines.
func (l *Linter) mend(p *apidoc.Page, found []rule.Finding) {
	m := mender{Linter: l, page: p}
	for i := range found {
		f := &found[i]
		if f.Fix != nil || f.File != p.File || f.Severity < rule.Warning {
			continue
		}
		at := p.Text.Offset(location.Position{File: f.File, Line: f.Line, Column: f.Column})
		if at < 0 || f.Column == 0 {
			continue
		}
		switch f.Rule {
		case "ENT-003", "ENT-009", "REQ-003":
			f.Fix = m.name(f, at)
		case "ENT-007":
			f.Fix = m.fragment(at)
		case "PRM-007":
			f.Fix = m.member(f, at)
		case "DOC-006":
			f.Fix = m.word(f, at)
		}
	}
}

// mender looks for the edits of one page.
type mender struct {
	*Linter
	page   *apidoc.Page
	bodies []*body
}

// body is an example's body, read leniently, and where it stands in the page.
type body struct {
	root       *location.Value
	start, end int
}

func (m *mender) fix(start, end int, text string) *rule.Fix {
	return &rule.Fix{File: m.page.File, Start: start, End: end, New: text}
}

// quoted is the text of the JSON string that begins at the offset, where it
// has no escapes, and where it begins.
func (m *mender) quoted(at int) (text string, start int, ok bool) {
	data := m.page.Text.Data
	if at >= len(data) || data[at] != '"' {
		return "", 0, false
	}
	rest := data[at+1:]
	end := bytes.IndexAny(rest, "\"\\\n")
	if end < 0 || rest[end] != '"' {
		return "", 0, false
	}
	return string(rest[:end]), at + 1, true
}

// name is the edit that writes a member's name as its type declares it.
func (m *mender) name(f *rule.Finding, at int) *rule.Fix {
	t := m.contract.Model.Structured(f.Type)
	written, start, ok := m.quoted(at)
	if t == nil || !ok || written != f.Property {
		return nil
	}
	right := m.meant(t, written)
	if right == "" || m.hasSibling(at, f.Pointer, right) {
		return nil
	}
	return m.fix(start, start+len(written), right)
}

// meant is the one declared name that differs in case alone, else the one
// that is a single edit away; "" where none is, or several are, or where the
// name is declared.
func (m *mender) meant(t edm.StructuredType, name string) string {
	var folded, near []string
	see := func(declared string) {
		switch {
		case declared == name:
			folded = append(folded, "", "") // it is no slip
		case strings.EqualFold(declared, name):
			folded = append(folded, declared)
		case oneSlip(name, declared):
			near = append(near, declared)
		}
	}
	for p := range m.contract.Model.Properties(t) {
		see(p.Name)
	}
	for n := range m.contract.Model.NavigationProperties(t) {
		see(n.Name)
	}
	if len(folded) == 0 {
		folded = near
	}
	if len(folded) != 1 {
		return ""
	}
	return folded[0]
}

// minSlip is the length from which a name with one wrong letter is taken for
// a slip: of short names, too many are one letter apart.
const minSlip = 4

// oneSlip reports whether a letter more, less or otherwise, or two that
// changed places, make one name the other. Digits are no slips: address1 and
// address2 are two names.
func oneSlip(written, declared string) bool {
	if len(written) < minSlip || len(declared) < minSlip {
		return false
	}
	i := 0
	for i < len(written) && i < len(declared) && written[i] == declared[i] {
		i++
	}
	a, b := written[i:], declared[i:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if strings.ContainsAny(a+b, "0123456789") {
		return false
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return len(a) <= 1 && len(b) <= 1 && a != b || swapped
}

// hasSibling reports whether the object that holds the member has one of the
// other name already, or cannot be found.
func (m *mender) hasSibling(at int, pointer, name string) bool {
	b := m.bodyAt(at)
	if b == nil {
		return true
	}
	parent := pointer
	if i := strings.LastIndexByte(parent, '/'); i >= 0 {
		parent = parent[:i]
	}
	object := b.root.At(location.Pointer(parent))
	return object == nil || object.Member(name) != nil
}

// bodyAt is the example's body that holds the offset, or nil.
func (m *mender) bodyAt(at int) *body {
	if m.bodies == nil {
		m.bodies = m.read()
	}
	for _, b := range m.bodies {
		if b.start <= at && at < b.end {
			return b
		}
	}
	return nil
}

func (m *mender) read() []*body {
	bodies := []*body{}
	seen := map[*apidoc.Message]bool{nil: true}
	for _, ex := range m.page.Examples {
		for _, msg := range []*apidoc.Message{ex.RequestMessage, ex.ResponseMessage} {
			if seen[msg] || msg.Body == nil {
				continue
			}
			seen[msg] = true
			root, _, err := msg.JSON()
			if err != nil {
				continue
			}
			file, start := msg.Body.Outer(0)
			_, end := msg.Body.Outer(len(msg.Body.Data))
			if file.Name == m.page.File {
				bodies = append(bodies, &body{root, start, end})
			}
		}
	}
	return bodies
}

// fragment is the edit that puts # before a type's name.
func (m *mender) fragment(at int) *rule.Fix {
	written, start, ok := m.quoted(at)
	name := strings.TrimSuffix(strings.TrimPrefix(written, "Collection("), ")")
	if !ok || strings.HasPrefix(name, "Edm.") || m.contract.Model.Type(name) == nil {
		return nil
	}
	return m.fix(start, start, "#")
}

// member is the edit that writes an enumeration's members in their case.
func (m *mender) member(f *rule.Finding, at int) *rule.Fix {
	e := m.contract.Model.EnumType(f.Type)
	written, start, ok := m.quoted(at)
	if e == nil || !ok {
		return nil
	}
	parts := strings.Split(written, ",")
	if len(parts) > 1 && !e.IsFlags.IsTrue() {
		return nil
	}
	for i, part := range parts {
		name := strings.TrimSpace(part)
		if e.Member(name) != nil {
			continue
		}
		var right []string
		for _, declared := range e.Members {
			if strings.EqualFold(declared.Name, name) {
				right = append(right, declared.Name)
			}
		}
		if len(right) != 1 {
			return nil
		}
		parts[i] = strings.Replace(part, name, right[0], 1)
	}
	text := strings.Join(parts, ",")
	if text == written {
		return nil
	}
	return m.fix(start, start+len(written), text)
}

// word is the edit that writes the type's name of an example's annotation as
// it is declared, where the two differ in case alone. What stands at the place
// must begin with the name, a quotation mark and # aside. Names that a page
// declares are not touched: other pages rest on them.
func (m *mender) word(f *rule.Finding, at int) *rule.Fix {
	data := m.page.Text.Data
	for _, right := range []string{f.Expected, f.Expected[strings.LastIndexByte(f.Expected, '.')+1:]} {
		start := at
		for start < len(data) && strings.IndexByte(`"#`, data[start]) >= 0 {
			start++
		}
		end := start + len(right)
		if right == "" || end > len(data) {
			continue
		}
		written := string(data[start:end])
		if written == right || !strings.EqualFold(written, right) || end < len(data) && isNameByte(data[end]) {
			continue
		}
		return m.fix(start, end, right)
	}
	return nil
}

func isNameByte(c byte) bool {
	return c == '_' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// certain reports whether a fix is of the kinds that are made without being
// asked about each: commas, #, names and status lines. Other slips of JSON
// have a fix too, and more than one reading.
func certain(f *rule.Finding) bool {
	if f.Fix == nil {
		return false
	}
	switch f.Rule {
	case "DOC-001", "DOC-003":
		return slices.ContainsFunc([]location.SlipKind{location.SlipTrailingComma, location.SlipMissingComma}, func(k location.SlipKind) bool {
			return f.Cause == string(k) || strings.HasSuffix(f.Cause, " "+string(k))
		})
	}
	return true
}
