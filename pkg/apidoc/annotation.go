package apidoc

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// html reads an HTML block: the comments in it, and the anchors and links of
// its tags.
func (w *walker) html(s stretch) {
	data := s.text.Data
	at := s.start
	for at < s.end {
		open := bytes.Index(data[at:s.end], []byte("<!--"))
		if open < 0 {
			break
		}
		w.tags(stretch{s.text, at, at + open})
		begin := at + open + len("<!--")
		length := bytes.Index(data[begin:s.end], []byte("-->"))
		if length < 0 {
			w.unclosed(s.text, begin, s.end)
			return
		}
		w.comment(s.text, begin, begin+length)
		at = begin + length + len("-->")
	}
	w.tags(stretch{s.text, at, s.end})
}

// unclosed reads a comment that the text ends in.
func (w *walker) unclosed(t *location.Text, begin, end int) {
	w.problem(Problem{Code: AnnotationNotClosed, Message: "the comment is not closed: what follows it is not shown", Position: t.Position(begin - len("<!--"))})
	w.comment(t, begin, end)
}

// comment reads an HTML comment: an annotation where an object begins it.
func (w *walker) comment(t *location.Text, begin, end int) {
	for begin < end && (t.Data[begin] <= ' ') {
		begin++
	}
	for end > begin && t.Data[end-1] <= ' ' {
		end--
	}
	if begin == end || t.Data[begin] != '{' {
		return
	}
	part := t.Part(begin, end)
	b := &Block{Page: w.page, AnnotationText: part, Position: part.Position(0), Heading: w.section}
	v, slips, err := location.ReadLenient(part, location.Limits{})
	if err != nil || v.Kind != location.Object {
		w.unreadable(b, err)
	} else {
		b.Annotation, b.Slips = v, slips
		w.members(b)
		for i := range slips {
			w.problem(Problem{Code: AnnotationSlip, Message: slips[i].Message, Position: part.Position(slips[i].Start), Slip: &slips[i], Text: part})
		}
	}
	if b.Kind == "" {
		if err == nil && b.Type.IsZero() {
			w.problem(Problem{Code: AnnotationUnknownKind, Message: "the annotation has neither blockType nor type", Position: b.Position})
		}
		return
	}
	if b.Annotation != nil && b.member("blockType") != nil && !slices.Contains(kinds, b.Kind) {
		w.problem(Problem{Code: AnnotationUnknownKind, Message: fmt.Sprintf("%q is no known blockType", b.Kind), Position: b.ValuePosition("blockType"), Name: b.Kind})
	}
	w.page.Blocks = append(w.page.Blocks, b)
	if b.waits() {
		w.dropPending()
		w.pending, w.apart = b, false
	}
}

// unreadable keeps what pairing needs of an annotation that is no JSON.
func (w *walker) unreadable(b *Block, err error) {
	message := "the annotation is no JSON object"
	at := b.Position
	var syntax *location.SyntaxError
	if errors.As(err, &syntax) {
		message, at = "the annotation is no JSON: "+syntax.Message, syntax.Position
	}
	w.problem(Problem{Code: AnnotationUnreadable, Message: message, Position: at})
	if m := blockTypeWord.FindSubmatch(b.AnnotationText.Data); m != nil {
		b.Kind = kindOf(string(m[1]))
	}
}

var blockTypeWord = regexp.MustCompile(`["']?blockType["']?\s*[:=]\s*["']?(\w+)`)

// waits reports whether a fence is meant to follow the annotation.
func (b *Block) waits() bool {
	if b.Annotation != nil && b.member("blockType") == nil {
		return false // a page annotation
	}
	return b.Kind != KindPermissions
}

// dropPending gives up on a fence for the annotation before.
func (w *walker) dropPending() {
	b := w.pending
	w.pending = nil
	if b == nil {
		return
	}
	switch b.Kind {
	case KindRequest, KindResponse, KindResource:
		w.problem(Problem{Code: AnnotationWithoutFence, Message: fmt.Sprintf("no fence follows the %s block", b.Kind), Position: b.Position, Name: b.Name})
	}
}

// members reads the annotation's members that have a meaning here. Names
// that differ in case alone are accepted where the exact one is missing.
func (w *walker) members(b *Block) {
	b.Kind = kindOf(b.text("blockType"))
	if b.Kind == "" {
		b.Kind = b.text("type")
	}
	b.Names = b.list("name")
	if v := b.member("name"); v != nil && v.Kind == location.String {
		b.Names = []string{strings.TrimSpace(v.Text)} // a comma is part of it
	}
	if len(b.Names) > 0 {
		b.Name = b.Names[0]
	}
	b.TypeAsWritten = b.text("@odata.type")
	if b.TypeAsWritten == "" {
		b.TypeAsWritten = b.text("@type")
	}
	b.Type = typeName(b.TypeAsWritten)
	b.IsCollection = b.flag("isCollection")
	if b.IsCollection.IsTrue() {
		b.Type.Collection = true
	} else if b.IsCollection == edm.Unsaid && b.Type.Collection {
		b.IsCollection = edm.True
	}
	b.Truncated = b.flag("truncated").IsTrue()
	b.IsEmpty = b.flag("isEmpty").IsTrue()
	b.KeyProperty = b.list("keyProperty")
	b.BaseType = typeName(b.text("baseType")).Name
	b.OptionalProperties = b.list("optionalProperties")
	b.OpenType = b.flag("openType")
	b.Abstract = b.flag("abstract").Or(b.flag("isAbstract"))
	b.SampleKeys = b.list("sampleKeys")
	b.Scopes = strings.Join(b.list("scopes"), " ")
}

var kinds = []string{KindRequest, KindResponse, KindResource, KindIgnored, KindExample, KindSimulated, KindPermissions}

// kindOf is the kind that a blockType means.
func kindOf(written string) string {
	for _, k := range kinds {
		if strings.EqualFold(k, written) {
			return k
		}
	}
	return written
}

// member is the annotation's member of that name, else the first that
// differs from it in case alone.
func (b *Block) member(name string) *location.Value {
	if v := b.Annotation.Member(name); v != nil || b.Annotation == nil {
		return v
	}
	for i := range b.Annotation.Members {
		if strings.EqualFold(b.Annotation.Members[i].Name, name) {
			return b.Annotation.Members[i].Value
		}
	}
	return nil
}

func (b *Block) text(name string) string {
	if v := b.member(name); v != nil && v.Kind == location.String {
		return strings.TrimSpace(v.Text)
	}
	return ""
}

func (b *Block) flag(name string) edm.Tristate {
	v := b.member(name)
	switch {
	case v == nil:
	case v.Kind == location.True, v.Kind == location.String && strings.EqualFold(v.Text, "true"):
		return edm.True
	case v.Kind == location.False, v.Kind == location.String && strings.EqualFold(v.Text, "false"):
		return edm.False
	}
	return edm.Unsaid
}

// list reads an array of strings, or a string of names between commas.
func (b *Block) list(name string) []string {
	v := b.member(name)
	var out []string
	switch {
	case v == nil:
	case v.Kind == location.Array:
		for _, it := range v.Items {
			if it.Kind == location.String && strings.TrimSpace(it.Text) != "" {
				out = append(out, strings.TrimSpace(it.Text))
			}
		}
	case v.Kind == location.String:
		for part := range strings.SplitSeq(v.Text, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// typeName reads a type as annotations write it: #microsoft.graph.user,
// Collection(microsoft.graph.user), Edm.String.
func typeName(s string) edm.TypeRef {
	s = strings.TrimLeft(strings.TrimSpace(s), "#")
	var collection bool
	if len(s) > len("Collection(") && strings.EqualFold(s[:len("Collection(")], "Collection(") {
		s, collection = strings.TrimSuffix(s[len("Collection("):], ")"), true
		s = strings.TrimLeft(strings.TrimSpace(s), "#")
	}
	return edm.TypeRef{Name: strings.TrimSpace(s), Collection: collection}
}

var tagAttribute = regexp.MustCompile(`(?i)\b(id|name|href|src)\s*=\s*["']([^"'<>]*)["']`)

// tags reads the anchors and links of HTML tags.
func (w *walker) tags(s stretch) {
	if bytes.IndexByte(s.data(), '=') < 0 {
		return
	}
	for _, m := range tagAttribute.FindAllSubmatchIndex(s.data(), -1) {
		value := string(s.data()[m[4]:m[5]])
		switch strings.ToLower(string(s.data()[m[2]:m[3]])) {
		case "id", "name":
			w.page.anchor(value)
		case "href":
			w.page.Links = append(w.page.Links, Link{Target: value, Position: s.text.Position(s.start + m[4])})
		case "src":
			w.page.Links = append(w.page.Links, Link{Target: value, Image: true, Position: s.text.Position(s.start + m[4])})
		}
	}
}

func (p *Page) anchor(name string) {
	if p.Anchors == nil {
		p.Anchors = map[string]bool{}
	}
	p.Anchors[name] = true
}
