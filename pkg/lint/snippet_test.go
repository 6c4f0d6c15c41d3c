package lint_test

import (
	"context"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/lint"
	"github.com/concord-odata/concord/pkg/rule"
)

const rainPage = `---
title: "rain resource type"
doc_type: resourcePageType
---

# rain resource type

Namespace: contoso.sky

|Property|Type|
|:---|:---|
|mm|Int32|

<!-- { "blockType": "resource", "@odata.type": "contoso.sky.rain" } -->

` + "```json\n{\"mm\": 1}\n```" + `

Some of it:

<!-- { "blockType": "example", "@odata.type": "contoso.sky.rain", "isCollection": true } -->

` + "```json\n%\n```\n"

func TestAListByItselfIsNoResponse(t *testing.T) {
	for _, c := range []struct{ name, snippet, want string }{
		{"a list", `[{"mm": 1}, {"mm": "x"}]`, ""},
		{"a response", `{"value": [{"mm": "x"}]}`, "PRM-001"},
	} {
		pages := fstest.MapFS{"rain.md": {Data: []byte(strings.Replace(rainPage, "%", c.snippet, 1))}}
		loaded, err := contract.Load(context.Background(), []string{"sky"}, contract.Options{BuiltIn: map[string]fs.FS{"sky": pages}})
		if err != nil {
			t.Fatal(err)
		}
		linter := lint.New(loaded, lint.Options{})
		var found []string
		judged := false
		for _, ex := range loaded.Sources[0].Reference.Examples {
			v := linter.Example(ex)
			judged = judged || v.State != rule.Unjudged
			for _, f := range v.Findings {
				if f.Severity == rule.Error {
					found = append(found, f.Rule)
				}
			}
		}
		if got := strings.Join(found, " "); got != c.want || judged != (c.want != "") {
			t.Errorf("%s: found %q, judged %v, want %q", c.name, got, judged, c.want)
		}
	}
}
