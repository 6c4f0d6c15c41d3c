package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/schema"
)

// schemas are the schemas for the response's number format.
func (c *Case) schemas() *schema.Set {
	if c.Media.IEEE754Compatible {
		return c.Judge.strings
	}
	return c.Judge.numbers
}

// bySchema judges an object's structure, nested complex values included.
func (c *Case) bySchema(o *Object) {
	if c.accepts(o) {
		return
	}
	violations, err := c.schemas().Validate(o.Type.QualifiedName(), o.Value)
	if err != nil {
		c.Note(o.Value, o.Pointer, err.Error())
		return
	}
	for i := range violations {
		c.explain(c.spot(o, &violations[i]))
	}
}

// accepts reports whether a program accepts an object as it stands: then its
// schema has nothing to say of it.
func (c *Case) accepts(o *Object) bool {
	if c.Judge.whole || c.Body == nil {
		return false
	}
	text, ok := c.Body.Text.Slice(o.Value.Start, o.Value.End)
	if !ok {
		return false
	}
	if c.structures == nil {
		c.structures = schema.NewRun()
	}
	return c.structures.Value(c.sharedPrograms().Of(o.Type, nil), text) == schema.Accepted
}

// value judges a value that is no structure of its own: the body's, or an
// item of the body's collection.
func (c *Case) value(v *location.Value, p location.Pointer, t edm.TypeRef, u use, item bool) {
	if s := c.Model.Structured(t.Name); s != nil {
		if v.Kind == location.Null {
			return // a null value of a complex property: STS-005 speaks
		}
		c.object(&Object{Kind: ComplexValue, Value: v, Pointer: p, Declared: s, Asked: c.asked(), Partial: c.partial()})
		return
	}
	if c.Model.Type(t.Name) == nil || c.Model.Ambiguous(t.Name) {
		c.walkUntyped(v, p)
		c.unjudged("no contract for type " + t.Name)
		return
	}
	c.walkUntyped(v, p)
	if u.ref.Name != t.Name {
		u = use{ref: t}
	}
	u.ref.Collection = false
	violations, err := c.validateUse(v, u)
	if err != nil {
		c.Note(v, p, err.Error())
		return
	}
	for i := range violations {
		c.explain(&spot{Violation: &violations[i], value: v, pointer: p, property: u.property, item: item, ref: t.Item()})
	}
	c.values(v, p, u, nil, "")
}

// result is how the body's value is used, where the context or the request
// says that it is a property's.
func (c *Case) result() use {
	p := c.Body.Promise
	switch {
	case p != nil && p.Property != nil:
		return useOf(p.Property)
	case p != nil && p.NavigationProperty != nil, c.Target == nil:
	case c.Target.Property != nil && c.Target.Property.Type.Name == c.Body.Type.Name:
		return useOf(c.Target.Property)
	}
	return use{ref: c.Body.Type}
}

// validateUse judges a value by its type's schema, or by that of the property
// whose value it is.
func (c *Case) validateUse(v *location.Value, u use) ([]schema.Violation, error) {
	if u.property == nil {
		return c.schemas().Validate(u.ref.Name, v)
	}
	for t := range c.Model.Types() {
		s, ok := t.(edm.StructuredType)
		if ok && slices.Contains(s.Structure().Properties, u.property) && !c.Model.Ambiguous(t.QualifiedName()) {
			return c.schemas().ValidateProperty(t.QualifiedName(), u.property.Name, u.property.Type.Collection, v)
		}
	}
	return c.schemas().Validate(u.ref.Name, v)
}

// spot is a violation and what stands where it is.
type spot struct {
	*schema.Violation
	value   *location.Value // what the keyword refuses
	pointer location.Pointer
	// owner is the object that holds the value, name the member.
	owner     *location.Value
	ownerType edm.StructuredType
	ownerAt   location.Pointer
	name      string
	property  *edm.Property
	nav       *edm.NavigationProperty
	item      bool        // the value is an item of the member's collection
	ref       edm.TypeRef // the declared type of value
	// object is the object that is at fault itself: of required and
	// additionalProperties.
	objectType edm.StructuredType
	projected  bool
}

// spot follows the violation's pointer from the object down the model.
func (c *Case) spot(o *Object, v *schema.Violation) *spot {
	s := &spot{Violation: v, value: o.Value, pointer: o.Pointer, objectType: o.Type, projected: o.Projected(), property: o.Property,
		item: o.Owner == nil && !o.Root}
	for _, token := range strings.Split(string(v.Pointer), "/")[1:] {
		token = unescape(token)
		switch s.value.Kind {
		case location.Array:
			i, err := strconv.Atoi(token)
			if err != nil || i >= len(s.value.Items) {
				return s
			}
			s.value, s.pointer, s.item = s.value.Items[i], s.pointer.Index(i), true
			s.ref = s.ref.Item()
		case location.Object:
			s.owner, s.ownerType, s.ownerAt, s.name, s.item = s.value, s.objectType, s.pointer, token, false
			s.property, s.nav, s.ref = nil, nil, edm.TypeRef{}
			if s.ownerType != nil {
				if s.property = c.Model.Property(s.ownerType, token); s.property != nil {
					s.ref = s.property.Type
				} else if s.nav = c.Model.NavigationProperty(s.ownerType, token); s.nav != nil {
					s.ref = s.nav.Type
				}
			}
			next := c.memberOf(s.value, token)
			if next == nil {
				return s
			}
			s.value, s.pointer = next.Value, s.pointer.Child(token)
		default:
			return s
		}
		s.objectType = c.typeOf(s.value, s.ref)
	}
	return s
}

// typeOf is the structured type that judges a value of that declared type.
func (c *Case) typeOf(v *location.Value, ref edm.TypeRef) edm.StructuredType {
	declared := c.Model.Structured(ref.Name)
	if v.Kind != location.Object {
		return declared
	}
	for _, name := range []string{"@odata.type", "@type"} {
		if a := v.Member(name); a != nil && a.Kind == location.String {
			if t := c.Model.Structured(typeFragment(a.Text)); t != nil {
				return t
			}
		}
	}
	return declared
}

// unescape reads a token of a JSON pointer.
func unescape(token string) string {
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
}

// explain is the table from keywords and EDM elements to rules.
func (c *Case) explain(s *spot) {
	if s.Primitive == "" && edm.Primitive(s.Type) != nil { // the built-in type's own document
		s.Primitive = s.Type
	}
	if c.excused(s.owner, s.name) {
		return
	}
	switch s.Keyword {
	case "required":
		c.reportMissingKeys(s)
	case "additionalProperties":
		c.reportUndocumented(s)
	case "type", "not":
		c.explainType(s)
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum":
		if s.Primitive != "" {
			c.reportRange(s)
			return
		}
		c.reportFacet(s)
	case "format":
		c.reportLexical(s)
	case "enum", "pattern":
		c.explainChoice(s)
	default:
		c.reportFacet(s)
	}
}

// explainType says what is wrong with a value of another JSON type than the
// declared type has.
func (c *Case) explainType(s *spot) {
	structured := c.Model.Structured(s.ref.Name) != nil
	switch {
	case s.nav != nil && (s.value.Kind != location.Null || s.nav.Type.Collection && !s.item):
		c.reportNavigation(s)
	case s.value.Kind == location.Null && s.item:
		place := edm.Place{}
		if s.property != nil {
			place = s.property.Place
		}
		c.reportNullItem(s.value, s.pointer, s.ref.Name, place)
	case s.value.Kind == location.Null:
		c.reportNull(s)
	case s.ref.Collection && !s.item:
		c.reportNoArray(s)
	case structured || s.ref.IsZero() && c.Model.Structured(s.Type) != nil:
		c.reportNoObject(s)
	case isNumeric(c.Model.Underlying(s.ref.Name)) && c.Model.EnumType(s.ref.Name) == nil && looksNumeric(s.value):
		c.reportNumber(s)
	default:
		c.reportKind(s)
	}
}

// explainChoice says what is wrong with a value that is none of a list.
func (c *Case) explainChoice(s *spot) {
	if e := c.Model.EnumType(s.Type); e != nil {
		c.reportMember(s, e)
		return
	}
	switch s.Primitive {
	case "Edm.Double", "Edm.Single", "Edm.floating":
		c.reportLexical(s)
		return
	}
	c.reportFacet(s)
}

func isNumeric(underlying string) bool {
	switch underlying {
	case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Decimal", "Edm.Double", "Edm.Single":
		return true
	}
	return false
}

// looksNumeric reports whether a value is a number, or a string of one.
func looksNumeric(v *location.Value) bool {
	if v.Kind == location.Number {
		return true
	}
	if v.Kind != location.String || v.Text == "" {
		return false
	}
	_, l := edm.ParseNumber(v.Text)
	return !l.Invalid()
}

// mark is a finding's place for a violation's value.
func (s *spot) mark(r *Rule) Mark {
	m := Mark{Rule: r.Rule, Value: s.value, Pointer: s.pointer, Object: s.owner, Name: s.name, Actual: show(s.value)}
	if s.ownerType != nil {
		m.Type = s.ownerType.QualifiedName()
	}
	switch {
	case s.property != nil:
		m.Rests = s.property.Place
	case s.nav != nil:
		m.Rests = s.nav.Place
	}
	return m
}

// subject names what a message is about: "totalUserCount", "an item of x".
func (s *spot) subject() string {
	switch {
	case s.name != "" && s.item:
		return "an item of " + s.name
	case s.name != "":
		return s.name
	case s.item:
		return "an item"
	}
	return "the value"
}

// typeNote names the declared type as a reader knows it.
func (s *spot) typeNote() string {
	switch {
	case !s.ref.IsZero():
		return s.ref.String()
	case s.Primitive != "":
		return s.Primitive
	}
	return s.Type
}

// show is a value in a message, cut to a readable length.
func show(v *location.Value) string {
	switch v.Kind {
	case location.Number:
		return clip(v.Text)
	case location.String:
		return strconv.Quote(clip(v.Text))
	case location.True:
		return "true"
	case location.False:
		return "false"
	}
	return v.Kind.String()
}

func clip(s string) string {
	const most = 120
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return s[:cut] + "…"
}

func rests(p edm.Place) string {
	switch {
	case !p.Known():
		return ""
	case p.Line == 0:
		return p.File
	}
	return p.File + ":" + strconv.Itoa(p.Line)
}
