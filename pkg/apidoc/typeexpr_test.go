package apidoc

import (
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

func TestTypeCellsAreUnderstoodInEveryWording(t *testing.T) {
	refs := &references{defs: map[string]string{"identityset": "identityset.md", "list": "list.md"}}
	for _, c := range []struct {
		text, name string
		collection edm.Tristate
		note       string
	}{
		{"String", "String", edm.False, ""},
		{"string", "string", edm.False, ""},
		{"`String`", "String", edm.False, ""},
		{"**String**", "String", edm.False, ""},
		{"Edm.Int64", "Edm.Int64", edm.False, ""},
		{"`Edm.boolean `", "Edm.boolean", edm.False, ""},
		{"String collection", "String", edm.True, ""},
		{"String Collection", "String", edm.True, ""},
		{"Collection(Edm.String)", "Edm.String", edm.True, ""},
		{"collection(string)", "string", edm.True, ""},
		{"Collection of String", "String", edm.True, ""},
		{"array of strings", "string", edm.True, ""},
		{"String[]", "String", edm.True, ""},
		{"String array", "String", edm.True, ""},
		{"[identity](identity.md)", "identity", edm.False, ""},
		{"[identity](identity.md) collection", "identity", edm.True, ""},
		{"Collection([identity](identity.md))", "identity", edm.True, ""},
		{"[identity](identity.md) (collection)", "identity", edm.True, ""},
		{"[**list**][list]", "list", edm.False, ""},
		{"[identitySet][] collection", "identitySet", edm.True, ""},
		{"[nowhere] collection", "nowhere", edm.True, ""},
		{"[microsoft.graph.set][] collection", "microsoft.graph.set", edm.True, ""},
		{"microsoft.graph.x.y collection", "microsoft.graph.x.y", edm.True, ""},
		{"#microsoft.graph.user", "microsoft.graph.user", edm.False, ""},
		{"routing collection collection", "routing", edm.True, ""},
		{"string, maximum size 20", "string", edm.False, "maximum size 20"},
		{"string (url)", "string", edm.False, "url"},
		{"String (enum)", "String", edm.False, "enum"},
		{"[hash](hash.md) enum", "hash", edm.False, ""},
		{"error object", "error", edm.False, ""},
		{"JSON object", "JSON", edm.False, ""},
		{"entity", "entity", edm.False, ""},
		{"entity collection", "entity", edm.True, ""},
		{"list", "list", edm.True, ""},
		{"[Conditional Access Control](cac.md)", "ConditionalAccessControl", edm.False, ""},
		{"When it was made.  DateTimeOffset", "DateTimeOffset", edm.Unsaid, ""},
		{"** Unknown Type `contoso.models.operation` ** collection", "contoso.models.operation", edm.True, ""},
		{"String 集合", "String", edm.True, ""},
		{"字符串集合", "String", edm.True, ""},
		{"文字列コレクション", "String", edm.True, ""},
		{"[identity](identity.md) の コレクション", "identity", edm.True, ""},
		{"Colección string", "string", edm.True, ""},
		{"String-Auflistung", "String", edm.True, ""},
		{"Collection de chaînes", "String", edm.True, ""},
		{"字符串，最大大小为20", "String", edm.False, "最大大小为20"},
		{"字符串（集合）", "String", edm.True, ""},
		{"期限", "Duration", edm.False, ""},
		{"Booliano", "Boolean", edm.False, ""},
		{"Coleção duplo", "Double", edm.True, ""},
		{"Duração", "Duration", edm.False, ""},
		{"双精度 集合", "Double", edm.True, ""},
		{"バイナリ", "Binary", edm.False, ""},
		{"[identity](identity.md) samling", "identity", edm.Unsaid, ""},
		{"one of several things", "", edm.Unsaid, ""},
		{"", "", edm.Unsaid, ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			runs := scan(c.text, refs)
			got := readType(location.NewText("x.md", []byte(c.text)), 0, runs)
			if got.Name != c.name || c.name != "" && got.Collection != c.collection || got.Note != c.note {
				t.Errorf("name %q collection %v note %q; want %q %v %q", got.Name, got.Collection, got.Note, c.name, c.collection, c.note)
			}
		})
	}
}

func TestSeveralTypesInACellAreKept(t *testing.T) {
	for _, text := range []string{"[user](user.md) or [group](group.md)", "user or group", "decimal / number"} {
		got := readType(location.NewText("x.md", []byte(text)), 0, scan(text, nil))
		if len(got.Others) != 1 {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

func TestWordsOfADescriptionAreUnderstood(t *testing.T) {
	read := func(t *testing.T, description string) *PropertyDoc {
		t.Helper()
		page := "---\ndoc_type: resourcePageType\n---\n# leafType type\n\n|Property|Type|Description|\n|-|-|-|\n|name|String|" + description + "|\n"
		p, err := ReadPage("x.md", []byte(page))
		if err != nil || len(p.Types) != 1 || len(p.Types[0].Properties) != 1 {
			t.Fatalf("%v %+v", err, p)
		}
		return p.Types[0].Properties[0]
	}
	for _, c := range []struct {
		text string
		want edm.Tristate
		get  func(*PropertyDoc) edm.Tristate
	}{
		{"Not nullable.", edm.False, nullable},
		{"The key. Key, not nullable, Read-only.", edm.False, nullable},
		{"Read-only. Nullable.", edm.True, nullable},
		{"This property can be null.", edm.True, nullable},
		{"It is null if nobody is there.", edm.True, nullable},
		{"Nothing to say of null-terminated strings.", edm.Unsaid, nullable},
		{"Not nullable for users, nullable for groups.", edm.Unsaid, nullable},
		{"Read-only.", edm.True, readOnly},
		{"Read only", edm.True, readOnly},
		{"Already only here.", edm.Unsaid, readOnly},
		{"Write-only.", edm.True, writeOnly},
		{"Required.", edm.True, required},
		{"Something. Required. And more.", edm.True, required},
		{"Not always. Required for some.", edm.True, required},
		{"The required access.", edm.Unsaid, required},
		{"What it is: `free`, `optional`, or `required`. Read-only.", edm.Unsaid, required},
		{"Deprecated. Use another.", edm.True, deprecated},
		{"The property is deprecated.", edm.True, deprecated},
		{"Whether deprecated values show.", edm.Unsaid, deprecated},
	} {
		if got := c.get(read(t, c.text)); got != c.want {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Possible values are: `a`, `b`, and `c`.", []string{"a", "b", "c"}},
		{"The possible values are `a`, `b`. Use `c` for nothing.", []string{"a", "b"}},
		{"Possible values: a, b or c", []string{"a", "b", "c"}},
		{"Possible values are: Active, Inactive or Terminated", []string{"Active", "Inactive", "Terminated"}},
		{"Supported values are: `a` (the first), `b` (the second).", []string{"a", "b"}},
		{"Possible values: `a`, `b`. The default is `c`.", []string{"a", "b"}},
		{"Possible values are: `a`, `b`, default is `c`.", []string{"a", "b"}},
		{"The possible values are: `a`, `unknownFutureValue`. Use the `Prefer: include-unknown-enum-members` request header to get the following values in this [evolvable enum](/e): `b`, `c`.", []string{"a", "unknownFutureValue", "b", "c"}},
		{"Possible values are listed in the following table.", nil},
		{"Supports `$filter` (`eq`, `ne`).", nil},
		{"可能的值包括：`a`、`b`。", []string{"a", "b"}},
		{"Mögliche Werte sind `a` und `b`.", []string{"a", "b"}},
	} {
		got := read(t, c.text).PossibleValues
		if len(got) != len(c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%q: %q, want %q", c.text, got, c.want)
			}
		}
	}
	for text, want := range map[string]int{
		"Maximum length is 256 characters.":          256,
		"The maximum allowed length is 64.":          64,
		"Max length 1,024 characters":                1024,
		"Maximum length of 8 characters is allowed.": 8,
		"Nothing of the kind.":                       0,
		"A maximum of 20 items.":                     0,
	} {
		got := 0
		if n := read(t, text).MaxLength; n != nil {
			got = *n
		}
		if got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func nullable(p *PropertyDoc) edm.Tristate   { return p.Nullable }
func readOnly(p *PropertyDoc) edm.Tristate   { return p.ReadOnly }
func writeOnly(p *PropertyDoc) edm.Tristate  { return p.WriteOnly }
func required(p *PropertyDoc) edm.Tristate   { return p.Required }
func deprecated(p *PropertyDoc) edm.Tristate { return p.Deprecated }
