package exchange

import (
	"net/url"
	"strings"
)

// setTarget sets the request's Target and what follows from it.
func (r *Request) setTarget(target string) {
	r.Target = target
	r.Pattern = hasPlaceholder(target)
	// A variable at the beginning stands for scheme and host: {{baseUrl}}/users.
	if strings.HasPrefix(target, "{{") {
		if end := strings.Index(target, "}}"); end > 0 {
			target = target[end+2:]
		}
	}
	if strings.Contains(target, "{{") {
		r.URL, r.SchemeAssumed = nil, false
		return
	}
	r.URL, r.SchemeAssumed = resolveTarget(target, strings.TrimSpace(r.Header.Get("Host")))
}

// setPattern sets a target that a mock matches by pattern; it is no URL.
func (r *Request) setPattern(target string) {
	r.Target, r.Pattern, r.URL, r.SchemeAssumed = target, true, nil, false
}

// resolveTarget reads a request target (RFC 9112, 3.2) or a URL. The host is
// the Host field's value, or "".
func resolveTarget(target, host string) (u *url.URL, schemeAssumed bool) {
	var err error
	if strings.HasPrefix(target, "/") {
		path, fragment, _ := strings.Cut(target, "#")
		if u, err = url.ParseRequestURI(path); err != nil {
			return nil, false
		}
		u.Fragment = fragment
		if host == "" {
			return u, false
		}
		// A name that would not parse as a host is not made into one.
		if h, err := url.Parse("https://" + host); err != nil || h.Host != host {
			return u, false
		}
		u.Scheme, u.Host = "https", host
		return u, true
	}
	if target == "" || target == "*" {
		return nil, false
	}
	if u, err = url.Parse(target); err != nil || u.Opaque != "" {
		return nil, false
	}
	return u, false
}

// hasPlaceholder reports whether a target has variables, as documentation,
// REST clients and Postman write them: {{host}} anywhere, {id} in the path. A
// GUID in braces is a value.
func hasPlaceholder(target string) bool {
	if strings.Contains(target, "{{") {
		return true
	}
	path, _, _ := strings.Cut(target, "?")
	for {
		_, rest, ok := strings.Cut(path, "{")
		if !ok {
			return false
		}
		name, after, ok := strings.Cut(rest, "}")
		if ok && name != "" && !isGUID(name) && !strings.ContainsAny(name, "\"':,/") {
			return true
		}
		path = after
	}
}

func isGUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i] | 0x20; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if s[i] != '-' {
				return false
			}
		case (c < 'a' || c > 'f') && (s[i] < '0' || s[i] > '9'):
			return false
		}
	}
	return true
}
