package uri

import "strings"

// Split takes a request's target apart: the path relative to the service
// root, and the query behind "?", without it. The root is a URL or a path
// ("https://graph.microsoft.com/v1.0", "/v1.0/", "/"); the target may be a
// URL, or a path as a request line has it. Host names compare without case,
// and a target without a host has the root's. Ok is false where the target
// does not begin with the root.
func Split(target, root string) (path, query string, ok bool) {
	if hash := strings.IndexByte(target, '#'); hash >= 0 {
		target = target[:hash]
	}
	target, query, _ = strings.Cut(target, "?")
	host, path := splitHost(target)
	rootHost, rootPath := splitHost(root)
	if host != "" && rootHost != "" && !strings.EqualFold(host, rootHost) {
		return "", "", false
	}
	rootPath = strings.TrimSuffix(rootPath, "/")
	rest, ok := strings.CutPrefix(path, rootPath)
	if !ok || rest != "" && rest[0] != '/' && rootPath != "" {
		return "", "", false
	}
	return strings.TrimPrefix(rest, "/"), query, true
}

// splitHost separates scheme and host from the path.
func splitHost(s string) (host, path string) {
	if !hasScheme(s) {
		return "", s
	}
	_, rest, ok := strings.Cut(s, "://")
	if !ok {
		return "", s
	}
	if slash := strings.IndexByte(rest, '/'); slash >= 0 {
		return rest[:slash], rest[slash:]
	}
	return rest, ""
}
