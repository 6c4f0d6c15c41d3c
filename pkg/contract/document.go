package contract

import (
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// document takes over the operations that pages describe.
func (c *Contract) document() {
	for _, s := range c.Sources {
		if s.Kind == Documentation {
			c.operations(s.Reference)
		}
	}
}

func (c *Contract) operations(ref *apidoc.Reference) {
	for _, d := range ref.Operations {
		o := &Operation{
			Method:         d.Method,
			Path:           d.Path,
			Place:          edm.Place(d.Position),
			Return:         d.Response,
			ReturnsNothing: d.ReturnsNothing,
			RequestBody:    d.RequestBody,
			ShowsContext:   d.ExampleShowsContext,
			Shown:          map[string]bool{},
		}
		for _, p := range d.Parameters {
			if o.Parameters == nil {
				o.Parameters = map[string]edm.Place{}
			}
			if _, twice := o.Parameters[p.Name]; !twice {
				o.Parameters[p.Name] = edm.Place(p.NamePosition)
			}
		}
		for _, s := range d.Statuses {
			o.addStatus(s.Status, edm.Place(s.Position))
		}
		for _, r := range d.Returns {
			if r.Type == d.Response {
				o.ReturnPlace = edm.Place(r.Position)
				break
			}
		}
		for _, ex := range d.Examples {
			o.learn(ex)
			if c.BasePath == "" && ex.RequestMessage != nil {
				c.BasePath = basePath(ex.RequestMessage.Target, d.Path)
			}
		}
		c.Operations = append(c.Operations, o)
	}
}

func (o *Operation) addStatus(code int, at edm.Place) {
	if !o.Documents(code) {
		o.Statuses = append(o.Statuses, Status{code, at})
	}
}

// learn takes from a documented example what it shows: the status, and the
// members of its items.
func (o *Operation) learn(ex *apidoc.Example) {
	m := ex.ResponseMessage
	if m == nil {
		return
	}
	if m.Status != 0 {
		o.addStatus(m.Status, edm.Place(m.StatusPosition))
	}
	if m.Body == nil {
		return
	}
	body, _, err := m.JSON()
	if err != nil || body == nil {
		return
	}
	items := []*location.Value{body}
	if v := body.Member("value"); v != nil && v.Kind == location.Array {
		items = v.Items
	}
	for _, it := range items {
		for i := range it.Members {
			o.Shown[it.Members[i].Name] = true
		}
	}
}

// basePath is what stands between the host and the documented path in an
// example's URL: "/beta".
func basePath(target, path string) string {
	_, rest, ok := strings.Cut(target, "://")
	if !ok {
		return ""
	}
	slash := strings.IndexByte(rest, '/')
	if slash < 0 {
		return ""
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	first, _, _ = strings.Cut(first, "(")
	at := strings.Index(rest[slash:], "/"+first)
	if first == "" || at <= 0 {
		return ""
	}
	return rest[slash : slash+at]
}
