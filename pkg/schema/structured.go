package schema

import "github.com/concord-odata/concord/pkg/edm"

// Names that a document gives to what is not a type.
const (
	defNamed     = "named"     // a value whose type annotation names this type or one that derives from it
	defOrDerived = "orDerived" // a value of this type or of one that derives from it
)

// writer writes one document, and gathers the primitive types it needs.
type writer struct {
	g     *Generator
	defs  map[string]bool
	order []string
	extra object
}

// finish puts head and $defs around a schema.
func (w *writer) finish(title, file string, body object) object {
	doc := object{
		{"$schema", Draft},
		{"$id", w.g.opt.Base + reference(file)},
		{"title", title},
	}
	doc = append(doc, body...)
	var defs object
	for _, n := range w.order {
		defs.set("Edm."+n, primitive(n, w.g.opt.IEEE754Compatible))
	}
	defs = append(defs, w.extra...)
	if len(defs) > 0 {
		doc.set("$defs", defs)
	}
	return doc
}

// structured is the document of an entity or complex type.
func (w *writer) structured(t edm.StructuredType) object {
	m := w.g.model
	keys := map[string]bool{}
	var required array
	if e, ok := t.(*edm.EntityType); ok {
		for _, k := range m.Key(e) {
			if m.Property(t, k.Path) != nil && !keys[k.Path] { // a path into a complex property is judged by rule
				keys[k.Path] = true
				required = append(required, k.Path)
			}
		}
	}
	var props object
	at := map[string]int{}
	put := func(name string, s any) {
		if i, again := at[name]; again { // redeclared by a derived type
			props[i].value = s
			return
		}
		at[name] = len(props)
		props.set(name, s)
	}
	for p := range m.Properties(t) {
		nullable := p.Nullable
		if keys[p.Name] {
			nullable = edm.False
		}
		put(p.Name, w.value(p.Type, nullable, p.Facets, p.Annotations))
	}
	for p := range m.NavigationProperties(t) {
		put(p.Name, navigation(p))
	}
	var body object
	if !m.Structureless(t) { // whose values have any form
		body.set("type", "object")
		body.set("properties", props)
		body.set("patternProperties", object{{"[@#]", true}}) // annotations, control information, advertised operations
		if !m.IsOpen(t) && m.Complete(t) {
			body.set("additionalProperties", false)
		}
	}
	if len(required) > 0 {
		body.set("required", required)
	}
	if c, complex := t.(*edm.ComplexType); complex {
		if c.BaseType != "" { // a base type's document asks for it
			w.extra.set(defNamed, w.named(c))
		}
		if w.g.derivable(t) {
			w.extra.set(defOrDerived, w.orDerived(t))
		}
	}
	return w.finish(t.QualifiedName(), FileName(t.QualifiedName()), body)
}

// navigation says of a navigation property no more than its shape.
func navigation(p *edm.NavigationProperty) object {
	if p.Type.Collection {
		return object{{"type", "array"}, {"items", object{{"type", "object"}}}}
	}
	if p.Nullable.IsFalse() {
		return object{{"type", "object"}}
	}
	return object{{"type", array{"object", "null"}}}
}

// value is the schema of a property's value.
func (w *writer) value(ref edm.TypeRef, nullable edm.Tristate, facets edm.Facets, annotations []*edm.Annotation) object {
	if ref.Collection {
		return object{{"type", "array"}, {"items", w.value(ref.Item(), nullable, facets, annotations)}}
	}
	m := w.g.model
	switch t := m.Type(ref.Name).(type) {
	case *edm.PrimitiveType:
		return w.constrained(w.primitiveRef(t.Name, facets), jsonType(t.Name, w.g.opt.IEEE754Compatible), nullable, facets, annotations)
	case *edm.TypeDefinition:
		if m.Ambiguous(ref.Name) || m.Underlying(ref.Name) == "" { // of a cycle, too
			return object{}
		}
		return w.value(edm.TypeRef{Name: t.UnderlyingType}, nullable, merged(facets, t.Facets), append(annotations[:len(annotations):len(annotations)], t.Annotations...))
	case *edm.EnumType:
		if m.Ambiguous(ref.Name) {
			return object{}
		}
		s := object{{"$ref", reference(FileName(t.QualifiedName()))}}
		if nullable.IsFalse() {
			s.set("type", "string")
		}
		return s
	case edm.StructuredType:
		if m.Ambiguous(ref.Name) || m.Structureless(t) {
			return object{}
		}
		return w.complexRef(t, nullable)
	}
	return object{} // not known to the contract: anything
}

func (w *writer) complexRef(t edm.StructuredType, nullable edm.Tristate) object {
	name := reference(FileName(t.QualifiedName()))
	if w.g.derivable(t) {
		name += "#/$defs/" + defOrDerived
	}
	ref := object{{"$ref", name}}
	if nullable.IsFalse() {
		return ref
	}
	return object{{"if", object{{"type", "null"}}}, {"else", ref}}
}

func (w *writer) primitiveRef(name string, facets edm.Facets) object {
	if name == "Decimal" && facets.ScaleWord == "floating" {
		name = "floating"
	}
	if s := primitive(name, w.g.opt.IEEE754Compatible); len(s) == 0 {
		return s
	}
	if !w.defs[name] {
		w.defs[name] = true
		w.order = append(w.order, name)
	}
	return object{{"$ref", "#/$defs/Edm." + name}}
}

// jsonType is the JSON type of a primitive type's values; "" where there is
// more than one.
func jsonType(name string, ieee754 bool) string {
	switch name {
	case "Boolean":
		return "boolean"
	case "Byte", "SByte", "Int16", "Int32":
		return "integer"
	case "Int64":
		if !ieee754 {
			return "integer"
		}
	case "Decimal":
		if !ieee754 {
			return "number"
		}
	case "Double", "Single", "Stream", "Untyped", "PrimitiveType":
		return ""
	case "EntityType", "ComplexType":
		return "object"
	}
	if len(name) > 3 && name[:3] == "Geo" {
		return "object"
	}
	return "string"
}

// constrained adds what this use of the type says: null refused, explicit
// facets, and the Validation vocabulary's constraints.
func (w *writer) constrained(s object, kind string, nullable edm.Tristate, facets edm.Facets, annotations []*edm.Annotation) object {
	if nullable.IsFalse() {
		switch {
		case facets.ScaleWord == "floating" || kind == "" && len(s) > 0:
			s.set("not", object{{"type", "null"}})
		case kind != "":
			s.set("type", kind)
		}
	}
	if kind == "string" && facets.MaxLength != nil && *facets.MaxLength >= 0 && isString(s) {
		s.set("maxLength", *facets.MaxLength)
	}
	bound := func(term, inclusive, exclusive string) {
		a := edm.FindAnnotation(annotations, "Org.OData.Validation.V1."+term)
		if a == nil || a.Value == nil || kind != "integer" && kind != "number" {
			return
		}
		n, ok := constant(a.Value.Text)
		if !ok {
			return
		}
		name := inclusive
		if ex := edm.FindAnnotation(a.Annotations, "Org.OData.Validation.V1.Exclusive"); ex != nil {
			if yes, ok := ex.Bool(); ok && yes {
				name = exclusive
			}
		}
		s.set(name, n)
	}
	bound("Minimum", "minimum", "exclusiveMinimum")
	bound("Maximum", "maximum", "exclusiveMaximum")
	if a := edm.FindAnnotation(annotations, "Org.OData.Validation.V1.Pattern"); a != nil && a.Value != nil && isString(s) {
		if same, ok := patternInBoth(a.Value.Text); ok {
			s.set("pattern", same)
		}
	}
	if isString(s) {
		kind = "text"
	}
	if list := allowed(annotations, kind); len(list) > 0 {
		if !nullable.IsFalse() {
			list = append(list, nil)
		}
		s.set("enum", list)
	}
	return s
}

func isString(s object) bool {
	return len(s) > 0 && s[0].name == "$ref" && s[0].value == "#/$defs/Edm.String"
}

// allowed reads Validation.AllowedValues, for Edm.String ("text") and numbers;
// nil where one of its values is no constant.
func allowed(annotations []*edm.Annotation, kind string) array {
	a := edm.FindAnnotation(annotations, "Org.OData.Validation.V1.AllowedValues")
	if a == nil || a.Value == nil {
		return nil
	}
	var list array
	for _, it := range a.Value.Items {
		v := it.Property("Value")
		if v == nil {
			return nil
		}
		n, isNumber := constant(v.Text)
		switch {
		case kind == "text" && v.Kind == "String":
			list = append(list, v.Text)
		case (kind == "integer" || kind == "number") && isNumber:
			list = append(list, n)
		default:
			return nil
		}
	}
	return list
}

// merged takes from a type definition the facets that its use left unsaid.
func merged(use, def edm.Facets) edm.Facets {
	if use.MaxLength == nil {
		use.MaxLength = def.MaxLength
	}
	if use.Precision == nil {
		use.Precision = def.Precision
	}
	if use.Scale == nil && use.ScaleWord == "" {
		use.Scale, use.ScaleWord = def.Scale, def.ScaleWord
	}
	use.Unicode = use.Unicode.Or(def.Unicode)
	return use
}
