package apidoc

import (
	"bytes"
	"sort"
	"strings"
)

// include reads [!INCLUDE [label](target)].
func (s *inlineScanner) include() bool {
	rest := s.data[s.i:]
	const word = "[!include"
	if len(rest) < len(word) || !strings.EqualFold(string(rest[:len(word)]), word) {
		return false
	}
	open := s.i + len(word)
	for open < len(s.data) && (s.data[open] == ' ' || s.data[open] == '-' || isLetter(s.data[open])) {
		open++
	}
	if open >= len(s.data) || s.data[open] != '[' {
		return false
	}
	closing, ok := s.match(open)
	if !ok {
		return false
	}
	target, end, ok := s.destination(closing + 1)
	if !ok {
		return false
	}
	label := s.whole[open+1 : closing]
	for end < len(s.data) && s.data[end] == ' ' {
		end++
	}
	if end < len(s.data) && s.data[end] == ']' {
		end++
	}
	s.emit(Inline{Kind: IncludeRun, Text: label, Target: target, Start: s.i, End: end})
	return true
}

// link reads a link or image whose text begins with the bracket at open:
// inline, by reference, or a shortcut whose label is defined.
func (s *inlineScanner) link(open int, kind InlineKind) bool {
	closing, ok := s.match(open)
	if !ok {
		return false
	}
	content := s.data[open+1 : closing]
	if kind == LinkRun && len(content) > 0 && content[0] == '!' {
		return false
	}
	if target, end, ok := s.destination(closing + 1); ok {
		if kind == LinkRun && s.holdsLink(open, closing) {
			return false
		}
		s.emitLink(Inline{Kind: kind, Target: target, Start: s.i, End: end}, open, closing)
		return true
	}
	label, end, full := content, closing+1, false
	if end < len(s.data) && s.data[end] == '[' {
		if last, ok := s.match(end); ok {
			if last > end+1 {
				label = s.data[end+1 : last]
			}
			end, full = last+1, true
		}
	}
	if len(label) > 999 || len(bytes.TrimSpace(label)) == 0 {
		return false
	}
	target, ok := s.refs.find(label)
	switch {
	case ok:
		s.emitLink(Inline{Kind: kind, Target: target, Start: s.i, End: end}, open, closing)
	case full && kind == LinkRun && !s.holdsLink(open, closing):
		s.emitLink(Inline{Kind: kind, Target: string(label), Missing: true, Start: s.i, End: end}, open, closing)
	default:
		return false
	}
	return true
}

// emitLink reads the link's own text and emits it.
func (s *inlineScanner) emitLink(in Inline, open, closing int) {
	if s.depth >= maxLinkDepth {
		in.Text = s.whole[open+1 : closing]
		s.emit(in)
		return
	}
	if plainBytes(s.data, open+1, closing) == closing {
		in.Text = strings.TrimSpace(s.whole[open+1 : closing])
		s.emit(in)
		return
	}
	inner := inlineScanner{data: s.data[:closing], whole: s.whole, i: open + 1, start: open + 1, base: open + 1, depth: s.depth + 1}
	inner.run()
	for _, r := range inner.out {
		in.Code = in.Code || r.Kind == CodeRun
	}
	in.Text = plain(inner.out)
	s.emit(in)
}

// holdsLink reports whether the brackets enclose a whole inline link: links
// hold no links, so that the inner one counts.
func (s *inlineScanner) holdsLink(open, closing int) bool {
	for j := open + 1; j < closing; j++ {
		if s.data[j] != '[' || j > 0 && s.data[j-1] == '!' {
			continue
		}
		if end, ok := s.match(j); ok && end < closing && end+1 < len(s.data) && s.data[end+1] == '(' {
			return true
		}
	}
	return false
}

// bracketPair is where a bracket opens and where its counterpart is; 0: it
// has none.
type bracketPair struct{ open, closing int }

// match finds the bracket that closes the one at open.
func (s *inlineScanner) match(open int) (int, bool) {
	if !s.paired {
		s.paired = true
		s.pair()
	}
	i := sort.Search(len(s.pairs), func(i int) bool { return s.pairs[i].open >= open })
	if i == len(s.pairs) || s.pairs[i].open != open || s.pairs[i].closing == 0 {
		return 0, false
	}
	return s.pairs[i].closing, true
}

// pair matches all brackets of the stretch at once; escapes and code spans
// hold none.
func (s *inlineScanner) pair() {
	var open []int // indexes of those that wait for their counterparts
	for j := s.base; j < len(s.data); j++ {
		switch s.data[j] {
		case '\\':
			j++
		case '`':
			n := runLength(s.data, j)
			if end, ok := s.codeEnd(j, n); ok {
				j = end
			}
			j += n - 1
		case '[':
			open = append(open, len(s.pairs))
			s.pairs = append(s.pairs, bracketPair{open: j})
		case ']':
			if n := len(open); n > 0 {
				s.pairs[open[n-1]].closing = j
				open = open[:n-1]
			}
		}
	}
}

// destination reads (target "title") at i, and where it ends.
func (s *inlineScanner) destination(i int) (target string, end int, ok bool) {
	if i >= len(s.data) || s.data[i] != '(' {
		return "", 0, false
	}
	b := s.data[:min(len(s.data), i+maxDestination)]
	i = skipBlank(b, i+1)
	start := i
	if i < len(b) && b[i] == '<' {
		stop := bytes.IndexAny(b[i:], ">\n")
		if stop < 0 || b[i+stop] != '>' {
			return "", 0, false
		}
		target, i = s.whole[i+1:i+stop], i+stop+1
	} else {
		depth := 0
	dest:
		for ; i < len(b); i++ {
			switch b[i] {
			case '\\':
				i++
			case '(':
				if depth++; depth > 32 {
					return "", 0, false
				}
			case ')':
				if depth == 0 {
					break dest
				}
				depth--
			case ' ', '\t', '\r', '\n':
				break dest
			}
		}
		target = unescape(s.whole[start:min(i, len(b))])
	}
	i = skipBlank(b, i)
	if i < len(b) && (b[i] == '"' || b[i] == '\'' || b[i] == '(') {
		quote := b[i]
		if quote == '(' {
			quote = ')'
		}
		for i++; i < len(b) && b[i] != quote; i++ {
			if b[i] == '\\' {
				i++
			}
		}
		i = skipBlank(b, i+1)
	}
	if i >= len(b) || b[i] != ')' {
		return "", 0, false
	}
	return target, i + 1, true
}

func skipBlank(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\r' || b[i] == '\n') {
		i++
	}
	return i
}

// unescape drops the backslashes before punctuation.
func unescape(b string) string {
	if strings.IndexByte(b, '\\') < 0 {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", b[i+1]) >= 0 {
			i++
		}
		out = append(out, b[i])
	}
	return string(out)
}
