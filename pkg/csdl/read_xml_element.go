package csdl

import (
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// each calls read for every child element of the open element that stands
// in the namespace of the model or in the given one, and passes over what
// read does not know, or leaves unread. It returns behind the end tag.
func (r *xmlReader) each(owner string, also space, read func() bool) {
	if r.empty {
		r.next()
		return
	}
	depth := len(r.stack)
	for {
		switch r.next() {
		case tokenStart:
			known := read != nil && (r.space == spaceEDM || r.space == also)
			if !known || !read() {
				if r.err == nil && len(r.stack) > depth {
					r.unknownElement(owner)
				}
			}
			r.finish(depth)
		case tokenText:
			r.stray(owner)
		default:
			return
		}
	}
}

// annotated reads the children of an element that has annotations, and the
// others that read knows.
func (r *xmlReader) annotated(owner string, list *[]*edm.Annotation, read func() bool) {
	if r.empty {
		r.next()
		return
	}
	r.each(owner, spaceEDM, func() bool {
		if string(r.local) == "Annotation" {
			*list = append(*list, r.annotation())
			return true
		}
		return read != nil && read()
	})
}

// str is an attribute's value.
func (r *xmlReader) str(a *attribute) string { return r.names.of(r.value(a)) }

// boolean reads true or false (xs:boolean has 1 and 0 too).
func (r *xmlReader) boolean(a *attribute) edm.Tristate {
	switch string(r.value(a)) {
	case "true", "1":
		return edm.True
	case "false", "0":
		return edm.False
	}
	name := string(a.local)
	r.bad(a, name, name+" is true or false")
	return edm.Unsaid
}

// typeRef reads a type name or Collection(name).
func (r *xmlReader) typeRef(a *attribute) edm.TypeRef {
	v := r.value(a)
	if t, ok := r.refs[string(v)]; ok {
		return t
	}
	t := parseTypeRef(r.names.of(v))
	r.refs[string(v)] = t
	return t
}

// parseTypeRef splits Collection(name).
func parseTypeRef(s string) edm.TypeRef {
	if inner, ok := strings.CutPrefix(s, "Collection("); ok {
		if inner, ok = strings.CutSuffix(inner, ")"); ok {
			return edm.TypeRef{Name: inner, Collection: true}
		}
	}
	return edm.TypeRef{Name: s}
}

// facet reads an attribute that is a facet (CSDL 4.01, section 7.2).
func (r *xmlReader) facet(a *attribute, f *edm.Facets) bool {
	switch string(a.local) {
	case "MaxLength":
		if v := r.value(a); string(v) != "max" {
			f.MaxLength = r.number(a, "MaxLength", "MaxLength is a positive number or max", 1)
		} else if r.src.version != "4.0" {
			r.later(a, "MaxLength", `MaxLength="max" is of OData 4.0 alone`)
		}
	case "Precision":
		f.Precision = r.number(a, "Precision", "Precision is a number", 0)
	case "Scale":
		switch word := strings.ToLower(string(r.value(a))); word {
		case "variable":
			f.ScaleWord = word
		case "floating":
			f.ScaleWord = word
			if r.src.version == "4.0" {
				r.later(a, "Scale", `Scale="floating" is of OData 4.01`)
			}
		default:
			f.Scale = r.number(a, "Scale", "Scale is a number, variable or floating", 0)
		}
	case "SRID":
		f.SRID = r.str(a)
		if f.SRID != "variable" && !isNumber(f.SRID) {
			r.bad(a, "SRID", "SRID is a number or variable")
			f.SRID = ""
		}
	case "Unicode":
		f.Unicode = r.boolean(a)
	case "DefaultValue":
		v := string(r.value(a))
		f.DefaultValue = &v
	default:
		return false
	}
	return true
}

func (r *xmlReader) number(a *attribute, name, rule string, least int) *int {
	n, err := strconv.Atoi(strings.TrimSpace(string(r.value(a))))
	if err != nil || n < least {
		r.bad(a, name, rule)
		return nil
	}
	return &n
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// other judges an attribute that the element's reader does not know: those
// of other namespaces are nobody's business here.
func (r *xmlReader) other(a *attribute, element string) {
	name := string(a.name)
	switch a.space {
	case spaceOther, spaceOld:
	case spaceUndeclared:
		r.problem(Problem{Code: UndeclaredPrefix, Name: name, Place: r.place(a.start),
			Message: "the prefix of attribute " + name + " is not declared"})
	default:
		r.warn(UnknownAttribute, r.place(a.start), name, element+" has no attribute "+name+"; it is passed over")
	}
}

func (r *xmlReader) unknownElement(owner string) {
	name := string(r.qualified())
	switch r.space {
	case spaceOther, spaceOld:
	case spaceUndeclared:
		r.problem(Problem{Code: UndeclaredPrefix, Name: name, Place: r.place(r.start),
			Message: "the prefix of element " + name + " is not declared"})
	default:
		r.warn(UnknownElement, r.place(r.start), name, owner+" has no element "+name+"; it is passed over")
	}
}

func (r *xmlReader) stray(owner string) {
	at := r.pos - len(r.text)
	for _, c := range r.text {
		if !isBlank(c) {
			break
		}
		at++
	}
	r.warn(StrayText, r.place(min(at, r.pos-1)), "", "there is text in "+owner+"; it is passed over")
}

func (r *xmlReader) problem(p Problem) {
	r.src.problems = append(r.src.problems, finding{Problem: p})
}

func (r *xmlReader) warn(code Code, place edm.Place, name, message string) {
	r.problem(Problem{Code: code, Place: place, Name: name, Message: message, Warning: true})
}

// bad reports a value that its attribute cannot have; it counts as not said.
func (r *xmlReader) bad(a *attribute, attribute, rule string) {
	v := string(r.value(a))
	r.problem(Problem{Code: BadValue, Place: r.place(a.start), Name: v,
		Message: attribute + "=" + strconv.Quote(v) + ": " + rule})
}

func (r *xmlReader) later(a *attribute, name, message string) {
	r.problem(Problem{Code: LaterVersion, Place: r.place(a.start), Name: name, Message: message})
}

func (r *xmlReader) missing(place edm.Place, element, attribute string) {
	r.problem(Problem{Code: MissingAttribute, Place: place, Name: attribute,
		Message: element + " has no " + attribute})
}

func (r *xmlReader) repeated(place, first edm.Place, element, owner string) {
	r.problem(Problem{Code: RepeatedElement, Place: place, Related: first, Name: element,
		Message: owner + " has a second " + element})
}
