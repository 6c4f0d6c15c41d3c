package location

import "strings"

// At is the value that the pointer names within v, or nil. Of duplicate
// names the first counts, as in [Value.Member].
func (v *Value) At(p Pointer) *Value {
	rest := string(p)
	for v != nil && rest != "" {
		if rest[0] != '/' {
			return nil
		}
		token := rest[1:]
		if i := strings.IndexByte(token, '/'); i >= 0 {
			token = token[:i]
		}
		rest = rest[1+len(token):]
		v = v.child(token)
	}
	return v
}

var pointerUnescape = strings.NewReplacer("~0", "~", "~1", "/")

func (v *Value) child(token string) *Value {
	switch v.Kind {
	case Object:
		if strings.IndexByte(token, '~') >= 0 {
			token = pointerUnescape.Replace(token)
		}
		return v.Member(token)
	case Array:
		if i, ok := index(token); ok && i < len(v.Items) {
			return v.Items[i]
		}
	}
	return nil
}

// index reads an array index (RFC 6901, section 4): no leading zeros.
func index(token string) (int, bool) {
	if token == "" || len(token) > 9 || token[0] == '0' && len(token) > 1 {
		return 0, false
	}
	n := 0
	for i := range len(token) {
		if !isDigit(token[i]) {
			return 0, false
		}
		n = n*10 + int(token[i]-'0')
	}
	return n, true
}
