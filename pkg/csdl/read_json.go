package csdl

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// ReadJSON is [ReadJSON] within these limits.
func (l Limits) ReadJSON(name string, data []byte) (*Document, error) {
	if len(data) > l.size() {
		return nil, &ReadError{Reason: TooBig, Place: edm.Place{File: name}, Message: "larger than " + byteSize(l.size())}
	}
	// A byte order mark is tolerated: columns of the first line count it.
	start := len(data) - len(bytes.TrimPrefix(data, []byte("\uFEFF")))
	file := location.NewText(name, data)
	r := &jsonReader{text: file.Part(start, len(data)), file: name, at: map[edm.Place]*location.Value{}}
	if err := r.read(l); err != nil {
		return nil, err
	}
	return r.src.document("json", true, r.locate), nil
}

// jsonReader builds schemas from JSON values.
type jsonReader struct {
	text *location.Text
	file string
	src  source
	at   map[edm.Place]*location.Value // the values of elements, by their places
}

func (r *jsonReader) read(l Limits) error {
	if at := tooDeep(r.text.Data, l.depth()); at >= 0 {
		return &ReadError{Reason: TooBig, Place: r.place(at), Message: "values nest deeper than " + strconv.Itoa(l.depth())}
	}
	root, err := location.ReadJSON(r.text, location.Limits{Depth: l.depth()})
	if err != nil {
		bad := &ReadError{Reason: NotWellFormed, Place: edm.Place{File: r.file}, Message: "not well-formed JSON: " + err.Error()}
		var syntax *location.SyntaxError
		if errors.As(err, &syntax) {
			bad.Place = edm.Place(syntax.Position)
			bad.Message = "not well-formed JSON: " + syntax.Message
		}
		return bad
	}
	if root.Kind != location.Object {
		return r.refuse(root, NoSchema, "no CSDL: the text is "+article(root.Kind)+", not an object")
	}
	version := root.Member("$Version")
	switch {
	case version == nil:
		r.src.version = "4.01"
	case version.Kind != location.String:
		r.bad("$Version", version, "$Version is a string: 4.01")
		r.src.version = "4.01"
	default:
		r.src.version = version.Text
		if strings.HasPrefix(version.Text, "2.") || strings.HasPrefix(version.Text, "3.") || strings.HasPrefix(version.Text, "1.") {
			return r.refuse(version, OldVersion, "metadata of OData "+version.Text+": ask for the V4 service")
		}
		if version.Text != "4.0" && version.Text != "4.01" && version.Text != "4.02" {
			r.bad("$Version", version, "$Version is 4.01")
		}
	}
	return r.document(root, version != nil)
}

func (r *jsonReader) refuse(v *location.Value, reason Reason, message string) error {
	return &ReadError{Reason: reason, Place: r.place(v.Start), Message: message}
}

// document reads the CSDL JSON document object (CSDL JSON 4.01, section 4).
func (r *jsonReader) document(root *location.Value, versioned bool) error {
	schemas := 0
	for m := range r.members(root, "the document") {
		switch {
		case m.Name == "$Version":
		case m.Name == "$EntityContainer":
			r.src.container, _ = r.str(m)
			r.src.containerPlace = r.place(m.Value.Start)
		case m.Name == "$Reference":
			r.references(m)
		case strings.HasPrefix(m.Name, "$"), strings.Contains(m.Name, "@"):
			r.unknown(m, "the document")
		case m.Value.Kind != location.Object:
			if versioned {
				r.bad(m.Name, m.Value, "a schema is an object")
			}
		default:
			if versioned || r.looksLikeSchema(m.Value) {
				schemas++
				r.schema(m)
			}
		}
	}
	if schemas == 0 {
		message := "no schema: the document has no member that is one"
		if !versioned {
			message = "no CSDL: the object has neither $Version nor a schema"
		}
		return r.refuse(root, NoSchema, message)
	}
	if !versioned {
		r.problem(Problem{Code: MissingAttribute, Name: "$Version", Place: r.place(root.Start),
			Message: "the document has no $Version"})
	}
	return nil
}

// looksLikeSchema reports whether a child has a $Kind: without $Version,
// nothing else tells a schema from any other object.
func (r *jsonReader) looksLikeSchema(v *location.Value) bool {
	for i := range v.Members {
		child := v.Members[i].Value
		if child.Kind == location.Array && len(child.Items) > 0 {
			child = child.Items[0]
		}
		if child.Member("$Kind") != nil {
			return true
		}
	}
	return false
}

// references reads $Reference (section 4.1).
func (r *jsonReader) references(m *location.Member) {
	if !r.is(m, location.Object) {
		return
	}
	for ref := range r.members(m.Value, "$Reference") {
		if !r.is(ref, location.Object) {
			continue
		}
		to := edm.Reference{URI: ref.Name, Place: r.placeOf(ref)}
		notes := r.annotations(ref.Value)
		to.Annotations = notes.self
		for part := range r.members(ref.Value, "the reference") {
			switch {
			case part.Name == "$Include" && r.is(part, location.Array):
				for _, item := range part.Value.Items {
					to.Include = append(to.Include, r.include(item))
				}
			case part.Name == "$IncludeAnnotations" && r.is(part, location.Array):
				for _, item := range part.Value.Items {
					to.IncludeAnnotations = append(to.IncludeAnnotations, r.includeAnnotations(item))
				}
			case part.Name == "$Include", part.Name == "$IncludeAnnotations", strings.HasPrefix(part.Name, "@"):
			default:
				r.unknown(part, "the reference")
			}
		}
		r.src.references = append(r.src.references, to)
	}
}

func (r *jsonReader) include(item *location.Value) edm.Include {
	in := edm.Include{Place: r.place(item.Start)}
	r.at[in.Place] = item
	in.Annotations = r.annotations(item).self
	for m := range r.members(item, "the include") {
		switch {
		case m.Name == "$Namespace":
			in.Namespace, _ = r.str(m)
		case m.Name == "$Alias":
			in.Alias, _ = r.str(m)
		case !strings.HasPrefix(m.Name, "@"):
			r.unknown(m, "the include")
		}
	}
	if in.Namespace == "" {
		r.missing(in.Place, "the include", "$Namespace")
	}
	return in
}

func (r *jsonReader) includeAnnotations(item *location.Value) edm.IncludeAnnotations {
	in := edm.IncludeAnnotations{Place: r.place(item.Start)}
	for m := range r.members(item, "the include") {
		switch m.Name {
		case "$TermNamespace":
			in.TermNamespace, _ = r.str(m)
		case "$Qualifier":
			in.Qualifier, _ = r.str(m)
		case "$TargetNamespace":
			in.TargetNamespace, _ = r.str(m)
		default:
			r.unknown(m, "the include")
		}
	}
	if in.TermNamespace == "" {
		r.missing(in.Place, "the include", "$TermNamespace")
	}
	return in
}

// tooDeep finds the bracket that nests deeper than the limit, or -1.
func tooDeep(data []byte, limit int) int {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > limit {
				return i
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return -1
}

func article(k location.Kind) string {
	switch k {
	case location.Array, location.Object:
		return "an " + k.String()
	case location.Null:
		return "null"
	}
	return "a " + k.String()
}

func byteSize(n int) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return strconv.Itoa(n>>20) + " MiB"
	}
	return strconv.Itoa(n) + " bytes"
}
