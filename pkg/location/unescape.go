package location

import "unicode/utf8"

// Unescape is the content of v, a String that was read from t, as a text of
// its own inside t: a body in a HAR's string, JSON in JSON. Places in it are
// places in t's file, also through escapes. It is nil where v is no String.
//
//	body := location.Unescape(har, entry.At("/response/content/text"))
//	v, err := location.ReadJSON(body, location.Limits{})
func Unescape(t *Text, v *Value) *Text {
	if v == nil || v.Kind != String || v.Start < 0 || v.End > len(t.Data) || v.Start > v.End {
		return nil
	}
	from, to := content(t.Data, v)
	b := t.Build()
	for i := from; i < to; {
		plainEnd := i
		for plainEnd < to && t.Data[plainEnd] != '\\' {
			plainEnd++
		}
		b.Copy(i, plainEnd)
		if i = plainEnd; i == to {
			break
		}
		r, n, fault := escape(string(t.Data[i:min(i+12, to)]))
		switch {
		case fault == "":
			b.Insert(i, utf8.AppendRune(nil, r)...)
		case n == 6: // half of a surrogate pair
			b.Insert(i, utf8.AppendRune(nil, utf8.RuneError)...)
		default:
			n = 1
			b.Copy(i, i+1)
		}
		i += n
	}
	b.Insert(to) // the end stands before the closing mark
	return b.Text()
}

// content is where a string stands within its quotation marks, if it has
// them.
func content(data []byte, v *Value) (from, to int) {
	p := lenient{parser: parser{s: string(data[v.Start:v.End])}}
	from, to = v.Start, v.End
	if q, n := p.mark(0); q != none {
		from += n
		for end := len(p.s) - 1; end >= n; end-- {
			if m := p.closes(q, end); m > 0 && end+m == len(p.s) {
				to = v.Start + end
				break
			} else if p.s[end] < utf8.RuneSelf && q != escaped {
				break
			}
		}
	}
	return from, to
}
