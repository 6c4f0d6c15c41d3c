package exchange

import (
	"net/url"
	"time"

	"github.com/concord-odata/concord/pkg/location"
)

// Exchange is one request and its response. Where one of the two is not
// known it is nil: a bare body has a response alone.
type Exchange struct {
	Name     string // for people: a test's title, "GET /users", "line 7"
	File     string // as the user named it
	Index    int    // among the exchanges of the file, from 0
	Request  *Request
	Response *Response
	Meta     *Meta  // of its fixture; nil elsewhere
	Source   Format // the form that it was read from
	// RecordedAt is when it took place; zero where nothing says it.
	RecordedAt time.Time
	// Redacted: its recorder replaced hosts, names or identifiers, so that
	// they prove nothing.
	Redacted bool
}

// Request is an HTTP request.
type Request struct {
	Method string
	Target string // of the request line, as written
	// URL is Target resolved: absolute where the target is, or where a Host
	// field names the host; else path and query alone; nil where Target is
	// no URL (a wildcard or a regular expression of a mock).
	URL *url.URL
	// SchemeAssumed: nothing said whether it was http or https.
	SchemeAssumed bool
	// Pattern: the target was never asked as it stands: it has variables
	// ("/users/{id}", "{{baseUrl}}/users") or is what a mock matches by
	// ("/users/*").
	Pattern  bool
	Proto    string // "HTTP/1.1", or "" where nothing said it
	Header   Header
	Body     *location.Text // nil: none
	Position location.Position
	// BodyUnread says why a body that was there is not in Body.
	BodyUnread string
	// Verbatim: Body holds the very bytes of the message.
	Verbatim bool
}

// Response is an HTTP response.
type Response struct {
	Status         int // 0: not known
	Reason         string
	Proto          string
	Header         Header
	Body           *location.Text // nil: none
	Position       location.Position
	StatusPosition location.Position
	// Large is a body that is not in memory; nil: Body is all of it.
	Large *Large
	// BodyTruncated: the recorder kept only the beginning of the body.
	BodyTruncated bool
	// BodyUnread says why a body that was there is not in Body: it is
	// compressed in a way that cannot be read, kept elsewhere, made by a
	// template. Such a body is unjudged; it is not absent.
	BodyUnread string
	// Verbatim: Body holds the very bytes of the message, so that
	// Content-Length must count them.
	Verbatim bool
}

// SetBody is for a response that stands in no file: the body is positioned by
// itself, under that name.
func (r *Response) SetBody(name string, data []byte) { r.Body = location.NewText(name, data) }

// Format is a form in which exchanges are kept.
type Format string

// The forms that [Open] knows.
const (
	BareBody    Format = "body"
	BodyArray   Format = "array"
	NDJSON      Format = "ndjson"
	HTTP        Format = "http"
	Txtar       Format = "txtar"
	HAR         Format = "har"
	Polly       Format = "polly"
	VCR         Format = "vcr"
	DevProxy    Format = "devproxy"
	WireMock    Format = "wiremock"
	Postman     Format = "postman"
	AzureRecord Format = "azure-test-proxy"
	Live        Format = "live" // asked of a service, or passed through a proxy
	Documented  Format = "documentation"
)
