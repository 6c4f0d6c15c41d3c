package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var ent004 = register(rule.Rule{
	ID:     "ENT-004",
	Title:  "the declared structural properties that the context promises are there",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Warning, Graph: rule.Info},
	Cases: map[string]rule.Levels{
		"named by $select": {V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	},
	Why: "A service may answer with a default set of properties, but then the context's select list says so: without a list, everything that the type declares is promised, " +
		"null values too. Excused are streams and navigation properties, nulls and defaults left out where Preference-Applied says omit-values, what Core.Permissions hides, " +
		"values annotated as exceptions, changes in a delta, and truncated examples. Graph has default sets everywhere and does not list them: there it is an information, " +
		"one for each type and set of names. What $select names and no item has is said once.",
	Sources: []string{"OData Protocol 4.01, 11.2.5.1", "OData JSON Format 4.01, 24 (clause 22)"},
	Failing: `{"@odata.context": "https://host/service/$metadata#Customers(id,name)/$entity", "id": 1}`,
	Passing: `{"@odata.context": "https://host/service/$metadata#Customers(id)/$entity", "id": 1}`,
})

func init() { ent004.Object = promisedProperties }

func promisedProperties(c *Case, o *Object) {
	if o.Type == nil || o.Rejected || o.Delta || c.Truncated || o.Value.Kind != location.Object || !c.Model.Complete(o.Type) {
		return
	}
	if o.Kind != EntityValue && o.Kind != ComplexValue || c.inError(o.Value) || c.omitsValues() {
		return
	}
	selected := c.selectedHere(o)
	var missing, asked []*edm.Property
	for p := range c.Model.Properties(o.Type) {
		if p.Type.Name == "Edm.Stream" || c.has(o.Value, p.Name) || c.hidden(o, p) {
			continue
		}
		switch {
		case selected[p.Name]:
			asked = append(asked, p)
		case c.promisedHere(o, p):
			missing = append(missing, p)
		}
	}
	if len(missing)+len(asked) == 0 {
		return
	}
	free, strangers := c.free(o.Type, o.Value), c.strangers(o.Type, o.Value)
	for _, p := range asked {
		if !standsFor(strangers, free, p.Name) && c.once("ENT-004 "+o.Type.QualifiedName()+"/"+p.Name) {
			levels := ent004.Cases["named by $select"]
			c.Report(Mark{Rule: ent004.Rule, Levels: &levels, Value: o.Value, Pointer: o.Pointer, Object: o.Value, Name: p.Name, Type: o.Type.QualifiedName(), Rests: p.Place,
				Message: "$select names " + p.Name + ", and it is missing", Expected: p.Name, Cause: "selected"})
		}
	}
	c.reportMissing(o, missing, strangers, free)
}

// reportMissing speaks of all that is missing in an object at once: what a
// service leaves out it leaves out for one cause, and in every item.
func (c *Case) reportMissing(o *Object, missing []*edm.Property, strangers, free []string) {
	var names []string
	var rests edm.Place
	for _, p := range missing {
		if standsFor(strangers, free, p.Name) || c.isKey(o.Type, p.Name) && !o.Projected() {
			continue // ENT-009, ENT-003 or ENT-002 speaks
		}
		if names = append(names, p.Name); len(names) == 1 {
			rests = p.Place
		}
	}
	if len(names) == 0 || !c.once(ent004.ID+o.Type.QualifiedName()+strings.Join(names, ",")) {
		return
	}
	m := Mark{Rule: ent004.Rule, Value: o.Value, Pointer: o.Pointer, Object: o.Value, Name: names[0], Type: o.Type.QualifiedName(), Rests: rests,
		Message: "the property " + names[0] + " is missing, though the context promises it", Expected: list(names, 8)}
	if len(names) > 1 {
		m.Name = ""
		m.Message = itoa(len(names)) + " declared properties are missing, though the context promises them: " + list(names, 8)
	}
	c.Report(m)
}

// promisedHere reports whether the context promises the property at the
// object's level: its select list names it, or there is none, and nothing
// else says that the level is partial.
func (c *Case) promisedHere(o *Object, p *edm.Property) bool {
	switch {
	case c.Body.Context == nil || c.Body.Promise == nil:
		return false
	case o.Select.HasSelect():
		return o.Select.Selects(p.Name)
	}
	return !o.Partial
}

// selectedHere are the properties that the request's $select names at the
// object's level.
func (c *Case) selectedHere(o *Object) map[string]bool {
	if o.Kind == ComplexValue && o.Owner != nil { // the select items of a complex property are paths
		return nil
	}
	items, ok := o.Asked.Selected()
	if !ok || o.Asked.option(uri.ApplyOption) != nil {
		return nil
	}
	names := map[string]bool{}
	for _, i := range items {
		switch {
		case i.Kind == uri.ItemStar:
			for p := range c.Model.Properties(o.Type) {
				names[p.Name] = true
			}
		case i.Kind == uri.ItemProperty && len(i.Path) > 0 && !i.Path[0].Cast:
			names[i.Path[0].Name] = true
		}
	}
	return names
}

// hidden reports whether a property may be absent from any response: the
// payload or the model says that there is no permission to read it, or that
// its value could not be had.
func (c *Case) hidden(o *Object, p *edm.Property) bool {
	if c.hasTerm(o.Value, p.Name, "Core.Permissions") || c.excused(o.Value, p.Name) {
		return true
	}
	read, said := readable(p.Annotations)
	return said && !read
}

// omitsValues reports whether the response says that it leaves out nulls or
// defaults (Protocol 4.01, section 8.2.8.6).
func (c *Case) omitsValues() bool {
	return c.Response != nil && strings.Contains(strings.ToLower(strings.Join(c.Response.Header.Values("Preference-Applied"), ",")), "omit-values")
}

// readable reads Core.Permissions: whether the property may be read, and
// whether the annotation says so in a way that is understood.
func readable(list []*edm.Annotation) (read, said bool) {
	read, _, said = permissions(list)
	return read, said
}

// permissions reads Core.Permissions, a flags enumeration.
func permissions(list []*edm.Annotation) (read, write, said bool) {
	a := edm.FindAnnotation(list, "Org.OData.Core.V1.Permissions")
	if a == nil || a.Value == nil || a.Value.Kind != "EnumMember" && a.Value.Kind != "Int" && a.Value.Kind != "String" {
		return false, false, false
	}
	for _, word := range strings.FieldsFunc(a.Value.Text, func(r rune) bool { return r == ' ' || r == ',' }) {
		switch word[strings.LastIndexByte(word, '/')+1:] {
		case "Read", "1":
			read, said = true, true
		case "Write", "2":
			write, said = true, true
		case "ReadWrite", "3":
			read, write, said = true, true, true
		case "None", "0":
			said = true
		}
	}
	return read, write, said
}
