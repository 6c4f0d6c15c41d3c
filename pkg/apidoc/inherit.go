package apidoc

import "strings"

// bases reads the sentence "inherits from [x](x.md)", where the annotation
// names no base type.
func (d *declarer) bases() {
	if len(d.page.Types) > maxCompared/20 {
		return
	}
	for _, p := range d.prose {
		if p.heading != nil && p.heading.Parent != nil && p.heading.Parent.Parent != nil {
			continue
		}
		for i, run := range p.runs {
			if i == 0 || run.Kind != LinkRun && run.Kind != CodeRun && !run.Strong || !saysInherits(p.runs[i-1].Text) {
				continue
			}
			expr := readType(p.text, run.Start, p.runs[i:i+1])
			if expr.Name == "" {
				continue
			}
			for _, decl := range d.page.Types {
				if decl.base.Name == "" {
					decl.base = expr
				}
			}
		}
	}
}

var inheritWords = []string{
	"inherits from", "inherits", "inherited from", "derives from", "derived from", "derived type of", "extends", "subtype of", "sub-type of", "subtype of the", "hereda de", "erbt von", "hérite de", "herda de",
	"eredita da", "继承自", "наследует от", "наследуется от", "наследуемый от",
}

// saysInherits reports whether the words right before a type's name say that
// it is a base type.
func saysInherits(before string) bool {
	before = strings.TrimRight(strings.ToLower(before), " \t*")
	for _, article := range []string{" the", " a", " an", " abstract", " base", " type"} {
		before = strings.TrimSuffix(before, article)
	}
	for _, w := range inheritWords {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}
