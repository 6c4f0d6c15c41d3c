package check

import (
	"bytes"

	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/uri"
)

// content is what a body is, before anything is read from its context.
type content uint8

const (
	dataContent     content = iota // an entity, a collection, a value: what has a context
	metadataContent                // the metadata document, CSDL XML or JSON
	batchContent                   // the responses of a batch
	rawContent                     // a raw value or a stream, whatever its media type
)

// content tells by the request what its answer is, and without one by what
// the body says of itself.
func (c *Case) content() content {
	if c.Response.Body == nil {
		return dataContent
	}
	switch c.lastSegment() {
	case "$metadata":
		return metadataContent
	case "$batch":
		return batchContent
	}
	if c.Target != nil {
		switch c.Target.Kind {
		case uri.TargetMetadata:
			return metadataContent
		case uri.TargetBatch:
			return batchContent
		case uri.TargetStream, uri.TargetRawValue, uri.TargetCount:
			return rawContent
		}
	}
	if c.Operation != nil && c.Operation.Return.Name == "Edm.Stream" {
		return rawContent
	}
	switch {
	case c.Media.Type == "multipart/mixed":
		return batchContent
	case startsCSDL(c.Response.Body.Data):
		return metadataContent
	}
	return dataContent
}

// startsCSDL reports whether a body begins as a CSDL XML document does.
func startsCSDL(data []byte) bool {
	data = data[:min(len(data), 1024)]
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n")
	return bytes.HasPrefix(data, []byte("<")) && bytes.Contains(data, []byte("Edmx")) && bytes.Contains(data, []byte("/edmx"))
}

// isCSDL reports whether a JSON body is a CSDL JSON document: it says its
// version, and has no context.
func isCSDL(root *location.Value) bool {
	v := root.Member("$Version")
	return v != nil && v.Kind == location.String && contextOf(root) == nil
}

// isBatch reports whether a JSON body is a batch response (JSON Format 4.01,
// section 19.5).
func isBatch(root *location.Value) bool {
	list := root.Member("responses")
	if list == nil || list.Kind != location.Array || len(list.Items) == 0 || contextOf(root) != nil {
		return false
	}
	for _, r := range list.Items {
		if r.Kind != location.Object || r.Member("id") == nil || r.Member("status") == nil {
			return false
		}
	}
	return true
}
