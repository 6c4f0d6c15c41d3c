package apidoc

import (
	"context"
	"testing"
	"testing/fstest"
)

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
