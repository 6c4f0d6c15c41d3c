package exchange

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/concord-odata/concord/pkg/location"
)

// maxUnpacked bounds what the compressed bodies of one file may grow to.
const maxUnpacked = 128 << 20

// allowance is what the compressed bodies of a file may still grow to.
type allowance struct{ left int }

func newAllowance() *allowance { return &allowance{maxUnpacked} }

// readable undoes the Content-Encoding of a recorded body. Recorders mostly
// keep the field and the decoded content, so that a body which is text is
// taken as it stands. The reason says why a body cannot be read; positions
// in a decompressed body are those of its beginning.
func (a *allowance) readable(body *location.Text, h Header) (content *location.Text, reason string) {
	codings := strings.Split(strings.Join(h.Values("Content-Encoding"), ","), ",")
	data, unpacked := body.Data, false
	for i := len(codings) - 1; i >= 0; i-- {
		coding := strings.ToLower(strings.TrimSpace(codings[i]))
		if coding == "" || coding == "identity" || isText(data) {
			continue
		}
		var err error
		if data, err = a.decompress(data, coding); err != nil {
			return nil, fmt.Sprintf("the body is compressed (Content-Encoding: %s): %v", coding, err)
		}
		unpacked = true
	}
	if !unpacked {
		return body, ""
	}
	if len(data) == 0 {
		return nil, ""
	}
	b := body.Build()
	b.Insert(0, data...)
	return b.Text(), ""
}

func (a *allowance) decompress(data []byte, coding string) ([]byte, error) {
	var r io.Reader
	var err error
	switch coding {
	case "gzip", "x-gzip":
		r, err = gzip.NewReader(bytes.NewReader(data))
	case "deflate": // zlib by RFC 9110, 8.4.1.2; some send the bare form
		if r, err = zlib.NewReader(bytes.NewReader(data)); err != nil {
			r, err = flate.NewReader(bytes.NewReader(data)), nil
		}
	default:
		return nil, fmt.Errorf("this coding is not known here")
	}
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(r, int64(a.left)+1))
	if err != nil {
		return nil, err
	}
	if a.left -= len(content); a.left < 0 {
		a.left = 0
		return nil, fmt.Errorf("the bodies of the file unpack to more than %d MiB", maxUnpacked>>20)
	}
	return content, nil
}

// isText reports whether data is text that no decoder has mangled: UTF-8,
// without control characters other than blanks, without U+FFFD.
func isText(data []byte) bool {
	if !utf8.Valid(data) || bytes.ContainsRune(data, utf8.RuneError) {
		return false
	}
	return !bytes.ContainsFunc(data, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f
	})
}
