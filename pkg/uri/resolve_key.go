package uri

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// segmentKeyValue reads a whole path segment as a key's value: it is the
// value itself, without quotes (URL Conventions 4.3.6).
func segmentKeyValue(s segment) KeyValue {
	return KeyValue{Text: s.text, Start: s.start, End: s.end, Placeholder: s.wild}
}

// choose applies a key to a collection of entities.
func (r *contextResolver) choose(at *place, key *Key) {
	at.typ.Collection, at.declared.Collection = false, false
	at.keyed = true
	issues := checkKey(r.m, at.typ.Name, key)
	for _, i := range issues {
		i.Offset = r.c.at(i.Offset)
		at.issues = append(at.issues, i)
	}
	moved := *key
	moved.Start, moved.End = r.c.at(key.Start), r.c.at(key.End)
	moved.Values = append([]KeyValue(nil), key.Values...)
	for i := range moved.Values {
		moved.Values[i].Start, moved.Values[i].End = r.c.at(moved.Values[i].Start), r.c.at(moved.Values[i].End)
	}
	at.keys = append(at.keys, &moved)
}

// checkKey matches the values of a key with the key properties of the type,
// and says where they do not fit. Key properties that are not known are not
// judged.
func checkKey(m *edm.Model, typeName string, key *Key) []Issue {
	key.EntityType = m.Resolve(typeName)
	t := m.EntityType(typeName)
	if t == nil {
		return nil
	}
	refs := m.Key(t)
	if len(refs) == 0 {
		return nil
	}
	var issues []Issue
	if len(key.Values) == 1 && key.Values[0].Name == "" && len(refs) == 1 || key.AsSegment {
		for i := range key.Values {
			if i < len(refs) {
				issues = checkKeyValue(m, t, refs[i], &key.Values[i], issues)
			}
		}
		return issues
	}
	if len(key.Values) == 1 && key.Values[0].Name == "" {
		v := key.Values[0]
		return append(issues, Issue{Kind: KeyCount, Offset: v.Start, Text: v.Text,
			Message: "the key of " + t.QualifiedName() + " has more than one property: " + keyNames(refs)})
	}
	seen := map[string]bool{}
	for i := range key.Values {
		v := &key.Values[i]
		ref, ok := keyRef(refs, v.Name)
		switch {
		case !ok && alternateKey(m, t, key):
			return append(issues, Issue{Kind: KeyAlternate, Offset: v.Start, Text: v.Name,
				Message: "an alternate key of " + t.QualifiedName(), Hint: keyNames(refs)})
		case !ok:
			issues = append(issues, Issue{Kind: KeyNames, Offset: v.Start, Text: v.Name,
				Message: "the key of " + t.QualifiedName() + " is " + keyNames(refs), Hint: keyNames(refs)})
		case seen[ref.Name()]:
			issues = append(issues, Issue{Kind: KeyNames, Offset: v.Start, Text: v.Name, Message: "the key property is named twice"})
		default:
			issues = checkKeyValue(m, t, ref, v, issues)
		}
		seen[ref.Name()] = true
	}
	if len(issues) == 0 && len(key.Values) < len(refs) {
		issues = append(issues, Issue{Kind: KeyCount, Offset: key.Start, Text: keyNames(refs),
			Message: "the key of " + t.QualifiedName() + " has more properties: " + keyNames(refs)})
	}
	return issues
}

func keyRef(refs []edm.PropertyRef, name string) (edm.PropertyRef, bool) {
	for _, r := range refs {
		if r.Name() == name {
			return r, true
		}
	}
	return edm.PropertyRef{}, false
}

func keyNames(refs []edm.PropertyRef) string {
	names := make([]string, len(refs))
	for i, r := range refs {
		names[i] = r.Name()
	}
	return strings.Join(names, ", ")
}

// checkKeyValue compares a literal with the type of its key property.
func checkKeyValue(m *edm.Model, t *edm.EntityType, ref edm.PropertyRef, v *KeyValue, issues []Issue) []Issue {
	v.Property = ref.Name()
	typeName := keyType(m, t, ref.Path)
	if typeName == "" || v.Placeholder || v.Alias != "" {
		return issues
	}
	fits := false
	if v.Literal != nil {
		fits = v.Literal.Fits(m, typeName)
	} else {
		fits = SegmentFits(m, decode(v.Text), typeName)
	}
	if !fits {
		issues = append(issues, Issue{Kind: KeyLiteral, Offset: v.Start, Text: v.Text,
			Message: "no literal of " + typeName + ", the type of the key property " + ref.Name()})
	}
	return issues
}

// keyType is the type of a key property, which may lie inside a complex
// property; "" where it is not known.
func keyType(m *edm.Model, t edm.StructuredType, path string) string {
	names := strings.Split(path, "/")
	for i, name := range names {
		p := m.Property(t, name)
		if p == nil {
			return ""
		}
		if i == len(names)-1 {
			return p.Type.Name
		}
		if t = m.Structured(p.Type.Name); t == nil {
			return ""
		}
	}
	return ""
}

// alternateKey reports whether the names of the key are those of an
// alternate key (term Core.AlternateKeys on the type).
func alternateKey(m *edm.Model, t *edm.EntityType, key *Key) bool {
	for s := range m.Lineage(t) {
		a := edm.FindAnnotation(s.Structure().Annotations, "Org.OData.Core.V1.AlternateKeys")
		if a == nil {
			a = edm.FindAnnotation(s.Structure().Annotations, "OData.Community.Keys.V1.AlternateKeys")
		}
		if a == nil || a.Value == nil {
			continue
		}
		for _, alternative := range a.Value.Items {
			parts := alternative.Property("Key")
			if parts == nil || len(parts.Items) != len(key.Values) {
				continue
			}
			all := true
			for _, part := range parts.Items {
				if !namesKey(key, part) {
					all = false
				}
			}
			if all {
				return true
			}
		}
	}
	return false
}

func namesKey(key *Key, part *edm.Expression) bool {
	for _, property := range []string{"Alias", "Name"} {
		e := part.Property(property)
		if e == nil || e.Text == "" {
			continue
		}
		for _, v := range key.Values {
			if v.Name == e.Text {
				return true
			}
		}
	}
	return false
}
