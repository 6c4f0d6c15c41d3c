package matcher

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"

	"github.com/onsi/gomega/format"

	"github.com/concord-odata/concord/pkg/exchange"
)

// maxBody bounds what is read of a body.
const maxBody = 64 << 20

// exchangeOf is what a matcher was given, as an exchange: see the package
// comment for what that may be.
func exchangeOf(actual any) (*exchange.Exchange, error) {
	switch a := actual.(type) {
	case nil:
		return nil, fmt.Errorf("there is nothing to judge: the actual value is nil")
	case *exchange.Exchange:
		if a == nil {
			return nil, fmt.Errorf("there is nothing to judge: the exchange is nil")
		}
		return a, nil
	case *http.Response:
		if a == nil {
			return nil, fmt.Errorf("there is nothing to judge: the response is nil")
		}
		return ofResponse(a)
	case *httptest.ResponseRecorder:
		if a == nil || a.Body == nil {
			return nil, fmt.Errorf("there is nothing to judge: the recorder has no body: make it with httptest.NewRecorder")
		}
		r := *a.Result()
		return received(&r, bytes.Clone(a.Body.Bytes()))
	case *bytes.Buffer:
		if a == nil {
			return nil, fmt.Errorf("there is nothing to judge: the buffer is nil")
		}
		return received(&http.Response{}, bytes.Clone(a.Bytes()))
	case json.RawMessage:
		return received(&http.Response{}, a)
	case []byte:
		return received(&http.Response{}, a)
	case string:
		return received(&http.Response{}, []byte(a))
	case io.Reader:
		body, err := readBody(a)
		if err != nil {
			return nil, err
		}
		return received(&http.Response{}, body)
	}
	body, err := marshal(actual)
	if err != nil {
		return nil, err
	}
	return received(&http.Response{}, body)
}

// ofResponse reads the body of a response and puts it back.
func ofResponse(r *http.Response) (*exchange.Exchange, error) {
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = io.ReadAll(io.LimitReader(r.Body, maxBody+1)); err != nil {
			return nil, fmt.Errorf("the response's body could not be read, it was closed or read before: %w", err)
		}
		if len(body) > maxBody { // the rest stays to be read
			r.Body = rest{io.MultiReader(bytes.NewReader(body), r.Body), r.Body}
		} else if err := r.Body.Close(); err != nil {
			return nil, fmt.Errorf("the response's body could not be closed: %w", err)
		} else {
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
	}
	if len(body) == 0 && r.ContentLength > 0 && (r.Request == nil || r.Request.Method != http.MethodHead) {
		return nil, fmt.Errorf("the response says that it has %d bytes of body, and none are left: it was read before (gomega's HaveHTTPBody does so: put it last)", r.ContentLength)
	}
	return received(r, body)
}

// rest is a body of which the beginning was read.
type rest struct {
	io.Reader
	io.Closer
}

// received is the exchange of a response with its body.
func received(r *http.Response, body []byte) (*exchange.Exchange, error) {
	if len(body) > maxBody {
		return nil, fmt.Errorf("the body is larger than %d MiB", maxBody>>20)
	}
	var sent []byte
	if r.Request != nil && r.Request.GetBody != nil { // a client's request keeps a copy
		if b, err := r.Request.GetBody(); err == nil {
			sent, err = io.ReadAll(io.LimitReader(b, maxBody))
			if _ = b.Close(); err != nil {
				return nil, fmt.Errorf("the request's body could not be read: %w", err)
			}
		}
	}
	x := exchange.FromHTTP(r, body, sent)
	if x.Request != nil && x.Request.URL != nil && standIn(x.Request.URL.Hostname()) {
		path := *x.Request.URL
		path.Scheme, path.Host = "", ""
		x.Request.URL = &path
	}
	return x, nil
}

// standIn reports whether a host is one that tests have in place of the real
// one: a loopback address, or a name that is reserved (RFC 2606, RFC 6761).
func standIn(host string) bool {
	if ip := net.ParseIP(host); ip != nil {
		return ip.IsLoopback()
	}
	host = strings.ToLower(host)
	for _, name := range []string{"localhost", "test", "example", "invalid", "example.com", "example.net", "example.org"} {
		if host == name || strings.HasSuffix(host, "."+name) {
			return true
		}
	}
	return false
}

// readBody reads to the end, and goes back where that is possible.
func readBody(r io.Reader) ([]byte, error) {
	seeker, canSeek := r.(io.Seeker)
	var start int64
	if canSeek {
		var err error
		if start, err = seeker.Seek(0, io.SeekCurrent); err != nil {
			canSeek = false
		}
	}
	body, err := io.ReadAll(io.LimitReader(r, maxBody+1))
	if err != nil {
		return nil, fmt.Errorf("the body could not be read: %w", err)
	}
	if canSeek {
		if _, err := seeker.Seek(start, io.SeekStart); err != nil {
			return nil, fmt.Errorf("the body could not be put back: %w", err)
		}
	}
	return body, nil
}

// marshal writes a Go value as encoding/json does. A value of net/http or
// net/url in place of a pointer to it is a slip.
func marshal(actual any) ([]byte, error) {
	v := reflect.ValueOf(actual)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	switch actual.(type) {
	case http.Response, httptest.ResponseRecorder, exchange.Exchange:
		return nil, fmt.Errorf("the actual value is a %T: give a pointer to it", actual)
	case http.Request, *http.Request, url.URL, *url.URL, error:
	default:
		if k := v.Kind(); k == reflect.Map || k == reflect.Slice || k == reflect.Struct {
			body, err := json.MarshalIndent(actual, "", "  ")
			if err != nil {
				return nil, fmt.Errorf("the actual value is a %T, which encoding/json cannot write: %w", actual, err)
			}
			return body, nil
		}
	}
	return nil, fmt.Errorf("the actual value must be a *http.Response, a *httptest.ResponseRecorder, a *exchange.Exchange, "+
		"a body (string, []byte, json.RawMessage, io.Reader), or a map, slice or struct to marshal. Got:\n%s", format.Object(actual, 1))
}
