package main

import (
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// judged is what became of one file.
type judged struct {
	file     string
	verdicts []rule.Verdict
	// lone: a bare body that was found in a folder; a mock of that folder may
	// have it as its answer, and then it is judged as that, and once.
	lone   bool
	beside []string // files in which the bodies of its exchanges are kept
}

// read takes down what the collection says of other files.
func (j *judged) read(c *exchange.Collection, found bool) {
	j.file, j.lone = c.Text.Name, found && c.Format == exchange.BareBody
	for _, x := range c.Exchanges {
		if x.Response == nil || x.Response.Body == nil {
			continue
		}
		if name := x.Response.Body.Name; name != j.file {
			j.beside = append(j.beside, name)
		}
	}
}

// onceEach hands over verdicts, those of lone bodies at the end, and of these
// only what is not the answer of a mock.
type onceEach struct {
	yield  func([]rule.Verdict)
	held   []judged
	beside map[string]bool
}

func (o *onceEach) add(j judged) {
	for _, name := range j.beside {
		if o.beside == nil {
			o.beside = map[string]bool{}
		}
		o.beside[name] = true
	}
	if j.lone {
		o.held = append(o.held, j)
		return
	}
	o.yield(j.verdicts)
}

func (o *onceEach) end() {
	for _, j := range o.held {
		if !o.beside[j.file] {
			o.yield(j.verdicts)
		}
	}
}
