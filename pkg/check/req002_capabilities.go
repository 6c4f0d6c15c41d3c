package check

import (
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/uri"
)

// optionRestriction is what the Capabilities vocabulary says of an option:
// the term, and the property that says no; with none it is the term's own
// value.
type optionRestriction struct {
	option         uri.OptionKind
	term, property string
}

var optionRestrictions = []optionRestriction{
	{uri.FilterOption, "FilterRestrictions", "Filterable"},
	{uri.OrderByOption, "SortRestrictions", "Sortable"},
	{uri.ExpandOption, "ExpandRestrictions", "Expandable"},
	{uri.CountOption, "CountRestrictions", "Countable"},
	{uri.SearchOption, "SearchRestrictions", "Searchable"},
	{uri.SelectOption, "SelectSupport", "Supported"},
	{uri.TopOption, "TopSupported", ""},
	{uri.SkipOption, "SkipSupported", ""},
	{uri.ComputeOption, "ComputeSupported", ""},
}

// queryCapabilities speaks of options that the contract's Capabilities
// annotations rule out for what is read. They are of sets, singletons and
// navigation properties, not of what operations return.
func (c *Case) queryCapabilities(q *uri.Query) {
	if !c.asksGET() || c.Target.IsCall() {
		return
	}
	switch c.Target.Kind {
	case uri.TargetEntitySet, uri.TargetEntity, uri.TargetCount, uri.TargetReferences, uri.TargetReference:
	default:
		return
	}
	if c.Target.Property != nil {
		return
	}
	own := c.asSystem(q)
	for _, r := range optionRestrictions {
		o := own.Option(r.option)
		if o == nil || r.option == uri.CountOption && !o.Bool {
			continue
		}
		said, at := c.optionCapability(r)
		if said.refuses(r.property) {
			c.reportOption(Mark{Message: "the contract's " + r.term + " rule out " + o.Name + " here", Actual: clip(o.Written + "=" + o.Value), Rests: at, Cause: r.term})
			continue
		}
		c.restrictedProperties(o, said, at, r.term)
	}
}

// optionCapability is what the contract says of the option. The
// ExpandRestrictions of a navigation property can be read as of its own
// expansion, and are not judged by.
func (c *Case) optionCapability(r optionRestriction) (record, edm.Place) {
	if r.option == uri.ExpandOption && c.Target.NavigationProperty != nil {
		return c.navigationRestriction(r.term)
	}
	return c.capability(r.term)
}

// refuses reports whether the property, or the record itself where it is a
// plain value, is false.
func (r record) refuses(property string) bool {
	if property != "" {
		return r.says(property, "false")
	}
	return r.Expression != nil && r.Kind == "Bool" && r.Text == "false"
}

// restrictedProperties speaks of single properties that an option must not
// name.
func (c *Case) restrictedProperties(o *uri.Option, said record, at edm.Place, term string) {
	report := func(path, message string) {
		c.reportOption(Mark{Message: path + ": the contract's " + term + " " + message, Actual: path, Rests: at, Cause: term + " " + path})
	}
	switch o.Kind {
	case uri.FilterOption:
		refused := said.paths("NonFilterableProperties")
		if len(refused) == 0 {
			return
		}
		for _, path := range pathsIn(o.Expr) {
			if slices.Contains(refused, path) {
				report(path, "rule it out in $filter")
			}
		}
	case uri.OrderByOption:
		for _, i := range o.OrderBy {
			p, ok := i.Expr.(*uri.Path)
			if !ok {
				continue
			}
			path := plainPath(p)
			switch {
			case path == "":
			case slices.Contains(said.paths("NonSortableProperties"), path):
				report(path, "rule it out in $orderby")
			case i.Descending && slices.Contains(said.paths("AscendingOnlyProperties"), path):
				report(path, "take it in ascending order alone")
			case !i.Descending && slices.Contains(said.paths("DescendingOnlyProperties"), path):
				report(path, "take it in descending order alone")
			}
		}
	case uri.ExpandOption:
		for _, i := range o.Items {
			var names []string
			for _, s := range i.Path {
				if !s.Cast {
					names = append(names, s.Name)
				}
			}
			if path := strings.Join(names, "/"); slices.Contains(said.paths("NonExpandableProperties"), path) {
				report(path, "rule it out in $expand")
			}
		}
	}
}

// pathsIn lists the property paths of an expression that begin at the
// instance itself, and not at the variable of a lambda expression.
func pathsIn(e uri.Expr) []string {
	var paths []string
	variables := map[string]bool{}
	uri.Walk(e, func(e uri.Expr) bool {
		p, ok := e.(*uri.Path)
		if !ok {
			return true
		}
		for _, s := range p.Steps {
			if s.Variable != "" {
				variables[s.Variable] = true
			}
		}
		if path := plainPath(p); path != "" && !variables[strings.Split(path, "/")[0]] && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
		return true
	})
	return paths
}

// plainPath is a path of names, casts left out, up to where it is something
// else; "" where it does not begin with a name.
func plainPath(p *uri.Path) string {
	var names []string
	for _, s := range p.Steps {
		if s.Kind == uri.StepCast || s.Kind == uri.StepIt && len(names) == 0 {
			continue
		}
		if s.Kind != uri.StepName {
			break
		}
		names = append(names, s.Name)
	}
	return strings.Join(names, "/")
}
