package check

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/schema"
	"github.com/concord-odata/concord/pkg/uri"
)

// Stream judges an exchange whose response has a [exchange.Large] body, of
// which no more is in memory than what rules have to see. Ok is false where it
// cannot be judged so, and has to be read whole; the error is that of reading.
func (j *Judge) Stream(s Subject) (v rule.Verdict, ok bool, err error) {
	c := newCase(j, s)
	c.exchangeRules()
	if c.stopped || c.content() != dataContent || c.raw() || !c.mayStream() {
		return v, false, nil
	}
	large := s.Exchange.Response.Large
	ok, err = c.stream(bodySource{large: large})
	if !ok || err != nil {
		return v, false, err
	}
	return c.verdict(), true, nil
}

// bodySource is where a body is read from: a text in memory, or a large one.
type bodySource struct {
	text  *location.Text
	large *exchange.Large
}

// streamText judges a body that is in memory, and reports whether it could.
func (c *Case) streamText(t *location.Text) bool {
	if c.Judge.whole || !c.mayStream() || !hasItems(t.Data) {
		return false
	}
	ok, _ := c.stream(bodySource{text: t})
	return ok
}

// hasItems reports whether a text may be an object with an array in its member
// value.
func hasItems(data []byte) bool {
	for {
		i := bytes.Index(data, []byte(`"value"`))
		if i < 0 {
			return false
		}
		data = bytes.TrimLeft(data[i+len(`"value"`):], " \t\r\n")
		if rest, colon := bytes.CutPrefix(data, []byte(":")); colon && bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte("[")) {
			return true
		}
	}
}

// stream judges a page of a collection by the streaming validator: what it
// accepts is passed over, and the other items are read and judged as ever. Ok
// is false where the body is none, or where rules have to see it whole; then
// nothing was said of it.
func (c *Case) stream(src bodySource) (ok bool, err error) {
	before := c.snapshot()
	defer func() {
		if !ok {
			c.restore(before)
		}
	}()
	page, err := c.readPage(src)
	if err != nil || page == nil || page.Items == 0 || page.Keys.Full() {
		return false, err
	}
	b := c.Body
	if isCSDL(b.Root) || isBatch(b.Root) {
		return false, nil
	}
	shape, typ, sel := b.Shape, b.Type, b.Select
	c.bodyRules()
	if c.stopped {
		return true, nil
	}
	if c.settle(); b.Shape != shape || b.Type != typ || b.Select != sel {
		return false, nil
	}
	c.envelope(b.Root)
	return c.streamItems(src, page)
}

// snapshot is what a case has found so far.
type snapshot struct {
	found   []*found
	notes   int
	said    map[string]bool
	reason  string
	stopped bool
	body    *Body
}

func (c *Case) snapshot() snapshot {
	return snapshot{slices.Clone(c.found), len(c.notes), maps.Clone(c.said), c.reason, c.stopped, c.Body}
}

func (c *Case) restore(s snapshot) {
	c.found, c.notes, c.said, c.reason, c.stopped, c.Body = s.found, c.notes[:s.notes], s.said, s.reason, s.stopped, s.body
	c.settled, c.spoken, c.listed = 0, nil, nil
	c.run, c.instead, c.insteadOf = nil, nil, ""
}

// readPage reads the body: its members, and its items by their program. It is
// nil where programs do not know what rules ask.
func (c *Case) readPage(src bodySource) (*schema.Page, error) {
	b := &Body{Text: src.text, Root: &location.Value{Kind: location.Object}}
	if src.large != nil {
		b.Text = src.large.Text
	}
	c.Body = b
	var items *location.Value
	broken := false // a member beside the items is more than that reader takes
	member := func(m schema.Member) {
		at := int(m.At.Offset)
		if src.large != nil {
			b.Text.Keep(at, m.At.Line, m.At.Column, m.Text)
		}
		lm := location.Member{Name: m.Name, NameStart: at, NameEnd: at + m.NameEnd}
		if m.Name == "value" && m.Text[m.Value] == '[' && m.Value == len(m.Text)-1 {
			items = &location.Value{Kind: location.Array, Start: at + m.Value}
			lm.Value = items
		} else if lm.Value, _ = location.ReadPart(b.Text, at+m.Value, at+len(m.Text), location.Limits{}); lm.Value == nil {
			broken = true
			lm.Value = &location.Value{Kind: location.Null, Start: at + m.Value, End: at + len(m.Text)}
		}
		b.Root.Members = append(b.Root.Members, lm)
	}
	begin := func() *schema.Program {
		if broken {
			return nil
		}
		b.Context = contextOf(b.Root)
		c.readContext()
		f, known := c.frameOf(false)
		if !known || !b.Shape.ValueArray() {
			return nil
		}
		t := c.Model.Structured(b.Type.Name)
		if t == nil || c.Model.Ambiguous(b.Type.Name) || isAnyEntity(b.Type.Name) {
			return nil
		}
		return c.programs(f).Of(t, f)
	}
	var page *schema.Page
	var err error
	c.run = schema.NewRun()
	if src.large != nil {
		page, err = c.run.Page(io.NewSectionReader(src.large.Reader, 0, src.large.Size), member, begin)
	} else {
		page, err = c.run.PageText(src.text.Data, member, begin)
	}
	if errors.Is(err, schema.ErrNotPage) {
		err = nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.Text.Name, err)
	}
	if page == nil || broken {
		return nil, nil
	}
	b.Root.End = int(page.End)
	items.End = int(page.Close)
	// What stands behind the items may say more of them.
	context, sel := b.Context, b.Select
	if b.Context = contextOf(b.Root); b.Context == nil && context != nil || b.Context != nil && (context == nil || b.Context.NameStart != context.NameStart) {
		return nil, nil
	}
	if _, known := c.frameOf(false); !known {
		return nil, nil
	}
	b.Select = sel
	b.Streamed = page
	return page, nil
}

// streamItems judges the items that were not accepted.
func (c *Case) streamItems(src bodySource, page *schema.Page) (ok bool, err error) {
	b := c.Body
	w := c.newItems()
	entity, _ := w.declared.(*edm.EntityType)
	for _, it := range page.Refused {
		at := int(it.At.Offset)
		if src.large != nil {
			data := make([]byte, it.Length)
			if _, err := src.large.Reader.ReadAt(data, it.At.Offset); err != nil {
				return false, fmt.Errorf("%s: %w", b.Text.Name, err)
			}
			b.Text.Keep(at, it.At.Line, it.At.Column, data)
		}
		v, _ := location.ReadPart(b.Text, at, at+it.Length, location.Limits{})
		if v == nil { // deeper than that reader goes: it says so, of the whole
			return false, nil
		}
		if entity != nil && b.Shape == uri.EntityCollection {
			if key, whole := c.keyOf(entity, v); whole {
				page.Keys.Add(c.run.Key(strings.Split(key, "\x00")...))
			}
		}
		w.judge(it.Index, v)
		if src.large != nil {
			b.Text.Forget(at)
		}
		if len(c.found)-c.settled > compactFrom {
			c.compact()
		}
	}
	return !page.Keys.Twice(), nil // COL-008 says of which
}
