package exchange

import (
	"io/fs"
	"strings"

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
	// Fixture is the file where it is one of this project's own.
	Fixture *Fixture
}

// Unread is a part of a file that is no exchange, and why.
type Unread struct {
	Name     string // of the part, for people: "log.entries[3]"
	Reason   string
	Position location.Position
}

// add puts an exchange into the collection.
func (c *Collection) add(x *Exchange) {
	x.File, x.Index, x.Source = c.Text.Name, len(c.Exchanges), c.Format
	if x.Name == "" && x.Request != nil {
		x.Name = strings.TrimSpace(x.Request.Method + " " + x.Request.Target)
	}
	c.Exchanges = append(c.Exchanges, x)
}

// skip records what is no exchange.
func (c *Collection) skip(name string, at location.Position, reason string) {
	c.Unread = append(c.Unread, Unread{Name: name, Reason: reason, Position: at})
}
