package uri

// Expr is a node of an expression (ABNF section 4): *Value, *Path, *Call,
// *Unary, *Binary, *TypeTest, *Case, *List, *Array or *Object.
type Expr interface {
	// Where is the part of the parsed text that the expression stands in.
	Where() Span
}

// Span is a part of a text, in bytes.
type Span struct{ Start, End int }

// Where is s itself.
func (s Span) Where() Span { return s }

// Value is a primitive literal, or a JSON string.
type Value struct {
	Span
	Literal *Literal
	JSON    bool // a string in double quotes
}

// Path leads from where an expression is evaluated to a value.
type Path struct {
	Span
	Steps []*Step
}

// StepKind says what a step of a path is.
type StepKind uint8

// The kinds of steps.
const (
	StepName       StepKind = iota // a property, or the variable of a lambda expression
	StepCast                       // a qualified type
	StepIt                         // $it
	StepThis                       // $this
	StepRoot                       // $root
	StepAlias                      // @p
	StepAnnotation                 // @NS.Term#q
	StepCall                       // a function: NS.F(p=1); with Key set, maybe a name with a key
	StepKey                        // a name with a key: Items(1)
	StepCount                      // $count, with options
	StepFilter                     // $filter(…)
	StepAny                        // any(x:…)
	StepAll                        // all(x:…)
)

// Step is one step of a path.
type Step struct {
	Span
	Kind      StepKind
	Name      string // the name, type, function, alias or term
	Qualified bool
	Arguments []*NamedExpr // of StepCall
	Key       *Key         // of StepKey; of StepCall where the parentheses can be either
	Variable  string       // of StepAny and StepAll; empty: any()
	Predicate Expr         // of StepAny, StepAll and StepFilter; nil: any()
	Options   []*Option    // of StepCount
}

// NamedExpr is an argument of a function, or a member of a JSON object.
type NamedExpr struct {
	Span
	Name  string
	Value Expr
}

// Call calls one of OData's own functions (contains, year, geo.distance);
// its name is in the specification's spelling.
type Call struct {
	Span
	Function string
	Args     []Expr
}

// Unary is "not" or "-".
type Unary struct {
	Span
	Op      string
	Operand Expr
}

// Binary is an operator between two expressions, in lower case: or, and, eq,
// ne, gt, ge, lt, le, add, sub, mul, div, divby, mod, in, has. They bind as
// in URL Conventions 5.1.1.14.
type Binary struct {
	Span
	Op          string
	Left, Right Expr
	OpSpan      Span
}

// TypeTest is cast or isof.
type TypeTest struct {
	Span
	Op       string // cast, isof
	Operand  Expr   // nil: the current instance
	Type     string // as written, without Collection( )
	Many     bool   // Collection(Type)
	TypeSpan Span
}

// Case is case(condition:value,…).
type Case struct {
	Span
	Branches []Branch
}

// Branch is one condition and its value.
type Branch struct{ Condition, Value Expr }

// List is the list of literals on the right of "in".
type List struct {
	Span
	Items []Expr
}

// Array is a JSON array; its items may be expressions.
type Array struct {
	Span
	Items []Expr
}

// Object is a JSON object; its values may be expressions.
type Object struct {
	Span
	Members []*NamedExpr
}

// Walk visits an expression and everything in it, from the outside in, until
// visit gives false for a node, whose inside it then leaves out.
func Walk(e Expr, visit func(Expr) bool) {
	if e == nil || !visit(e) {
		return
	}
	for _, inner := range children(e) {
		Walk(inner, visit)
	}
}

// children lists the expressions directly inside e.
func children(e Expr) (out []Expr) {
	add := func(inner ...Expr) {
		for _, i := range inner {
			if i != nil {
				out = append(out, i)
			}
		}
	}
	switch e := e.(type) {
	case *Path:
		for _, s := range e.Steps {
			for _, a := range s.Arguments {
				add(a.Value)
			}
			add(s.Predicate)
			for _, o := range s.Options {
				add(o.Expr)
			}
		}
	case *Call:
		add(e.Args...)
	case *Unary:
		add(e.Operand)
	case *Binary:
		add(e.Left, e.Right)
	case *TypeTest:
		add(e.Operand)
	case *Case:
		for _, b := range e.Branches {
			add(b.Condition, b.Value)
		}
	case *List:
		add(e.Items...)
	case *Array:
		add(e.Items...)
	case *Object:
		for _, m := range e.Members {
			add(m.Value)
		}
	}
	return out
}
