package check

import (
	"context"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

const ticketPage = `---
title: "ticket resource type"
description: "A ticket."
doc_type: resourcePageType
---

# ticket resource type

Namespace: microsoft.graph

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|The identifier.|
|kind|String|The kind of ticket. Possible values are: ` + "`bug`, `wish`" + `.|
|parts|String|What it is about. Possible values are: ` + "`engine`, `wheel`" + `. Multiple values are separated by commas.|
|hint|String|Such as a colour. Possible values include ` + "`red`, `blue`" + `.|
|code|String|The code. Maximum length is 5 characters.|
|tenant|String|The tenant. This is a GUID.|
|pin|String|The pin. Write-only.|
|note|String|The note. Deprecated.|
|count|Int32|How many.|
|opened|DateTimeOffset|When it was opened. Not nullable.|
|closed|DateTimeOffset|When it was closed.|
|state|ticketState|Its state.|
|open|Boolean|Whether it is open.|

### ticketState values

|Member|
|:---|
|fresh|
|stale|

## JSON representation

<!-- {
  "blockType": "resource",
  "@odata.type": "microsoft.graph.ticket",
  "keyProperty": "id",
  "openType": false
}
-->

` + "```json" + `
{
  "id": "String (identifier)",
  "kind": "String",
  "code": "String",
  "tenant": "String",
  "pin": "String",
  "note": "String",
  "count": "Integer",
  "opened": "String (timestamp)",
  "closed": "String (timestamp)",
  "open": "Boolean"
}
` + "```" + `
`

// ticketJudge is a judge by one documentation page.
func ticketJudge(t *testing.T) *Judge {
	t.Helper()
	pages := fstest.MapFS{"resources/ticket.md": {Data: []byte(ticketPage)}}
	c, err := contract.Load(context.Background(), []string{"tickets"}, contract.Options{BuiltIn: map[string]fs.FS{"tickets": pages}})
	if err != nil {
		t.Fatal(err)
	}
	if c.Model.Structured("microsoft.graph.ticket") == nil {
		t.Fatal("the page is not read")
	}
	return New(c, Options{})
}

// found lists the findings of a ticket as "RULE severity pointer".
func (s Subject) judged(t *testing.T, j *Judge, members string) string {
	t.Helper()
	s.Exchange = row{body: `{"@odata.context": "https://graph.microsoft.com/beta/$metadata#microsoft.graph.ticket", "id": "1"` + members + `}`}.exchange(t, rule.Graph)
	if s.Labels != nil { // the tags of a fixture
		s.Exchange.Meta = &exchange.Meta{Tags: s.Labels}
	}
	var found []string
	for _, f := range j.Exchange(s).Findings {
		if ofFamily(f.Rule, []string{"ENT", "PRM"}) && f.Rule != "ENT-004" {
			found = append(found, f.Rule+" "+f.Severity.String()+" "+f.Pointer)
		}
	}
	return strings.Join(found, ", ")
}

func TestWhatDocumentationSaysInWords(t *testing.T) {
	j := ticketJudge(t)
	for _, c := range []struct{ name, members, want string }{
		{"a possible value", `"kind": "bug"`, ""},
		{"another value", `"kind": "idea"`, "PRM-012 warning /kind"},
		{"a possible value in another case", `"kind": "Bug"`, "PRM-012 warning /kind"},
		{"several values where several may stand", `"parts": "wheel,engine"`, ""},
		{"several values where one may", `"kind": "bug,wish"`, "PRM-012 warning /kind"},
		{"a list that is left open", `"hint": "green"`, ""},
		{"within the maximum length", `"code": "äöüäö"`, ""},
		{"beyond the maximum length", `"code": "abcdef"`, "PRM-012 warning /code"},
		{"a GUID", `"tenant": "21EC2020-3AEA-1069-A2DD-08002B30309D"`, ""},
		{"no GUID", `"tenant": "contoso"`, "PRM-012 warning /tenant"},
		{"a write-only property", `"pin": "1234"`, "ENT-018 error /pin"},
		{"a deprecated property", `"note": "a"`, "ENT-013 info /note"},
		{"null where words refuse it", `"opened": null`, "PRM-009 error /opened"},
		{"null where words say nothing", `"closed": null`, ""},
	} {
		if got := (Subject{}).judged(t, j, ", "+c.members); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPlaceholdersOfDocumentedExamples(t *testing.T) {
	j := ticketJudge(t)
	for _, c := range []struct{ name, members, example, recorded string }{
		{"a type's name", `"count": "Integer"`, "PRM-013 info /count", "PRM-001 error /count"},
		{"a type's name with a remark", `"opened": "String (timestamp)"`, "PRM-013 info /opened", "PRM-004 error /opened"},
		{"the property's name with -value", `"opened": "datetime-value"`, "PRM-013 info /opened", "PRM-004 error /opened"},
		{"a word in braces", `"state": "{state}"`, "PRM-013 info /state", "PRM-008 error /state"},
		{"zero for a Boolean", `"open": 0`, "PRM-013 info /open", "PRM-001 error /open"},
		{"an ellipsis", `"closed": "2024-..."`, "PRM-013 info /closed", "PRM-004 error /closed"},
		{"the name of a type of the contract", `"state": "microsoft.graph.ticketState"`, "PRM-013 info /state", "PRM-008 error /state"},
		{"alternatives", `"state": "fresh | stale"`, "PRM-013 info /state", "PRM-008 error /state"},
		{"a value that is wrong", `"state": "rotten"`, "PRM-008 error /state", "PRM-008 error /state"},
		{"a number that is wrong", `"open": 1`, "PRM-001 error /open", "PRM-001 error /open"},
		{"a date that is wrong", `"opened": "2024-02-30T10:00:00Z"`, "PRM-004 error /opened", "PRM-004 error /opened"},
	} {
		if got := (Subject{Example: true}).judged(t, j, ", "+c.members); got != c.example {
			t.Errorf("%s in an example: %q, want %q", c.name, got, c.example)
		}
		if got := (Subject{Labels: []string{"example"}}).judged(t, j, ", "+c.members); got != c.example {
			t.Errorf("%s in a fixture tagged example: %q, want %q", c.name, got, c.example)
		}
		if got := (Subject{}).judged(t, j, ", "+c.members); got != c.recorded {
			t.Errorf("%s recorded: %q, want %q", c.name, got, c.recorded)
		}
	}
}

func TestTruncatedExamplesMayLackAnything(t *testing.T) {
	j := judgeOf(t, lab, rule.Graph)
	x := row{csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Parts/$entity", "label": "a"}`}.exchange(t, rule.Graph)
	for _, f := range j.Exchange(Subject{Exchange: x, Example: true, Truncated: true}).Findings {
		if strings.HasPrefix(f.Rule, "ENT") {
			t.Errorf("%s: %s", f.Rule, f.Message)
		}
	}
	whole := j.Exchange(Subject{Exchange: x, Example: true})
	if whole.Worst() < rule.Warning {
		t.Error("the same example, whole, lacks its key")
	}
}

func TestATruncatedExampleMayShowItsHeadAlone(t *testing.T) {
	j := judgeOf(t, lab, rule.Graph)
	x := row{csdl: lab, request: "POST /svc/Parts", response: "201\nContent-Type:"}.exchange(t, rule.Graph)
	for _, truncated := range []bool{true, false} {
		found := false
		for _, f := range j.Exchange(Subject{Exchange: x, Example: true, Truncated: truncated}).Findings {
			found = found || f.Rule == "STS-003"
		}
		if found == truncated {
			t.Errorf("truncated %v: a missing body is found %v", truncated, found)
		}
	}
}
