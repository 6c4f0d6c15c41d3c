package rule

// Finding is one violation, at one place. Its JSON form is stable:
// docs/output.md describes it.
type Finding struct {
	Rule      string   `json:"rule"`
	Via       string   `json:"via,omitempty"` // the DOC rule under which an example was judged
	Severity  Severity `json:"severity"`
	Operation string   `json:"operation,omitempty"` // "GET /reports/getCredentialUserRegistrationCount"
	Request   string   `json:"request,omitempty"`   // "GET https://graph.microsoft.com/beta/…", of an exchange
	File      string   `json:"file,omitempty"`      // as the user named it
	Line      int      `json:"line,omitempty"`
	Column    int      `json:"column,omitempty"`
	Pointer   string   `json:"pointer,omitempty"` // RFC 6901, into the body
	Type      string   `json:"type,omitempty"`    // qualified name of the type that the finding rests on
	Property  string   `json:"property,omitempty"`
	Cause     string   `json:"cause,omitempty"` // what tells it from others of its rule, type and property, stable over edits: see Key
	Message   string   `json:"message"`
	Expected  string   `json:"expected,omitempty"`
	Actual    string   `json:"actual,omitempty"`
	Hint      string   `json:"hint,omitempty"`
	Rests     string   `json:"rests,omitempty"` // the statement that it contradicts: file:line
	Help      string   `json:"help,omitempty"`
	// ExpectedByFixture: the fixture is meant to raise it.
	ExpectedByFixture bool `json:"expectedByFixture,omitempty"`
	// Places are further places of the same cause, in lint.
	Places []Place `json:"places,omitempty"`
	// More counts further findings of the same cause in the case, which are
	// not listed: see check.Options.MaxFindings.
	More int `json:"more,omitempty"`
	// Source is the text of the line, for reports that show it.
	Source string `json:"-"`
	// SourceColumn is the column of Source's first byte, where that is not
	// the beginning of the line: of a body that is never in memory whole.
	SourceColumn int `json:"-"`
	// Fix mends the file, where the mend is certain.
	Fix *Fix `json:"fix,omitempty"`
}

// Place is where a cause shows again.
type Place struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Pointer string `json:"pointer,omitempty"`
}

// Fix replaces the bytes of File from Start to End by New.
type Fix struct {
	File  string `json:"-"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

// Count is for how many the finding stands: itself, the further places of its
// cause, and what is not listed.
func (f *Finding) Count() int { return 1 + len(f.Places) + f.More }

// InSource is the column in Source, from 1; 0 where the column is not known.
func (f *Finding) InSource() int {
	if f.Column <= 0 {
		return 0
	}
	return max(1, f.Column-max(0, f.SourceColumn-1))
}
