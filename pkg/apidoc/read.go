package apidoc

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/concord-odata/concord/pkg/location"
)

// maxPage bounds the size of a page.
const maxPage = 8 << 20

// ReadPage reads a page by itself: type names are resolved within it. The
// error says why a text cannot be read at all; what is odd in a page is in
// its Problems.
func ReadPage(name string, data []byte) (*Page, error) {
	p, err := readPage(name, data, nil)
	if err != nil {
		return nil, err
	}
	r := newResolver([]*Page{p})
	r.quiet = true
	r.resolve()
	return p, nil
}

// readPage reads a page; include gives the text that an include names.
func readPage(name string, data []byte, include func(from, target string) (*location.Text, bool)) (*Page, error) {
	if len(data) > maxPage {
		return nil, fmt.Errorf("apidoc: %s: a page of %d bytes is larger than the bound of %d", name, len(data), maxPage)
	}
	p := &Page{File: name, Path: name, Text: location.NewText(name, data), Selected: true}
	after, fields := frontMatter(p.Text)
	p.FrontMatter = fields
	w := walker{page: p, include: include, scratch: scratches.Get().(*scratch)}
	defer func() {
		w.runs, w.prose = w.runs[:0], w.prose[:0]
		scratches.Put(w.scratch)
	}()
	if err := w.read(p.Text, after); err != nil {
		return nil, err
	}
	w.dropPending()
	p.DocType, _ = p.Field("doc_type")
	if p.Title == "" {
		p.Title, _ = p.Field("title")
	}
	p.namespace(w.prose)
	p.httpRequests()
	p.declare(w.prose)
	p.statuses(w.prose)
	p.operations(w.prose)
	p.examples()
	for _, t := range p.Tables {
		t.forget()
	}
	return p, nil
}

// namespaceLine is the line under the title: Namespace: microsoft.graph.
var namespaceLine = regexp.MustCompile(`^[\pL\pM ]{2,40}\s*[:：]\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)\.?$`)

// namespaceIn is the match of namespaceLine, or nil.
func namespaceIn(text string) []string {
	colon := strings.IndexAny(text, ":：")
	if colon < 0 || strings.IndexByte(strings.TrimLeft(text[colon:], ":： \t\r\n\f"), ' ') >= 0 {
		return nil // none, or more than a name behind it
	}
	return namespaceLine.FindStringSubmatch(text)
}

// namespace finds the namespace of what the page declares: the line that
// says so, the page annotation, else that of its first resource block.
func (p *Page) namespace(prose []paragraph) {
	for i := range prose {
		par := &prose[i]
		if par.heading != nil && par.heading.Parent != nil {
			break
		}
		if m := namespaceIn(plain(par.runs)); m != nil {
			p.Namespace, p.NamespacePosition = m[1], par.text.Position(par.start)
			return
		}
	}
	for _, b := range p.Blocks {
		if b.Kind == "#page.annotation" || b.Kind == KindResource {
			if ns := b.text("namespace"); isQualified(ns) {
				p.Namespace, p.NamespacePosition = ns, b.ValuePosition("namespace")
				return
			}
		}
	}
	for _, b := range p.Blocks {
		if b.Kind == KindResource && isQualified(b.Type.Name) {
			p.Namespace, p.NamespacePosition = b.Type.Name[:strings.LastIndexByte(b.Type.Name, '.')], b.ValuePosition("@odata.type")
			return
		}
	}
}
