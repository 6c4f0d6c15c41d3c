package exchange

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/location"
)

// The shapes of HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/).
type (
	harLog struct {
		Version string     `json:"version"`
		Creator harCreator `json:"creator"`
		Entries []harEntry `json:"entries"`
	}
	harCreator struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	harEntry struct {
		Started  string         `json:"startedDateTime"`
		Time     int            `json:"time"`
		Request  harRequest     `json:"request"`
		Response harResponse    `json:"response"`
		Cache    struct{}       `json:"cache"`
		Timings  map[string]int `json:"timings"`
	}
	harRequest struct {
		Method      string    `json:"method"`
		URL         string    `json:"url"`
		Proto       string    `json:"httpVersion"`
		Cookies     []harPair `json:"cookies"`
		Headers     []harPair `json:"headers"`
		Query       []harPair `json:"queryString"`
		Post        *harPost  `json:"postData,omitempty"`
		HeadersSize int       `json:"headersSize"`
		BodySize    int       `json:"bodySize"`
	}
	harResponse struct {
		Status      int        `json:"status"`
		StatusText  string     `json:"statusText"`
		Proto       string     `json:"httpVersion"`
		Cookies     []harPair  `json:"cookies"`
		Headers     []harPair  `json:"headers"`
		Content     harContent `json:"content"`
		Redirect    string     `json:"redirectURL"`
		HeadersSize int        `json:"headersSize"`
		BodySize    int        `json:"bodySize"`
	}
	harPair struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	harPost struct {
		Type     string `json:"mimeType"`
		Text     string `json:"text"`
		Encoding string `json:"encoding,omitempty"` // not in HAR 1.2; browsers write it too
	}
	harContent struct {
		Size     int    `json:"size"`
		Type     string `json:"mimeType"`
		Text     string `json:"text,omitempty"`
		Encoding string `json:"encoding,omitempty"`
	}
)

// WriteHAR writes exchanges as HAR 1.2. Each needs a request with an
// absolute URL, for HAR has no place for less; one without a response is
// written with status 0. Bodies that are no UTF-8 are in base64.
func WriteHAR(w io.Writer, exchanges []*Exchange) error {
	log := harLog{Version: "1.2", Creator: harCreator{Name: "concord", Version: "1"}, Entries: []harEntry{}}
	for i, x := range exchanges {
		if x.Request == nil || x.Request.URL == nil || !x.Request.URL.IsAbs() {
			return fmt.Errorf("exchange: HAR: exchange %d (%s in %s) has no request with an absolute URL", i, x.Name, x.File)
		}
		log.Entries = append(log.Entries, harEntry{
			Started: x.RecordedAt.UTC().Format("2006-01-02T15:04:05.000Z07:00"), Request: x.Request.har(), Response: x.Response.har(),
			Timings: map[string]int{"send": 0, "wait": 0, "receive": 0},
		})
		if x.RecordedAt.IsZero() {
			log.Entries[i].Started = time.Unix(0, 0).UTC().Format("2006-01-02T15:04:05.000Z07:00")
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Log harLog `json:"log"`
	}{log})
}

func (r *Request) har() harRequest {
	h := harRequest{
		Method: r.Method, URL: r.URL.String(), Proto: r.Proto, Cookies: []harPair{}, Headers: harPairs(r.Header),
		Query: harQuery(r.URL.RawQuery), HeadersSize: -1,
	}
	if r.Body != nil {
		text, encoding := harText(r.Body)
		h.Post = &harPost{Type: r.Header.Get("Content-Type"), Text: text, Encoding: encoding}
		h.BodySize = len(r.Body.Data)
	}
	return h
}

func (r *Response) har() harResponse {
	h := harResponse{Cookies: []harPair{}, Headers: []harPair{}, HeadersSize: -1, BodySize: -1}
	if r == nil {
		return h
	}
	h.Status, h.StatusText, h.Proto, h.Headers, h.Redirect = r.Status, r.Reason, r.Proto, harPairs(r.Header), r.Header.Get("Location")
	h.Content.Type = r.Header.Get("Content-Type")
	if r.Body != nil {
		h.Content.Text, h.Content.Encoding = harText(r.Body)
		h.Content.Size, h.BodySize = len(r.Body.Data), len(r.Body.Data)
	}
	return h
}

func harPairs(h Header) []harPair {
	pairs := make([]harPair, 0, len(h))
	for _, f := range h {
		pairs = append(pairs, harPair{f.Name, f.Value})
	}
	return pairs
}

func harText(body *location.Text) (text, encoding string) {
	if utf8.Valid(body.Data) {
		return string(body.Data), ""
	}
	return base64.StdEncoding.EncodeToString(body.Data), "base64"
}

// harQuery is a query's names and values in their order, decoded where they
// can be.
func harQuery(raw string) []harPair {
	pairs := []harPair{}
	for part := range strings.SplitSeq(raw, "&") {
		if part != "" {
			name, value, _ := strings.Cut(part, "=")
			pairs = append(pairs, harPair{decoded(name), decoded(value)})
		}
	}
	return pairs
}

func decoded(s string) string {
	if d, err := url.QueryUnescape(s); err == nil {
		return d
	}
	return s
}
