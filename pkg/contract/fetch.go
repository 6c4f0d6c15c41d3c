package contract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Bounds of a $metadata document that is fetched.
const (
	maxMetadata      = 64 << 20
	fetchTimeout     = 60 * time.Second
	maxRedirections  = 5
	metadataSegment  = "$metadata"
	acceptedMetadata = "application/xml"
)

// isURL reports whether a source is a service root's URL.
func isURL(name string) bool {
	scheme, _, ok := strings.Cut(name, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// MetadataURL is the URL of the $metadata document (Protocol 4.01, 11.1.2) of
// a service root; a URL that names the document already stays as it is.
func MetadataURL(root string) (*url.URL, error) {
	u, err := url.Parse(root)
	switch {
	case err != nil || u.Host == "":
		return nil, fmt.Errorf("contract: %q is no service root: write https://host/path/", root)
	case u.User != nil:
		return nil, fmt.Errorf("contract: the service root https://%s%s must have no user or password: no credential is ever sent for $metadata", u.Host, u.Path)
	case u.Fragment != "":
		return nil, fmt.Errorf("contract: %s: a service root has no fragment", root)
	}
	if !strings.HasSuffix(u.Path, "/"+metadataSegment) {
		u = u.JoinPath(metadataSegment)
	}
	return u, nil
}

// fetch reads the $metadata of a service, bounded in size and time.
// Redirections are followed within the host alone, and never from https to
// http. CSDL XML is asked for; CSDL JSON is read as well where it comes.
func fetch(ctx context.Context, root string, u *url.URL, transport http.RoundTripper) ([]byte, error) {
	if transport == nil {
		return nil, fmt.Errorf("contract %s: $metadata cannot be fetched here: no transport was given", root)
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	data, err := get(ctx, u, transport)
	if err != nil {
		return nil, fmt.Errorf("contract %s: %w", u, err)
	}
	return data, nil
}

func get(ctx context.Context, u *url.URL, transport http.RoundTripper) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept", acceptedMetadata)
	r.Header.Set("OData-MaxVersion", "4.01")
	r.Header.Set("User-Agent", "concord")
	client := http.Client{Transport: transport, CheckRedirect: func(next *http.Request, via []*http.Request) error {
		switch {
		case !strings.EqualFold(next.URL.Host, u.Host):
			return fmt.Errorf("the redirection to another host (%s) is not followed: name that service root instead", next.URL.Host)
		case next.URL.Scheme != u.Scheme && next.URL.Scheme != "https":
			return errors.New("the redirection from https to http is not followed")
		case len(via) >= maxRedirections:
			return fmt.Errorf("more than %d redirections", maxRedirections)
		}
		return nil
	}}
	answer, err := client.Do(r)
	if err != nil {
		return nil, fetchError(ctx, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the service answers %s: fetch the document with your own client, and name the file", answer.Status)
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, maxMetadata+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("the answer broke off after %d bytes: %w", len(data), fetchError(ctx, err))
	case len(data) > maxMetadata:
		return nil, fmt.Errorf("the answer is larger than %d MiB", maxMetadata>>20)
	case len(data) == 0:
		return nil, errors.New("the answer is empty")
	}
	return data, nil
}

// fetchError is the cause alone: the URL stands before it already.
func fetchError(ctx context.Context, err error) error {
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return fmt.Errorf("no answer within %s", fetchTimeout)
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		return ue.Err
	}
	return err
}
