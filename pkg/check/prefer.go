package check

import "strings"

// preferences reads the preferences that fields of a name list: Prefer of a
// request, Preference-Applied of a response (RFC 7240; Protocol 4.01, 8.2.8).
// Names are in lower case and without odata., values without quotes.
func preferences(fields []string) map[string]string {
	all := map[string]string{}
	for _, part := range splitQuoted(strings.Join(fields, ","), ',') {
		p := splitQuoted(part, ';')[0] // what follows are parameters
		name, value, _ := strings.Cut(p, "=")
		name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "odata.")
		if name == "" {
			continue
		}
		if _, twice := all[name]; !twice { // the first counts (RFC 7240, 2)
			all[name] = strings.ToLower(strings.Trim(strings.TrimSpace(value), `"`))
		}
	}
	return all
}

// splitQuoted splits at separators outside of quotes.
func splitQuoted(s string, sep byte) []string {
	var parts []string
	start, quoted := 0, false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == sep && !quoted:
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}

// prefers is the value of a preference of the request, and whether the
// request has it.
func (c *Case) prefers(name string) (value string, ok bool) {
	if c.Request == nil {
		return "", false
	}
	value, ok = preferences(c.Request.Header.Values("Prefer"))[name]
	return value, ok
}

// appliedPreference reports whether the response says that it applied a preference.
func (c *Case) appliedPreference(name string) bool {
	if c.Response == nil {
		return false
	}
	_, ok := preferences(c.Response.Header.Values("Preference-Applied"))[name]
	return ok
}
