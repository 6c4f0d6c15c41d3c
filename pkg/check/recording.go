package check

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/concord-odata/concord/pkg/exchange"
)

// Recording is what the exchanges of one recording say of each other: which
// links were given before, which URLs are status monitors, who was told to
// wait. Rules that need more than one exchange ask it; a nil Recording knows
// nothing.
type Recording struct {
	order    map[*exchange.Exchange]int
	links    map[string]int // next and delta links → the first exchange that gave it
	paged    map[string]int // paths → the first exchange whose answer had such a link
	monitors map[string]int // URLs of status monitors → the exchange that named it
	waits    map[string][]wait
	hosts    map[string]bool // that spoke OData
}

// wait is an answer that told a client to come back later.
type wait struct {
	order int
	until time.Time
	field string
}

// NewRecording reads the exchanges of a recording, in their order.
func NewRecording(list []*exchange.Exchange) *Recording {
	r := &Recording{order: map[*exchange.Exchange]int{}, links: map[string]int{}, paged: map[string]int{}, monitors: map[string]int{}, waits: map[string][]wait{}, hosts: map[string]bool{}}
	for i, x := range list {
		r.order[x] = i
		if x.Request == nil || x.Request.URL == nil || x.Response == nil {
			continue
		}
		if speaksOData(x) {
			r.hosts[strings.ToLower(x.Request.URL.Host)] = true
		}
		r.readLinks(x, i)
		switch x.Response.Status {
		case 202:
			if u, err := x.Request.URL.Parse(x.Response.Header.Get("Location")); err == nil && x.Response.Header.Has("Location") {
				first(r.monitors, urlKey(u), i)
			}
		case 429, 503:
			if until := retryTime(x); !until.IsZero() {
				key := x.Request.Method + " " + urlKey(x.Request.URL)
				r.waits[key] = append(r.waits[key], wait{i, until, x.Response.Header.Get("Retry-After")})
			}
		}
	}
	return r
}

func first(index map[string]int, key string, i int) {
	if _, there := index[key]; !there {
		index[key] = i
	}
}

// readLinks finds the page links of a body without reading it whole: the
// string that follows their names.
func (r *Recording) readLinks(x *exchange.Exchange, i int) {
	if x.Response.Body == nil {
		return
	}
	data := x.Response.Body.Data
	for _, name := range [][]byte{[]byte(`nextLink"`), []byte(`deltaLink"`)} {
		for rest := data; ; {
			at := bytes.Index(rest, name)
			if at < 0 {
				break
			}
			rest = bytes.TrimLeft(rest[at+len(name):], " \t\r\n:")
			var link string
			if len(rest) == 0 || rest[0] != '"' || json.NewDecoder(bytes.NewReader(rest)).Decode(&link) != nil {
				continue
			}
			if u, err := x.Request.URL.Parse(link); err == nil {
				first(r.links, urlKey(u), i)
				first(r.paged, u.Path, i)
			}
		}
	}
}

// urlKey is a URL for comparison: decoded, and without its host, which
// recorders rewrite.
func urlKey(u *url.URL) string { return u.Path + "?" + u.Query().Encode() }

// retryTime is when the response lets the client come back; zero where it
// does not say, or nothing says when it came.
func retryTime(x *exchange.Exchange) time.Time {
	s := strings.TrimSpace(x.Response.Header.Get("Retry-After"))
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1<<20 || x.RecordedAt.IsZero() {
		return time.Time{}
	}
	return x.RecordedAt.Add(time.Duration(n) * time.Second)
}

// monitored reports whether the exchange asks a status monitor that an earlier
// answer named.
func (r *Recording) monitored(x *exchange.Exchange) bool {
	if r == nil || x.Request == nil || x.Request.URL == nil {
		return false
	}
	named, ok := r.monitors[urlKey(x.Request.URL)]
	return ok && named < r.order[x]
}

// odata reports whether an exchange of the recording with that host was of
// OData.
func (r *Recording) odata(host string) bool {
	return r != nil && host != "" && r.hosts[strings.ToLower(host)]
}

// follows says whether the exchange's URL is a page link that an earlier
// answer gave; known is false where no earlier answer gave one for its path.
func (r *Recording) follows(x *exchange.Exchange) (follows, known bool) {
	if r == nil || x.Request == nil || x.Request.URL == nil {
		return false, false
	}
	at, paged := r.paged[x.Request.URL.Path]
	if !paged || at >= r.order[x] {
		return false, false
	}
	given, ok := r.links[urlKey(x.Request.URL)]
	return ok && given < r.order[x], true
}

// tooEarly is the Retry-After that the exchange did not wait for; "" where it
// did, or nothing says.
func (r *Recording) tooEarly(x *exchange.Exchange) string {
	if r == nil || x.Request == nil || x.Request.URL == nil || x.RecordedAt.IsZero() {
		return ""
	}
	list := r.waits[x.Request.Method+" "+urlKey(x.Request.URL)]
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].order < r.order[x] {
			if x.RecordedAt.Before(list[i].until.Add(-time.Second)) {
				return list[i].field
			}
			return ""
		}
	}
	return ""
}
