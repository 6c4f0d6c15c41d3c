package exchange

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/concord-odata/concord/pkg/location"
)

// Format writes the fixture as a txtar archive that [ReadFixture] reads as
// the same exchanges. Line ends inside a head, which no message can have,
// become blanks.
func (f *Fixture) Format() []byte {
	archive := &txtar.Archive{Comment: []byte(plainComment(f.Comment))}
	for i, x := range f.Exchanges {
		if r := x.Request; r != nil {
			start := strings.TrimSpace(r.Method + " " + r.Target + " " + r.Proto)
			archive.Files = append(archive.Files, formatMessage(partName("request", i+1), start, r.Header, r.Body)...)
		}
		if r := x.Response; r != nil {
			proto := r.Proto
			if proto == "" {
				proto = "HTTP/1.1"
			}
			start := strings.TrimSpace(fmt.Sprintf("%s %03d %s", proto, r.Status, r.Reason))
			archive.Files = append(archive.Files, formatMessage(partName("response", i+1), start, r.Header, r.Body)...)
		}
	}
	if meta := f.Meta.format(); len(meta) > 0 {
		archive.Files = append(archive.Files, txtar.File{Name: "meta.yaml", Data: meta})
	}
	return txtar.Format(archive)
}

// formatMessage writes a message as one part, or as two where the body does
// not come back from one.
func formatMessage(name, start string, h Header, body *location.Text) []txtar.File {
	var b bytes.Buffer
	b.WriteString(oneLine(start))
	b.WriteByte('\n')
	for _, f := range h {
		fmt.Fprintf(&b, "%s\n", strings.TrimRight(oneLine(f.Name+": "+f.Value), " "))
	}
	b.WriteByte('\n')
	if body == nil || len(body.Data) == 0 {
		return []txtar.File{{Name: name, Data: b.Bytes()}}
	}
	head := b.Len()
	b.Write(body.Data)
	b.WriteByte('\n')
	if comesBack(b.Bytes(), body.Data) {
		return []txtar.File{{Name: name, Data: b.Bytes()}}
	}
	return []txtar.File{{Name: name, Data: b.Bytes()[:head:head]}, {Name: name + " body", Data: base64Lines(body.Data)}}
}

// comesBack reports whether a part gives its body as it is when it is read.
func comesBack(part, body []byte) bool {
	if len(txtar.Parse(part).Files) > 0 {
		return false
	}
	m, err := ReadMessage(location.NewText("", part))
	if err != nil {
		return false
	}
	got := (*location.Text)(nil)
	if m.Request != nil {
		got = m.Request.Body
	} else {
		got = m.Response.Body
	}
	return got != nil && bytes.Equal(got.Data, body)
}

func base64Lines(data []byte) []byte {
	s := base64.StdEncoding.EncodeToString(data)
	var b bytes.Buffer
	for len(s) > 76 {
		b.WriteString(s[:76])
		b.WriteByte('\n')
		s = s[76:]
	}
	b.WriteString(s)
	b.WriteByte('\n')
	return b.Bytes()
}

// plainComment is the comment with no line that txtar would take for a
// marker.
func plainComment(s string) string {
	if s == "" {
		return ""
	}
	lines := strings.SplitAfter(s+"\n", "\n")
	for i, line := range lines {
		if len(txtar.Parse([]byte(line)).Files) > 0 {
			lines[i] = " " + line
		}
	}
	return strings.Join(lines, "")
}

var lineEnds = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

func oneLine(s string) string { return lineEnds.Replace(s) }
