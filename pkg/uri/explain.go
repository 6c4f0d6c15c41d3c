package uri

import (
	"fmt"
	"strings"
)

// Explain says in words what a context URL promises, for a person.
func Explain(p *Promise) string {
	var b strings.Builder
	b.WriteString(subject(p))
	if p.EntitySet != nil || p.Singleton != nil {
		fmt.Fprintf(&b, " %s", origin(p))
	}
	b.WriteString(".\n")
	if p.Select != nil {
		explainList(&b, p.Select, "")
	}
	if body := bodyOf(p.Shape); body != "" {
		fmt.Fprintf(&b, "The body is %s.\n", body)
	}
	for _, i := range p.Issues {
		fmt.Fprintf(&b, "But: %s: %s.\n", i.Text, i.Message)
	}
	return b.String()
}

// subject names what is promised.
func subject(p *Promise) string {
	name := p.Type.Name
	switch p.Shape {
	case ServiceDocument:
		return "The service document: what the service offers"
	case EntityCollection:
		return "A collection of entities of type " + name
	case Entity:
		return "One entity of type " + name
	case ComplexCollection:
		return "A collection of complex values of type " + name
	case Complex:
		return "One complex value of type " + name
	case PrimitiveCollection:
		return "A collection of values of type " + name
	case Primitive:
		return "One value of type " + name
	case ReferenceCollection:
		return "A collection of references to entities"
	case Reference:
		return "One reference to an entity"
	case AllEntities:
		return "All entities of the service ($all), each with its own context"
	case CrossJoin:
		return "The combinations of several entity sets ($crossjoin)"
	case DeltaCollection:
		if name == "" {
			return "What has changed in the collection that the request names"
		}
		return "What has changed in a collection of " + name
	case DeltaEntity:
		return "What has changed in one value of type " + name
	case DeletedEntity:
		return "A deleted entity of type " + name + ", an item of a delta"
	case Link:
		return "A new link from an entity of type " + name + ", an item of a delta"
	case DeletedLink:
		return "A deleted link from an entity of type " + name + ", an item of a delta"
	}
	if p.Dynamic {
		return "A dynamic property, whose type the model does not say"
	}
	return "A value whose type the model leaves open"
}

// origin says where it is found.
func origin(p *Promise) string {
	kind, name := "entity set", ""
	if p.Singleton != nil {
		kind, name = "singleton", p.Singleton.Name
	} else {
		name = p.EntitySet.Name
	}
	where := fmt.Sprintf("%s %s", kind, name)
	if p.NavigationSource == name {
		if p.Singleton != nil {
			return "which is the " + where
		}
		return "from the " + where
	}
	path := strings.TrimPrefix(p.NavigationSource, name+"/")
	switch {
	case p.Contained:
		return fmt.Sprintf("contained in %s below the %s", path, where)
	default:
		return fmt.Sprintf("from the property %s below the %s", path, where)
	}
}

// bodyOf shows the outline of the body.
func bodyOf(s Shape) string {
	switch {
	case s.ValueArray():
		return `an object with the array "value"`
	case s.ValueSingle():
		return `an object with the single value "value"`
	case s.Object():
		return "the object itself, without \"value\""
	}
	return ""
}

// explainList says what a select list leaves of each item.
func explainList(b *strings.Builder, l *SelectList, indent string) {
	var names, expanded []string
	for _, i := range l.Items {
		switch {
		case i.Expanded():
		case i.Kind == ItemStar:
			names = append(names, "all structural properties")
		case i.Kind == ItemOperations:
			names = append(names, "the operations "+i.Text)
		default:
			names = append(names, i.Text)
		}
	}
	if len(names) > 0 {
		fmt.Fprintf(b, "%sSelected: %s.\n", indent, strings.Join(names, ", "))
	}
	for _, i := range l.Items {
		if !i.Expanded() {
			continue
		}
		path := pathText(i.Path)
		line := fmt.Sprintf("%sExpanded: %s", indent, path)
		if i.Recursive {
			line += ", again and again"
		}
		if len(i.Nested.items()) == 0 {
			expanded = append(expanded, line+", whole.\n")
			continue
		}
		var nested strings.Builder
		nested.WriteString(line + ":\n")
		explainList(&nested, i.Nested, indent+"  ")
		expanded = append(expanded, nested.String())
	}
	b.WriteString(strings.Join(expanded, ""))
}

func pathText(path []SelectSegment) string {
	names := make([]string, len(path))
	for i, s := range path {
		names[i] = s.Name
	}
	return strings.Join(names, "/")
}
