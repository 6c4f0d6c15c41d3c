package uri_test

import (
	"path"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/internal/corpustest"
	"github.com/concord-odata/concord/pkg/uri"
)

// protocolModels reads the models that the protocol cases name.
func protocolModels(t *testing.T) (map[string]*edm.Model, map[string][]byte) {
	files := corpustest.Files(t, "protocol-cases", func(name string) bool {
		return strings.HasSuffix(name, ".tsv") || strings.HasPrefix(path.Base(name), "MODEL-")
	})
	models := map[string]*edm.Model{}
	tables := map[string][]byte{}
	for name, data := range files {
		if strings.HasSuffix(name, ".xml") {
			models[path.Base(name)] = model(t, name, data)
		} else {
			tables[path.Base(name)] = data
		}
	}
	return models, tables
}

func table(t *testing.T, data []byte) []map[string]string {
	var out []map[string]string
	var head []string
	for _, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if head == nil {
			head = cells
			continue
		}
		row := map[string]string{}
		for i, c := range cells {
			if i < len(head) {
				row[head[i]] = c
			}
		}
		out = append(out, row)
	}
	return out
}

// kinds maps the payload kinds of the cases to shapes.
var kinds = map[string]uri.Shape{
	"service-document": uri.ServiceDocument, "entity-collection": uri.EntityCollection, "entity": uri.Entity,
	"complex": uri.Complex, "complex-collection": uri.ComplexCollection, "primitive": uri.Primitive,
	"primitive-collection": uri.PrimitiveCollection, "enum": uri.Primitive, "enum-collection": uri.PrimitiveCollection,
	"dynamic": uri.UnknownShape, "ref": uri.Reference, "ref-collection": uri.ReferenceCollection,
	"crossjoin": uri.CrossJoin, "all": uri.AllEntities, "delta": uri.DeltaCollection, "deleted-entity": uri.DeletedEntity,
	"link": uri.Link, "deleted-link": uri.DeletedLink,
}

// disputed are cases whose label another reading of the texts contradicts;
// the reason names the section.
var disputed = map[string]string{
	"C250": "Protocol 10.17 and JSON Format, example 33: the delta of one entity is …/$entity/$delta there",
}

func TestTheProtocolCases(t *testing.T) {
	models, tables := protocolModels(t)
	rows := table(t, tables["context-cases.tsv"])
	t.Logf("%d contexts, %d disputed", len(rows), len(disputed))
	if len(rows) != 270 {
		t.Errorf("%d cases, want 270", len(rows))
	}
	for _, row := range rows {
		id, text := row["id"], row["context"]
		if disputed[id] != "" {
			continue
		}
		c, err := uri.ParseContext(text)
		if want := row["syntax"] == "valid"; (err == nil) != want {
			t.Errorf("%s %s: syntax %v, want %s (%s)", id, text, err, row["syntax"], row["note"])
			continue
		}
		if err != nil {
			continue
		}
		p, err := c.Resolve(models[row["model"]])
		if want := row["resolves"] == "yes"; (err == nil) != want {
			t.Errorf("%s %s: %v, want resolves=%s (%s)", id, text, err, row["resolves"], row["note"])
			continue
		}
		if err != nil {
			continue
		}
		if want, ok := kinds[row["payload_kind"]]; !ok || p.Shape != want {
			t.Errorf("%s %s: %v, want %s", id, text, p.Shape, row["payload_kind"])
		}
		if want := row["type"]; want != "" && want != "?" && p.Type.Name != want && text != "#$delta" {
			t.Errorf("%s %s: type %q, want %q", id, text, p.Type.Name, want)
		}
		if got := selectText(p.Select); got != row["select_list"] {
			t.Errorf("%s %s: select list %q, want %q", id, text, got, row["select_list"])
		}
		if p.Unqualified || len(p.Issues) > 0 {
			t.Errorf("%s %s: issues %v", id, text, p.Issues)
		}
		if uri.Explain(p) == "" {
			t.Errorf("%s: nothing explained", id)
		}
	}
}

func selectText(l *uri.SelectList) string {
	if l == nil {
		return ""
	}
	var items []string
	for _, i := range l.Items {
		items = append(items, i.Text)
	}
	return strings.Join(items, ",")
}
