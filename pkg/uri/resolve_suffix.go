package uri

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// suffix reads the segments whose names begin with a dollar sign.
func (w *resourceResolver) suffix(i int, at cursor) *Target {
	seg := &w.r.segs[i]
	last := i+1 == len(w.r.segs)
	next := at.next("/" + seg.text)
	entity := at.Kind == TargetEntity || at.Kind == TargetEntitySet
	opaque := at.Kind == TargetOpaque
	switch {
	case strings.HasPrefix(seg.text, "$filter(") && at.Type.Collection:
		return w.filterInPath(i, next)
	case seg.text == "$each" && at.Type.Collection:
		next.Each = true
		return w.follow(i+1, next)
	case !last:
		return w.fail(Misplaced, seg, "nothing may follow "+seg.text, nil)
	case seg.text == "$count" && (at.Type.Collection || opaque):
		next.Kind, next.Type = TargetCount, edm.TypeRef{Name: "Edm.Int64"}
	case seg.text == "$ref" && (entity || opaque):
		next.Kind = TargetReference
		if at.Type.Collection {
			next.Kind = TargetReferences
		}
	case seg.text == "$value":
		if !w.value(&next, at, seg, entity) {
			return nil
		}
	case seg.text == "$query":
		// A request whose query stands in its body: the target is what
		// stands before.
	default:
		return w.fail(Misplaced, seg, "this cannot follow "+words(at.Kind, at.Type), near(seg.text, func(yield func(string) bool) {
			for _, s := range []string{"$count", "$ref", "$value", "$each", "$query"} {
				if !yield(s) {
					return
				}
			}
		}))
	}
	return &next.Target
}

func words(k TargetKind, t edm.TypeRef) string {
	if t.IsZero() {
		return "that"
	}
	return k.String() + " of " + t.Item().Name
}

// value reads $value: the media stream of an entity, the text of a primitive
// value.
func (w *resourceResolver) value(next *cursor, at cursor, seg *segment, entity bool) bool {
	switch {
	case entity && !at.Type.Collection:
		next.Kind, next.Media = TargetStream, true
		if t := w.m.EntityType(at.Type.Name); t != nil && !w.m.HasStream(t) && w.m.Complete(t) {
			next.issue(Issue{Kind: NoStream, Offset: w.r.at(seg.start), Text: seg.text, Message: at.Type.Name + " is no media entity"})
		}
		next.DeclaredType, next.Type = at.Type, edm.TypeRef{Name: "Edm.Stream"}
	case at.Kind == TargetStream, at.Kind == TargetOpaque:
		next.Kind = TargetStream
	case at.Kind == TargetPrimitive:
		next.Kind = TargetRawValue
	default:
		w.fail(Misplaced, seg, "$value follows a primitive value or an entity", nil)
		return false
	}
	return true
}

// filterInPath reads $filter(…), whose expression may hold slashes in its
// strings.
func (w *resourceResolver) filterInPath(i int, at cursor) *Target {
	seg := &w.r.segs[i]
	if !strings.HasSuffix(seg.text, ")") {
		return w.fail(Misplaced, seg, "the filter is not closed", nil)
	}
	at.Filtered = true
	at.Template = strings.TrimSuffix(at.Template, seg.text) + "$filter({})"
	return w.follow(i+1, at)
}
