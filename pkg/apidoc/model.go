package apidoc

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// modeler makes the Entity Data Model of the declarations.
type modeler struct {
	r        *resolver
	entities map[string]bool
	order    []string // qualified names, by page
	decls    map[string][]*TypeDecl
	made     map[string]edm.StructuredType
}

// model is the Entity Data Model of what the pages declare: of a type that
// several of them declare, the first page's with what the others add.
func (r *resolver) model() *edm.Model {
	m := modeler{r: r, entities: map[string]bool{}, decls: map[string][]*TypeDecl{}, made: map[string]edm.StructuredType{}}
	for _, p := range r.pages {
		for _, d := range p.Types {
			if m.decls[d.Name] == nil {
				m.order = append(m.order, d.Name)
			}
			m.decls[d.Name] = append(m.decls[d.Name], d)
		}
	}
	m.findEntities()
	var names []string
	schemas := map[string]*edm.Schema{}
	schema := func(ns string, place edm.Place) *edm.Schema {
		if schemas[ns] == nil {
			schemas[ns] = &edm.Schema{Namespace: ns, Place: place}
			names = append(names, ns)
		}
		return schemas[ns]
	}
	for _, name := range m.order {
		t := m.structured(name, 0)
		s := schema(t.Structure().Namespace, t.Where())
		switch t := t.(type) {
		case *edm.EntityType:
			s.EntityTypes = append(s.EntityTypes, t)
		case *edm.ComplexType:
			s.ComplexTypes = append(s.ComplexTypes, t)
		}
	}
	enums := map[string]*edm.EnumType{}
	for _, p := range r.pages {
		for _, d := range p.Enums {
			if d.Declared = enums[d.Name]; d.Declared != nil {
				m.extend(d)
				continue
			}
			d.Declared = enumType(d)
			enums[d.Name] = d.Declared
			s := schema(d.Declared.Namespace, d.Declared.Place)
			s.EnumTypes = append(s.EnumTypes, d.Declared)
		}
	}
	model := edm.NewModel()
	for _, ns := range names {
		model.Add(schemas[ns])
	}
	return model
}

// extend adds the members that a further declaration of an enumeration has.
func (m *modeler) extend(d *EnumDecl) {
	for _, member := range d.Members {
		if d.Declared.Member(member.Name) == nil {
			d.Declared.Members = append(d.Declared.Members, member)
		}
	}
}

func enumType(d *EnumDecl) *edm.EnumType {
	ns, name := splitName(d.Name)
	return &edm.EnumType{Namespace: ns, Name: name, IsFlags: d.Flags, Members: append([]*edm.EnumMember(nil), d.Members...), Description: d.Description, Place: edm.Place(d.Position)}
}

func splitName(qualified string) (ns, name string) {
	dot := strings.LastIndexByte(qualified, '.')
	if dot < 0 {
		return "", qualified
	}
	return qualified[:dot], qualified[dot+1:]
}

// findEntities says which types have identity: those with a key, those that
// relationships lead to, and those that inherit from one.
func (m *modeler) findEntities() {
	for _, name := range m.order {
		for _, d := range m.decls[name] {
			if len(d.KeyProperty) > 0 {
				m.entities[name] = true
			}
			for _, p := range d.Relationships {
				if target := m.r.types[p.Type.Ref.Name]; target != nil && target.Property("id") != nil {
					m.entities[p.Type.Ref.Name] = true
				}
			}
		}
	}
	for _, name := range m.order {
		at := name
		for range 64 {
			if m.entities[at] || simpleName(at) == "entity" {
				m.entities[name] = true
				break
			}
			if at = m.base(at); at == "" {
				break
			}
		}
	}
}

// base is the base type that the first declaration with one names.
func (m *modeler) base(name string) string {
	for _, d := range m.decls[name] {
		if d.BaseType != "" && d.BaseType != name {
			return d.BaseType
		}
	}
	return ""
}

// structured makes a type; its base types first, for what they have is not
// declared again.
func (m *modeler) structured(name string, depth int) edm.StructuredType {
	if t := m.made[name]; t != nil {
		return t
	}
	first := m.decls[name][0]
	ns, simple := splitName(name)
	s := edm.Structured{Namespace: ns, Name: simple, BaseType: m.base(name), Description: first.Description, Place: edm.Place(first.Position)}
	var entity *edm.EntityType
	var t edm.StructuredType
	var structure *edm.Structured
	if m.entities[name] {
		entity = &edm.EntityType{Structured: s}
		t, structure = entity, &entity.Structured
	} else {
		complex := &edm.ComplexType{Structured: s}
		t, structure = complex, &complex.Structured
	}
	m.made[name] = t
	inherited := m.inherited(name, depth)
	for _, d := range m.decls[name] {
		d.Declared = t
		structure.OpenType = structure.OpenType.Or(d.OpenType)
		structure.Abstract = structure.Abstract || d.Abstract.IsTrue()
		if structure.Description == "" {
			structure.Description = d.Description
		}
		m.members(structure, d, inherited)
	}
	if entity != nil && !inherited.key {
		m.key(entity, name)
	}
	return t
}

// inheritance is what the base types of a type declare.
type inheritance struct {
	properties map[string]*edm.Property
	navigation map[string]*edm.NavigationProperty
	key        bool
}

func (m *modeler) inherited(name string, depth int) inheritance {
	in := inheritance{properties: map[string]*edm.Property{}, navigation: map[string]*edm.NavigationProperty{}}
	seen := map[string]bool{name: true}
	for base := m.base(name); base != "" && !seen[base] && m.decls[base] != nil && depth < 64 && len(seen) < 64; base = m.base(base) {
		seen[base] = true
		t := m.structured(base, depth+1)
		for _, p := range t.Structure().Properties {
			in.properties[p.Name] = p
		}
		for _, p := range t.Structure().NavigationProperties {
			in.navigation[p.Name] = p
		}
		if e, ok := t.(*edm.EntityType); ok && len(e.Key) > 0 {
			in.key = true
		}
	}
	return in
}

// members adds the properties that neither a base type nor an earlier
// declaration has.
func (m *modeler) members(s *edm.Structured, d *TypeDecl, in inheritance) {
	have := map[string]*edm.Property{}
	haveNav := map[string]*edm.NavigationProperty{}
	for _, p := range s.Properties {
		have[p.Name] = p
	}
	for _, p := range s.NavigationProperties {
		haveNav[p.Name] = p
	}
	for _, doc := range d.Properties {
		switch {
		case doc.Annotation:
		case in.properties[doc.Name] != nil:
			doc.Property = in.properties[doc.Name]
		case in.navigation[doc.Name] != nil:
			doc.NavigationProperty = in.navigation[doc.Name]
		case have[doc.Name] != nil:
			doc.Property = have[doc.Name]
		case haveNav[doc.Name] != nil:
			doc.NavigationProperty = haveNav[doc.Name]
		default:
			doc.Property = structural(doc)
			have[doc.Name] = doc.Property
			s.Properties = append(s.Properties, doc.Property)
		}
	}
	for _, doc := range d.Relationships {
		switch {
		case doc.Annotation:
		case in.navigation[doc.Name] != nil:
			doc.NavigationProperty = in.navigation[doc.Name]
		case in.properties[doc.Name] != nil:
			doc.Property = in.properties[doc.Name]
		case haveNav[doc.Name] != nil:
			doc.NavigationProperty = haveNav[doc.Name]
		case have[doc.Name] != nil:
			doc.Property = have[doc.Name]
		default:
			doc.NavigationProperty = &edm.NavigationProperty{Name: doc.Name, Type: doc.Type.modelled(), Nullable: doc.Nullable, Description: doc.Description, Place: edm.Place(doc.NamePosition)}
			haveNav[doc.Name] = doc.NavigationProperty
			s.NavigationProperties = append(s.NavigationProperties, doc.NavigationProperty)
		}
	}
}

func structural(doc *PropertyDoc) *edm.Property {
	p := &edm.Property{Name: doc.Name, Type: doc.Type.modelled(), Nullable: doc.Nullable, Description: doc.Description, Place: edm.Place(doc.NamePosition)}
	if p.Type.Collection {
		p.Nullable = edm.Unsaid // words speak of the collection, the facet of its items
	}
	if doc.MaxLength != nil && p.Type.Name == "Edm.String" {
		p.Facets.MaxLength = doc.MaxLength
	}
	return p
}

// modelled is the type as the model has it: what could not be understood
// may be anything.
func (e *TypeExpr) modelled() edm.TypeRef {
	if e.Ref.IsZero() || len(e.Others) > 0 {
		return edm.TypeRef{Name: "Edm.Untyped"}
	}
	return e.Ref
}

// key gives an entity type the key that its annotations name, each part as
// the property is spelled.
func (m *modeler) key(t *edm.EntityType, name string) {
	for _, d := range m.decls[name] {
		for _, part := range d.KeyProperty {
			ref := edm.PropertyRef{Path: part, Place: edm.Place(d.Position)}
			if d.Block != nil {
				ref.Place = edm.Place(d.Block.ValuePosition("keyProperty"))
			}
			known := false
			for _, p := range t.Properties {
				if p.Name == part {
					known = true
				}
			}
			for _, p := range t.Properties {
				if !known && strings.EqualFold(p.Name, part) {
					ref.Path, known = p.Name, true
				}
			}
			t.Key = append(t.Key, ref)
		}
		if len(t.Key) > 0 {
			return
		}
	}
}
