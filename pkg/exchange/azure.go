package exchange

import (
	"fmt"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// isAzureRecording reports whether a document is a recording of the Azure
// SDK's test proxy, or of the frameworks before it.
func isAzureRecording(root *location.Value) bool {
	entries := root.Member("Entries")
	return kindOf(entries) == location.Array && everyItem(entries, func(v *location.Value) bool {
		return kindOf(v.Member("RequestUri")) == location.String
	}) && (len(entries.Items) > 0 || root.Member("Variables") != nil)
}

// azure reads a recording of the Azure SDK's test proxy. It keeps a JSON
// body as JSON, a text as a string or as an array of its lines, what is no
// text by its Content-Type in base64, and no body as null; its sanitizers
// replace hosts and identifiers.
func (r *reader) azure(d *document) error {
	r.Format = AzureRecord
	for i, entry := range d.root.Member("Entries").Items {
		uri := str(entry, "RequestUri")
		if !looksLikeURL(uri) || status(entry.Member("StatusCode")) == 0 {
			r.skip(fmt.Sprintf("Entries[%d]", i), d.at(entry), "the entry lacks a URL or a status")
			continue
		}
		q := &Request{Method: str(entry, "RequestMethod"), Header: d.fields(entry.Member("RequestHeaders")), Position: d.at(entry)}
		q.absolute(uri)
		q.Body, q.BodyUnread = d.azureBody(entry.Member("RequestBody"), q.Header)
		p := &Response{
			Status: status(entry.Member("StatusCode")), Header: d.fields(entry.Member("ResponseHeaders")),
			Position: d.at(entry), StatusPosition: d.at(entry.Member("StatusCode")),
		}
		p.Body, p.BodyUnread = d.azureBody(entry.Member("ResponseBody"), p.Header)
		r.recorded(&Exchange{Request: q, Response: p, Redacted: true})
	}
	return nil
}

func (d *document) azureBody(v *location.Value, h Header) (*location.Text, string) {
	if kindOf(v) == location.Array {
		return d.azureLines(v, h)
	}
	if kindOf(v) == location.String && !isTextType(h.Get("Content-Type")) {
		if body, unread := d.payload(v, "base64", h); unread == "" {
			return body, ""
		}
	}
	return d.payload(v, "", h)
}

// azureLines puts a body together whose lines are kept as an array.
func (d *document) azureLines(v *location.Value, h Header) (*location.Text, string) {
	for _, line := range v.Items {
		if line.Kind != location.String { // a body that is a JSON array
			return d.payload(v, "", h)
		}
	}
	b := d.text.Build()
	for _, line := range v.Items {
		if content := d.content(line); len(content.Data) == line.End-line.Start-2 { // no escapes
			b.Copy(line.Start+1, line.End-1)
		} else {
			b.Insert(line.Start+1, content.Data...)
		}
	}
	if b.Len() == 0 {
		return nil, ""
	}
	return d.room.readable(b.Text(), h)
}

// isTextType reports whether the test proxy keeps a body of that Content-Type
// as text.
func isTextType(contentType string) bool {
	s := strings.ToLower(contentType)
	m := ParseMediaType(s)
	return strings.HasPrefix(s, "text/") || strings.HasPrefix(m.Charset, "utf-8") || strings.HasPrefix(m.Type, "application/json") ||
		strings.HasSuffix(m.Type, "json") || strings.HasSuffix(m.Type, "xml") || strings.HasSuffix(m.Type, "-urlencoded")
}
