package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

var ent011 = register(rule.Rule{
	ID:     "ENT-011",
	Title:  "an annotation's term is of a known namespace, its target may exist, and control information has a name that the specification has",
	Levels: rule.Levels{V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
	Cases: map[string]rule.Levels{
		"unknown control information": {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	},
	Why: "The namespace of an annotation is defined in the metadata document, by a schema or a reference; the standard vocabularies are known without. " +
		"An annotation may stand for a property that is not there itself. What begins with odata. is reserved: a slip in such a name (@odata.contxt, @odate.type) " +
		"hides control information from every client. An annotation that a client does not know never makes a response wrong.",
	Sources: []string{"OData JSON Format 4.01, 4.5", "OData JSON Format 4.01, 20 to 22"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "@odate.type": "#NS.Customer", "id": 1}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers/$entity", "@odata.type": "#NS.Customer", "id": 1}`,
})

func init() {
	ent011.Member = func(c *Case, o *Object, m *Member) {
		if m.Annotation && !c.termKnown(o.Value, m) {
			c.targetKnown(o, m)
		}
	}
	ent011.Body = func(c *Case, b *Body) {
		if b.Rejected || c.Error() || b.Root.Kind != location.Object || b.Known && b.Shape.Object() {
			return
		}
		for i := range b.Root.Members {
			if m := classify(&b.Root.Members[i], ""); m.Annotation {
				c.termKnown(b.Root, m)
			}
		}
	}
}

// termKnown judges the name of an annotation; it reports whether it found
// something.
func (c *Case) termKnown(object *location.Value, m *Member) bool {
	term, _, _ := strings.Cut(m.Term, "#")
	if i := strings.LastIndexByte(term, '@'); i >= 0 { // an annotation of an annotation
		term = term[i+1:]
	}
	mark := Mark{Rule: ent011.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: object, Name: m.Name, Actual: m.Name, Cause: term}
	if ns := namespace(term); m.Control != "" || strings.EqualFold(ns, "odata") || slipOf(ns, "odata") && !c.Contract.Whole(ns) {
		name := term[len(ns):]
		name = strings.TrimPrefix(name, ".")
		if isControlName(name) && (ns == "" || ns == "odata") || m.Control != "" && !strings.HasPrefix(m.Term, "odata.") && !c.Version.V401 {
			return false // of the short names in a 4.0 response, CTX-013 speaks
		}
		levels := ent011.Cases["unknown control information"]
		mark.Levels = &levels
		mark.Message = "there is no control information of this name"
		if right := nearControl(name); right != "" {
			prefix := "odata."
			if ns == "" {
				prefix = ""
			}
			mark.Hint = "did you mean " + m.Target + "@" + prefix + right + "?"
		}
		c.Report(mark)
		return true
	}
	if c.knowsTerms(namespace(term)) || !c.once("ENT-011 "+namespace(term)) {
		return false
	}
	mark.Cause = namespace(term)
	mark.Message = "neither the metadata nor a standard vocabulary defines the namespace " + namespace(term)
	c.Report(mark)
	return true
}

// slipOf reports whether a word is another but for one letter: one missing,
// one too many, one changed, or two exchanged.
func slipOf(word, right string) bool {
	word = strings.ToLower(word)
	if word == right || len(word) < len(right)-1 || len(word) > len(right)+1 {
		return word == right
	}
	i := 0
	for i < len(word) && i < len(right) && word[i] == right[i] {
		i++
	}
	switch a, b := word[i:], right[i:]; len(word) - len(right) {
	case 1:
		return a[1:] == b
	case -1:
		return a == b[1:]
	default:
		return a[1:] == b[1:] || len(a) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
	}
}

// vocabularies are namespaces of terms that metadata need not include:
// OASIS's, their customary aliases, and those of Graph.
var vocabularies = []string{"Org.OData", "Core", "Capabilities", "Validation", "Measures", "Aggregation", "Authorization", "Temporal", "JSON", "Repeatability"}

// knowsTerms reports whether the namespace of a term is known, or cannot be
// known: a contract without CSDL says nothing of namespaces.
func (c *Case) knowsTerms(ns string) bool {
	for _, v := range vocabularies {
		if ns == v || strings.HasPrefix(ns, v+".") {
			return true
		}
	}
	if c.Profile == rule.Graph && (strings.HasPrefix(ns, "microsoft.graph") || ns == "content") {
		return true
	}
	declared := false
	for _, s := range c.Contract.Sources {
		declared = declared || s.Kind == contract.CSDL
	}
	if !declared || c.Contract.Whole(ns) || c.Model.Resolve(ns+".x") != ns+".x" {
		return true
	}
	for _, r := range c.Model.References {
		for _, in := range r.Include {
			if in.Namespace == ns || in.Alias == ns {
				return true
			}
		}
		for _, in := range r.IncludeAnnotations {
			if in.TermNamespace == ns {
				return true
			}
		}
	}
	return false
}

// targetKnown judges what an annotation annotates: a property that the type
// declares, or any of an open type.
func (c *Case) targetKnown(o *Object, m *Member) {
	if m.Target == "" || o.Type == nil || o.Rejected || o.Kind != EntityValue && o.Kind != ComplexValue {
		return
	}
	if c.declares(o.Type, m.Target) || c.has(o.Value, m.Target) || c.Model.IsOpen(o.Type) || !c.Model.Complete(o.Type) || c.computed(m.Target) {
		return // of a property that is there and undeclared, ENT-003 speaks
	}
	if o.Named == nil && c.derivedWith(o.Type, m.Target) != nil || !c.once("ENT-011 "+o.Type.QualifiedName()+"/"+m.Target) {
		return
	}
	mark := Mark{Rule: ent011.Rule, Value: m.Value, Offset: m.NameStart, Pointer: m.Pointer, Object: o.Value, Name: m.Name, Type: o.Type.QualifiedName(), Actual: m.Name,
		Message: "the annotation is of a property that its type does not have", Cause: m.Target}
	if near := nearest(m.Target, c.names(o.Type)); near != "" {
		mark.Hint = "did you mean " + near + "?"
	}
	c.Report(mark)
}
