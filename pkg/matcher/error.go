package matcher

import (
	"fmt"
	"strings"

	"github.com/onsi/gomega/format"
	"github.com/onsi/gomega/types"

	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// ErrorMatcher matches an error response: see [BeODataError].
type ErrorMatcher struct {
	code any

	// of the last Match
	judged *exchange.Exchange
	found  []rule.Finding
	why    string
	at     *member
	text   string // of the code
}

// BeODataError matches an error response as OData has it (JSON Format 4.01,
// section 21.1): a status of 400 or above, where one is known, and a body
// {"error": {"code": …, "message": …}} that no rule of the families ERR and JSN
// finds an error in, by OData's own text.
func BeODataError() *ErrorMatcher { return &ErrorMatcher{} }

// WithCode says what the error's code must be as well: a string, or a Gomega
// matcher of one.
func (m *ErrorMatcher) WithCode(code any) *ErrorMatcher {
	m.code = code
	return m
}

// aboutErrors are the rules that judge the body of an error, and whether it
// can be read.
func aboutErrors(id string) bool {
	return strings.HasPrefix(id, "ERR-") || strings.HasPrefix(id, "JSN-") || id == "HDR-002" || id == "ENT-010"
}

// Match reports whether the answer is such an error.
func (m *ErrorMatcher) Match(actual any) (bool, error) {
	m.judged, m.found, m.why, m.at, m.text = nil, nil, "", nil, ""
	switch m.code.(type) {
	case nil, string, types.GomegaMatcher:
	default:
		return false, fmt.Errorf("WithCode expects a string or a matcher. Got:\n%s", format.Object(m.code, 1))
	}
	x, err := exchangeOf(actual)
	if err != nil {
		return false, fmt.Errorf("BeODataError: %w", err)
	}
	body, err := bodyOf(x)
	if err != nil {
		return false, fmt.Errorf("BeODataError: %w", err)
	}
	m.judged = x
	switch status := x.Response.Status; {
	case status != 0 && status < 400:
		m.why = fmt.Sprintf("its status is %d, and errors have 400 or above", status)
		return false, nil
	case len(body) == 0:
		m.why = "it has no body"
		return false, nil
	case status == 0: // a body alone, and said to be an error's
		y, r := *x, *x.Response
		r.Status, y.Response = 400, &r
		x = &y
	}
	v := judgeOf(noContract(), check.Options{Profile: rule.OData401}).Exchange(check.Subject{Exchange: x})
	if m.found = errorsOf(v, aboutErrors); len(m.found) > 0 {
		return false, nil
	}
	if t := exchange.ParseMediaType(x.Response.Header.Get("Content-Type")).Type; t != "" && t != "application/json" && !strings.HasSuffix(t, "+json") {
		m.why = "its media type is " + t
		return false, nil
	}
	return m.hasCode(body)
}

// hasCode compares the code, where one was asked for.
func (m *ErrorMatcher) hasCode(body []byte) (bool, error) {
	members, err := membersOf(body)
	if err != nil {
		m.why = err.Error()
		return false, nil
	}
	e := find(members, "error")
	if e == nil {
		m.why = "it has no member error"
		return false, nil
	}
	inner, err := membersOf(e.raw)
	if err != nil {
		m.why, m.at = "error is no object", e
		return false, nil
	}
	if m.at = find(inner, "code"); m.at != nil {
		m.at.offset += e.offset
	}
	m.text, _ = m.at.text()
	switch want := m.code.(type) {
	case string:
		return m.text == want, nil
	case types.GomegaMatcher:
		return want.Match(m.text)
	}
	return true, nil
}

// FailureMessage says why it is none.
func (m *ErrorMatcher) FailureMessage(any) string {
	const head = "Expected the answer to be an OData error"
	switch want := m.code.(type) {
	case nil:
	case string:
		if m.why == "" && len(m.found) == 0 {
			return fmt.Sprintf("%s with the code %q, but the code is %q:\n\n%s", head, want, m.text, m.at.show(m.judged))
		}
	case types.GomegaMatcher:
		if m.why == "" && len(m.found) == 0 {
			return fmt.Sprintf("%s, with a code that matches:\n\n%s\n%s", head, m.at.show(m.judged), want.FailureMessage(m.text))
		}
	}
	if len(m.found) > 0 {
		return fmt.Sprintf("%s, but it has %s:\n%s", head, tally(m.found), findings(m.judged, m.found))
	}
	line := ""
	if m.at != nil {
		line = ":\n\n" + m.at.show(m.judged)
	}
	return fmt.Sprintf("%s, but %s%s", head, m.why, line)
}

// NegatedFailureMessage says that it is one.
func (m *ErrorMatcher) NegatedFailureMessage(any) string {
	with := ""
	if m.code != nil {
		with = fmt.Sprintf(" with the code %q", m.text)
	}
	return fmt.Sprintf("Expected the answer not to be an OData error%s, but it is one", with)
}
