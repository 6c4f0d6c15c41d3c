package apidoc

import (
	"fmt"
	"net/url"
	"path"
	"strings"
)

// find is the qualified name that a wording means, and whether a page
// declares it: what the link leads to, where its name is the text's; a
// built-in type; a type of the namespace; another word for a built-in type;
// else what the link leads to.
func (r *resolver) find(p *Page, e *TypeExpr, ns string) (string, bool) {
	linked := r.linkedTypes(p, e.Target)
	for _, full := range linked {
		if strings.EqualFold(simpleName(full), simpleName(e.Name)) {
			r.otherCase(p, e, full)
			return full, true
		}
	}
	low := strings.ToLower(e.Name)
	if full := primitiveNames[strings.TrimPrefix(low, "edm.")]; full != "" && (strings.HasPrefix(low, "edm.") || !strings.Contains(low, ".")) {
		return full, true
	}
	if full := abstractNames[low]; full != "" {
		return full, true
	}
	// A word for a primitive type is one, unless a type is written so.
	if full, ok := r.lookup(e.Name, ns); ok && (primitiveWords[low] == "" || simpleName(full) == simpleName(e.Name)) {
		r.otherCase(p, e, full)
		if len(linked) == 1 && !r.prose {
			r.problem(p, Problem{Code: TypeLink, Message: fmt.Sprintf("the text names %s, its link goes to %s", full, linked[0]), Position: e.Position, Name: full, Suggestion: linked[0]})
		}
		return full, true
	}
	if full := primitiveWords[low]; full != "" {
		e.Loose = true
		if r.prose {
			return full, true
		}
		r.problem(p, Problem{Code: TypeLoose, Message: fmt.Sprintf("%q is no type's name; it is read as %s", e.Name, full), Position: e.Position, Name: e.Name, Suggestion: full})
		return full, true
	}
	// A link to a place of a page, such as a list of values, does not mean the
	// type that the page is about.
	if len(linked) == 1 && !strings.Contains(e.Name, ".") && !strings.Contains(e.Target, "#") {
		if !r.prose {
			r.problem(p, Problem{Code: TypeLink, Message: fmt.Sprintf("the text names %s, its link goes to %s", e.Name, linked[0]), Position: e.Position, Name: e.Name, Suggestion: linked[0]})
		}
		return linked[0], true
	}
	if strings.Contains(e.Name, ".") || ns == "" {
		return e.Name, false
	}
	return ns + "." + e.Name, false
}

// otherCase reports a name that differs from the declared one in case.
func (r *resolver) otherCase(p *Page, e *TypeExpr, full string) {
	if simpleName(full) != simpleName(e.Name) && !r.prose {
		r.problem(p, Problem{Code: TypeCase, Message: fmt.Sprintf("the type is declared as %s", full), Position: e.Position, Name: e.Name, Suggestion: full})
	}
}

// lookup finds a declared type: in the namespace or in those around it, by
// its name or in another case.
func (r *resolver) lookup(name, ns string) (string, bool) {
	known := func(full string) bool { return r.types[full] != nil || r.enums[full] != nil }
	simple := name
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		if known(name) {
			return name, true
		}
		ns, simple = name[:dot], name[dot+1:]
	} else {
		for space := ns; space != ""; space = space[:max(0, strings.LastIndexByte(space, '.'))] {
			if known(space + "." + name) {
				return space + "." + name, true
			}
		}
	}
	all := r.simple[strings.ToLower(simple)]
	for space := ns; space != ""; space = space[:max(0, strings.LastIndexByte(space, '.'))] {
		for _, full := range all {
			if strings.EqualFold(full, space+"."+simple) {
				return full, true
			}
		}
		if simple != name {
			return "", false // the namespace was written
		}
	}
	return "", false
}

// linkedTypes are the types that the linked page declares.
func (r *resolver) linkedTypes(p *Page, target string) []string {
	linked := r.linked(p, target)
	if linked == nil || linked == p && !strings.HasPrefix(target, "#") {
		return nil
	}
	var names []string
	for _, d := range linked.Types {
		if !d.again {
			names = append(names, d.Name)
		}
	}
	for _, e := range linked.Enums {
		if !e.InWords {
			names = append(names, e.Name)
		}
	}
	return names
}

// linked is the page that a relative link leads to, or nil.
func (r *resolver) linked(p *Page, target string) *Page {
	if target == "" {
		return nil
	}
	key, ok := linkKey(p, target)
	if !ok {
		return nil
	}
	if found := r.byKey[key]; found != nil {
		return found
	}
	return r.byKey[r.folded[strings.ToLower(key)]]
}

// linkKey is the key of the page that a relative link names.
func linkKey(p *Page, target string) (string, bool) {
	target, _, _ = strings.Cut(target, "#")
	target, _, _ = strings.Cut(target, "?")
	if target == "" {
		return p.key, true
	}
	if strings.Contains(target, ":") || strings.HasPrefix(target, "/") || strings.HasPrefix(target, "~") {
		return "", false
	}
	if strings.IndexByte(target, '%') >= 0 {
		if plain, err := url.PathUnescape(target); err == nil {
			target = plain
		}
	}
	if strings.IndexByte(target, '\\') >= 0 {
		target = strings.ReplaceAll(target, `\`, "/")
	}
	return join(p.key, target), true
}

// join is the place of a relative target beside a page.
func join(key, target string) string {
	dir := key[:strings.LastIndexByte(key, '/')+1]
	if strings.Contains(target, "//") || strings.Contains(target, "./") && !strings.HasPrefix(target, "../") || strings.HasPrefix(key, ".") {
		return path.Join(dir, target)
	}
	for strings.HasPrefix(target, "../") && len(dir) > 1 {
		dir = dir[:strings.LastIndexByte(dir[:len(dir)-1], '/')+1]
		target = target[3:]
	}
	if strings.Contains(target, "./") || strings.HasSuffix(target, ".") {
		return path.Join(dir, target)
	}
	return dir + target
}
