package check

import "github.com/concord-odata/concord/pkg/rule"

// causeKey tells causes apart within a case.
type causeKey struct {
	key      rule.Key
	severity rule.Severity
}

// cause is how often a cause was listed, and its last finding.
type cause struct {
	listed int
	last   *found
}

// compact lets precedence speak, and counts what is more than the case lists
// of a cause: a thousand bad items have one.
func (c *Case) compact() {
	c.silence()
	for p := range c.spoken { // of objects that are done with, nothing more is said
		if p.object != nil || p.pointer != "" {
			delete(c.spoken, p)
		}
	}
	most := c.Judge.opt.MaxFindings
	if most <= 0 {
		c.settled = len(c.found)
		return
	}
	if c.listed == nil {
		c.listed = map[causeKey]*cause{}
	}
	keep := c.found[:c.settled]
	for _, f := range c.found[c.settled:] {
		key := causeKey{f.Key(), f.Severity}
		k := c.listed[key]
		if k == nil {
			k = &cause{}
			c.listed[key] = k
		}
		if k.listed == most && !f.part {
			k.last.More++
			continue
		}
		k.listed++
		k.last = f
		keep = append(keep, f)
	}
	clear(c.found[len(keep):])
	c.found = keep
	c.settled = len(keep)
}

// compactFrom is the number of findings from which on they are compacted
// while a body is read.
const compactFrom = 4096
