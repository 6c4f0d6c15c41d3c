package check

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/rule"
)

// tasksCSDL leaves two things to documentation: region, which it does not
// call nullable or not, and source, which only words say is the service's.
const tasksCSDL = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="task"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="region" Type="Edm.String"/><Property Name="source" Type="Edm.String" Nullable="false"/>
<Property Name="kind" Type="Edm.String" Nullable="false"/><Property Name="due" Type="Edm.String" Nullable="false"/></EntityType>
<EntityContainer Name="C"><EntitySet Name="tasks" EntityType="microsoft.graph.task"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

const taskPage = `# task resource type

Namespace: microsoft.graph

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|The identifier. Read-only.|
|region|String|Where it is done. Required for tasks that are done by hand. Not nullable.|
|source|String|Whence it comes: ` + "`manual`, `derived`, or `required`" + `. Read-only.|
|kind|String|What it is. Required.|
|due|String|When it ends. Required if nobody owns it.|

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.task", "keyProperty": "id" } -->

` + "```json" + `
{ "id": "String (identifier)", "region": "String", "source": "String", "kind": "String", "due": "String" }
` + "```" + `
`

// TestWhatIsRequiredIsRequiredOfAll: documentation completes a type, but what
// it says of answers, of some requests or of what the service sets itself
// does not make a property required.
func TestWhatIsRequiredIsRequiredOfAll(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tasks.xml")
	if err := os.WriteFile(file, []byte(tasksCSDL), 0o600); err != nil {
		t.Fatal(err)
	}
	pages := fstest.MapFS{"resources/task.md": &fstest.MapFile{Data: []byte(taskPage)}}
	c, err := contract.Load(context.Background(), []string{"pages", file}, contract.Options{BuiltIn: map[string]fs.FS{"pages": pages}})
	if err != nil {
		t.Fatal(err)
	}
	j := New(c, Options{Profile: rule.Graph})
	v := j.RequestBody(Subject{Via: "DOC-018", Example: true, Exchange: row{request: sent("POST", "tasks", `{}`)}.exchange(t, rule.Graph)})
	got := map[string]string{}
	for _, f := range v.Findings {
		if f.Rule == "REQ-004" {
			got[f.Property] = f.Severity.String()
		}
	}
	if len(got) != 2 || got["kind"] != "warning" || got["due"] != "info" {
		t.Errorf("a task without anything lacks %v; want kind as a warning and due as an information", got)
	}
}
