package apidoc

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// HTTPRequest is a line `METHOD /path` of a page's HTTP request section.
type HTTPRequest struct {
	Method         string
	Target         string // as written: /users/{id}?$select={properties}
	Version        string // "HTTP/1.1" where written
	Fence          *Fence
	Position       location.Position // of the method
	TargetPosition location.Position
}

// Placeholder is a part of a path template that stands for a value.
type Placeholder struct {
	Name       string // without its brackets
	Start, End int    // in the path
}

// StatusSentence is prose that names the status of an answer: "returns
// `202 Accepted`".
type StatusSentence struct {
	Status     int
	Reason     string
	Heading    *Heading
	Position   location.Position // of the code span
	Types      []TypeExpr        // types named after it in the same paragraph, links and code spans
	Collection edm.Tristate      // the words call it a collection
	NoBody     edm.Tristate      // the words say that there is none
	Paragraph  *location.Text
}

// Return is one statement of what an operation returns.
type Return struct {
	Type     edm.TypeRef
	Source   string // "response" (an annotation), "sentence", "methods" (a resource page's table)
	Status   int    // 0: unsaid
	Block    *Block
	Position location.Position
}

// Operation is a documented operation: one line of an HTTP request section.
type Operation struct {
	Page                *Page
	Method              string
	Path                string // template as documented, without host, version and query
	Query               string // as documented
	Placeholders        []Placeholder
	Request             *HTTPRequest
	Statuses            []*StatusSentence
	Returns             []Return    // every statement, annotations first
	Response            edm.TypeRef // the statement that wins: the annotations', where they agree, else the sentence's
	ReturnsNothing      bool        // documented to answer without a body
	RequestBody         edm.TypeRef // zero: unsaid
	Examples            []*Example
	ExampleShowsContext bool // a documented response has a root context
	Position            location.Position
}
