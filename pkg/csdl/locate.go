package csdl

import (
	"bytes"
	"slices"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// locateXML moves findings about one attribute from the start tag to the
// attribute's value. The model knows the places of elements alone: the tags
// of the few elements that have problems are read again.
func locateXML(file string, data []byte, found []finding) {
	var about []*finding
	for i := range found {
		if f := &found[i]; f.attribute != "" && f.Place.File == file {
			about = append(about, f)
		}
	}
	slices.SortStableFunc(about, func(a, b *finding) int { return byPlace(a.Problem, b.Problem) })
	line, start := 1, 0
	s := newScanner(file, data, Limits{})
	for _, f := range about {
		for ; line < f.Place.Line; line++ {
			k := bytes.IndexByte(data[start:], '\n')
			if k < 0 {
				return
			}
			start += k + 1
		}
		at := start + f.Place.Column - 1
		if at >= len(data) || data[at] != '<' {
			continue
		}
		s.pos, s.rooted, s.stack, s.bindings = at, false, s.stack[:0], s.bindings[:0]
		if s.startTag() != tokenStart {
			return
		}
		for i := range s.attrs {
			if string(s.attrs[i].name) == f.attribute {
				f.Place = s.place(s.attrs[i].start)
			}
		}
	}
}

// locate moves findings about one member from the element's name to the
// member's value.
func (r *jsonReader) locate(found []finding) {
	for i := range found {
		f := &found[i]
		if f.attribute == "" {
			continue
		}
		if v := r.at[f.Place]; v != nil {
			f.Place = r.memberPlace(v, f.attribute, f.Place)
		}
	}
}

func (r *jsonReader) memberPlace(v *location.Value, attribute string, place edm.Place) edm.Place {
	if v.Kind != location.Object {
		switch attribute {
		case "Target", "ReferencedProperty", "Value": // of "name": value
			return r.place(v.Start)
		}
		return place
	}
	name := "$" + attribute
	if attribute == "EntityType" {
		name = "$Type"
	}
	if m := v.Member(name); m != nil {
		return r.place(m.Start)
	}
	return place
}
