package csdl

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"strings"
	"testing"
)

// scanAll reads to the end, or to the error.
func scanAll(data []byte) *ReadError {
	s := newScanner("t.xml", data, Limits{})
	if !s.begin() {
		return s.err
	}
	for {
		switch s.next() {
		case tokenBad:
			return s.err
		case tokenEOF:
			return nil
		}
	}
}

// peerRefuses reports whether encoding/xml, in its strict mode, refuses.
func peerRefuses(data []byte) error {
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestWellFormedness(t *testing.T) {
	for _, test := range []struct {
		name, text string
		line, col  int // of the error; zero: none
		message    string
	}{
		{"an empty element", `<a/>`, 0, 0, ""},
		{"attributes in both kinds of quotes", `<a b="'" c='"'/>`, 0, 0, ""},
		{"blanks wherever they may be", "<a  b = \"1\"\n c='2' >\n</a >\n", 0, 0, ""},
		{"a byte order mark", "\uFEFF<a/>", 0, 0, ""},
		{"a declaration", `<?xml version="1.0" encoding="UTF-8" standalone='yes' ?><a/>`, 0, 0, ""},
		{"the five entities and character references", `<a b="&lt;&gt;&amp;&quot;&apos;">&#65;&#x10FFFF;</a>`, 0, 0, ""},
		{"comments, instructions and CDATA", "<!-- - --><?p ?><a><![CDATA[<&]]]]><!----></a><?q?>", 0, 0, ""},
		{"names beyond ASCII", `<été ñ="1"/>`, 0, 0, ""},
		{"]] and > apart", `<a>]] > ></a>`, 0, 0, ""},
		{"nothing", "", 1, 1, "no root element"},
		{"blanks alone", " \n ", 2, 2, "no root element"},
		{"an element that is not closed", "<a>\n<b>\n", 3, 1, "element b of line 2 is not closed"},
		{"an end tag of another name", "<a>\n <b></a>", 2, 5, "element b of line 2 is closed by the end tag of a"},
		{"an end tag too many", "<a/></a>", 1, 5, "end tag of a without its start tag"},
		{"two roots", "<a/><b/>", 1, 5, "second root element, b"},
		{"text before the root", "x<a/>", 1, 1, "text before the root"},
		{"text after the root", "<a/>\n x", 2, 2, "text after the root"},
		{"CDATA after the root", "<a/><![CDATA[]]>", 1, 5, "text after the root"},
		{"an attribute twice", `<a b="1" b="2"/>`, 1, 13, "attribute b stands twice"},
		{"an attribute without a value", `<a b/>`, 1, 5, "attribute b has no value"},
		{"an attribute without quotes", `<a b=1/>`, 1, 6, "not quoted"},
		{"a value that is not closed", `<a b="1/>`, 1, 6, "not closed"},
		{"< in a value", `<a b="<"/>`, 1, 7, "< stands in the value"},
		{"attributes without a blank between", `<a b="1"c="2"/>`, 1, 9, "blank must stand before"},
		{"a tag that ends early", `<a b="1" `, 1, 10, "text ends inside the tag of a"},
		{"a lone <", "<a><", 1, 4, "ends inside a tag"},
		{"a slash inside a tag", "<a / >", 1, 4, "/ without >"},
		{"a name that begins with a digit", "<1a/>", 1, 2, "name is missing"},
		{"a name of two colons", "<a:b:c/>", 1, 2, "is no name"},
		{"a name with a symbol beyond ASCII", "<a×b/>", 1, 2, "is no name"},
		{"an entity that is not declared", "<a>&nbsp;</a>", 1, 4, "&nbsp; is none of"},
		{"an ampersand", "<a>R & D</a>", 1, 6, "& begins no reference"},
		{"a reference to no character", "<a>&#0;</a>", 1, 4, "&#0; is no character"},
		{"a reference to a surrogate", "<a>&#xD800;</a>", 1, 4, "is no character"},
		{"a reference in a value", `<a b="&#x;"/>`, 1, 7, "is no character"},
		{"]]> in text", "<a>]]></a>", 1, 4, "]]> stands outside"},
		{"-- in a comment", "<a><!-- -- --></a>", 1, 9, "-- stands in a comment"},
		{"a comment that is not closed", "<a><!-- </a>", 1, 4, "comment is not closed"},
		{"CDATA that is not closed", "<a><![CDATA[ </a>", 1, 4, "CDATA section is not closed"},
		{"an instruction that is not closed", "<a><?p </a>", 1, 4, "instruction is not closed"},
		{"a declaration after a blank", " <?xml version='1.0'?><a/>", 1, 2, "after the beginning"},
		{"a declaration without version", "<?xml encoding='UTF-8'?><a/>", 1, 7, "not of the form"},
		{"XML 1.1", `<?xml version="1.1"?><a/>`, 1, 16, "only 1.0 is read"},
		{"another encoding", `<?xml version="1.0" encoding="ISO-8859-1"?><a/>`, 1, 31, "save it as UTF-8"},
		{"UTF-16", "\xFF\xFE<\x00a\x00", 1, 1, "UTF-16"},
		{"bytes that are not UTF-8", "<a>\n\xE9</a>", 2, 1, "not UTF-8"},
		{"a control character", "<a>\x01</a>", 1, 4, "control character U+0001"},
		{"U+FFFF", "<a>\uFFFF</a>", 1, 4, "no character"},
		{"a document type declaration", "<!DOCTYPE a><a/>", 1, 1, "document type declaration"},
		{"an entity declaration by itself", "<a><!ENTITY x 'y'></a>", 1, 4, "neither a comment nor"},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := scanAll([]byte(test.text))
			if test.line == 0 {
				if err != nil {
					t.Fatalf("refused: %v", err)
				}
				return
			}
			if err == nil {
				t.Fatal("accepted")
			}
			if err.Place.Line != test.line || err.Place.Column != test.col || !strings.Contains(err.Message, test.message) {
				t.Errorf("got  %v\nwant %d:%d …%s…", err, test.line, test.col, test.message)
			}
		})
	}
}

func TestValuesAreDecodedAndNormalized(t *testing.T) {
	s := newScanner("t.xml", []byte("<a b=\"1\r\n2\t3&#10;4 &amp;&#x41;\">x\r\ny\rz&lt;<!-- c --><![CDATA[&lt;]]></a>"), Limits{})
	if s.next() != tokenStart {
		t.Fatal(s.err)
	}
	if got, want := string(s.value(&s.attrs[0])), "1 2 3\n4 &A"; got != want {
		t.Errorf("value %q, want %q", got, want)
	}
	var text []byte
	for s.next() == tokenText {
		text = s.appendText(text)
	}
	if got, want := string(text), "x\ny\nz<&lt;"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

func TestTheScannerBoundsWhatItReads(t *testing.T) {
	deep := strings.Repeat("<a>", 300) + strings.Repeat("</a>", 300)
	if err := scanAll([]byte(deep)); err == nil || err.Reason != TooBig {
		t.Errorf("300 levels: %v", err)
	}
	var many strings.Builder
	many.WriteString("<a")
	for i := range 300 {
		many.WriteString(" a" + strings.Repeat("b", i) + `="1"`)
	}
	many.WriteString("/>")
	if err := scanAll([]byte(many.String())); err == nil || err.Reason != TooBig {
		t.Errorf("300 attributes: %v", err)
	}
}

func TestLinesAreCountedForwardsAndBackwards(t *testing.T) {
	data := []byte("a\nbc\n\nd")
	c := lineCounter{data: data, line: 1}
	for _, test := range [][3]int{{0, 1, 1}, {6, 4, 1}, {1, 1, 2}, {3, 2, 2}, {5, 3, 1}, {2, 2, 1}, {7, 4, 2}, {0, 1, 1}} {
		if line, column := c.at(test[0]); line != test[1] || column != test[2] {
			t.Errorf("offset %d: %d:%d, want %d:%d", test[0], line, column, test[1], test[2])
		}
	}
}

// FuzzWellFormedness holds the scanner against encoding/xml: what that
// refuses, this refuses.
func FuzzWellFormedness(f *testing.F) {
	for _, s := range []string{`<a b="1">x&amp;<!--c--><![CDATA[d]]></a>`, `<?xml version="1.0"?><a:b xmlns:a="u"/>`,
		"<a>]]></a>", "<a b='&#x41;'/>", "<été/>", "<a\n/>", "<!DOCTYPE a><a/>"} {
		f.Add([]byte(s))
	}
	if library, err := os.ReadFile("testdata/library.xml"); err == nil {
		f.Add(library)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := scanAll(data); err == nil {
			if peer := peerRefuses(data); peer != nil {
				t.Errorf("accepted, and encoding/xml says: %v", peer)
			}
		}
	})
}
