package lint

import (
	"errors"
	"slices"
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var doc013 = register(rule.Rule{
	ID:     "DOC-013",
	Title:  "an example's request is one that the page's HTTP request section or the CSDL has",
	Levels: rule.All(rule.Error),
	Why: "The section says what can be asked; the example asks something else, by another method or of another path. " +
		"Keys in parentheses and as segments are one, and so are qualified and unqualified names of bound operations.",
	Sources: []string{"OData Protocol 4.01, 11", "OData URL Conventions 4.01, 4"},
	Failing: "POST /users/{id} in the section, PATCH https://graph.microsoft.com/beta/users/42 in the example",
	Passing: "PATCH /users/{id} in the section, PATCH https://graph.microsoft.com/beta/users/42 in the example",
})

func init() { doc013.Example = asSectionSays }

func asSectionSays(p *page, ex *apidoc.Example) {
	m := ex.RequestMessage
	if m == nil || m.Method == "" || len(p.HTTPRequests) == 0 || m.Target == "" || strings.HasSuffix(pathOf(m.Target), "/$batch") || p.elsewhere(m.Target) {
		return
	}
	path := pathOf(m.Target)
	known, otherMethod := false, ""
	section := p.section(m)
	if len(section) == 0 {
		return
	}
	for _, r := range section {
		fits := contract.Fits(r.Target, path)
		switch {
		case fits && sameMethod(r.Method, m.Method):
			return
		case fits:
			otherMethod = r.Method
		case sameMethod(r.Method, m.Method):
			known = true
		}
	}
	if otherMethod != "" {
		p.report(mark{rule: doc013, at: m.StartPosition, message: "the example uses " + m.Method + " where the page's HTTP request section has " + otherMethod,
			expected: otherMethod, actual: m.Method, cause: "method " + m.Method})
		return
	}
	// the section lists a few paths of many that lead to the resource: one
	// that the CSDL or another page has is right
	if p.contract.Operation(m.Method, path) != nil {
		return
	}
	if !known {
		methods := methods(section)
		p.report(mark{rule: doc013, at: m.StartPosition, message: "the example uses " + m.Method + " where the page's HTTP request section has " + methods,
			expected: methods, actual: m.Method, cause: "method " + m.Method})
		return
	}
	target, _, err := p.contract.Target(path)
	if target != nil || err == nil {
		return
	}
	var re *uri.ResolveError
	if errors.As(err, &re) && re.Problem == uri.UnknownOperation && callsSame(section, path) {
		return // the page's own operation, whose parameters the CSDL writes otherwise: DOC-008 speaks
	}
	p.report(mark{rule: doc013, at: m.TargetPosition, message: "the example's path is none of the page's HTTP request section, and the CSDL does not have it",
		actual: m.Method + " " + path, cause: "path"})
}

// callsSame reports whether a line of the section ends in the segment that
// the path ends in.
func callsSame(section []*apidoc.HTTPRequest, path string) bool {
	for _, r := range section {
		if contract.Fits(lastSegment(r.Target), lastSegment(path)) {
			return true
		}
	}
	return false
}

func lastSegment(path string) string {
	path, _, _ = strings.Cut(path, "?")
	return path[strings.LastIndexByte(path, '/')+1:]
}

// elsewhere reports whether a URL leads to another host than the documented
// operations are asked at: a link that an answer gave, not an operation.
func (l *Linter) elsewhere(target string) bool {
	host := hostOf(target)
	if host == "" {
		return false
	}
	l.hostsOnce.Do(func() {
		l.hosts = map[string]bool{}
		for _, s := range l.contract.Sources {
			if s.Reference == nil {
				continue
			}
			for _, ex := range s.Reference.Examples {
				if ex.Operation != nil && ex.RequestMessage != nil {
					l.hosts[hostOf(ex.RequestMessage.Target)] = true
				}
			}
		}
	})
	return len(l.hosts) > 0 && !l.hosts[host]
}

func hostOf(target string) string {
	_, rest, ok := strings.Cut(target, "://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	return strings.ToLower(host)
}

// section are the lines of the page's HTTP request section, as far as they
// stand before the example: what stands behind it is another example.
func (p *page) section(m *apidoc.Message) []*apidoc.HTTPRequest {
	var lines []*apidoc.HTTPRequest
	for _, r := range p.HTTPRequests {
		if r.Position.Line < m.StartPosition.Line {
			lines = append(lines, r)
		}
	}
	return lines
}

// sameMethod compares methods: what can be got has a HEAD as well (RFC 9110,
// section 9.1).
func sameMethod(documented, asked string) bool {
	return strings.EqualFold(documented, asked) || strings.EqualFold(documented, "GET") && strings.EqualFold(asked, "HEAD")
}

// methods lists the methods of an HTTP request section.
func methods(section []*apidoc.HTTPRequest) string {
	var all []string
	for _, r := range section {
		if !slices.Contains(all, r.Method) {
			all = append(all, r.Method)
		}
	}
	return strings.Join(all, " or ")
}
