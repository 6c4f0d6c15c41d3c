package apidoc

import (
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/location"
)

func TestMessagesAreReadHoweverOddTheirHeads(t *testing.T) {
	for _, c := range []struct {
		name, text     string
		method, target string
		status         int
		reason         string
		headers        string
		body           string
		odd            int
	}{
		{"a request line", "GET https://a.example/users?$top=2\n", "GET", "https://a.example/users?$top=2", 0, "", "", "", 0},
		{"a request line with its version", "GET /users HTTP/1.1\nHost: a.example\n", "GET", "/users", 0, "", "Host=a.example", "", 0},
		{"a URL with blanks in it", "GET /users?$filter=a eq 'b c'\n", "GET", "/users?$filter=a eq 'b c'", 0, "", "", "", 0},
		{"a URL over several lines", "GET /users\n  ?$select=a\n  &$top=2\nAccept: x/y\n", "GET", "/users?$select=a&$top=2", 0, "", "Accept=x/y", "", 0},
		{"a request with a body", "POST /users\nContent-Type: application/json\n\n{ \"a\": 1 }\n", "POST", "/users", 0, "", "Content-Type=application/json", "{ \"a\": 1 }", 0},
		{"no empty line before the body", "POST /users\nContent-Type: application/json\n{}\n", "POST", "/users", 0, "", "Content-Type=application/json", "{}", 1},
		{"an empty line before the headers", "GET /users\n\nPrefer: x=1\n", "GET", "/users", 0, "", "Prefer=x=1", "", 1},
		{"a method in small letters", "get /users\n", "GET", "/users", 0, "", "", "", 1},
		{"a bare URL", "https://a.example/users\n", "", "https://a.example/users", 0, "", "", "", 1},
		{"a bare path", "/users/1\n", "", "/users/1", 0, "", "", "", 1},
		{"a method alone", "GET\n", "GET", "", 0, "", "", "", 1},
		{"a status line", "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{}\n", "", "", 200, "OK", "Content-Type=application/json", "{}", 0},
		{"a status line alone", "HTTP/1.1 204 No Content\n", "", "", 204, "No Content", "", "", 0},
		{"carriage returns", "HTTP/1.1 200 OK\r\nA: b\r\n\r\n{}\r\n", "", "", 200, "OK", "A=b", "{}", 0},
		{"empty lines first", "\n\nHTTP/1.1 200 OK\n", "", "", 200, "OK", "", "", 0},
		{"no version", "HTTP 201 Created\n", "", "", 201, "Created", "", "", 1},
		{"no HTTP at all", "200 OK\n\n{}\n", "", "", 200, "OK", "", "{}", 1},
		{"a colon after the status", "HTTP/1.1 200: OK\n", "", "", 200, "OK", "", "", 1},
		{"a no-break space", "HTTP/1.1\u00a0200\u00a0OK\n", "", "", 200, "OK", "", "", 1},
		{"no status", "HTTP/1.1\n", "", "", 0, "", "", "", 1},
		{"JSON alone", "{\n \"a\": 1\n}\n", "", "", 0, "", "", "{\n \"a\": 1\n}", 0},
		{"an array alone", "[1]", "", "", 0, "", "", "[1]", 0},
		{"headers alone", "Content-Type: application/json\n\n{}", "", "", 0, "", "Content-Type=application/json", "{}", 1},
		{"a line that is no header", "HTTP/1.1 200 OK\n...\nA: b\n", "", "", 200, "OK", "A=b", "", 1},
		{"a header over two lines", "HTTP/1.1 200 OK\nA: b\n c\n", "", "", 200, "OK", "A=b c", "", 0},
		{"a body of another kind", "HTTP/1.1 200 OK\nContent-Type: text/plain\n\nName: x\nb\n", "", "", 200, "OK", "Content-Type=text/plain", "Name: x\nb", 0},
		{"nothing", "\n \n", "", "", 0, "", "", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := location.NewText("x.md", []byte("x\n"+c.text))
			m := ReadMessage(page.Part(2, len(page.Data)))
			var headers []string
			for _, h := range m.Headers {
				headers = append(headers, h.Name+"="+h.Value)
			}
			body := ""
			if m.Body != nil {
				body = string(m.Body.Data)
			}
			if m.Method != c.method || m.Target != c.target || m.Status != c.status || m.Reason != c.reason || strings.Join(headers, ",") != c.headers || body != c.body || len(m.Oddities) != c.odd {
				t.Errorf("got %q %q %d %q %q body %q, odd %v", m.Method, m.Target, m.Status, m.Reason, headers, body, m.Oddities)
			}
			if m.Status != 0 && page.Line(m.StatusPosition.Line)[m.StatusPosition.Column-1:][:3] != c.text[strings.IndexAny(c.text, "12"):][:3] && !strings.Contains(c.text, "HTTP/1.1") {
				t.Errorf("the status stands at %v", m.StatusPosition)
			}
			for _, h := range m.Headers {
				if line := page.Line(h.ValuePosition.Line); !strings.HasPrefix(line[h.ValuePosition.Column-1:], strings.Fields(h.Value)[0]) {
					t.Errorf("the value of %s stands at %v: %q", h.Name, h.ValuePosition, line)
				}
			}
		})
	}
}
