package apidoc

import (
	"errors"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

func syntaxMessage(err error) string {
	var syntax *location.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Message
	}
	return err.Error()
}

func syntaxPosition(err error, otherwise location.Position) location.Position {
	var syntax *location.SyntaxError
	if errors.As(err, &syntax) && syntax.Position.Known() {
		return syntax.Position
	}
	return otherwise
}

// maxCompared bounds what is compared with one another, so that a page of an
// enemy is read in time.
const maxCompared = 2000

// represent compares the property table with the JSON representation: what
// the representation alone has is a property as well, unless it is a slip for
// one of the table; and where the table's words left it open, an array says
// that a type is a collection.
func (d *TypeDecl) represent() {
	if d.Representation == nil {
		return
	}
	for i := range d.Representation.Members {
		m := &d.Representation.Members[i]
		if doc := d.Property(m.Name); doc != nil {
			if doc.Type.Collection == edm.Unsaid && doc.Type.Name != "" {
				doc.Type.Collection = edm.Said(m.Value.Kind == location.Array)
			}
			continue
		}
		if strings.Contains(m.Name, "@") || !isASCIIIdentifier(m.Name) || d.near(m.Name) {
			continue
		}
		t := representedType(m.Value)
		t.Position = m.Value.Position(d.RepresentationText)
		d.put(&PropertyDoc{
			Name: m.Name, NamePosition: d.RepresentationText.Position(m.NameStart), Type: t, FromRepresentation: true,
		})
	}
}

// near reports whether the tables have a name that this one is a slip of.
func (d *TypeDecl) near(name string) bool {
	if len(d.Properties)+len(d.Relationships) > maxCompared {
		return false
	}
	for _, list := range [][]*PropertyDoc{d.Properties, d.Relationships} {
		for _, p := range list {
			if p.FromRepresentation {
				continue
			}
			if strings.EqualFold(p.Name, name) || len(name) > 4 && withinOneEdit(strings.ToLower(p.Name), strings.ToLower(name)) {
				return true
			}
		}
	}
	return false
}

// withinOneEdit reports whether one insertion, deletion, substitution or
// exchange of neighbours turns a into b.
func withinOneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) || a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// representedType is the type that a placeholder names.
func representedType(v *location.Value) TypeExpr {
	t := TypeExpr{Collection: edm.False}
	if v.Kind == location.Array {
		t.Collection = edm.True
		if len(v.Items) == 0 {
			t.Name, t.Loose = "Edm.Untyped", true
			return t
		}
		v = v.Items[0]
	}
	switch v.Kind {
	case location.Object:
		if name := v.Member("@odata.type"); name != nil && name.Kind == location.String {
			ref := typeName(name.Text)
			t.AsWritten, t.Name = name.Text, ref.Name
			if ref.Collection {
				t.Collection = edm.True
			}
			return t
		}
	case location.True, location.False:
		t.Name = "Edm.Boolean"
		return t
	case location.String:
		t.AsWritten = v.Text
		if placeholder := strings.TrimSpace(strings.ToLower(v.Text)); placeholder == "string" || placeholder == "string (identifier)" {
			t.Name = "Edm.String"
			return t
		}
	}
	t.Name, t.Loose = "Edm.Untyped", true
	return t
}
