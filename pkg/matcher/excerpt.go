package matcher

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// excerptWidth is how many characters of a line a message shows.
const excerptWidth = 100

// excerpt is a line without its indentation, cut around the column (a byte's,
// from 1; 0: none), and the carets below its token.
func excerpt(line string, column int) (shown, carets string) {
	if column <= 0 || column > len(line)+1 {
		return clip(strings.TrimSpace(line), excerptWidth), ""
	}
	at := column - 1
	indent := len(line) - len(strings.TrimLeft(line, " \t"))
	start := min(indent, at)
	if before := utf8.RuneCountInString(line[start:at]); before > excerptWidth/3 {
		for start = at; utf8.RuneCountInString(line[start:at]) < excerptWidth/3 && start > 0; start-- {
		}
		for start < at && !utf8.RuneStart(line[start]) {
			start++
		}
	}
	lead := ""
	if start > indent {
		lead = "…"
	}
	token := tokenEnd(line, at)
	before := lead + visible(line[start:at])
	marked := clip(visible(line[at:token]), excerptWidth)
	room := excerptWidth - utf8.RuneCountInString(before) - utf8.RuneCountInString(marked)
	shown = before + marked + clip(visible(strings.TrimRight(line[token:], " \t\r")), max(room, 1))
	return shown, strings.Repeat(" ", utf8.RuneCountInString(before)) + strings.Repeat("^", max(1, utf8.RuneCountInString(marked)))
}

// tokenEnd is the end of the JSON token at a byte: a string with its quotes, a
// number or literal, or one character.
func tokenEnd(line string, at int) int {
	rest := line[at:]
	if rest == "" {
		return at
	}
	if rest[0] == '"' {
		for i := 1; i < len(rest); i++ {
			switch rest[i] {
			case '\\':
				i++
			case '"':
				return at + i + 1
			}
		}
		return len(line)
	}
	n := strings.IndexFunc(rest, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_.@+-#$/", r)
	})
	switch {
	case n > 0:
		return at + n
	case n < 0:
		return len(line)
	}
	_, size := utf8.DecodeRuneInString(rest)
	return at + size
}

// visible is text in which each rune takes a column: control characters are
// shown as what Unicode pictures them by.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ':
			return '␀' + r
		case r == 0x7f, !unicode.IsPrint(r):
			return '\uFFFD'
		}
		return r
	}, s)
}

// clip cuts text to most runes.
func clip(s string, most int) string {
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}
