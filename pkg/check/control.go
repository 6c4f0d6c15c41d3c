package check

import "strings"

// controlNames are the names of control information, without odata. (JSON
// Format 4.01, section 4.5; of requests, bind).
var controlNames = []string{
	"context", "metadataEtag", "type", "count", "nextLink", "delta", "deltaLink", "id", "editLink", "readLink", "etag",
	"navigationLink", "associationLink", "mediaEditLink", "mediaReadLink", "mediaContentType", "mediaEtag",
	"removed", "collectionAnnotations", "bind",
}

func isControlName(name string) bool {
	for _, n := range controlNames {
		if n == name {
			return true
		}
	}
	return false
}

// nearControl is the name of control information that the name was probably
// meant to be, or empty.
func nearControl(name string) string {
	for _, n := range controlNames {
		if strings.EqualFold(n, name) {
			return n
		}
	}
	return nearest(name, controlNames)
}
