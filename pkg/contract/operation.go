package contract

import (
	"slices"

	"github.com/concord-odata/concord/pkg/edm"
)

// Operation is a documented operation and the response that its page
// promises.
type Operation struct {
	Method string // "GET"
	Path   string // template, without service root: /users/{id}/messages
	Place  edm.Place
	// Statuses are the status codes that the page names for success; empty
	// where it names none.
	Statuses []Status
	// Return is the type of the response body; zero where the page does not
	// say, or says that there is none (ReturnsNothing).
	Return         edm.TypeRef
	ReturnPlace    edm.Place
	ReturnsNothing bool
	// Parameters are the names in the page's tables of parameters, and where
	// they stand.
	Parameters map[string]edm.Place
	// RequestBody is the type of the request body; zero where not said.
	RequestBody edm.TypeRef
	// ShowsContext: a documented example of the response has a context URL.
	ShowsContext bool
	// Shown are the member names that documented example items show, of the
	// outermost entity. A key among them is promised.
	Shown map[string]bool
}

// Status is a documented status code and where the page names it.
type Status struct {
	Code  int
	Place edm.Place
}

// Name is the method and the path template.
func (o *Operation) Name() string { return o.Method + " " + o.Path }

// Documents reports whether the page names that status.
func (o *Operation) Documents(status int) bool {
	return slices.ContainsFunc(o.Statuses, func(s Status) bool { return s.Code == status })
}
