package suite

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/onsi/ginkgo/v2/types"

	"github.com/concord-odata/concord/pkg/contract"
)

// labels makes labels such as Ginkgo takes: without the operators of its
// filters, a colon only between a key and a value.
func labels(all []string) []string {
	clean := make([]string, 0, len(all))
	for _, l := range all {
		l = strings.Map(func(r rune) rune {
			if strings.ContainsRune("&|!,()/", r) || r < ' ' {
				return '-'
			}
			return r
		}, l)
		if l = strings.Trim(l, " :"); l != "" && !slices.Contains(clean, l) {
			clean = append(clean, l)
		}
	}
	return clean
}

// operationLabels name what a case asks: its method, the version in the
// service root's path, and the type that the operation is documented to
// return.
func operationLabels(c *contract.Contract, op *contract.Operation, method, path string) []string {
	out := []string{method}
	if op == nil {
		op = c.Operation(method, path)
	}
	if op == nil {
		return out
	}
	if v := version(path, op.Path); v != "" {
		out = append(out, "version:"+v)
	}
	if op.Return.Name != "" {
		out = append(out, "type:"+op.Return.Name)
	}
	return out
}

// version is the segment of a request's path right before what the
// documentation writes: "beta" of /beta/users.
func version(path, documented string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(documented, "/"), "/")
	root, _, ok := strings.Cut(path, "/"+first)
	if !ok || first == "" {
		return ""
	}
	return root[strings.LastIndexByte(root, '/')+1:]
}

// Labels are those of the plans' cases, each once, in alphabetical order.
func Labels(plans []*Plan) []string {
	all := map[string]bool{}
	for _, p := range plans {
		for _, c := range p.Cases {
			for _, l := range labels(c.Labels) {
				all[l] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// NoCaseError is that there is nothing to judge.
type NoCaseError struct {
	Filter string   // the label filter, if one was given
	Labels []string // that the cases have
}

func (e *NoCaseError) Error() string {
	switch {
	case e.Filter == "":
		return "there is no case to judge"
	case len(e.Labels) == 0:
		return fmt.Sprintf("label-filter %q: there is no case at all", e.Filter)
	}
	const most = 40
	known, more := e.Labels, ""
	if len(known) > most {
		known, more = known[:most], fmt.Sprintf(" and %d more", len(e.Labels)-most)
	}
	return fmt.Sprintf("label-filter %q matches no case; their labels are %s%s", e.Filter, strings.Join(known, ", "), more)
}

// Select is the plans with the cases that a label filter keeps, in Ginkgo's
// own syntax; an empty one keeps all. It is a [*NoCaseError] where none is
// left.
func Select(plans []*Plan, filter string) ([]*Plan, error) {
	keep, err := types.ParseLabelFilter(filter)
	if err != nil {
		return nil, fmt.Errorf("label-filter %q: %s", filter, reason(err))
	}
	var kept []*Plan
	for _, p := range plans {
		q := *p
		q.Cases = nil
		for _, c := range p.Cases {
			if keep(labels(c.Labels)) {
				q.Cases = append(q.Cases, c)
			}
		}
		if len(q.Cases) > 0 {
			kept = append(kept, &q)
		}
	}
	if len(kept) == 0 {
		return nil, &NoCaseError{filter, Labels(plans)}
	}
	return kept, nil
}

// reason is why a filter cannot be read: the last line of Ginkgo's message.
// What stands before it draws the filter again, in colours.
func reason(err error) string {
	said := err.Error()
	if g := (types.GinkgoError{}); errors.As(err, &g) {
		said = g.Message
	}
	said = strings.TrimSpace(said)
	return said[strings.LastIndexByte(said, '\n')+1:]
}
