package live

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
)

const secret = "s3cret-token"

// answer is a service of one function, and a client of it with a token.
func answer(t *testing.T, h http.HandlerFunc) (*Client, *httptest.Server) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	c, err := New(Options{Service: server.URL + "/beta", Token: secret})
	if err != nil {
		t.Fatal(err)
	}
	return c, server
}

func ask(t *testing.T, c *Client, path string) *exchange.Exchange {
	t.Helper()
	ex, err := c.Ask(t.Context(), http.MethodGet, path)
	if err != nil {
		t.Fatal(err)
	}
	return ex
}

func TestAServiceRootIsAPlainURL(t *testing.T) {
	for _, c := range []struct {
		name, service, token string
		want                 string // in the error; "" is none
	}{
		{"https", "https://example.org/beta", secret, ""},
		{"https with a final slash", "https://example.org/beta/", "", ""},
		{"http without a token", "http://example.org/beta", "", ""},
		{"http to this machine, by name", "http://localhost:8080/beta", secret, ""},
		{"http to this machine, by address", "http://127.0.0.1:8080/beta", secret, ""},
		{"http to this machine, by its IPv6 address", "http://[::1]:8080/beta", secret, ""},
		{"http to another with a token", "http://example.org/beta", secret, "not sent over plain http"},
		{"http to a name that begins alike", "http://localhost.example.org", secret, "not sent over plain http"},
		{"http to a name that begins like an address", "http://127.0.0.1.example.org", secret, "not sent over plain http"},
		{"nothing", "", "", "no service root"},
		{"no scheme", "example.org/beta", "", "no service root"},
		{"no host", "https:///beta", "", "no service root"},
		{"another scheme", "ftp://example.org/", "", "no service root"},
		{"another scheme, with a password", "ftp://me:hunter2@example.org/", "", "no service root"},
		{"no scheme, with a password", "me:hunter2@example.org", "", "no service root"},
		{"a port that is none, with a password", "https://me:hunter2@example.org:port/", "", "no service root"},
		{"a user", "https://me:hunter2@example.org/", "", "no user, query or fragment"},
		{"a query", "https://example.org/?sig=hunter2", "", "no user, query or fragment"},
		{"an empty query", "https://example.org/?", "", "no user, query or fragment"},
		{"a fragment", "https://example.org/#hunter2", "", "no user, query or fragment"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(Options{Service: c.service, Token: c.token})
			switch {
			case err == nil && c.want != "":
				t.Errorf("no error, want one that says %q", c.want)
			case err != nil && (c.want == "" || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %q", err, c.want)
			case err != nil && (strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), secret)):
				t.Errorf("the error tells the secret: %v", err)
			}
		})
	}
}

func TestARequestIsAReadersAndTheExchangeHoldsWhatWasSaid(t *testing.T) {
	var got *http.Request
	c, server := answer(t, func(w http.ResponseWriter, r *http.Request) {
		got = r
		w.Header().Set("Content-Type", "application/json;odata.metadata=minimal")
		w.Header().Set("OData-Version", "4.0")
		w.Header().Set("Set-Cookie", "session=1")
		w.Header().Set("X-Echo", r.Header.Get("Authorization"))
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, ` {"error":{"code":"x","message":"y"}} `)
	})
	ex := ask(t, c, "/users?$filter=name eq 'a b'&$top=2")
	if got.Method != "GET" || got.RequestURI != "/beta/users?$filter=name%20eq%20'a%20b'&$top=2" {
		t.Errorf("asked %s %s", got.Method, got.RequestURI)
	}
	for name, want := range map[string]string{"Accept": "application/json", "OData-MaxVersion": "4.01", "Authorization": "Bearer " + secret} {
		if v := got.Header.Get(name); v != want {
			t.Errorf("%s is %q, want %q", name, v, want)
		}
	}
	if ex.Source != exchange.Live || ex.Request.Method != "GET" || !strings.HasPrefix(ex.Request.Target, server.URL+"/beta/users?") {
		t.Errorf("the request is %+v", ex.Request)
	}
	if ex.Response.Status != 404 || ex.Response.Reason != "Not Found" || ex.Response.Header.Get("odata-version") != "4.0" {
		t.Errorf("the response is %+v", ex.Response)
	}
	if ex.Response.Body == nil || !strings.Contains(string(ex.Response.Body.Data), `"code":"x"`) {
		t.Errorf("the body is %v", ex.Response.Body)
	}
	for _, h := range []exchange.Header{ex.Request.Header, ex.Response.Header} {
		for i, f := range h {
			if f.Name == "Authorization" || f.Name == "Set-Cookie" || strings.Contains(f.Value, secret) {
				t.Errorf("the exchange holds %s: %s", f.Name, f.Value)
			}
			if i > 0 && f.Name < h[i-1].Name {
				t.Errorf("the fields stand in no order: %v", h)
			}
		}
	}
}

func TestWithoutATokenNoneIsSent(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Errorf("Authorization: %s was sent", r.Header.Get("Authorization"))
		}
	}))
	defer server.Close()
	c, err := New(Options{Service: server.URL + "/"})
	if err != nil {
		t.Fatal(err)
	}
	if ex := ask(t, c, "users"); ex.Request.URL.Path != "/users" || ex.Response.Body != nil || ex.Response.BodyUnread != "" {
		t.Errorf("%s has the body %v (%s)", ex.Request.URL, ex.Response.Body, ex.Response.BodyUnread)
	}
}

func TestOnlyReadingRequestsBelowTheRootAreSent(t *testing.T) {
	c, _ := answer(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s %s was sent", r.Method, r.URL) })
	for _, r := range []struct{ method, path string }{
		{"POST", "/users"}, {"DELETE", "/users/1"}, {"PATCH", "/users/1"}, {"get", "/users"}, {"", "/users"},
		{"GET", "/../admin"}, {"GET", "/users/../../admin"}, {"GET", "/%2e%2e/admin"}, {"GET", "/..%2fadmin"}, {"GET", "/a%2f..%2F../admin"}, {"GET", "/a%2F.."}, {"GET", `\..\admin`}, {"GET", "/a\x00b"},
	} {
		if ex, err := c.Ask(t.Context(), r.method, r.path); err == nil {
			t.Errorf("%s %s: got %v, want an error", r.method, r.path, ex.Response)
		}
	}
}

func TestAPathThatLooksLikeAURLStaysBelowTheRoot(t *testing.T) {
	c, server := answer(t, func(http.ResponseWriter, *http.Request) {})
	for _, path := range []string{"https://example.org/x", "//example.org/x", "@example.org/x", "/users?next=https://example.org/../x"} {
		ex := ask(t, c, path)
		if "http://"+ex.Request.URL.Host != server.URL || !strings.HasPrefix(ex.Request.URL.Path, "/beta/") {
			t.Errorf("%s was asked of %s", path, ex.Request.URL)
		}
	}
}

func TestRedirectionsAreFollowedWithinTheHostAlone(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("another host was asked for %s, with Authorization %q", r.URL, r.Header.Get("Authorization"))
	}))
	defer other.Close()
	c, _ := answer(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/beta/here":
			http.Redirect(w, r, "/beta/there", http.StatusTemporaryRedirect)
		case "/beta/there":
			if r.Header.Get("Authorization") != "Bearer "+secret {
				t.Errorf("there, Authorization is %q", r.Header.Get("Authorization"))
			}
			_, _ = io.WriteString(w, `{}`)
		case "/beta/away":
			http.Redirect(w, r, other.URL+"/x", http.StatusFound)
		case "/beta/scheme":
			http.Redirect(w, r, "https://"+r.Host+"/x", http.StatusFound)
		default:
			http.Redirect(w, r, "/beta/loop", http.StatusFound)
		}
	})
	if ex := ask(t, c, "/here"); ex.Response.Status != 200 || ex.Response.Body == nil {
		t.Errorf("a redirection within the host gives %+v", ex.Response)
	}
	for path, want := range map[string]string{"/away": "another host", "/scheme": "another host", "/loop": "more than 5 redirections"} {
		ex, err := c.Ask(t.Context(), "GET", path)
		if err == nil {
			t.Errorf("%s: got %+v, want an error", path, ex.Response)
		} else if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	if _, err := c.Ask(t.Context(), "GET", "/away"); !errors.Is(err, errOtherHost) {
		t.Errorf("%v is not %v", err, errOtherHost)
	}
}

func TestTheSchemesOwnPortIsTheHostsToo(t *testing.T) {
	for _, c := range []struct {
		root, to string
		ok       bool
	}{
		{"https://example.org/a", "https://example.org:443/b", true},
		{"https://example.org:443/a", "https://EXAMPLE.org/b", true},
		{"https://example.org/a", "https://example.org:444/b", false},
		{"https://example.org/a", "http://example.org:443/b", false},
		{"https://example.org/a", "https://example.org.evil/b", false},
		{"https://example.org/a", "https://sub.example.org/b", false},
	} {
		client, err := New(Options{Service: c.root})
		if err != nil {
			t.Fatal(err)
		}
		to, err := url.Parse(c.to)
		if err != nil {
			t.Fatal(err)
		}
		if err := client.redirect(&http.Request{URL: to}, nil); (err == nil) != c.ok {
			t.Errorf("from %s to %s: %v, followed was to be %t", c.root, c.to, err, c.ok)
		}
	}
}

// transport answers without a network.
type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// endless is a body that does not end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.read += len(p)
	return len(p), nil
}

func TestABodyIsReadUpToItsBound(t *testing.T) {
	body := &endless{}
	c, err := New(Options{Service: "https://example.org/", Transport: transport(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Status: "200 OK", Proto: "HTTP/1.1", Header: http.Header{}, Body: io.NopCloser(body), Request: r}, nil
	})})
	if err != nil {
		t.Fatal(err)
	}
	ex := ask(t, c, "/users")
	if ex.Response.Body != nil || !strings.Contains(ex.Response.BodyUnread, "larger than 64 MiB") {
		t.Errorf("the body is %v, unread because %q", ex.Response.Body != nil, ex.Response.BodyUnread)
	}
	if body.read > 2*maxBody {
		t.Errorf("%d bytes were read", body.read)
	}
}

func TestABodyThatRepeatsTheTokenIsNotKept(t *testing.T) {
	c, _ := answer(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"you sent":"`+r.Header.Get("Authorization")+`"}`)
	})
	if ex := ask(t, c, "/echo"); ex.Response.Body != nil || ex.Response.BodyUnread == "" {
		t.Errorf("the body is kept, unread because %q", ex.Response.BodyUnread)
	}
}

func TestAnAnswerThatBreaksOffIsAnError(t *testing.T) {
	c, _ := answer(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		_, _ = io.WriteString(w, `{"value":`)
	})
	ex, err := c.Ask(t.Context(), "GET", "/users")
	if err == nil || !errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), secret) {
		t.Errorf("got %v, %v, want an unexpected end", ex, err)
	}
}

func TestAnAskEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c, _ := answer(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	if ex, err := c.Ask(ctx, "GET", "/users"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, %v, want %v", ex, err, context.Canceled)
	}
}

func TestEveryAskHasATimeLimit(t *testing.T) {
	c, err := New(Options{Service: "https://example.org/", Transport: transport(func(r *http.Request) (*http.Response, error) {
		if _, ok := r.Context().Deadline(); !ok {
			t.Error("the request has no deadline")
		}
		return nil, errors.New("no network here")
	})})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Ask(t.Context(), "GET", "/users"); err == nil || !strings.Contains(err.Error(), "no network here") {
		t.Errorf("got %v", err)
	}
}
