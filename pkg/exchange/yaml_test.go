package exchange

import (
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/location"
)

func TestCharactersOfAYAMLScalarKeepTheirPlaces(t *testing.T) {
	for _, tt := range []struct {
		name, source string
		content      string
		line, column int // of the character Z in the source
	}{
		{"plain", "a: xyZ\n", "xyZ", 1, 6},
		{"plain over two lines", "a: x\n  yZ\n", "x yZ", 1, 4}, // all of it at its beginning
		{"single quotes", "a: 'x''Z'\n", "x'Z", 1, 8},
		{"single quotes, folded", "a: 'x  \n  y\n\n  Z'\n", "x y\nZ", 4, 3},
		{"double quotes", "a: \"\\u00e9\\x41\\n\\tZ\"\n", "\u00e9A\n\tZ", 1, 19},
		{"double quotes, folded", "a: \"x\n  Z\"\n", "x Z", 2, 3},
		{"double quotes, a line that goes on", "a: \"x\\\n  \\ Z\"\n", "x Z", 2, 5},
		{"double quotes, empty lines after one that goes on", "a: \"x\\\n\n  Z\"\n", "x\nZ", 3, 3},
		{"double quotes, an escaped blank before the end of a line", "a: \"x\\t\n  Z\"\n", "x\t Z", 2, 3},
		{"a literal block", "a: |\n  x\n   Z\n", "x\n Z\n", 3, 4},
		{"a literal block without its last line end", "a: |-\n  x\n\n  Z\n\n", "x\n\nZ", 4, 3},
		{"a literal block with all its line ends", "a: |+\n  Z\n\n", "Z\n\n", 2, 3},
		{"a literal block that says its indentation", "a: |2\n    Z\n", "  Z\n", 1, 4},
		{"a folded block", "a: >\n  x\n  Z\n", "x Z\n", 1, 4},
		{"a literal block with CR LF", "a: |\r\n  x\r\n  Z\r\n", "x\nZ\n", 3, 3},
		{"a tag and an anchor before it", "a: !x &b 'Z'\n", "Z", 1, 11},
		{"a tag on a line of its own", "a: !x\n  'Z'\n", "Z", 2, 4},
		{"characters of several bytes before it", "\u00e9\u00fc: 'Z'\n", "Z", 1, 8},
		{"a line separator of Unicode before it", "b: 'x\u2028 y'\na: 'Z'\n", "Z", 2, 5},
		{"an alias", "b: &n 'Z'\na: *n\n", "Z", 1, 8},
		{"in a flow mapping", "a: {string: 'x,\n    Z'}\n", "x, Z", 2, 5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := readYAML(location.NewText("f", []byte(tt.source)))
			if err != nil {
				t.Fatal(err)
			}
			v := d.root.Members[len(d.root.Members)-1].Value
			if v.Kind == location.Object {
				v = v.Member("string")
			}
			c := d.content(v)
			if string(c.Data) != tt.content {
				t.Fatalf("content is %q, want %q", c.Data, tt.content)
			}
			if p := c.Position(strings.IndexByte(string(c.Data), 'Z')); p.Line != tt.line || p.Column != tt.column {
				t.Errorf("Z is at %d:%d, want %d:%d", p.Line, p.Column, tt.line, tt.column)
			}
		})
	}
}

func TestYAMLAsJSON(t *testing.T) {
	d, err := readYAML(location.NewText("f", []byte("a: [1, 2.5, 0x10, ~, yes, true, '1', \"é\\n<\"]\nb: {}\nc: &n [x]\nd: *n\n")))
	if err != nil {
		t.Fatal(err)
	}
	j, err := d.json(d.root)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"a":[1,2.5,"0x10",null,"yes",true,"1","é\n<"],"b":{},"c":["x"],"d":["x"]}`
	if string(j.Data) != want {
		t.Errorf("got  %s\nwant %s", j.Data, want)
	}
	if p := j.Position(strings.Index(want, `"d"`)); p.Line != 4 {
		t.Errorf("d is at line %d", p.Line)
	}
}

func TestAliasesDoNotGrowWithoutBound(t *testing.T) {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 12; i++ {
		p, n := string(rune('a'+i-1)), string(rune('a'+i))
		if i == 1 {
			p = "a0"
		}
		b.WriteString(n + ": &" + n + " [*" + strings.Repeat(p+", *", 9) + p + "]\n")
	}
	d, err := readYAML(location.NewText("f", []byte(b.String())))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.json(d.root); err == nil || !strings.Contains(err.Error(), "larger than 8 MiB") {
		t.Errorf("got %v", err)
	}
}

func TestEscapesOfAJSONStringKeepTheirPlaces(t *testing.T) {
	source := `{"a": "x\"\u00e9\ud83d\ude00\n\/Z"}`
	text := location.NewText("f", []byte(source))
	d, err := readJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	c := d.content(d.root.Member("a"))
	if string(c.Data) != d.root.Member("a").Text || string(c.Data) != "x\"é😀\n/Z" {
		t.Fatalf("content is %q", c.Data)
	}
	if p := c.Position(strings.IndexByte(string(c.Data), 'Z')); p.Column != strings.IndexByte(source, 'Z')+1 {
		t.Errorf("Z is at column %d", p.Column)
	}
	if p := c.Position(strings.IndexByte(string(c.Data), '\n')); p.Column != strings.Index(source, `\n`)+1 {
		t.Errorf("the line end is at column %d", p.Column)
	}
}
