package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// target is what an annotation target comes to (CSDL 4.01, section
// 14.2.2).
type target struct {
	answer answer
	reason string
	hint   string
	// elements are the model elements to which annotations can be
	// attached: several for an operation without its overload, none where
	// the target means a property in the context of a set or of a derived
	// type.
	elements []*[]*edm.Annotation
	// annotated is set where the target is an annotation of the elements.
	annotated string
}

func (t *target) add(list *[]*edm.Annotation) { t.elements = append(t.elements, list) }

func (t *target) miss(a answer, reason string) {
	if t.answer != found && t.reason == "" {
		t.answer, t.reason = a, reason
	}
}

// target resolves an annotation target. Aliases are resolved already.
func (x *index) target(s string) target {
	segments := splitPath(s)
	var t target
	if len(segments) > 1 && strings.HasPrefix(segments[len(segments)-1], "@") {
		t.annotated = segments[len(segments)-1][1:]
		segments = segments[:len(segments)-1]
	}
	head, rest := firstSegment(segments)
	name, _, overload := strings.Cut(head, "(")
	if !strings.Contains(name, ".") {
		t.miss(missing, "a target begins with a qualified name")
		return t
	}
	if strings.HasPrefix(name, "Edm.") || len(x.schemas[namespace(name)]) == 0 {
		t.miss(x.absent(name), "no schema "+namespace(name)+" is declared or included")
		return t
	}
	if !overload {
		x.targetType(&t, name, rest)
		x.targetContainer(&t, name, rest)
		x.targetTerm(&t, name, rest)
	}
	x.targetOperation(&t, name, head, rest)
	if t.answer != found && t.reason == "" {
		t.miss(x.absent(name), "nothing of the name "+name+" is declared")
		t.hint = x.near(name)
	}
	if t.annotated != "" && t.answer == found {
		x.targetAnnotation(&t)
	}
	return t
}

func firstSegment(segments []string) (head string, rest []string) {
	if len(segments) == 0 {
		return "", nil
	}
	return segments[0], segments[1:]
}

func (x *index) targetType(t *target, name string, rest []string) {
	switch d := x.Type(name).(type) {
	case *edm.EnumType:
		switch {
		case len(rest) == 0:
			t.answer = found
			t.add(&d.Annotations)
		case len(rest) == 1 && x.enumMember(d, rest[0]) != nil:
			t.answer = found
			t.add(&x.enumMember(d, rest[0]).Annotations)
		default:
			t.miss(missing, name+" has no member "+strings.Join(rest, "/"))
		}
	case *edm.TypeDefinition:
		if len(rest) > 0 {
			t.miss(missing, name+" has no children")
			return
		}
		t.answer = found
		t.add(&d.Annotations)
	case edm.StructuredType:
		if len(rest) == 0 {
			t.answer = found
			t.add(&d.Structure().Annotations)
			return
		}
		w := x.follow(name, rest)
		t.walked(w)
		// A property of a base type, or of another type on the way, is
		// meant in this context alone.
		if w.answer == found && len(rest) == 1 && w.last.owner == d.Structure() {
			t.add(w.last.annotations())
		}
	}
}

func (m member) annotations() *[]*edm.Annotation {
	if m.navigation != nil {
		return &m.navigation.Annotations
	}
	return &m.Property.Annotations
}

func (t *target) walked(w walk) {
	if w.answer == found {
		t.answer = found
		return
	}
	t.miss(w.answer, w.reason)
	t.hint = w.hint
}

func (x *index) targetContainer(t *target, name string, rest []string) {
	c := x.ContainerNamed(name)
	if c == nil || t.answer == found {
		return
	}
	if len(rest) == 0 {
		t.answer = found
		t.add(&c.Annotations)
		return
	}
	r, a := x.resource(c, rest[0])
	if a != found {
		t.miss(a, "container "+name+" has no child "+rest[0])
		return
	}
	switch {
	case r.set != nil || r.singleton != nil:
		if len(rest) == 1 {
			t.answer = found
			if r.set != nil {
				t.add(&r.set.Annotations)
			} else {
				t.add(&r.singleton.Annotations)
			}
			return
		}
		t.walked(x.follow(r.typ(), rest[1:]))
	default:
		x.targetImport(t, r, rest)
	}
}

func (x *index) targetImport(t *target, r resource, rest []string) {
	i := r.action
	if i == nil {
		i = r.function
	}
	switch {
	case len(rest) == 1:
		t.answer = found
		t.add(&i.Annotations)
	case len(rest) == 2:
		list, a := x.operations(i.Operation)
		if a != found {
			t.miss(a, "no operation "+i.Operation+" is declared")
			return
		}
		if x.room -= len(list); x.room < 0 {
			t.miss(unknown, "too many overloads to look at")
			return
		}
		for _, o := range list {
			if x.operationChild(o, rest[1]) != nil {
				t.answer = found // of the import, not of the operation
			}
		}
		t.miss(missing, i.Operation+" has no parameter "+rest[1])
	default:
		t.miss(missing, "nothing follows the parameter of an import")
	}
}

func (x *index) targetTerm(t *target, name string, rest []string) {
	d := x.Term(name)
	if d == nil || t.answer == found {
		return
	}
	if len(rest) > 0 {
		t.miss(missing, "term "+name+" has no children")
		return
	}
	t.answer = found
	t.add(&d.Annotations)
}

// operations are the overloads of a name, actions and functions.
func (x *index) operations(name string) ([]*edm.Operation, answer) {
	if all, ok := x.overloads[name]; ok {
		return all, found
	}
	var all []*edm.Operation
	for _, a := range x.Actions(name) {
		all = append(all, &a.Operation)
	}
	for _, f := range x.Functions(name) {
		all = append(all, &f.Operation)
	}
	if len(all) == 0 {
		return nil, x.absent(name)
	}
	x.overloads[name] = all
	return all, found
}

// targetOperation resolves NS.F, NS.F(types) and a parameter or the return
// type of either.
func (x *index) targetOperation(t *target, name, head string, rest []string) {
	if t.answer == found {
		return
	}
	list, a := x.operations(name)
	if a != found {
		if name != head {
			t.miss(a, "no action or function "+name+" is declared")
		}
		return
	}
	if name != head {
		list = x.overload(name, strings.TrimPrefix(head, name))
		if len(list) == 0 {
			t.miss(missing, name+" has no overload "+strings.TrimPrefix(head, name))
			return
		}
	}
	if len(rest) > 1 {
		t.miss(missing, "nothing follows the parameter of an operation")
		return
	}
	if x.room -= len(list); x.room < 0 && len(list) > 1 {
		t.miss(unknown, "too many overloads to look at")
		return
	}
	for _, o := range list {
		if len(rest) == 0 {
			t.answer = found
			t.add(&o.Annotations)
		} else if child := x.operationChild(o, rest[0]); child != nil {
			t.answer = found
			t.add(child)
		}
	}
	if len(rest) == 1 {
		t.miss(missing, name+" has no parameter "+rest[0])
	}
}

// overload chooses the overloads whose parentheses are these: the type of
// the binding parameter for an action, of all parameters for a function. The
// types of all parameters are taken for an action as well.
func (x *index) overload(name, parentheses string) []*edm.Operation {
	all, ok := x.signatures[name]
	if !ok {
		all = map[string][]*edm.Operation{}
		for _, a := range x.Actions(name) {
			short, long := bindingSignature(&a.Operation), signature(a.Parameters)
			all[short] = append(all[short], &a.Operation)
			if long != short {
				all[long] = append(all[long], &a.Operation)
			}
		}
		for _, f := range x.Functions(name) {
			s := signature(f.Parameters)
			all[s] = append(all[s], &f.Operation)
		}
		x.signatures[name] = all
	}
	return all[strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, parentheses)]
}

func bindingSignature(o *edm.Operation) string {
	if b := o.Binding(); b != nil {
		return signature([]*edm.Parameter{b})
	}
	return "()"
}

func signature(parameters []*edm.Parameter) string {
	types := make([]string, len(parameters))
	for i, p := range parameters {
		types[i] = p.Type.String()
	}
	return "(" + strings.Join(types, ",") + ")"
}

// operationChild are the annotations of a parameter or of $ReturnType, nil
// where the operation has none.
func (x *index) operationChild(o *edm.Operation, name string) *[]*edm.Annotation {
	if name == "$ReturnType" {
		if o.ReturnType == nil {
			return nil
		}
		return &o.ReturnType.Annotations
	}
	if p := x.parameter(o, name); p != nil {
		return &p.Annotations
	}
	return nil
}

// targetAnnotation goes on to the annotation of the elements that the target
// names last: @Term or @Term#Qualifier.
func (x *index) targetAnnotation(t *target) {
	on := t.elements
	if on == nil {
		return // of a property in a context: nothing to attach to
	}
	t.elements = nil
	term, qualifier, _ := strings.Cut(t.annotated, "#")
	for _, list := range on {
		if a := x.annotation(list, application{term, qualifier}); a != nil {
			t.add(&a.Annotations)
		}
	}
	if t.elements == nil {
		t.answer, t.reason = missing, "the element has no annotation @"+t.annotated
		if x.elsewhere {
			t.answer = unknown
		}
	}
}

// annotation is the first of the list that applies the term. Lists of
// elements do not change once annotations of annotations are looked for.
func (x *index) annotation(list *[]*edm.Annotation, by application) *edm.Annotation {
	all, ok := x.annotated[list]
	if !ok {
		all = make(map[application]*edm.Annotation, len(*list))
		for _, a := range *list {
			if key := (application{a.Term, a.Qualifier}); all[key] == nil {
				all[key] = a
			}
		}
		x.annotated[list] = all
	}
	return all[by]
}

// attach puts annotations with external targeting on their targets, too.
// Annotations of annotations come last, for they may be of those.
func attach(x *index) {
	for _, inner := range [2]bool{false, true} {
		for _, s := range x.Schemas {
			for _, g := range s.Targets {
				if isInner := strings.Contains(g.Target, "/@"); isInner != inner {
					continue
				}
				t := x.target(g.Target)
				g.Resolved = t.answer == found
				if !g.Resolved {
					continue
				}
				for _, list := range t.elements {
					*list = append(*list, g.List...)
				}
			}
		}
	}
}
