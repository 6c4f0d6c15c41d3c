package bench_test

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/concord-odata/concord/pkg/csdl"
	"github.com/concord-odata/concord/pkg/edm"
)

const (
	// repository is the root of Concord's module.
	repository = "../.."
	// directory is the CSDL that most inputs are written by, and ns its namespace.
	directory = "testdata/directory.xml"
	ns        = "org.example.directory."
	// graphFile is Microsoft Graph v1.0's CSDL among the real input beside the repository.
	graphFile = "graph-v1.0-2026-08.xml"
)

func readModel(t testing.TB, name string, data []byte) *edm.Model {
	t.Helper()
	doc, err := csdl.Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Model
}

// directoryModel is the model of [directory].
func directoryModel(t testing.TB) *edm.Model {
	t.Helper()
	data, err := os.ReadFile(directory)
	if err != nil {
		t.Fatal(err)
	}
	return readModel(t, directory, data)
}

var readGraph = sync.OnceValues(func() ([]byte, error) {
	f, err := os.Open(filepath.Join(repository, "../shared/corpus/graph-csdl.tar.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s in %s: %w", graphFile, f.Name(), err)
		case filepath.Base(h.Name) == graphFile:
			return io.ReadAll(r)
		}
	}
})

// graph is Microsoft Graph v1.0's CSDL; without the corpus the benchmark is skipped.
func graph(t testing.TB) []byte {
	t.Helper()
	data, err := readGraph()
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the corpus is not beside the repository: ", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// order is that of an object's properties.
type order int

const (
	declared order = iota
	reversed
	shuffled // every object has an order of its own
)

// author writes values by their types: the same ones every time.
type author struct {
	model *edm.Model
	rand  *rand.Rand
	order order
	// expand is how many levels of navigation properties it writes.
	expand int
	// text writes strings; nil: words.
	text func(*author) string
}

func newAuthor(m *edm.Model) *author {
	return &author{model: m, rand: rand.New(rand.NewPCG(2026, 10))}
}

// page is a collection response of so many items of an entity type.
func (a *author) page(typ string, items int) []byte {
	t := a.model.Structured(typ)
	b := []byte(`{"@odata.context":"https://example.org/service/$metadata#Collection(` + t.QualifiedName() + `)","value":[`)
	for i := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = a.object(b, t, 0, a.expand)
	}
	return append(b, "]}"...)
}

// mostDepth is how deep complex values stand in each other.
const mostDepth = 3

type member struct{ name, value string }

func (a *author) object(b []byte, t edm.StructuredType, depth, expand int) []byte {
	var members []member
	for p := range a.model.Properties(t) {
		if v := string(a.property(nil, t, p, depth)); v != "" {
			members = append(members, member{p.Name, v})
		}
	}
	if expand > 0 {
		for n := range a.model.NavigationProperties(t) {
			members = append(members, member{n.Name, string(a.navigation(nil, n, depth, expand))})
		}
	}
	switch a.order {
	case reversed:
		slices.Reverse(members)
	case shuffled:
		a.rand.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	}
	b = append(b, '{')
	for i, m := range members {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(append(b, '"'), m.name...), `":`...), m.value...)
	}
	return append(b, '}')
}

// property writes a property's value; nothing where it would have no plain one.
func (a *author) property(b []byte, t edm.StructuredType, p *edm.Property, depth int) []byte {
	entity, _ := t.(*edm.EntityType)
	key := entity != nil && slices.ContainsFunc(a.model.Key(entity), func(k edm.PropertyRef) bool { return k.Path == p.Name })
	if a.model.Underlying(p.Type.Name) == "Edm.Stream" {
		return b
	}
	if p.Type.Collection {
		b = append(b, '[')
		for i := range a.rand.IntN(4) {
			v := a.value(nil, p.Type.Name, p.Facets, depth+1)
			if len(v) == 0 {
				break
			}
			if i > 0 {
				b = append(b, ',')
			}
			b = append(b, v...)
		}
		return append(b, ']')
	}
	if !key && !p.Nullable.IsFalse() && a.rand.IntN(4) == 0 {
		return append(b, "null"...)
	}
	v := a.value(nil, p.Type.Name, p.Facets, depth+1)
	if len(v) == 0 && !p.Nullable.IsFalse() {
		return append(b, "null"...)
	}
	return append(b, v...)
}

func (a *author) navigation(b []byte, n *edm.NavigationProperty, depth, expand int) []byte {
	t := a.model.Structured(n.Type.Name)
	if !n.Type.Collection {
		return a.object(b, t, depth, expand-1)
	}
	b = append(b, '[')
	for i := range 3 {
		if i > 0 {
			b = append(b, ',')
		}
		b = a.object(b, t, depth, expand-1)
	}
	return append(b, ']')
}

// value writes a value that is not null; nothing where the type has no plain one.
func (a *author) value(b []byte, name string, f edm.Facets, depth int) []byte {
	if e := a.model.EnumType(name); e != nil {
		if len(e.Members) == 0 {
			return b
		}
		return strconv.AppendQuote(b, e.Members[a.rand.IntN(min(len(e.Members), 4))].Name)
	}
	if t := a.model.Structured(name); t != nil {
		if depth > mostDepth || t.Structure().Abstract {
			return b
		}
		return a.object(b, t, depth, 0)
	}
	switch a.model.Underlying(name) {
	case "Edm.String":
		return append(b, quoted(clip(a.string(), f.MaxLength))...)
	case "Edm.Boolean":
		return strconv.AppendBool(b, a.rand.IntN(2) == 0)
	case "Edm.Byte", "Edm.SByte":
		return strconv.AppendInt(b, a.rand.Int64N(128), 10)
	case "Edm.Int16", "Edm.Int32":
		return strconv.AppendInt(b, a.rand.Int64N(32000), 10)
	case "Edm.Int64":
		return strconv.AppendInt(b, a.rand.Int64N(1e12), 10)
	case "Edm.Double", "Edm.Single", "Edm.Decimal":
		return strconv.AppendFloat(b, float64(a.rand.IntN(10000))/100, 'f', 2, 64)
	case "Edm.Guid":
		return fmt.Appendf(b, `"%08x-%04x-%04x-%04x-%012x"`, a.rand.Uint32(), a.rand.IntN(1<<16), a.rand.IntN(1<<16), a.rand.IntN(1<<16), a.rand.Int64N(1<<48))
	case "Edm.Date":
		return a.day(1950).AppendFormat(b, `"2006-01-02"`)
	case "Edm.DateTimeOffset":
		return a.day(2005).Add(time.Duration(a.rand.Int64N(86400))*time.Second).AppendFormat(b, `"2006-01-02T15:04:05Z"`)
	case "Edm.TimeOfDay":
		return fmt.Appendf(b, `"%02d:%02d:%02d.0000000"`, a.rand.IntN(24), a.rand.IntN(60), a.rand.IntN(60))
	case "Edm.Duration":
		return fmt.Appendf(b, `"PT%dH%dM"`, a.rand.IntN(24), a.rand.IntN(60))
	case "Edm.Binary":
		return append(b, `"T0RhdGEgaXMgZ29vZCE"`...)
	}
	return b
}

// day is a day of the twenty years that begin with that one.
func (a *author) day(year int) time.Time {
	return time.Date(year, 1, 1+a.rand.IntN(20*365), 0, 0, 0, 0, time.UTC)
}

var words = strings.Fields(`alpine basalt cedar delta ember fjord glacier harbor island juniper kestrel lagoon meadow north orchard
prairie quarry river summit timber upland valley willow yarrow zenith Adele Lee Alex Megan Retail Sales Engineering Seattle Zürich`)

func (a *author) string() string {
	if a.text != nil {
		return a.text(a)
	}
	var b strings.Builder
	for i := range 1 + a.rand.IntN(4) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words[a.rand.IntN(len(words))])
	}
	return b.String()
}

// escapes is text that has to be decoded, and is mostly beyond ASCII.
func escapes(a *author) string {
	parts := []string{"Zürich", "東京都千代田区", "naïve “quotes”", "a\"b\\c/d", "tab\there", "line\nbreak", "😀🎉", "Ελληνικά", "Кириллица", "\u0001\u001f", "plain words stand here"}
	var b strings.Builder
	for range 2 + a.rand.IntN(8) {
		b.WriteString(parts[a.rand.IntN(len(parts))])
		b.WriteByte(' ')
	}
	return b.String()
}

func clip(s string, most *int) string {
	if r := []rune(s); most != nil && len(r) > *most {
		return string(r[:*most])
	}
	return s
}

// quoted is a string as JSON writes it, every second emoji by a surrogate pair.
func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return strings.Replace(string(b), "😀", `\ud83d\ude00`, 1)
}

// smallPage is a page as the first operation that Concord checked answers it.
func smallPage(items int) []byte {
	b := []byte(`{"@odata.context":"https://example.org/service/$metadata#Collection(` + ns + `credentialCount)","value":[`)
	for i := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendSmall(b, i)
	}
	return append(b, "]}"...)
}

func appendSmall(b []byte, i int) []byte {
	return fmt.Appendf(b, `{"id":"id-%d","totalUserCount":%d,"userRegistrationCounts":[{"registrationStatus":"registered","registrationCount":23423},`+
		`{"registrationStatus":"enabled","registrationCount":4234},{"registrationStatus":"capable","registrationCount":323},{"registrationStatus":"confirmed","registrationCount":33}]}`, i, i)
}

// input is a page, and what it is a page of.
type input struct {
	name  string
	model *edm.Model
	typ   string
	text  []byte
	items int
}

// inputs are the pages that readers are compared on.
func inputs(t testing.TB) []input {
	m := directoryModel(t)
	page := func(name, typ string, items int, a *author) input {
		return input{name, a.model, typ, a.page(typ, items), items}
	}
	all := []input{{"small", m, ns + "credentialCount", smallPage(1000), 1000}}
	for name, o := range map[string]order{"wide": declared, "wide-reversed": reversed, "wide-shuffled": shuffled} {
		a := newAuthor(m)
		a.order = o
		all = append(all, page(name, ns+"user", 999, a))
	}
	slices.SortFunc(all[1:], func(a, b input) int { return strings.Compare(a.name, b.name) })
	deep := newAuthor(m)
	deep.expand = 3
	text := newAuthor(m)
	text.text = escapes
	all = append(all, page("deep", ns+"person", 100, deep), page("text", ns+"note", 1000, text))
	if data, err := readGraph(); err == nil {
		g := newAuthor(readModel(t, graphFile, data))
		all = append(all, page("graph-user", "microsoft.graph.user", 999, g))
	}
	return all
}
