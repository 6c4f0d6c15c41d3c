package report

import "github.com/concord-odata/concord/pkg/rule"

// style colours text, or leaves it.
type style bool

func (s style) paint(code, text string) string {
	if !s || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s style) bold(t string) string   { return s.paint("1", t) }
func (s style) dim(t string) string    { return s.paint("2", t) }
func (s style) red(t string) string    { return s.paint("31;1", t) }
func (s style) green(t string) string  { return s.paint("32", t) }
func (s style) yellow(t string) string { return s.paint("33", t) }
func (s style) cyan(t string) string   { return s.paint("36", t) }

// severity paints a text by weight.
func (s style) severity(of rule.Severity, t string) string {
	switch of {
	case rule.Error:
		return s.red(t)
	case rule.Warning:
		return s.yellow(t)
	}
	return s.cyan(t)
}
