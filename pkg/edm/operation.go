package edm

// Operation is what actions and functions have in common (CSDL 4.01,
// section 12).
type Operation struct {
	Namespace     string
	Name          string
	IsBound       bool
	EntitySetPath string
	Parameters    []*Parameter // the binding parameter first, where bound
	ReturnType    *ReturnType  // nil: none (actions only)
	Annotations   []*Annotation
	Place         Place
}

// QualifiedName is the namespace, a dot and the name, without the overload's
// parameters.
func (o *Operation) QualifiedName() string { return o.Namespace + "." + o.Name }

// Binding is the binding parameter of a bound operation, or nil.
func (o *Operation) Binding() *Parameter {
	if !o.IsBound || len(o.Parameters) == 0 {
		return nil
	}
	return o.Parameters[0]
}

// Arguments are the parameters that a call names: all but the binding one.
func (o *Operation) Arguments() []*Parameter {
	if o.IsBound && len(o.Parameters) > 0 {
		return o.Parameters[1:]
	}
	return o.Parameters
}

// Action may have side effects (section 12.1).
type Action struct{ Operation }

// Function has none, and always a result (section 12.3).
type Function struct {
	Operation
	IsComposable Tristate
}

// Parameter is a parameter of an action or function.
type Parameter struct {
	Name        string
	Type        TypeRef
	Nullable    Tristate
	Facets      Facets
	Annotations []*Annotation
	Place       Place
}

// ReturnType is what an operation returns.
type ReturnType struct {
	Type        TypeRef
	Nullable    Tristate
	Facets      Facets
	Annotations []*Annotation
	Place       Place
}
