package csdl

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// ReadXML is [ReadXML] within these limits.
func (l Limits) ReadXML(name string, data []byte) (*Document, error) {
	if len(data) > l.size() {
		return nil, &ReadError{Reason: TooBig, Place: edm.Place{File: name}, Message: "larger than " + byteSize(l.size())}
	}
	r := &xmlReader{scanner: newScanner(name, data, l), names: make(interner, 1024)}
	if err := r.read(); err != nil {
		return nil, err
	}
	doc := r.src.document("xml", false, func(found []finding) { locateXML(name, data, found) })
	return doc, nil
}

// xmlReader builds schemas from the tags of a scanner.
type xmlReader struct {
	*scanner
	src   source
	names interner
	refs  map[string]edm.TypeRef
	inner []byte // of content

	properties  slab[edm.Property]
	navigations slab[edm.NavigationProperty]
	members     slab[edm.EnumMember]
	parameters  slab[edm.Parameter]
	annotations slab[edm.Annotation]
	expressions slab[edm.Expression]
	groups      slab[edm.Annotations]

	// foreign is the first Schema that stands in no namespace of OASIS.
	foreign edm.Place
}

func (r *xmlReader) read() error {
	r.refs = make(map[string]edm.TypeRef, 256)
	r.begin()
	for {
		switch r.next() {
		case tokenStart:
			if err := r.root(); err != nil {
				return err
			}
			r.finish(0)
			continue
		case tokenEnd, tokenText:
			continue
		}
		break
	}
	if r.err != nil {
		return r.err
	}
	if len(r.src.schemas) == 0 {
		where := r.place(0)
		message := "no schema: edmx:DataServices holds no Schema element of " + edmNamespace
		if r.foreign.Known() {
			where, message = r.foreign, "no schema: this Schema element is not in the namespace "+edmNamespace
		}
		return &ReadError{Reason: NoSchema, Place: where, Message: message}
	}
	return nil
}

// root reads the root element.
func (r *xmlReader) root() error {
	switch {
	case r.space == spaceOld:
		return r.old()
	case r.space == spaceEDMX && string(r.local) == "Edmx":
		return r.edmx()
	case r.space == spaceEDM && string(r.local) == "Schema":
		r.warn(BareSchema, r.place(r.start), "Schema", "the schema does not stand in edmx:Edmx and edmx:DataServices; it is read as OData 4.0")
		r.src.version = "4.0"
		r.schema()
		return nil
	}
	root := string(r.qualified())
	message := "no CSDL: the root element is " + root + ", not Edmx of the namespace " + edmxNamespace
	if strings.EqualFold(root, "html") {
		message = "no CSDL: this is an HTML page; is the URL that of $metadata, and does the service want a sign-in?"
	}
	return &ReadError{Reason: NoSchema, Place: r.place(r.start), Message: message}
}

// qualified is the name of the start tag with its prefix.
func (r *xmlReader) qualified() []byte {
	f := r.stack[len(r.stack)-1]
	return r.data[f.nameStart:f.nameEnd]
}

// old refuses a namespace of OData V1 to V3.
func (r *xmlReader) old() error {
	return &ReadError{Reason: OldVersion, Place: r.place(r.start), Message: "metadata of OData V2 or V3 (element " +
		string(r.qualified()) + " is in a namespace of schemas.microsoft.com): ask for the V4 service, or convert it to CSDL 4.0"}
}

func (r *xmlReader) edmx() error {
	version := false
	place := r.place(r.start)
	for i := range r.attrs {
		switch a := &r.attrs[i]; {
		case a.space == spaceNone && string(a.local) == "Version":
			r.src.version, version = r.str(a), true
			if r.src.version != "4.0" && r.src.version != "4.01" && r.src.version != "4.02" {
				r.bad(a, "Version", "Version is 4.0 or 4.01")
			}
		default:
			r.other(a, "Edmx")
		}
	}
	if !version {
		r.missing(place, "Edmx", "Version")
		r.src.version = "4.0"
	}
	services := edm.Place{}
	var failed error
	r.each("Edmx", spaceEDMX, func() bool {
		switch string(r.local) {
		case "Reference":
			r.reference()
		case "DataServices":
			if p := r.place(r.start); services.Known() {
				r.repeated(p, services, "DataServices", "Edmx")
			} else {
				services = p
			}
			failed = r.dataServices()
		default:
			return false
		}
		return failed == nil
	})
	return failed
}

func (r *xmlReader) dataServices() error {
	for i := range r.attrs {
		r.other(&r.attrs[i], "DataServices")
	}
	var failed error
	depth := len(r.stack)
	for failed == nil {
		switch r.next() {
		case tokenStart:
			switch {
			case r.space == spaceEDM && string(r.local) == "Schema":
				r.schema()
			case r.space == spaceOld:
				failed = r.old()
			default:
				if string(r.local) == "Schema" && !r.foreign.Known() {
					r.foreign = r.place(r.start)
				}
				r.unknownElement("DataServices")
			}
			r.finish(depth)
		case tokenText:
			r.stray("DataServices")
		default:
			return nil
		}
	}
	return failed
}

// reference reads edmx:Reference (CSDL 4.01, section 4.1).
func (r *xmlReader) reference() {
	ref := edm.Reference{Place: r.place(r.start)}
	for i := range r.attrs {
		switch a := &r.attrs[i]; {
		case a.space == spaceNone && string(a.local) == "Uri":
			ref.URI = r.str(a)
		default:
			r.other(a, "Reference")
		}
	}
	if ref.URI == "" {
		r.missing(ref.Place, "Reference", "Uri")
	}
	r.each("Reference", spaceEDMX, func() bool {
		switch string(r.local) {
		case "Include":
			ref.Include = append(ref.Include, r.include())
		case "IncludeAnnotations":
			ref.IncludeAnnotations = append(ref.IncludeAnnotations, r.includeAnnotations())
		case "Annotation":
			if r.space != spaceEDM {
				return false
			}
			ref.Annotations = append(ref.Annotations, r.annotation())
		default:
			return false
		}
		return true
	})
	r.src.references = append(r.src.references, ref)
}

func (r *xmlReader) include() edm.Include {
	in := edm.Include{Place: r.place(r.start)}
	for i := range r.attrs {
		switch a := &r.attrs[i]; {
		case a.space == spaceNone && string(a.local) == "Namespace":
			in.Namespace = r.str(a)
		case a.space == spaceNone && string(a.local) == "Alias":
			in.Alias = r.str(a)
		default:
			r.other(a, "Include")
		}
	}
	if in.Namespace == "" {
		r.missing(in.Place, "Include", "Namespace")
	}
	r.annotated("Include", &in.Annotations, nil)
	return in
}

func (r *xmlReader) includeAnnotations() edm.IncludeAnnotations {
	in := edm.IncludeAnnotations{Place: r.place(r.start)}
	for i := range r.attrs {
		a := &r.attrs[i]
		if a.space != spaceNone {
			r.other(a, "IncludeAnnotations")
			continue
		}
		switch string(a.local) {
		case "TermNamespace":
			in.TermNamespace = r.str(a)
		case "Qualifier":
			in.Qualifier = r.str(a)
		case "TargetNamespace":
			in.TargetNamespace = r.str(a)
		default:
			r.other(a, "IncludeAnnotations")
		}
	}
	if in.TermNamespace == "" {
		r.missing(in.Place, "IncludeAnnotations", "TermNamespace")
	}
	r.each("IncludeAnnotations", spaceEDMX, nil)
	return in
}
