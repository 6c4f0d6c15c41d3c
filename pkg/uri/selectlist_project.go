package uri

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

func splitQualified(name string) (namespace, short string) {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return "", name
	}
	return name[:dot], name[dot+1:]
}

func (l *SelectList) items() []*SelectItem {
	if l == nil {
		return nil
	}
	return l.Items
}

// HasSelect reports whether the list narrows what is there: it has an item
// that is not a mere expansion. Without one, all structural properties are
// there (Protocol 10.9, 10.10).
func (l *SelectList) HasSelect() bool {
	if l != nil && l.narrow {
		return true
	}
	for _, i := range l.items() {
		if !i.Expanded() {
			return true
		}
	}
	return false
}

// Selects reports whether a property of that name is promised at this
// level, wholly or in part: there is no list, or none that narrows, or it
// has "*" or an item that begins with the name. An item behind a cast is not
// counted; ask [SelectList.For] first.
//
// It speaks of structural properties. A navigation property that is not
// expanded is never in "*"; ask [SelectList.Names].
func (l *SelectList) Selects(name string) bool {
	if !l.HasSelect() {
		return true
	}
	for _, i := range l.Items {
		if i.Kind == ItemStar || i.Kind == ItemProperty && !i.Path[0].Cast && i.Path[0].Name == name {
			return true
		}
	}
	return false
}

// Names reports whether the list has an item that begins with the name,
// expanded or not.
func (l *SelectList) Names(name string) bool {
	for _, i := range l.items() {
		if (i.Kind == ItemProperty || i.Kind == ItemAnnotation) && i.Path[0].Name == name {
			return true
		}
	}
	return false
}

// HasStar reports whether the list has "*".
func (l *SelectList) HasStar() bool {
	for _, i := range l.items() {
		if i.Kind == ItemStar {
			return true
		}
	}
	return false
}

// Expands gives the list of an expanded navigation property (or stream, or
// annotation) of that name. Ok tells whether it is expanded; the list is
// never nil then. Behind "+" the property is expanded again in the same way.
func (l *SelectList) Expands(name string) (nested *SelectList, ok bool) {
	for _, i := range l.items() {
		if !i.Expanded() || i.Path[0].Name != name || len(i.Path) > 2 || len(i.Path) == 2 && !i.Path[1].Cast {
			continue
		}
		out := &SelectList{}
		if i.Nested != nil {
			*out = *i.Nested
		}
		if i.Recursive {
			out.Items = append(out.Items[:len(out.Items):len(out.Items)], i)
		}
		return out, true
	}
	return nil, false
}

// Below gives the list that holds inside a complex property of that name:
// nil where all of it is promised, and nothing in it is expanded.
func (l *SelectList) Below(name string) *SelectList {
	whole := !l.HasSelect() || l.HasStar()
	var inside []*SelectItem
	for _, i := range l.items() {
		if i.Kind != ItemProperty && i.Kind != ItemAnnotation || i.Path[0].Name != name {
			continue
		}
		switch {
		case len(i.Path) == 1 && i.Nested != nil:
			inside = append(inside, i.Nested.Items...)
		case len(i.Path) == 1, len(i.Path) == 2 && i.Path[1].Cast && i.Nested == nil:
			whole = true
		default:
			rest := *i
			rest.Kind = ItemProperty
			rest.Path = i.Path[1:]
			inside = append(inside, &rest)
		}
	}
	out := &SelectList{}
	for _, i := range inside {
		if i.Expanded() || !whole {
			out.Items = append(out.Items, i)
		}
	}
	if len(out.Items) == 0 {
		return nil
	}
	return out
}

// For gives the list as it holds for an instance of the type: items behind a
// cast to the type, or to one that it derives from, lose the cast; items
// behind other casts are left out.
func (l *SelectList) For(m *edm.Model, typeName string) *SelectList {
	if l == nil {
		return nil
	}
	out := &SelectList{Start: l.Start, End: l.End, Items: make([]*SelectItem, 0, len(l.Items)), narrow: l.HasSelect()}
	for _, i := range l.Items {
		item := i
		for len(item.Path) > 1 && item.Path[0].Cast {
			if !m.IsA(typeName, item.Path[0].Name) {
				item = nil
				break
			}
			rest := *item
			rest.Path = item.Path[1:]
			item = &rest
		}
		if item != nil {
			out.Items = append(out.Items, item)
		}
	}
	return out
}
