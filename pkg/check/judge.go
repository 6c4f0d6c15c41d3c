package check

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/schema"
)

// Options hold for all exchanges of a run.
type Options struct {
	Profile rule.Profile // rule.Graph where empty
	Live    bool         // answers of a live service: drift weighs less
	// MaxFindings is how many findings of one cause a case lists; of the rest
	// the last one says how many there are (rule.Finding.More). 0: all.
	MaxFindings int
}

// Judge judges exchanges by one contract. It is safe for concurrent use.
type Judge struct {
	contract *contract.Contract
	opt      Options
	numbers  *schema.Set // Int64 and Decimal as JSON numbers
	strings  *schema.Set // under IEEE754Compatible=true

	programs, textPrograms *schema.Programs // likewise
	whole                  bool             // bodies are read whole, and judged by schemas alone

	pathsOnce sync.Once
	paths     *pathTree // of the documentation

	hostsOnce sync.Once
	hosts     map[string]bool // of the contract's service

	sentOnce sync.Once
	sent     map[string]map[string]sentWords // by type and property
	words    func() map[string]map[string]*propertyWords
}

// New is a judge by that contract.
func New(c *contract.Contract, opt Options) *Judge {
	if opt.Profile == rule.NoProfile {
		opt.Profile = rule.Graph
	}
	j := &Judge{
		contract: c,
		opt:      opt,
		numbers:  schema.NewSet(c.Model, schema.Options{}),
		strings:  schema.NewSet(c.Model, schema.Options{IEEE754Compatible: true}),

		programs:     schema.NewPrograms(c.Model, schema.Options{}),
		textPrograms: schema.NewPrograms(c.Model, schema.Options{IEEE754Compatible: true}),
	}
	j.words = sync.OnceValue(j.readWords)
	return j
}

// Contract is what the judge judges by.
func (j *Judge) Contract() *contract.Contract { return j.contract }

// Subject is one exchange and what is known of it besides.
type Subject struct {
	Exchange  *exchange.Exchange
	Name      string
	Labels    []string
	Operation *contract.Operation // nil: found by the request
	// Type is the type of the body where neither its context nor its
	// operation says one: the flag --type.
	Type edm.TypeRef
	// Example: a documented example, where placeholders stand for values.
	// Truncated ones may leave properties out.
	Example, Truncated bool
	// Via is the DOC rule under which an example is judged.
	Via string
	// Recording is what the exchange was recorded with; nil: not known.
	Recording *Recording
}

// Exchange judges one exchange.
func (j *Judge) Exchange(s Subject) rule.Verdict {
	c := newCase(j, s)
	c.judge()
	return c.verdict()
}

func newCase(j *Judge, s Subject) *Case {
	c := &Case{Judge: j, Contract: j.contract, Model: j.contract.Model, Profile: j.opt.Profile, Subject: s, Operation: s.Operation}
	if s.Exchange.Meta.HasTag("example") {
		c.Example = true
	}
	c.Request, c.Response = s.Exchange.Request, s.Exchange.Response
	c.match()
	c.readHead()
	return c
}

// exchangeRules runs the hooks that see head and request.
func (c *Case) exchangeRules() {
	for _, r := range rules {
		if r.Exchange != nil {
			r.Exchange(c)
		}
	}
}

// judge runs the stages; each may end the case.
func (c *Case) judge() {
	c.exchangeRules()
	if c.Response == nil {
		c.unjudged("the recording has no response")
		return
	}
	if c.stopped {
		return
	}
	c.judgeBody()
}

// verdict is how the case ended.
func (c *Case) verdict() rule.Verdict {
	c.compact()
	slices.SortStableFunc(c.found, func(a, b *found) int { return cmp.Compare(a.at, b.at) })
	v := rule.Verdict{
		Name:   c.Name,
		File:   c.Exchange.File,
		Line:   c.line(),
		Labels: c.Labels,
		State:  rule.Passed,
		Notes:  c.notes,
	}
	if c.Operation != nil {
		v.Operation = c.Operation.Name()
	}
	v.Request = c.requestLine()
	for _, f := range c.found {
		if !f.part {
			f.Operation, f.Request = v.Operation, v.Request
			f.Via = c.Via
		}
		v.Findings = append(v.Findings, f.Finding)
	}
	switch worst := v.Worst(); {
	case worst == rule.Error:
		v.State = rule.Failed
	case c.reason != "":
		v.State, v.Reason = rule.Unjudged, c.reason
	}
	return v
}

func (c *Case) line() int {
	switch {
	case c.Response != nil && c.Response.Position.Known():
		return c.Response.Position.Line
	case c.Request != nil && c.Request.Position.Known():
		return c.Request.Position.Line
	}
	return 1
}

func (c *Case) requestLine() string {
	r := c.Request
	switch {
	case r == nil:
		return ""
	case r.URL != nil:
		return fmt.Sprintf("%s %s", r.Method, r.URL)
	}
	return fmt.Sprintf("%s %s", r.Method, r.Target)
}
