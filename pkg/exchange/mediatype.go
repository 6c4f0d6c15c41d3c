package exchange

import "strings"

// MediaType is a media type and its parameters, with those that OData
// defines (OData JSON Format 4.01, 3; Protocol 4.01, 8.1.1). Names and the
// values of OData's parameters compare without regard to case.
type MediaType struct {
	Type   string // lower case, "application/json"; "" where there is none
	Params []Param
	// Metadata is the level, in lower case as written ("minimal", "full",
	// "none", or what else stands there); "" where no parameter says one.
	Metadata         string
	MetadataPrefixed bool // it was written odata.metadata
	// Streaming is "true", "false", or what else stands there, in lower
	// case; "" where no parameter says it.
	Streaming           string
	StreamingPrefixed   bool
	IEEE754Compatible   bool
	ExponentialDecimals bool
	Charset             string // lower case
	// Malformed are parts that are no parameters; Duplicate are the names,
	// lower case and without `odata.`, of parameters that stand twice: the
	// first counts.
	Malformed, Duplicate []string
}

// Param is a parameter: the name as written, the value without its quotes.
type Param struct{ Name, Value string }

// maxParams bounds the parameters that are read of one media type.
const maxParams = 64

// ParseMediaType reads the value of Content-Type. It never fails: what is
// wrong is in the result.
func ParseMediaType(s string) MediaType {
	parts := splitOutside(s, ';')
	m := MediaType{Type: strings.ToLower(strings.TrimSpace(parts[0]))}
	for _, part := range parts[1:] {
		part = strings.TrimSpace(part)
		if part == "" { // RFC 9110, 5.6.6 allows it
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if value, ok = unquote(value, ok); !ok || !isToken(name) || len(m.Params) == maxParams {
			m.Malformed = append(m.Malformed, part)
			continue
		}
		m.add(name, value)
	}
	return m
}

func (m *MediaType) add(name, value string) {
	lower := strings.ToLower(name)
	bare := strings.TrimPrefix(lower, "odata.")
	for _, p := range m.Params {
		if strings.TrimPrefix(strings.ToLower(p.Name), "odata.") == bare {
			m.Duplicate = append(m.Duplicate, bare)
			return
		}
	}
	m.Params = append(m.Params, Param{Name: name, Value: value})
	prefixed, lowered := bare != lower, strings.ToLower(value)
	switch bare {
	case "metadata":
		m.Metadata, m.MetadataPrefixed = lowered, prefixed
	case "streaming":
		m.Streaming, m.StreamingPrefixed = lowered, prefixed
	case "ieee754compatible":
		m.IEEE754Compatible = lowered == "true"
	case "exponentialdecimals":
		m.ExponentialDecimals = lowered == "true"
	case "charset":
		if !prefixed {
			m.Charset = lowered
		}
	}
}

// Param is the value of the parameter of that name, as written, or "".
func (m *MediaType) Param(name string) string {
	for _, p := range m.Params {
		if strings.EqualFold(p.Name, name) {
			return p.Value
		}
	}
	return ""
}

// ParseAccept reads the value of Accept, or `$format` where it is a media
// type: media types in the order written, quality values among their
// parameters.
func ParseAccept(s string) []MediaType {
	var types []MediaType
	for _, part := range splitOutside(s, ',') {
		if strings.TrimSpace(part) != "" {
			types = append(types, ParseMediaType(part))
		}
	}
	return types
}

// ContentType is the response's media type.
func (r *Response) ContentType() MediaType { return ParseMediaType(r.Header.Get("Content-Type")) }

// splitOutside splits at separators that stand outside quoted strings.
func splitOutside(s string, sep byte) []string {
	var parts []string
	start, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch {
		case quoted && s[i] == '\\':
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == sep && !quoted:
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}

// unquote is a parameter's value without its quotes and escapes (RFC 9110,
// 5.6.4). It is not ok where it is neither a token nor a quoted string.
func unquote(s string, ok bool) (string, bool) {
	if !ok || len(s) == 0 {
		return "", false
	}
	if s[0] != '"' {
		return s, !strings.ContainsAny(s, "\" \t")
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			return b.String(), i == len(s)-1
		default:
			b.WriteByte(s[i])
		}
	}
	return "", false
}
