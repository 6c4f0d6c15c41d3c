package apidoc

import "regexp"

// phrase is a pattern of words in lower case. One of the stems stands in
// every text that it matches: they are looked for first, for they are mostly
// not there.
type phrase struct {
	*regexp.Regexp
	stems []string
}

func newPhrase(pattern string, stems ...string) phrase {
	return phrase{regexp.MustCompile(pattern), stems}
}

func (p phrase) in(words string) bool { return hasStem(words, p.stems) && p.MatchString(words) }
