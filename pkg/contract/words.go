package contract

import (
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/edm"
)

// TypeWords is what one page says in words of a type's properties, beyond
// what the model holds of them.
type TypeWords struct {
	Type       string // qualified, as the page has it
	Properties []PropertyWords
}

// PropertyWords is a property's row in a page's table.
type PropertyWords struct {
	Name             string
	Place            edm.Place // of the name
	Type             edm.TypeRef
	Description      string
	DescriptionPlace edm.Place
	Required         edm.Tristate
	ReadOnly         edm.Tristate
	WriteOnly        edm.Tristate
	Deprecated       edm.Tristate
	MaxLength        *int
	PossibleValues   []string // "possible values are: …", in order
	MultiValued      bool     // the words call the values flags
}

// silent reports whether the row has a name and a type alone.
func (w *PropertyWords) silent() bool {
	return w.Description == "" && w.Required|w.ReadOnly|w.WriteOnly|w.Deprecated == edm.Unsaid && w.MaxLength == nil && w.PossibleValues == nil
}

// words are the tables of the pages, in their order.
func words(ref *apidoc.Reference) []TypeWords {
	var all []TypeWords
	for _, t := range ref.Types {
		w := TypeWords{Type: t.Name}
		for _, p := range t.Properties {
			row := PropertyWords{Name: p.Name, Place: edm.Place(p.NamePosition), Type: p.Type.Ref, Description: p.Description,
				DescriptionPlace: edm.Place(p.DescriptionPosition), Required: p.Required, ReadOnly: p.ReadOnly, WriteOnly: p.WriteOnly,
				Deprecated: p.Deprecated, MaxLength: p.MaxLength, PossibleValues: p.PossibleValues, MultiValued: p.MultiValued}
			if !row.silent() {
				w.Properties = append(w.Properties, row)
			}
		}
		if len(w.Properties) > 0 {
			all = append(all, w)
		}
	}
	return all
}

// hosts are those at which documented examples of operations ask, in lower
// case and each once.
func hosts(ref *apidoc.Reference) []string {
	var all []string
	seen := map[string]bool{}
	for _, ex := range ref.Examples {
		if ex.Operation == nil || ex.RequestMessage == nil {
			continue
		}
		u, err := url.Parse(ex.RequestMessage.Target)
		if err != nil || u.Host == "" {
			continue
		}
		if host := strings.ToLower(u.Host); !seen[host] {
			seen[host] = true
			all = append(all, host)
		}
	}
	return all
}
