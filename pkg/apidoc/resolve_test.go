package apidoc

import (
	"context"
	"testing"
	"testing/fstest"
)

// A word for a primitive type is one, though a type has the same letters.
func TestAWordForAPrimitiveTypeIsNoOtherTypesName(t *testing.T) {
	page := func(name, rows string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("# " + name + " resource type\n\nNamespace: contoso.notes\n\n|Property|Type|Description|\n|:--|:--|:--|\n" + rows +
			"\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"contoso.notes." + name + "\" } -->\n```json\n{ }\n```\n")}
	}
	ref, err := LoadFS(context.Background(), fstest.MapFS{
		"note.md":      page("note", "|made|Timestamp|x|\n|read|timeStamp|x|\n|sent|[timestamp](timestamp.md)|x|\n"),
		"timestamp.md": page("timeStamp", "|ticks|Int64|x|\n"),
	}, "", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ref.Pages {
		for _, d := range p.Types {
			for name, want := range map[string]string{"made": "Edm.DateTimeOffset", "read": "contoso.notes.timeStamp", "sent": "contoso.notes.timeStamp"} {
				if doc := d.Property(name); doc != nil && doc.Type.Ref.Name != want {
					t.Errorf("%s is of type %s, want %s", name, doc.Type.Ref.Name, want)
				}
			}
		}
	}
}

// A link to a list of values that could not be read does not mean the type of
// the page that the list stands on.
func TestALinkIntoAPageIsNotToItsType(t *testing.T) {
	page := "# note resource type\n\nNamespace: contoso.notes\n\n|Property|Type|Description|\n|:--|:--|:--|\n" +
		"|look|[mode](#mode-values)|How it looks.|\n|next|[the next one](other.md)|What follows.|\n\n### mode values\n\nNothing yet.\n\n" +
		"<!-- { \"blockType\": \"resource\", \"@odata.type\": \"contoso.notes.note\" } -->\n```json\n{ }\n```\n"
	other := "# other resource type\n\nNamespace: contoso.notes\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x|\n\n" +
		"<!-- { \"blockType\": \"resource\", \"@odata.type\": \"contoso.notes.other\" } -->\n```json\n{ }\n```\n"
	ref, err := LoadFS(context.Background(), fstest.MapFS{"note.md": &fstest.MapFile{Data: []byte(page)}, "other.md": &fstest.MapFile{Data: []byte(other)}}, "", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ref.Pages {
		for _, d := range p.Types {
			if doc := d.Property("look"); doc != nil && (doc.Type.Known || doc.Type.Ref.Name != "contoso.notes.mode") {
				t.Errorf("look is of type %s, known: %t", doc.Type.Ref.Name, doc.Type.Known)
			}
			if doc := d.Property("next"); doc != nil && doc.Type.Ref.Name != "contoso.notes.other" {
				t.Errorf("next is of type %s", doc.Type.Ref.Name)
			}
		}
	}
}

// An enumeration that only a property's words speak of is made by the reader:
// an annotation that names a type of the same letters did not slip from it.
func TestAnEnumerationInWordsTakesNoAnnotationsName(t *testing.T) {
	property := "# note resource type\n\nNamespace: contoso.notes\n\n|Property|Type|Description|\n|:--|:--|:--|\n" +
		"|view|Board|How it shows. Possible values are: `wide`, `narrow`.|\n\n" +
		"<!-- { \"blockType\": \"resource\", \"@odata.type\": \"contoso.notes.note\" } -->\n```json\n{ \"view\": \"String\" }\n```\n"
	answer := "# Get board\n\nNamespace: contoso.notes\n\n<!-- { \"blockType\": \"request\", \"name\": \"get_board\" } -->\n```http\nGET /boards/1\n```\n\n" +
		"<!-- { \"blockType\": \"response\", \"@odata.type\": \"contoso.notes.board\" } -->\n```http\nHTTP/1.1 200 OK\n\n{ }\n```\n"
	ref, err := LoadFS(context.Background(), fstest.MapFS{
		"note.md":      &fstest.MapFile{Data: []byte(property)},
		"get-board.md": &fstest.MapFile{Data: []byte(answer)},
	}, "", Options{})
	if err != nil {
		t.Fatal(err)
	}
	made := false
	for _, p := range ref.Pages {
		for _, e := range p.Enums {
			made = made || e.Name == "contoso.notes.Board" && e.InWords
		}
		for _, b := range p.Blocks {
			if b.Kind == KindResponse && (b.Type.Name != "contoso.notes.board" || b.TypeKnown) {
				t.Errorf("the annotation's type is %q, known: %t", b.Type.Name, b.TypeKnown)
			}
		}
	}
	if !made {
		t.Error("the words make no enumeration: this test tests nothing")
	}
}
