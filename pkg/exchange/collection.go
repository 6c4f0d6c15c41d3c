package exchange

import (
	"io"
	"io/fs"

	"github.com/concord-odata/concord/pkg/location"
)

// Options say how files are read. The zero value is right for a file alone.
type Options struct {
	// Array reads a JSON array as one bare body an item.
	Array bool
	// MaxBody is the size in bytes above which a body of a recording is not
	// read (BodyUnread says so); 0: no bound.
	MaxBody int
	// Files and Path reach bodies that are kept beside the file: WireMock's
	// bodyFileName, Dev Proxy's "@file.json". Files is the folder that may be
	// read, and nothing outside it is (os.Root.FS also holds symbolic links
	// inside); Path is the file's slash-separated path in it. Without Files
	// such bodies are not read.
	Files fs.FS
	Path  string
}

// Collection is what was in a file.
type Collection struct {
	Format    Format
	Exchanges []*Exchange
	// Unread is what was there and could not be turned into an exchange.
	Unread []Unread
	Text   *location.Text // the file
}

// Unread is a part of a file that is no exchange, and why.
type Unread struct {
	Name     string // of the part, for people
	Reason   string
	Position location.Position
}

// Open reads the exchanges of a file in whatever form they are kept. An
// error is a [*ReadError]: the form is known, and the file is broken.
func Open(name string, data []byte, opt Options) (*Collection, error) {
	return nil, &ReadError{File: name, Message: "not readable yet"}
}

// WriteHAR writes exchanges as HAR 1.2.
func WriteHAR(w io.Writer, exchanges []*Exchange) error { return nil }
