package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// propertyWords is what documentation says of a property in words, beyond
// what the model holds.
type propertyWords struct {
	possible    []string // "possible values are: …"
	multiple    bool     // several of them may stand
	maxLength   *int
	guid        bool
	writeOnly   bool
	deprecated  bool
	description location.Position
}

// readWords gathers the words of the contract's documentation: by the type's
// name in the model, then by the property's.
func (j *Judge) readWords() map[string]map[string]*propertyWords {
	all := map[string]map[string]*propertyWords{}
	for _, s := range j.contract.Sources {
		if s.Reference == nil {
			continue
		}
		for _, t := range s.Reference.Types {
			name := j.modelName(t.Name)
			for _, p := range t.Properties {
				w := &propertyWords{possible: p.PossibleValues, multiple: p.MultiValued, maxLength: p.MaxLength, guid: saysGuid(p.Description),
					writeOnly: p.WriteOnly.IsTrue(), deprecated: p.Deprecated.IsTrue(), description: p.DescriptionPosition}
				if len(w.possible) == 0 && w.maxLength == nil && !w.guid && !w.writeOnly && !w.deprecated {
					continue
				}
				if all[name] == nil {
					all[name] = map[string]*propertyWords{}
				}
				if all[name][p.Name] == nil {
					all[name][p.Name] = w
				}
			}
		}
	}
	return all
}

// modelName is the model's name of a documented type, whose case may differ.
func (j *Judge) modelName(name string) string {
	if j.contract.Model.Type(name) != nil {
		return name
	}
	if names := j.contract.Model.TypeFold(name); len(names) == 1 {
		return names[0]
	}
	return name
}

// wordsOf are the words about a property of a type, its own or inherited;
// nil: none.
func (c *Case) wordsOf(t edm.StructuredType, name string) *propertyWords {
	all := c.Judge.words()
	if len(all) == 0 || t == nil {
		return nil
	}
	for s := range c.Model.Lineage(t) {
		if w := all[s.QualifiedName()][name]; w != nil {
			return w
		}
	}
	return nil
}

// saysGuid reports whether a description says that the value is a GUID.
func saysGuid(description string) bool {
	low := strings.ToLower(description)
	for _, phrase := range []string{"is a guid", "is a globally unique identifier (guid)", "in guid format"} {
		if strings.Contains(low, phrase) {
			return true
		}
	}
	return false
}
