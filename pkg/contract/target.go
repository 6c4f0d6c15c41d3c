package contract

import (
	"errors"
	"strings"

	"github.com/concord-odata/concord/pkg/uri"
)

// maxRoot is how many leading segments of a path may belong to the service
// root, where nothing says how many do.
const maxRoot = 6

// Target is what a request's path addresses in the contract's container, and
// the path of the service root before it ("/v1.0"). Where the root is not
// known, the fewest leading segments that let the rest resolve are taken for
// it. The error is that of the likeliest reading: a *uri.ResolveError or a
// *uri.SyntaxError; it is nil, like the target, where there is no container.
func (c *Contract) Target(path string) (target *uri.Target, root string, err error) {
	if !c.HasContainer() {
		return nil, "", nil
	}
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	var first error
	rest := strings.TrimPrefix(path, "/")
	for range maxRoot {
		t, err := resolvePath(c, rest)
		if err == nil && t.Kind != uri.TargetServiceRoot {
			return t, strings.TrimSuffix(strings.TrimSuffix(path, rest), "/"), nil
		}
		// an error beyond the first segment is of a reading that began well
		var re *uri.ResolveError
		if err != nil && (first == nil || errors.As(err, &re) && re.Problem != uri.UnknownSource && !began(first)) {
			first = err
		}
		_, after, ok := strings.Cut(rest, "/")
		if !ok {
			break
		}
		rest = after
	}
	return nil, "", first
}

// began reports whether an error is of a path whose beginning resolved.
func began(err error) bool {
	var re *uri.ResolveError
	return errors.As(err, &re) && re.Problem != uri.UnknownSource
}

func resolvePath(c *Contract, path string) (*uri.Target, error) {
	r, err := uri.ParseResource(path)
	if err != nil {
		return nil, err
	}
	return r.Resolve(c.Model)
}
