package rule

// State is how a case ended.
type State uint8

// The three states. What nobody looked at is never called passed.
const (
	Passed State = iota
	Failed
	Unjudged
)

func (s State) String() string { return [...]string{"passed", "failed", "unjudged"}[s] }

// MarshalText writes the state by name.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Verdict is how one case ended: an exchange, a body, a documented example,
// a page.
type Verdict struct {
	Name      string // of the case, for people
	Operation string
	Request   string // method and URL, where one is known
	File      string
	Line      int
	Labels    []string
	State     State
	Reason    string    // why it is unjudged
	Findings  []Finding // in the order of the file
	// Notes are parts that were not judged in a case that otherwise was:
	// they are reported, and do not change its state.
	Notes []Note
	// Suppressed counts the findings that a baseline or the configuration
	// hides.
	Suppressed int
	// Elsewhere counts the findings that stand with an earlier verdict, as
	// further places of their causes: see Group.
	Elsewhere int
	// Reproduce is a command line that judges this case again.
	Reproduce string
}

// Note is a part of a case that was not judged, and why.
type Note struct {
	Pointer string
	Line    int
	Reason  string
}

// Worst is the gravest severity among findings that the fixture does not
// expect.
func (v *Verdict) Worst() Severity {
	worst := Off
	for i := range v.Findings {
		if f := &v.Findings[i]; f.Severity > worst && !f.ExpectedByFixture {
			worst = f.Severity
		}
	}
	return worst
}

// Summary counts a run. Total is always Passed + Failed + Unjudged.
type Summary struct {
	Total    int `json:"total"`
	Passed   int `json:"passed"`
	Failed   int `json:"failed"`
	Unjudged int `json:"unjudged"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
	// Causes counts what has to be mended: see Causes. It is 0 where nobody
	// counted.
	Causes int `json:"causes,omitempty"`
	// Suppressed counts the findings that a baseline or the configuration
	// hides; they are in no other count.
	Suppressed int            `json:"suppressed,omitempty"`
	ByRule     map[string]int `json:"byRule,omitempty"`
	Reasons    map[string]int `json:"reasons,omitempty"` // of the unjudged
}

// Add counts a verdict, a finding once a place.
func (s *Summary) Add(v *Verdict) {
	s.Total++
	s.Suppressed += v.Suppressed
	switch v.State {
	case Passed:
		s.Passed++
	case Failed:
		s.Failed++
	case Unjudged:
		s.Unjudged++
		if s.Reasons == nil {
			s.Reasons = map[string]int{}
		}
		s.Reasons[v.Reason]++
	}
	for i := range v.Findings {
		f := &v.Findings[i]
		n := f.Count()
		switch f.Severity {
		case Error:
			s.Errors += n
		case Warning:
			s.Warnings += n
		case Info:
			s.Infos += n
		}
		if s.ByRule == nil {
			s.ByRule = map[string]int{}
		}
		s.ByRule[f.Rule] += n
	}
}
