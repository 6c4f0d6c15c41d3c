package bench_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bytedance/sonic"
	"github.com/go-json-experiment/json/jsontext"
	google "github.com/google/jsonschema-go/jsonschema"
	kaptinlin "github.com/kaptinlin/jsonschema"
	v5 "github.com/santhosh-tekuri/jsonschema/v5"
	v6 "github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/schema"
)

// reader is one way to read a page.
type reader struct {
	name string
	// prepare compiles what the page is judged by, and is not measured.
	prepare func(testing.TB, input) func([]byte) error
}

// readers are those that are compared: the first are Concord's, the next know
// JSON alone, and the others judge by the JSON Schema that Concord writes of
// the page's type, in one document.
var readers = []reader{
	{"concord", concord},
	{"json.Valid", syntax(func(b []byte) bool { return json.Valid(b) })},
	{"jsontext", syntax(func(b []byte) bool { return tokens(b) == nil })},
	{"sonic.Valid", syntax(sonic.Valid)},
	{"json.Unmarshal", func(testing.TB, input) func([]byte) error {
		return func(b []byte) error { var v any; return json.Unmarshal(b, &v) }
	}},
	{"concord-schema", slowPath},
	{"jsonschema-v5", schemaV5},
	{"jsonschema-v6", schemaV6},
	{"google-jsonschema", schemaGoogle},
	{"kaptinlin-jsonschema", schemaKaptinlin},
}

var errRefused = errors.New("the page is refused")

func syntax(valid func([]byte) bool) func(testing.TB, input) func([]byte) error {
	return func(testing.TB, input) func([]byte) error {
		return func(b []byte) error {
			if !valid(b) {
				return errRefused
			}
			return nil
		}
	}
}

// tokens reads JSON's tokens, and does nothing with them.
func tokens(b []byte) error {
	for d := jsontext.NewDecoder(bytes.NewBuffer(b)); ; {
		if _, err := d.ReadToken(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// concord is the streaming validator: with names that stand twice, with all
// that the schema says, and where properties are expanded with the entities
// that stand in them.
func concord(t testing.TB, in input) func([]byte) error {
	program := schema.NewPrograms(in.model, schema.Options{}).Of(in.model.Structured(in.typ), frameOf(in))
	return func(b []byte) error {
		page, err := schema.NewRun().PageText(b, func(schema.Member) {}, func() *schema.Program { return program })
		if err == nil && (page.Items != in.items || len(page.Refused) > 0) {
			return fmt.Errorf("of %d items %d are refused: %s", page.Items, len(page.Refused), refused(b, page))
		}
		return err
	}
}

func refused(b []byte, page *schema.Page) []byte {
	if len(page.Refused) == 0 {
		return nil
	}
	it := page.Refused[0]
	return b[it.At.Offset:][:it.Length]
}

// expanded is the frame of entities in which others stand.
type expanded struct{}

func (f expanded) Object(edm.StructuredType) schema.Advice {
	return schema.Advice{
		Property:   func(*edm.Property) schema.Use { return schema.Use{Frame: f} },
		Navigation: func(*edm.NavigationProperty) schema.Use { return schema.Use{Frame: f} },
	}
}

func frameOf(in input) schema.Frame {
	if in.name == "deep" {
		return expanded{}
	}
	return nil
}

// slowPath is how Concord judges what the streaming validator refuses: JSON
// with the place of every value, each item by its type's schema.
func slowPath(t testing.TB, in input) func([]byte) error {
	set := schema.NewSet(in.model, schema.Options{})
	return func(b []byte) error {
		v, err := location.ReadJSON(location.NewText("page.json", b), location.Limits{})
		if err != nil {
			return err
		}
		for _, item := range v.Member("value").Items {
			if found, err := set.Validate(in.typ, item); err != nil || len(found) > 0 {
				return fmt.Errorf("%v %w", found, err)
			}
		}
		return nil
	}
}

// document is the JSON Schema of the page, with all that it refers to.
func document(t testing.TB, in input) []byte {
	t.Helper()
	doc, err := schema.NewGenerator(in.model, schema.Options{}).Bundle(in.typ, true)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

const url = "page.schema.json"

// schemaV5 decodes numbers as they stand, as both versions demand of their callers.
func schemaV5(t testing.TB, in input) func([]byte) error {
	c := v5.NewCompiler()
	if err := c.AddResource(url, bytes.NewReader(document(t, in))); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(url)
	if err != nil {
		t.Fatal(err)
	}
	return func(b []byte) error {
		d := json.NewDecoder(bytes.NewReader(b))
		d.UseNumber()
		var v any
		if err := d.Decode(&v); err != nil {
			return err
		}
		return s.Validate(v)
	}
}

func schemaV6(t testing.TB, in input) func([]byte) error {
	doc, err := v6.UnmarshalJSON(bytes.NewReader(document(t, in)))
	if err != nil {
		t.Fatal(err)
	}
	c := v6.NewCompiler()
	if err := c.AddResource(url, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(url)
	if err != nil {
		t.Fatal(err)
	}
	return func(b []byte) error {
		v, err := v6.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			return err
		}
		return s.Validate(v)
	}
}

func schemaGoogle(t testing.TB, in input) func([]byte) error {
	var s google.Schema
	if err := json.Unmarshal(document(t, in), &s); err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return func(b []byte) error {
		var v any
		if err := json.Unmarshal(b, &v); err != nil {
			return err
		}
		return r.Validate(v)
	}
}

func schemaKaptinlin(t testing.TB, in input) func([]byte) error {
	s, err := kaptinlin.NewCompiler().Compile(document(t, in))
	if err != nil {
		t.Fatal(err)
	}
	return func(b []byte) error {
		if r := s.ValidateJSON(b); !r.IsValid() {
			return fmt.Errorf("%v", r.Errors)
		}
		return nil
	}
}

// node is ajv in a process of its own, which says how long each of its
// readings took.
type node struct {
	in  io.Writer
	out *bufio.Scanner
}

// startAjv compiles the page's schema by ajv, and lets V8 warm to it. What
// `make e2e` installs is used; without that, ajv is skipped.
func startAjv(b *testing.B, in input) *node {
	b.Helper()
	if _, err := os.Stat(repository + "/suites/e2e/node_modules/ajv"); err != nil {
		b.Skip("ajv is not installed: npm ci --prefix suites/e2e")
	}
	dir := b.TempDir()
	for name, data := range map[string][]byte{"schema.json": document(b, in), "page.json": in.text} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	cmd := exec.CommandContext(b.Context(), "node", "ajv.mjs", dir)
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Skip("node does not start: ", err)
	}
	b.Cleanup(func() {
		stdin.Close()
		cmd.Wait()
	})
	n := &node{stdin, bufio.NewScanner(stdout)}
	if _, err := n.read(); err != nil { // it is warm when it answers
		b.Fatal(err)
	}
	return n
}

// read reads and judges the page once.
func (n *node) read() (time.Duration, error) {
	if _, err := io.WriteString(n.in, "\n"); err != nil {
		return 0, err
	}
	if !n.out.Scan() {
		return 0, errors.New("node ended")
	}
	ns, err := strconv.ParseFloat(strings.TrimSpace(n.out.Text()), 64)
	if err != nil {
		return 0, fmt.Errorf("ajv: %s", n.out.Text())
	}
	return time.Duration(ns), nil
}
