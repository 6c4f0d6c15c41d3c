package exchange

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/concord-odata/concord/pkg/location"
)

// reader turns one file into a collection.
type reader struct {
	*Collection
	opt   Options
	files map[string]*location.Text // that were read from beside it
}

// Open reads the exchanges of a file in whatever form they are kept. What
// the file holds decides, and its extension where that leaves a choice; a
// file of no known form is one bare body. An error is a [*ReadError]: the
// form is known, and the file is broken.
func Open(name string, data []byte, opt Options) (*Collection, error) {
	r := &reader{Collection: &Collection{Text: location.NewText(name, data), Format: BareBody}, opt: opt}
	if err := r.read(strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))); err != nil {
		return nil, err
	}
	if r.Exchanges == nil && r.Unread == nil {
		r.skip("", r.Text.Position(0), "the file holds no exchange")
	}
	return r.Collection, nil
}

func (r *reader) read(ext string) error {
	data := bytes.TrimSpace(withoutBOM(r.Text).Data)
	switch {
	case len(data) == 0:
		r.skip("", r.Text.Position(0), "the file is empty")
		return nil
	case ext == ".txtar" || holdsParts(r.Text.Data):
		return r.txtar()
	case data[0] == '{' || data[0] == '[':
		return r.json(ext)
	case isVerbose(data):
		return r.verbose()
	case isStartLine(data) || (ext == ".http" || ext == ".rest") && !isMarkup(data):
		return r.messages(r.Text)
	case ext == ".yaml" || ext == ".yml" || looksLikeCassette(data):
		return r.yaml()
	}
	r.bare(r.Text, "")
	return nil
}

// holdsParts reports whether the text is an archive with a part of a fixture.
func holdsParts(data []byte) bool {
	if !bytes.Contains(data, []byte("-- request")) && !bytes.Contains(data, []byte("-- response")) {
		return false
	}
	for _, f := range txtar.Parse(data).Files {
		if _, _, _, ok := parsePartName(f.Name); ok {
			return true
		}
	}
	return false
}

func isMarkup(data []byte) bool { return data[0] == '<' }

// looksLikeCassette reports whether a text without a known extension begins
// as the recorders of cassettes write YAML.
func looksLikeCassette(data []byte) bool {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("---")))
	for _, begin := range []string{"http_interactions:", "interactions:", "version:", "- !ruby/"} {
		if bytes.HasPrefix(data, []byte(begin)) {
			return true
		}
	}
	return false
}

func (r *reader) txtar() error {
	f, err := ReadFixture(r.Text.Name, r.Text.Data)
	if err != nil {
		return err
	}
	r.Format, r.Text, r.Fixture, r.Exchanges = Txtar, f.Text, f, f.Exchanges
	return nil
}

// json reads a file that begins as JSON does.
func (r *reader) json(ext string) error {
	if ext == ".ndjson" || ext == ".jsonl" {
		r.lines()
		return nil
	}
	d, err := readJSON(r.Text)
	switch {
	case err == nil:
		return r.document(d)
	case ext == ".har":
		return err
	case isNDJSON(r.Text.Data):
		r.lines()
	default: // a body, and what is wrong with it is for the rules to say
		r.bare(r.Text, "")
	}
	return nil
}

func (r *reader) yaml() error {
	d, err := readYAML(r.Text)
	if err != nil {
		return err
	}
	if readAs := formOf(d.root); readAs != nil {
		return readAs(r, d)
	}
	r.skip("", d.at(d.root), "the file is YAML, and none of the recordings or mocks that are known")
	return nil
}

func (r *reader) document(d *document) error {
	if d.root.Kind == location.Array && r.opt.Array {
		r.Format = BodyArray
		for i, item := range d.root.Items {
			r.bare(d.text.Part(item.Start, item.End), fmt.Sprintf("[%d]", i))
		}
		return nil
	}
	if readAs := formOf(d.root); readAs != nil {
		return readAs(r, d)
	}
	r.bare(r.Text, "")
	return nil
}

// formOf finds out by its members what a document is: the method that reads
// it, or nil. A body with control information is never anything else.
func formOf(root *location.Value) func(*reader, *document) error {
	if root.Kind == location.Array {
		if len(root.Items) > 0 && everyItem(root, isInteraction) {
			return (*reader).vcr
		}
		return nil
	}
	for i := range root.Members {
		if strings.HasPrefix(root.Members[i].Name, "@") {
			return nil
		}
	}
	switch {
	case isHAR(root):
		return (*reader).har
	case isAzureRecording(root):
		return (*reader).azure
	case isDevProxy(root):
		return (*reader).devProxy
	case isWireMock(root):
		return (*reader).wireMock
	case isPostman(root):
		return (*reader).postman
	case isCassette(root):
		return (*reader).vcr
	}
	return nil
}

// everyItem reports whether an array's items are all objects that pass.
func everyItem(array *location.Value, pass func(*location.Value) bool) bool {
	for _, item := range array.Items {
		if item.Kind != location.Object || !pass(item) {
			return false
		}
	}
	return true
}

// bound takes away a recorded body that is over Options.MaxBody.
func (r *reader) bound(body *location.Text, unread string) (*location.Text, string) {
	if body != nil && r.opt.MaxBody > 0 && len(body.Data) > r.opt.MaxBody {
		return nil, fmt.Sprintf("the body has %d bytes, more than the bound of %d", len(body.Data), r.opt.MaxBody)
	}
	return body, unread
}

// recorded puts an exchange of a recording into the collection, within the
// bound on bodies.
func (r *reader) recorded(x *Exchange) {
	if q := x.Request; q != nil {
		q.Body, q.BodyUnread = r.bound(q.Body, q.BodyUnread)
	}
	if p := x.Response; p != nil {
		p.Body, p.BodyUnread = r.bound(p.Body, p.BodyUnread)
	}
	r.add(x)
}
