package exchange_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
)

// seeds gives every file of testdata to a fuzz target.
func seeds(f *testing.F, add func(name string, data []byte)) {
	err := filepath.WalkDir(formats, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		if err == nil {
			add(filepath.Ext(file), data)
		}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
}

// inside fails where a place is not in the file.
func inside(t *testing.T, what string, p location.Position, data []byte) {
	t.Helper()
	if lines := bytes.Count(data, []byte("\n")) + 1; p.Line < 1 || p.Line > lines {
		t.Fatalf("%s is at line %d of %d", what, p.Line, lines)
	}
}

func checkBody(t *testing.T, what string, b *location.Text, unread string, data []byte) {
	t.Helper()
	if b == nil {
		return
	}
	if unread != "" {
		t.Fatalf("%s is there and unread: %s", what, unread)
	}
	inside(t, what, b.Position(0), data)
	inside(t, what, b.Position(len(b.Data)), data)
}

func FuzzOpen(f *testing.F) {
	seeds(f, func(ext string, data []byte) { f.Add(ext, data) })
	f.Add("x", []byte("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\n14\n0\n\n"))
	f.Fuzz(func(t *testing.T, ext string, data []byte) {
		c, err := exchange.Open("x"+ext, data, exchange.Options{})
		if err != nil {
			if _, ok := err.(*exchange.ReadError); !ok {
				t.Fatalf("the error is a %T", err)
			}
			return
		}
		if len(c.Exchanges)+len(c.Unread) == 0 {
			t.Fatal("nothing was found, and nothing was said")
		}
		for _, x := range c.Exchanges {
			if x.Request == nil && x.Response == nil {
				t.Fatal("an exchange of nothing")
			}
			if q := x.Request; q != nil {
				inside(t, "request", q.Position, data)
				checkBody(t, "request body", q.Body, q.BodyUnread, data)
			}
			if p := x.Response; p != nil {
				inside(t, "response", p.Position, data)
				checkBody(t, "response body", p.Body, p.BodyUnread, data)
				x.ContentLength()
			}
		}
		for _, u := range c.Unread {
			if u.Reason == "" {
				t.Fatal("unread without a reason")
			}
			inside(t, "unread", u.Position, data)
		}
	})
}

func FuzzReadFixture(f *testing.F) {
	f.Add([]byte(fixture))
	seeds(f, func(ext string, data []byte) {
		if ext == ".txtar" {
			f.Add(data)
		}
	})
	f.Fuzz(func(t *testing.T, data []byte) {
		x, err := exchange.ReadFixture("x", data)
		if err != nil {
			return
		}
		y, err := exchange.ReadFixture("x", x.Format())
		if err != nil {
			t.Fatalf("%v\n%s", err, x.Format())
		}
		if !bytes.Equal(y.Format(), x.Format()) {
			t.Fatalf("%q\nand then\n%q", x.Format(), y.Format())
		}
	})
}

func FuzzReadMessage(f *testing.F) {
	f.Add([]byte("GET /x?$top=1 HTTP/1.1\r\nHost: h\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 200 OK\nContent-Length: 2\n\n{}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := exchange.ReadMessage(location.NewText("x", data))
		if err != nil {
			return
		}
		if (m.Request == nil) == (m.Response == nil) {
			t.Fatal("a message is a request or a response")
		}
		for _, field := range m.Header() {
			inside(t, field.Name, field.Position, data)
		}
	})
}

func FuzzParseMediaType(f *testing.F) {
	f.Add(`application/json;odata.metadata=minimal;x="a;\"b"`)
	f.Fuzz(func(t *testing.T, s string) {
		m := exchange.ParseMediaType(s)
		for _, p := range m.Params {
			if p.Name == "" {
				t.Fatal("a parameter without a name")
			}
		}
		exchange.ParseAccept(s)
	})
}
