package csdl

import "github.com/concord-odata/concord/pkg/edm"

// operation reads an Action or a Function (CSDL 4.01, section 12).
func (r *xmlReader) operation(namespace, element string, composable *edm.Tristate) edm.Operation {
	o := edm.Operation{Namespace: namespace, Place: r.place(r.start)}
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, element)
			continue
		}
		switch string(a.local) {
		case "Name":
			o.Name = r.str(a)
		case "IsBound":
			o.IsBound = r.boolean(a).IsTrue()
		case "EntitySetPath":
			o.EntitySetPath = r.str(a)
		case "IsComposable":
			if composable == nil {
				r.other(a, element)
				continue
			}
			*composable = r.boolean(a)
		default:
			r.other(a, element)
		}
	}
	r.named(o.Name, o.Place, element)
	r.annotated(element, &o.Annotations, func() bool {
		switch string(r.local) {
		case "Parameter":
			o.Parameters = append(o.Parameters, r.parameter())
		case "ReturnType":
			result := r.returnType()
			if o.ReturnType != nil {
				r.repeated(result.Place, o.ReturnType.Place, "ReturnType", element+" "+o.Name)
			} else {
				o.ReturnType = result
			}
		default:
			return false
		}
		return true
	})
	return o
}

func (r *xmlReader) parameter() *edm.Parameter {
	p := r.parameters.new()
	p.Place = r.place(r.start)
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "Parameter")
			continue
		}
		switch string(a.local) {
		case "Name":
			p.Name = r.str(a)
		case "Type":
			p.Type = r.typeRef(a)
		case "Nullable":
			p.Nullable = r.boolean(a)
		default:
			if !r.facet(a, &p.Facets) {
				r.other(a, "Parameter")
			}
		}
	}
	r.named(p.Name, p.Place, "Parameter")
	if p.Type.IsZero() {
		r.missing(p.Place, "Parameter "+p.Name, "Type")
		p.Type.Name = "Edm.String"
	}
	r.annotated("Parameter", &p.Annotations, nil)
	return p
}

func (r *xmlReader) returnType() *edm.ReturnType {
	t := &edm.ReturnType{Place: r.place(r.start)}
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "ReturnType")
			continue
		}
		switch string(a.local) {
		case "Type":
			t.Type = r.typeRef(a)
		case "Nullable":
			t.Nullable = r.boolean(a)
		default:
			if !r.facet(a, &t.Facets) {
				r.other(a, "ReturnType")
			}
		}
	}
	if t.Type.IsZero() {
		r.missing(t.Place, "ReturnType", "Type")
		t.Type.Name = "Edm.String"
	}
	r.annotated("ReturnType", &t.Annotations, nil)
	return t
}
