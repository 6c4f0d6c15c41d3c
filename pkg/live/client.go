package live

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/concord-odata/concord/pkg/exchange"
)

// Bounds of an answer.
const (
	maxBody = 64 << 20
	timeout = 60 * time.Second
)

// Options say whom to ask.
type Options struct {
	Service   string            // the service root's URL
	Token     string            // a bearer token; empty: none is sent
	Transport http.RoundTripper // nil: http.DefaultTransport
}

// Client asks one service.
type Client struct {
	root  *url.URL
	token string
	http  *http.Client
}

// New is a client of the service. It fails on a URL that is none, and on a
// token that would go over plain http to another machine.
func New(opt Options) (*Client, error) {
	u, err := url.Parse(opt.Service)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("live: %q is no service root: write https://host/path", withoutUser(opt.Service))
	}
	if u.User != nil || u.ForceQuery || u.RawQuery != "" || u.Fragment != "" {
		return nil, fmt.Errorf("live: the service root https://%s%s must have no user, query or fragment", u.Host, u.Path)
	}
	if opt.Token != "" && u.Scheme == "http" && !loopback(u.Hostname()) {
		return nil, fmt.Errorf("live: a token is not sent over plain http to %s; use https, or --no-auth", u.Host)
	}
	c := &Client{root: u, token: opt.Token}
	c.http = &http.Client{Transport: opt.Transport, Timeout: timeout, CheckRedirect: c.redirect}
	return c, nil
}

// withoutUser is a URL, or what was meant to be one, without what may be a
// password.
func withoutUser(s string) string {
	if i := strings.LastIndexByte(s, '@'); i >= 0 {
		scheme, _, ok := strings.Cut(s, "//")
		if !ok {
			scheme = ""
		} else {
			scheme += "//"
		}
		return scheme + "…" + s[i:]
	}
	return s
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

var errOtherHost = errors.New("a redirection to another host is not followed")

// redirect follows redirections within the service's host and scheme alone.
func (c *Client) redirect(r *http.Request, via []*http.Request) error {
	if !strings.EqualFold(authority(r.URL), authority(c.root)) || r.URL.Scheme != c.root.Scheme {
		return fmt.Errorf("%w (to %s)", errOtherHost, r.URL.Host)
	}
	if len(via) >= 5 {
		return errors.New("more than 5 redirections")
	}
	return nil
}

// authority is the host and port of a URL, the scheme's own port included.
func authority(u *url.URL) string {
	port := u.Port()
	switch {
	case port == "" && u.Scheme == "https":
		port = "443"
	case port == "" && u.Scheme == "http":
		port = "80"
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// Ask sends a GET or HEAD request for a path below the service root, its
// query included, and reads the answer whole.
func (c *Client) Ask(ctx context.Context, method, path string) (*exchange.Exchange, error) {
	if method != http.MethodGet && method != http.MethodHead {
		return nil, fmt.Errorf("live: %s %s: only GET and HEAD are asked of a live service", method, path)
	}
	if leaves(path) {
		return nil, fmt.Errorf("live: %s %s: the path leads out of the service root", method, path)
	}
	target := strings.TrimSuffix(c.root.String(), "/") + "/" + strings.ReplaceAll(strings.TrimPrefix(path, "/"), " ", "%20")
	r, err := http.NewRequestWithContext(ctx, method, target, nil)
	if err != nil {
		return nil, fmt.Errorf("live: %w", err)
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("OData-MaxVersion", "4.01")
	r.Header.Set("User-Agent", "concord")
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return nil, fmt.Errorf("live: %w", err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(io.LimitReader(answer.Body, maxBody+1))
	if err != nil {
		return nil, fmt.Errorf("live: %s %s: the answer broke off after %d bytes: %w", method, target, len(data), err)
	}
	return c.exchange(r, answer, data), nil
}

// leaves reports whether a path has a segment that leads upwards.
func leaves(path string) bool {
	path, _, _ = strings.Cut(path, "?")
	for segment := range strings.FieldsFuncSeq(path, func(r rune) bool { return r == '/' || r == '\\' }) {
		if plain, err := url.PathUnescape(segment); err == nil {
			segment = plain
		}
		if segment == ".." || strings.Contains(segment, "../") || strings.HasSuffix(segment, "/..") {
			return true
		}
	}
	return false
}

func (c *Client) exchange(r *http.Request, answer *http.Response, data []byte) *exchange.Exchange {
	name := r.Method + " " + r.URL.String()
	ex := &exchange.Exchange{Name: name, File: r.URL.String(), Source: exchange.Live,
		Request:  &exchange.Request{Method: r.Method, Target: r.URL.String(), URL: r.URL, Proto: answer.Proto, Header: c.fields(r.Header)},
		Response: &exchange.Response{Status: answer.StatusCode, Proto: answer.Proto, Header: c.fields(answer.Header), Verbatim: !answer.Uncompressed},
	}
	_, ex.Response.Reason, _ = strings.Cut(answer.Status, " ")
	switch {
	case len(data) > maxBody:
		ex.Response.BodyUnread = fmt.Sprintf("it is larger than %d MiB", maxBody>>20)
	case c.token != "" && bytes.Contains(data, []byte(c.token)):
		ex.Response.BodyUnread = "it repeats the token"
	case len(bytes.TrimSpace(data)) > 0:
		ex.Response.SetBody(ex.File, data)
	}
	return ex
}

// fields are a message's header fields by name, the credentials left out.
func (c *Client) fields(h http.Header) exchange.Header {
	var out exchange.Header
	for _, name := range slices.Sorted(maps.Keys(h)) {
		switch name {
		case "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie":
			continue
		}
		for _, v := range h[name] {
			if c.token == "" || !strings.Contains(v, c.token) {
				out = append(out, exchange.Field{Name: name, Value: v})
			}
		}
	}
	return out
}
