package contract

import "strings"

// template is an operation with its path cut in parts.
type template struct {
	operation *Operation
	order     int // among all
	parts     []part
}

// templates are the documented operations by what they are looked up by, made
// when the first is asked for.
func (c *Contract) templates() map[shape][]template {
	c.once.Do(c.indexOperations)
	return c.index
}

func (c *Contract) indexOperations() {
	c.index = map[shape][]template{}
	for i, o := range c.Operations {
		parts := split(o.Path)
		key := shape{method: o.Method, parts: len(parts)}
		if len(parts) > 0 {
			key.first = parts[0].text // "" where it is a key
		}
		c.index[key] = append(c.index[key], template{o, i, parts})
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
	var best template
	most := 0
	for _, first := range []string{parts[0].text, ""} {
		for _, t := range c.templates()[shape{method, len(parts), first}] {
			if n, ok := fits(t.parts, parts); ok && (n > most || n == most && n > 0 && t.order < best.order) {
				best, most = t, n
			}
		}
		if parts[0].text == "" {
			break
		}
	}
	return best.operation
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
