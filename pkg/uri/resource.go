package uri

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// Resource is a resource path whose syntax is right: what stands between a
// service root and the query (ABNF section 1). What its names are is open
// until [Resource.Resolve].
type Resource struct {
	Raw      string
	Segments []PathSegment

	segs     []segment
	offsets  []int // from the normalised text to Raw; nil: add from
	from     int
	trailing bool // the path ends in a slash
}

// PathSegment is one segment of a resource path, with what it can be read
// as.
type PathSegment struct {
	Text        string     // as written
	Name        string     // the name that it begins with, decoded; maybe qualified
	Key         *Key       // the parentheses behind the name, read as a key
	Arguments   []Argument // and read as the parameters of a function
	Call        bool       // the parentheses can be read as parameters
	Placeholder bool       // the whole segment is a placeholder: {id}
	Start, End  int        // into Raw
}

// ParseResource reads a resource path, relative to the service root, with or
// without a leading slash: "Orders(1)/Items", "/users/{id}/messages".
// Placeholders in braces, as documentation writes path templates, may stand
// for segments, keys and arguments. The error is a *[SyntaxError].
func ParseResource(path string) (*Resource, error) {
	r := &Resource{Raw: path}
	trimmed := strings.TrimPrefix(path, "/")
	r.from = len(path) - len(trimmed)
	text, offsets := normalise(trimmed, "")
	r.offsets = offsets
	if len(text) > 1 && strings.HasSuffix(text, "/") {
		text, r.trailing = text[:len(text)-1], true
	}
	if text == "" {
		return r, nil
	}
	r.segs = segments(text, reading{templates: true, calls: true})
	if len(r.segs) > maxSegments {
		return nil, r.fail(r.segs[maxSegments].start, "expected a path with fewer segments")
	}
	for i := range r.segs {
		seg := &r.segs[i]
		if err := r.check(seg, text); err != nil {
			return nil, err
		}
		p := PathSegment{Text: seg.text, Name: seg.name, Placeholder: seg.placeholder(), Start: r.at(seg.start), End: r.at(seg.end)}
		if len(seg.groups) == 1 && seg.tail == seg.end {
			p.Key, p.Arguments, p.Call = seg.groups[0].key, seg.groups[0].args, seg.groups[0].call
		}
		r.Segments = append(r.Segments, p)
	}
	return r, nil
}

// at maps an offset in the normalised text to one in Raw.
func (r *Resource) at(offset int) int {
	if r.offsets != nil {
		return r.from + r.offsets[min(offset, len(r.offsets)-1)]
	}
	return r.from + offset
}

// check refuses a segment that can be read as nothing.
func (r *Resource) check(seg *segment, text string) error {
	if seg.text == "" {
		return r.fail(seg.start, "expected a segment, not two slashes")
	}
	if seg.literal || seg.wild {
		return nil
	}
	if strings.HasPrefix(seg.text, "$filter(") {
		return nil
	}
	if len(seg.groups) > 0 && seg.tail == seg.end {
		for _, g := range seg.groups {
			if g.key == nil && !g.call {
				return r.fail(g.far, "expected "+g.want)
			}
		}
		return nil
	}
	for i := seg.start; i < seg.end; i++ {
		if text[i] == '%' && !encoded(text, i) || text[i] != '%' && !isPchar(text[i]) {
			return r.fail(i, "this character cannot stand in a path")
		}
	}
	return nil
}

func (r *Resource) fail(offset int, message string) error {
	at := r.at(offset)
	return &SyntaxError{Offset: at, Message: message, Rest: r.Raw[at:]}
}

// Resolve asks the model what the path addresses. The error is a
// *[ResolveError]; of several readings one that resolves is enough.
func (r *Resource) Resolve(m *edm.Model) (*Target, error) {
	walk := &resourceResolver{r: r, m: m, steps: maxSteps}
	t := walk.start()
	if t == nil {
		return nil, walk.err
	}
	t.Resource = r
	return t, nil
}
