package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/concord-odata/concord/pkg/location"
)

// maxYAMLDepth bounds the nesting of YAML, as location does for JSON.
const maxYAMLDepth = 512

// readYAML reads a text that is one YAML document.
func readYAML(t *location.Text) (d *document, err error) {
	t = withoutBOM(t)
	defer func() { // the parser's own faults are no reason to stop a run
		if p := recover(); p != nil {
			d, err = nil, &ReadError{File: t.Name, Message: fmt.Sprintf("the YAML parser failed: %v", p)}
		}
	}()
	decoder := yaml.NewDecoder(bytes.NewReader(t.Data))
	var node, more yaml.Node
	if err := decoder.Decode(&node); err != nil {
		return nil, yamlError(t, err)
	}
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		if err != nil {
			return nil, yamlError(t, err)
		}
		return nil, readError(t, 0, "the text holds more than one YAML document")
	}
	c := yamlTree{text: t, lines: yamlLines(t.Data), anchors: map[*yaml.Node]*location.Value{}}
	d = &document{text: t, yaml: true, room: newAllowance()}
	if d.root, err = c.value(&node, 0); err != nil {
		return nil, err
	}
	d.tags = c.tags
	return d, nil
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// yamlError gives a parser's error its place.
func yamlError(t *location.Text, err error) error {
	if errors.Is(err, io.EOF) {
		return readError(t, 0, "the YAML document is empty")
	}
	e := readError(t, 0, "%s", yamlLine.ReplaceAllString(err.Error(), ""))
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil && m[1] != "" {
		n, _ := strconv.Atoi(m[1])
		e.Line += max(n, 1) - 1
	}
	return e
}

// yamlTree makes a tree of values out of YAML nodes.
type yamlTree struct {
	text    *location.Text
	lines   []int // offsets of line starts, as YAML counts lines
	anchors map[*yaml.Node]*location.Value
	tags    map[*location.Value]string

	// The place that was found last: nodes come in order, and many may stand
	// on one line.
	line, column, at int
}

func (c *yamlTree) value(n *yaml.Node, depth int) (*location.Value, error) {
	if depth > maxYAMLDepth {
		return nil, readError(c.text, c.offset(n), "nesting is deeper than %d", maxYAMLDepth)
	}
	switch n.Kind {
	case yaml.DocumentNode:
		if len(n.Content) == 1 {
			return c.value(n.Content[0], depth)
		}
	case yaml.AliasNode:
		if v := c.anchors[n.Alias]; v != nil {
			return v, nil
		}
		return nil, readError(c.text, c.offset(n), "the alias *%s stands inside what it names", n.Value)
	}
	v := &location.Value{Start: c.offset(n)}
	v.End = v.Start
	var err error
	switch n.Kind {
	case yaml.MappingNode:
		v.Kind = location.Object
		err = c.members(v, n, depth)
	case yaml.SequenceNode:
		v.Kind = location.Array
		for _, item := range n.Content {
			var value *location.Value
			if value, err = c.value(item, depth+1); err != nil {
				break
			}
			v.Items = append(v.Items, value)
			v.End = value.End
		}
	default:
		c.scalar(v, n)
	}
	if err != nil {
		return nil, err
	}
	if n.Anchor != "" {
		c.anchors[n] = v
	}
	return v, nil
}

func (c *yamlTree) members(v *location.Value, n *yaml.Node, depth int) error {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, err := c.value(n.Content[i], depth+1)
		if err != nil {
			return err
		}
		value, err := c.value(n.Content[i+1], depth+1)
		if err != nil {
			return err
		}
		name, _ := scalarText(key)
		v.Members = append(v.Members, location.Member{Name: name, NameStart: key.Start, NameEnd: key.End, Value: value})
		v.End = value.End
	}
	return nil
}

func (c *yamlTree) scalar(v *location.Value, n *yaml.Node) {
	v.Kind, v.Text = location.String, n.Value
	switch n.Tag {
	case "!!null":
		v.Kind, v.Text = location.Null, ""
	case "!!bool":
		v.Kind = location.False
		if n.Value != "" && n.Value[0]|0x20 == 't' {
			v.Kind = location.True
		}
		v.Text = ""
	case "!!int", "!!float":
		if jsonNumber.MatchString(n.Value) {
			v.Kind = location.Number
		}
	case "!!binary", "!binary": // Ruby writes the second
		if c.tags == nil {
			c.tags = map[*location.Value]string{}
		}
		c.tags[v] = "!!binary"
	}
	v.Start = skipProperties(c.text.Data, v.Start)
	v.End = min(v.Start+len(n.Value), len(c.text.Data))
}

var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// skipProperties passes over the tag and the anchor that stand before a
// scalar.
func skipProperties(data []byte, off int) int {
	for off < len(data) && (data[off] == '!' || data[off] == '&') {
		for off < len(data) && !isYAMLSpace(data[off]) {
			off++
		}
		for off < len(data) && isYAMLSpace(data[off]) {
			off++
		}
	}
	return off
}

func isYAMLSpace(c byte) bool { return isBlank(c) || c == '\n' || c == '\r' }

// offset is the place of a node in bytes. YAML counts columns in characters.
func (c *yamlTree) offset(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(c.lines) {
		return 0
	}
	if n.Line != c.line || n.Column < c.column {
		c.line, c.column, c.at = n.Line, 1, c.lines[n.Line-1]
	}
	for ; c.column < n.Column && c.at < len(c.text.Data); c.column++ {
		_, size := utf8.DecodeRune(c.text.Data[c.at:])
		c.at += size
	}
	return c.at
}

// yamlLines lists where lines begin, by the line breaks of YAML 1.1.
func yamlLines(data []byte) []int {
	lines := []int{0}
	for i := 0; i < len(data); {
		n := yamlBreak(data[i:])
		if n > 0 {
			lines = append(lines, i+n)
		}
		i += max(n, 1)
	}
	return lines
}

// yamlBreak is the length of the line break that s begins with, or 0.
func yamlBreak(s []byte) int {
	switch {
	case len(s) == 0:
	case s[0] == '\r':
		if len(s) > 1 && s[1] == '\n' {
			return 2
		}
		return 1
	case s[0] == '\n':
		return 1
	case s[0] == 0xC2 && len(s) > 1 && s[1] == 0x85:
		return 2
	case s[0] == 0xE2 && len(s) > 2 && s[1] == 0x80 && (s[2] == 0xA8 || s[2] == 0xA9):
		return 3
	}
	return 0
}
