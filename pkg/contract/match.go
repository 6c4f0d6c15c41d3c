package contract

import "strings"

// template is an operation with its path cut in parts.
type template struct {
	operation *Operation
	parts     []part
}

// indexOperations makes the documented operations findable.
func (c *Contract) indexOperations() {
	c.index = map[shape][]template{}
	for _, o := range c.Operations {
		parts := split(o.Path)
		key := shape{o.Method, len(parts)}
		c.index[key] = append(c.index[key], template{o, parts})
	}
}

// Operation is the documented operation whose template fits the path, which
// may begin with a service root's path ("/beta/users"): the longest fit
// wins, then the one with most literals, then the first documented. It is
// nil where none fits.
func (c *Contract) Operation(method, path string) *Operation {
	parts := split(path)
	method = strings.ToUpper(method)
	for from := range parts {
		rest := parts[from:]
		if rest[0].key {
			continue
		}
		if o := c.best(method, rest); o != nil {
			return o
		}
	}
	return nil
}

func (c *Contract) best(method string, parts []part) *Operation {
	var best *Operation
	most := 0
	for _, t := range c.index[shape{method, len(parts)}] {
		if n, ok := fits(t.parts, parts); ok && n > most {
			best, most = t.operation, n
		}
	}
	return best
}

// Fits reports whether a request's path, which may begin with a service
// root's, is one that the template stands for.
func Fits(template, path string) bool {
	t, p := split(template), split(path)
	for len(p) >= len(t) && len(t) > 0 {
		if _, ok := fits(t, p); ok {
			return true
		}
		p = p[1:]
	}
	return false
}
