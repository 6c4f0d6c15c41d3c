package check

import (
	"github.com/concord-odata/concord/pkg/location"
)

// streamed reports whether the response promises the order of JSON Format
// 4.01, section 4.4.
func (c *Case) streamed() bool { return c.Media.Streaming == "true" }

func streamedBody(c *Case, b *Body) {
	if c.streamed() && !c.Error() && b.Root.Kind == location.Object && !(b.Known && b.Shape.Object()) {
		c.streamOrder(&Object{Value: b.Root, Root: true})
	}
}

func streamedObject(c *Case, o *Object) {
	if c.streamed() && o.Value.Kind == location.Object {
		c.streamOrder(o)
	}
}

// streamOrder judges the order of an object's members: context, in a delta
// @removed (15.3), type, id and etag before properties, the annotations of a property as a group just
// before it, and in 4.0 navigation properties after structural ones. It
// speaks once an object.
func (c *Case) streamOrder(o *Object) {
	var before *Member // what stands before, if anything
	context := contextOf(o.Value) != nil
	seen := map[string]bool{} // properties, and targets of annotations whose group has ended
	group := ""               // the property whose annotations stand here
	property, navigation, removed := false, false, false
	for i := range o.Value.Members {
		m := classify(&o.Value.Members[i], o.Pointer)
		target := m.Target
		if !m.Annotation {
			target = m.Name
		}
		problem := ""
		switch {
		case m.Operation:
			continue
		case m.Annotation && m.Target == "" && m.Control == "context":
			if i > 0 && !o.Root {
				problem = "the context is not the first member"
			}
		case m.Annotation && m.Target == "" && m.Control == "removed":
			if removed = true; context && i > 1 || !context && i > 0 {
				problem = "@removed stands behind other members than the context"
			}
		case m.Annotation && m.Target == "" && m.Control == "type":
			if first := count(context, removed); i > first {
				problem = "the type stands behind other members than the context and @removed"
			}
		case m.Annotation && m.Target == "" && (m.Control == "id" || m.Control == "etag"):
			if property {
				problem = m.Name + " stands behind a property"
			}
		case m.Annotation && m.Target == "":
		case m.Annotation && m.Control == "nextLink" && seen[target]:
			property = true
		case m.Annotation:
			property = true
			if seen[target] {
				problem = m.Name + " does not stand just before " + target
			}
		default:
			property = true
			if seen[m.Name] && group != m.Name {
				problem = m.Name + " does not stand just behind its annotations"
			}
		}
		if target != "" && target != group && group != "" {
			seen[group] = true
		}
		if target != "" {
			group = target
			if !m.Annotation {
				seen[target], group = true, ""
			}
		}
		if problem == "" && target != "" && !c.Version.V401 && o.Type != nil {
			switch {
			case c.Model.NavigationProperty(o.Type, target) != nil:
				navigation = true
			case navigation && c.Model.Property(o.Type, target) != nil:
				problem = "the structural property " + target + " stands behind navigation properties"
			}
		}
		if problem != "" {
			c.reportOrder(o, m, before, problem)
			return
		}
		before = m
	}
}

// count is the number of those that are true.
func count(all ...bool) (n int) {
	for _, b := range all {
		if b {
			n++
		}
	}
	return n
}

func (c *Case) reportOrder(o *Object, m, before *Member, problem string) {
	f := Mark{Rule: ctx012.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: o.Value, Name: m.Name,
		Message: "the response says streaming=true, but " + problem, Cause: problem}
	if before != nil {
		f.Actual = "behind " + before.Name
	}
	c.Report(f)
}
