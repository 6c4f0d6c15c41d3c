package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

// What Jenkins' schema for JUnit allows: the children of an element in their
// order, and its attributes, the required ones first.
var junitElements = map[string]struct {
	children, required, optional []string
}{
	"testsuites": {[]string{"testsuite"}, nil, []string{"name", "time", "tests", "failures", "disabled", "errors"}},
	"testsuite": {
		[]string{"properties", "testcase", "system-out", "system-err"},
		[]string{"name", "tests"},
		[]string{"failures", "errors", "time", "disabled", "skipped", "timestamp", "hostname", "id", "package"},
	},
	"properties": {[]string{"property"}, nil, nil},
	"property":   {nil, []string{"name", "value"}, nil},
	"testcase": {
		[]string{"skipped", "error", "failure", "system-out", "system-err"},
		[]string{"name", "classname"},
		[]string{"assertions", "time", "status", "file", "line"},
	},
	"skipped":    {nil, nil, []string{"type", "message"}},
	"failure":    {nil, []string{"type", "message"}, nil},
	"system-out": {nil, nil, nil},
}

type node struct {
	name     string
	attr     map[string]string
	children []*node
	text     string
}

// readStrictly parses XML and holds each element to junitElements.
func readStrictly(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	root := &node{}
	stack := []*node{root}
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		top := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &node{name: tok.Name.Local, attr: map[string]string{}}
			for _, a := range tok.Attr {
				if _, twice := n.attr[a.Name.Local]; twice {
					return nil, fmt.Errorf("%s: attribute %s twice", n.name, a.Name.Local)
				}
				n.attr[a.Name.Local] = a.Value
			}
			top.children = append(top.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(tok)
		}
	}
	if len(root.children) != 1 || root.children[0].name != "testsuites" {
		return nil, fmt.Errorf("the root is not one testsuites")
	}
	return root.children[0], root.children[0].hold()
}

func (n *node) hold() error {
	rules, known := junitElements[n.name]
	if !known {
		return fmt.Errorf("element %s is not in the schema", n.name)
	}
	for name := range n.attr {
		if !slices.Contains(rules.required, name) && !slices.Contains(rules.optional, name) {
			return fmt.Errorf("%s: attribute %s is not in the schema", n.name, name)
		}
	}
	for _, name := range rules.required {
		if _, there := n.attr[name]; !there {
			return fmt.Errorf("%s: attribute %s is missing", n.name, name)
		}
	}
	if len(rules.children) > 0 && strings.TrimSpace(n.text) != "" {
		return fmt.Errorf("%s: text %q between elements", n.name, n.text)
	}
	at := 0
	for _, c := range n.children {
		i := slices.Index(rules.children, c.name)
		if i < at {
			return fmt.Errorf("%s: element %s is not allowed here", n.name, c.name)
		}
		at = i
		if err := c.hold(); err != nil {
			return err
		}
	}
	return nil
}

func TestJUnitIsReadByAStrictReader(t *testing.T) {
	for name, verdicts := range map[string][]*rule.Verdict{
		"the sample": sample(), "hostile texts": hostile(), "nothing": nil, "the same name twice": append(sample(), sample()...),
	} {
		t.Run(name, func(t *testing.T) {
			root, err := readStrictly(write(t, "junit", Options{}, verdicts))
			if err != nil {
				t.Fatal(err)
			}
			suite := root.children[0]
			var cases, failures, skipped int
			names := map[string]bool{}
			for _, c := range suite.children {
				if c.name != "testcase" {
					continue
				}
				cases++
				id := c.attr["classname"] + "\x00" + c.attr["name"]
				if names[id] {
					t.Errorf("two cases are called %q", id)
				}
				names[id] = true
				for _, part := range c.children {
					switch part.name {
					case "failure":
						failures++
					case "skipped":
						skipped++
					}
				}
			}
			for attr, want := range map[string]int{"tests": cases, "failures": failures, "skipped": skipped, "errors": 0} {
				if suite.attr[attr] != strconv.Itoa(want) {
					t.Errorf("%s=%q, but there are %d", attr, suite.attr[attr], want)
				}
			}
			if cases != len(verdicts) {
				t.Errorf("%d cases, want %d", cases, len(verdicts))
			}
		})
	}
}

func TestJUnitSaysHowManyFindingsAFailureLeavesOut(t *testing.T) {
	out := write(t, "junit", Options{}, flood(20_000, rule.Warning))
	if len(out) > 2*failureBytes || !bytes.Contains(out, []byte(" more findings\n")) {
		t.Errorf("%d bytes, and what is left out is not said", len(out))
	}
	if !bytes.Contains(out, []byte(`<failure message="ENT-003: the one that matters" type="error">`)) {
		t.Error("the error, though last, is not the failure's message")
	}
}

func TestTheStrictReaderRefusesWhatTheSchemaDoes(t *testing.T) {
	for name, doc := range map[string]string{
		"output before the failure": `<testsuites><testsuite name="a" tests="1"><testcase name="a" classname="b"><system-out/><failure type="" message=""/></testcase></testsuite></testsuites>`,
		"a case without a class":    `<testsuites><testsuite name="a" tests="1"><testcase name="a"/></testsuite></testsuites>`,
		"an attribute of our own":   `<testsuites><testsuite name="a" tests="1" rules="2"/></testsuites>`,
		"a control character":       "<testsuites><testsuite name=\"a\x01\" tests=\"1\"/></testsuites>",
	} {
		if _, err := readStrictly([]byte(doc)); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}
