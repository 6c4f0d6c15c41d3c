package edm

// Annotation applies a term to an element (CSDL 4.01, section 14.3). All are
// kept, also those that nothing here interprets.
type Annotation struct {
	Term        string // qualified, aliases resolved: Org.OData.Core.V1.Permissions
	Qualifier   string
	Value       *Expression // nil: none was written; the term's default holds
	Annotations []*Annotation
	Place       Place
}

// Expression is an annotation's value (CSDL 4.01, sections 14.3 and 14.4):
// the kind is the name of the CSDL XML element or attribute that states it
// (Bool, String, Int, EnumMember, Path, Collection, Record, If, Apply, …).
type Expression struct {
	Kind     string
	Text     string        // of constants and paths; Function of Apply, Name of LabeledElement, Type of Cast and IsOf
	Items    []*Expression // of Collection and of operators, in order
	Record   []PropertyValue
	Type     string // of Record, Cast and IsOf
	Children []*Annotation
	Place    Place
}

// PropertyValue is one member of a Record.
type PropertyValue struct {
	Property    string
	Value       *Expression
	Annotations []*Annotation
	Place       Place
}

// Bool reads a constant Boolean expression; ok is false for any other. A
// missing value is true: that is the default of every tagging term.
func (a *Annotation) Bool() (value, ok bool) {
	if a == nil {
		return false, false
	}
	if a.Value == nil {
		return true, true
	}
	if a.Value.Kind == "Bool" {
		return a.Value.Text == "true", true
	}
	return false, false
}

// Property is the value that a Record expression gives to a property, or
// nil.
func (e *Expression) Property(name string) *Expression {
	if e == nil {
		return nil
	}
	for i := range e.Record {
		if e.Record[i].Property == name {
			return e.Record[i].Value
		}
	}
	return nil
}

// FindAnnotation is the first annotation of the list that applies the term
// (unqualified by a qualifier first), or nil.
func FindAnnotation(list []*Annotation, term string) *Annotation {
	var qualified *Annotation
	for _, a := range list {
		if a.Term != term {
			continue
		}
		if a.Qualifier == "" {
			return a
		}
		if qualified == nil {
			qualified = a
		}
	}
	return qualified
}

// Annotations gathers what one Annotations element targets, as written with
// aliases resolved; those whose target is found stand on the target as well.
type Annotations struct {
	Target    string
	Qualifier string
	List      []*Annotation
	Resolved  bool
	Place     Place
}

// Term is a term that a schema defines (section 14.1).
type Term struct {
	Namespace    string
	Name         string
	Type         TypeRef
	BaseTerm     string
	DefaultValue *string
	AppliesTo    string
	Nullable     Tristate
	Facets       Facets
	Annotations  []*Annotation
	Place        Place
}
