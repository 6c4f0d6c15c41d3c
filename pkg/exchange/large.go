package exchange

import (
	"bytes"
	"io"
	"path"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// Large is a body that is read while it is judged, and never in memory whole.
type Large struct {
	// Text is the sparse text of the body; its Data are the first bytes, for
	// those who look at how it begins.
	Text   *location.Text
	Reader io.ReaderAt
	Size   int64 // in bytes
}

// sniffed is how much of a file is looked at to see what it is.
const sniffed = 4096

// OpenLarge is the bare body that a file is, without reading it: where it
// begins as an object with control information, which nothing but a body does.
// Ok is false where that does not show; the file is then for [Open].
func OpenLarge(name string, file io.ReaderAt, size int64) (x *Exchange, ok bool) {
	switch strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/"))) {
	case ".ndjson", ".jsonl", ".txtar":
		return nil, false
	}
	head := make([]byte, min(size, sniffed))
	if _, err := file.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, false
	}
	rest, object := bytes.CutPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("{"))
	if !object || !bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte(`"@`)) {
		return nil, false
	}
	t := location.NewSparse(name)
	t.Data = head
	at := location.Position{File: name, Line: 1, Column: 1}
	return &Exchange{File: name, Source: BareBody, Response: &Response{Body: t, Position: at, StatusPosition: location.Position{File: name},
		Large: &Large{Text: t, Reader: file, Size: size}}}, true
}
