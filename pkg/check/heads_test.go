package check

import (
	"slices"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
)

// TestWhatAMockLeavesOutOfItsHeadIsNotJudged: the server that plays it may
// add the rest. What it does say is judged.
func TestWhatAMockLeavesOutOfItsHeadIsNotJudged(t *testing.T) {
	post := "POST /svc/Customers\nContent-Type: application/json\nPrefer: return=minimal\n\n" + `{"id": 1}`
	for _, c := range []struct {
		name     string
		row      row
		recorded []string // rules that speak where the whole head is known
		mocked   []string
	}{
		{"no version", row{response: "200\nOData-Version:", body: oneCustomer}, []string{"HDR-001"}, nil},
		{"no level", row{response: "200\nContent-Type: application/json", body: oneCustomer}, []string{"HDR-002"}, nil},
		{"no place of what was created", row{request: post, response: "204"}, []string{"HDR-003", "HDR-003"}, nil},
		{"no time to come back", row{response: "429", body: oneError}, []string{"HDR-005"}, nil},
		{"no monitor", row{response: "202"}, []string{"HDR-006"}, nil},
		{"no methods", row{response: "405", body: oneError}, []string{"HDR-009"}, nil},
		{"a malformed version", row{response: "200\nOData-Version: 4.0;", body: oneCustomer}, []string{"HDR-001"}, []string{"HDR-001"}},
		{"a malformed time", row{response: "429\nRetry-After: soon", body: oneError}, []string{"HDR-005"}, []string{"HDR-005"}},
		{"an unknown level", row{response: "200\nContent-Type: application/json;odata.metadata=all", body: oneCustomer}, []string{"HDR-002"}, []string{"HDR-002"}},
	} {
		if c.row.request == "" {
			c.row.request = "GET /svc/Customers(1)"
		}
		for _, p := range profiles {
			for _, source := range []exchange.Format{exchange.HTTP, exchange.WireMock, exchange.DevProxy, exchange.Postman} {
				x := c.row.exchange(t, p)
				x.Source = source
				var got []string
				for _, f := range judgeOf(t, "", p).Exchange(Subject{Exchange: x}).Findings {
					if ofFamily(f.Rule, []string{"HDR"}) {
						got = append(got, f.Rule)
					}
				}
				want := c.mocked
				if source == exchange.HTTP {
					want = c.recorded
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s, from %v in %s: %v, want %v", c.name, source, p, got, want)
				}
			}
		}
	}
}

// TestOfABatchTheOuterHeadSpeaksForItsParts: parts say no version of their
// own, need no ETag and no level, but a wrong one is wrong there too.
func TestOfABatchTheOuterHeadSpeaksForItsParts(t *testing.T) {
	request := sent("POST", "$batch", `{"requests": [{"id": "1", "method": "GET", "url": "Tagged(1)"}]}`)
	answer := func(headers string) string {
		return `{"responses": [{"id": "1", "status": 200, "headers": {"content-type": "application/json;odata.metadata=minimal"` + headers + `}, "body": ` + guardedThing("Tagged/$entity") + `}]}`
	}
	judgeHeads(t, "HDR", guarded, []headRow{
		{"no version, and no tag", request, "200\nOData-Version: 4.0\nContent-Type: application/json", answer(""), ""},
		{"a malformed version", request, "200\nOData-Version: 4.0\nContent-Type: application/json", answer(`, "OData-Version": "4.0;"`), "HDR-001 E"},
		{"a time to come back that is none", request, "200\nOData-Version: 4.0\nContent-Type: application/json", answer(`, "Retry-After": "0.249"`), "HDR-005 E"},
	})
}

// TestWhatDocumentationCallsReadOnlyIsNotSent: of its words REQ-005 speaks,
// and REQ-004 of what it calls required.
func TestWhatDocumentationCallsReadOnlyIsNotSent(t *testing.T) {
	byDocumentation(t, "the documentation of jobs", map[string]string{"resources/job.md": jobPage, "resources/thing.md": thingPage, "api/job-update.md": jobUpdatePage})
	patch := func(members string) string {
		return "PATCH /beta/jobs/1\nContent-Type: application/json\n\n{" + members + "}"
	}
	judgeRequests(t, "REQ", "the documentation of jobs", []requestRow{
		{"what may be changed", patch(`"title": "a"`), ""},
		{"what is read-only", patch(`"title": "a", "began": "2024-05-01T09:00:00Z"`), "REQ-005 W"},
		{"what is read-only under a condition", patch(`"title": "a", "owner": "a"`), ""},
		{"what the type itself describes otherwise than its base type", patch(`"title": "a", "code": "a"`), ""},
		{"what the base type alone describes as read-only", patch(`"title": "a", "made": "a"`), "REQ-005 W"},
		{"one of an enumeration's values", patch(`"shown": "here"`), ""},
		{"two, where the page does not say how many there may be", patch(`"shown": "here,there"`), ""},
		{"two, of which one is none", patch(`"shown": "here,nowhere"`), "REQ-003 E"},
		{"an unknown property", patch(`"title": "a", "titel": "b"`), "REQ-003 E"},
		{"another type", patch(`"title": 5`), "REQ-003 E"},
	})
}

const jobPage = `---
title: "job resource type"
description: "A job."
doc_type: resourcePageType
---

# job resource type

Namespace: microsoft.graph

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|The identifier. Read-only.|
|title|String|The title.|
|began|DateTimeOffset|When it began. Read-only.|
|owner|String|Whose it is. Read-only once the job has begun.|
|code|String|What it is called by. Inherited from [thing](thing.md).|
|shown|[place](#place-values)|Where it shows.|

### place values

|Member|Description|
|:---|:---|
|here|Here.|
|there|There.|

## JSON representation

<!-- {
  "blockType": "resource",
  "@odata.type": "microsoft.graph.job",
  "baseType": "microsoft.graph.thing",
  "keyProperty": "id",
  "openType": false
}
-->

` + "```json" + `
{
  "id": "String (identifier)",
  "title": "String",
  "began": "String (timestamp)",
  "owner": "String"
}
` + "```" + `
`

const thingPage = "# thing resource type\n\nNamespace: microsoft.graph\n\n|Property|Type|Description|\n|:--|:--|:--|\n" +
	"|code|String|The code. Read-only.|\n|made|String|When it was made. Read-only.|\n\n" +
	"<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.thing\" } -->\n```json\n{ \"code\": \"String\", \"made\": \"String\" }\n```\n"

const jobUpdatePage = `---
title: "Update job"
description: "Change a job."
doc_type: apiPageType
---

# Update job

Namespace: microsoft.graph

Change a job.

## HTTP request

` + "```http" + `
PATCH /jobs/{id}
` + "```" + `

## Request body

In the request body, supply a JSON representation of the [job](../resources/job.md) object.

## Response

If successful, this method returns a ` + "`200 OK`" + ` response code and an updated [job](../resources/job.md) object in the response body.
`
