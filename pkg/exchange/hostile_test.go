package exchange_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/internal/growth"
)

// Work that grows with the square of the input would take minutes on these.
func TestHostileInputCostsWhatItsSizeExplains(t *testing.T) {
	for i, tt := range hostileInputs(0) {
		t.Run(tt.name, func(t *testing.T) {
			growth.Linear(t, 150_000, func(n int) {
				c, err := exchange.Open(tt.file, []byte(hostileInputs(n)[i].data), exchange.Options{})
				if err != nil {
					return
				}
				for _, x := range c.Exchanges {
					if x.Response != nil {
						x.Response.ContentType()
					}
				}
			})
		})
	}
}

type hostileInput struct{ name, file, data string }

// hostileInputs hold one thing n times.
func hostileInputs(n int) []hostileInput {
	repeat := func(s string) string { return strings.Repeat(s, n) }
	gap := strings.Repeat("\n", 7*n)
	return []hostileInput{
		{"values that are never closed", "x.ndjson", repeat("{\n")},
		{"values that are never closed, after one that is", "x", "{}\n" + repeat("{\"a\":\n")},
		{"a header folded over many lines", "x", "HTTP/1.1 200 OK\nA: b\n" + repeat(" cc\n")},
		{"a target over many lines", "x.http", "GET /x\n" + repeat("  &a=b\n")},
		{"many messages", "x", repeat("HTTP/1.1 200 OK\n\n")},
		{"many messages whose bodies reach over a gap", "x", strings.Repeat("HTTP/1.1 200 OK\nContent-Length: 100000\n\n", n*2/15) + gap},
		{"many broken messages", "x.http", "GET /x\n\n" + repeat("###\nGET\n")},
		{"many parts", "x.txtar", repeat("-- response --\n")},
		{"many values on one line of YAML", "x.yaml", "a: [" + repeat("b,") + "]\n"},
		{"many interactions", "x.yaml", "interactions:\n" + strings.Repeat("- {request: {uri: x}, response: {code: 200}}\n", n/10)},
		{"many anchors", "x.yaml", "a:\n" + repeat("- &a b\n")},
		{"nesting in YAML", "x.yaml", repeat("- ")},
		{"nesting in JSON", "x.json", repeat("[")},
		{"many parameters of a media type", "x", "HTTP/1.1 200 OK\nContent-Type: a/b" + repeat(";a=b") + "\n\n"},
		{"many braces in a target", "x", "GET /" + repeat("{'") + " HTTP/1.1\n\n"},
		{"many chunks", "x", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n" + repeat("1\na\n") + "0\n\n"},
		{"many escapes in a HAR", "x.har", `{"log":{"version":"1.2","entries":[{"request":{"method":"GET","url":"https://h/x"},"response":{"status":200,"content":{"text":"` + repeat(`\"`) + `"}}}]}}`},
		{"folders in folders", "x.json", `{"info":{"_postman_id":"1"},"item":[` + strings.Repeat(`{"name":"a","item":[`, 200) + strings.Repeat("]}", 200) + "]}"},
	}
}

func TestCompressedBodiesDoNotGrowWithoutBound(t *testing.T) {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, 9)
	if _, err := z.Write(make([]byte, 50<<20)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	entry := fmt.Sprintf(`{"request":{"method":"GET","url":"https://h/x"},"response":{"status":200,
"headers":[{"name":"Content-Encoding","value":"gzip"}],"content":{"text":"%s","encoding":"base64"}}}`, base64.StdEncoding.EncodeToString(b.Bytes()))
	c, err := exchange.Open("x.har", []byte(`{"log":{"version":"1.2","entries":[`+strings.Repeat(entry+",", 4)+entry+`]}}`), exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, x := range c.Exchanges {
		if x.Response.Body != nil {
			read++
		} else if !strings.Contains(x.Response.BodyUnread, "the bodies of the file unpack to more than 128 MiB") {
			t.Errorf("unread: %q", x.Response.BodyUnread)
		}
	}
	if read != 2 {
		t.Errorf("%d of 5 bodies of 50 MiB were read", read)
	}
}
