package apidoc

import (
	"github.com/concord-odata/concord/pkg/location"
)

// Page is one Markdown page.
type Page struct {
	File string         // as named by the user
	Path string         // below the root it was loaded from, with slashes: api/user-get.md
	Text *location.Text // the whole file

	FrontMatter       []Field
	Title             string // the text of the first top-level heading, else the front matter's
	TitlePosition     location.Position
	DocType           string // front matter's doc_type: apiPageType, resourcePageType, …
	Namespace         string // of the types the page declares; empty: it does not say
	NamespacePosition location.Position

	Headings     []*Heading
	Blocks       []*Block // every annotated block, in order
	Fences       []*Fence // every fence, annotated or not, in order
	Tables       []*Table
	Links        []Link
	Includes     []Include
	Anchors      map[string]bool // fragments that a link may name: headings' slugs and ids in HTML
	HTTPRequests []*HTTPRequest
	Statuses     []*StatusSentence
	Types        []*TypeDecl
	Enums        []*EnumDecl
	Examples     []*Example
	Operations   []*Operation
	Parameters   []*PropertyDoc // rows of the tables that describe an operation's parameters or body
	Problems     []Problem
	Selected     bool // false: Options.Only leaves it out

	key       string              // among all files, for links
	requestOf map[*Block][]*Block // response → its requests
}

// Field is a top-level key of the front matter. Value is as YAML reads a
// plain or quoted scalar; of a list or block it is the text as written.
type Field struct {
	Key      string
	Value    string
	Position location.Position // of the key
}

// Field is the front matter's value of that key.
func (p *Page) Field(key string) (value string, ok bool) {
	for _, f := range p.FrontMatter {
		if f.Key == key {
			return f.Value, true
		}
	}
	return "", false
}

// Heading begins a section. Headings that switch language tabs are none.
type Heading struct {
	Level    int
	Text     string // without markup
	Code     []string
	Slug     string // the anchor that links use
	Parent   *Heading
	Position location.Position

	order int // among the page's
}

// Link is a link or image of the page's prose, headings or tables.
type Link struct {
	Text     string // without markup
	Target   string // as written, references resolved
	Image    bool
	Missing  bool              // [text][label] whose label has no definition: Target is the label
	Position location.Position // of the text
}

// Include is a docfx include: [!INCLUDE [label](target)].
type Include struct {
	Label    string
	Target   string
	Resolved bool // the file was there and was read
	Tab      string
	Heading  *Heading
	Position location.Position
}

// Code of a problem says its kind.
type Code string

// The kinds of problems. Those that say "lint:" are judged by the rule named.
const (
	AnnotationUnreadable   Code = "annotation-unreadable"    // not even leniently (DOC-001 E)
	AnnotationSlip         Code = "annotation-slip"          // read, but no strict JSON (DOC-001 W)
	AnnotationUnknownKind  Code = "annotation-unknown-kind"  // a blockType nobody knows (DOC-014 I)
	AnnotationWithoutFence Code = "annotation-without-fence" // a request, response or resource block and no fence after it
	AnnotationNotClosed    Code = "annotation-not-closed"    // a comment without its end
	FenceNotClosed         Code = "fence-not-closed"
	RequestWithoutResponse Code = "request-without-response" // DOC-002
	ResponseWithoutRequest Code = "response-without-request" // DOC-002
	FenceNotAnnotated      Code = "fence-not-annotated"      // the counterpart of an annotated request or response has no annotation
	MessageHead            Code = "message-head"             // an odd head of an HTTP message
	TypeCell               Code = "type-cell"                // a type cell that cannot be understood (DOC-007)
	TypeUnknown            Code = "type-unknown"             // it names a type nothing declares (DOC-006, DOC-007)
	TypeCase               Code = "type-case"                // a type named in another case than declared
	TypeLoose              Code = "type-loose"               // understood, but not by a type's name ("int", "JSON object")
	TypeLink               Code = "type-link"                // the link goes to another type than its text names
	PropertyTwice          Code = "property-twice"           // in the tables of one type
	PropertyName           Code = "property-name"            // a name cell without a property's name
	TableBroken            Code = "table-broken"             // rows of another width, or cut off from their table
	TypeTwice              Code = "type-twice"               // a type declared by two pages
	RepresentationJSON     Code = "representation-json"      // a JSON representation that is no JSON
	LinkBroken             Code = "link-broken"              // DOC-011
	NameTwice              Code = "name-twice"               // an example id used twice (DOC-012)
	IncludeMissing         Code = "include-missing"          // an include whose file is not there
	FrontMatterOdd         Code = "front-matter"             // DOC-014
)

// Problem is something odd in a page: a fact, not yet a finding.
type Problem struct {
	Code     Code
	Message  string
	Position location.Position
	// Slip is the departure from strict JSON, for AnnotationSlip, and Text
	// what its offsets count in.
	Slip *location.Slip
	Text *location.Text
	// Name is what the problem is about (a type, property, label or link
	// target), Suggestion what was probably meant, where one thing is.
	Name       string
	Suggestion string
}
