package check

import "testing"

func TestExpandedNavigationPropertiesHaveTheirForm(t *testing.T) {
	sample := func(name, expand, members string, want ...string) row {
		return row{name: name, csdl: lab, request: "GET /svc/Samples(1)?$select=id&$expand=" + expand, body: inLab("Samples", members), want: want}
	}
	judgeRows(t, []row{
		sample("an array", "parts", `"parts": [{"id": 1, "label": "a"}]`),
		sample("an object for a collection", "parts", `"parts": {"id": 1}`, "NAV-001 EEE /parts"),
		sample("null for a collection", "parts", `"parts": null`, "NAV-001 EEE /parts"),
		sample("a string among entities", "parts", `"parts": ["x"]`, "NAV-001 EEE /parts/0"),
		sample("null among entities", "parts", `"parts": [null]`, "COL-003 EEW /parts/0"),
		sample("an object", "owner", `"owner": {"id": 1, "first": "a", "last": "b"}`),
		sample("null", "owner", `"owner": null`),
		sample("an array for one", "owner", `"owner": [{"id": 1}]`, "NAV-001 EEE /owner"),
		sample("a count alone", "parts/$count", `"parts@odata.count": 1`),
		sample("the entities beside the count", "parts/$count", `"parts@odata.count": 1, "parts": []`, "NAV-001 EEE /parts"),
		sample("references", "parts/$ref", `"parts": [{"@odata.id": "Parts(1)"}]`),
		sample("an entity among references", "parts/$ref", `"parts": [{"@odata.id": "Parts(1)"}, {"id": 2, "label": "b"}]`, "NAV-001 EEE /parts/1"),
		sample("what stands there is judged by its type", "parts", `"parts": [{"id": "1", "label": 5}]`, "PRM-002 EEE /parts/0/id", "PRM-001 EEE /parts/0/label"),
	}, "NAV", "COL-003", "PRM")
}

func TestWhatNobodyAskedToInline(t *testing.T) {
	sample := func(name, request, members string, want ...string) row {
		return row{name: name, csdl: lab, request: request, body: inLab("Samples", members), want: want}
	}
	parts := `"parts": [{"id": 1, "label": "a"}]`
	judgeRows(t, []row{
		sample("not asked for", "GET /svc/Samples(1)?$select=id", parts, "NAV-002 WWI /parts"),
		sample("asked for", "GET /svc/Samples(1)?$select=id&$expand=parts", parts),
		sample("asked for by a star", "GET /svc/Samples(1)?$select=id&$expand=*", parts),
		sample("expanded by itself", "GET /svc/Samples(1)?$select=id", `"always": [{"id": 1, "label": "a"}]`),
		sample("in the answer to an update", "PATCH /svc/Samples(1)", parts),
		sample("behind a skip token nobody knows", "GET /svc/Samples(1)?$select=id&$skiptoken=x", parts),
		sample("one level down", "GET /svc/Samples(1)?$select=id&$expand=parts", `"parts": [{"id": 1, "label": "a", "parts": []}]`, "NAV-002 WWI /parts/0/parts"),
		sample("one level down, asked for", "GET /svc/Samples(1)?$select=id&$expand=parts($expand=parts)", `"parts": [{"id": 1, "label": "a", "parts": []}]`),
		sample("by levels", "GET /svc/Samples(1)?$select=id&$expand=parts($levels=2)", `"parts": [{"id": 1, "label": "a", "parts": [{"id": 2, "label": "b"}]}]`),
		sample("beyond the levels", "GET /svc/Samples(1)?$select=id&$expand=parts($levels=2)", `"parts": [{"id": 1, "label": "a", "parts": [{"id": 2, "label": "b", "parts": []}]}]`, "NAV-002 WWI /parts/0/parts/0/parts"),
		sample("by all levels", "GET /svc/Samples(1)?$select=id&$expand=parts($levels=max)", `"parts": [{"id": 1, "label": "a", "parts": [{"id": 2, "label": "b", "parts": []}]}]`),
		{name: "nothing known of the request", csdl: lab, body: inLab("Samples", parts)},
		{name: "the result of a function", csdl: lab, request: "GET /svc/twin()", body: `{"@odata.context": "https://host/svc/$metadata#Parts(parts())/$entity", "id": 1, "label": "a", "parts": []}`},
		{name: "said once", csdl: lab, request: "GET /svc/Parts", body: `{"@odata.context": "https://host/svc/$metadata#Parts(parts())", "value": [{"id": 1, "label": "a", "parts": []}, {"id": 2, "label": "a", "parts": []}]}`,
			want: []string{"NAV-002 WWI /value/0/parts"}},
	}, "NAV")
}

func TestControlInformationAboutProperties(t *testing.T) {
	judgeSamples(t, []sampleRow{
		{"links", `"parts@odata.navigationLink": "Samples(1)/parts", "parts@odata.associationLink": "Samples(1)/parts/$ref"`, ""},
		{"a navigation link of a string", `"name@odata.navigationLink": "Samples(1)/name"`, "NAV-003 EEE /name@odata.navigationLink"},
		{"a null link", `"parts@odata.navigationLink": null`, "NAV-003 EEE /parts@odata.navigationLink"},
		{"a number as link", `"parts@odata.associationLink": 5`, "NAV-003 EEE /parts@odata.associationLink"},
		{"a blank in a link", `"parts@odata.navigationLink": "Samples(1)/my parts"`, "NAV-003 EEE /parts@odata.navigationLink"},
		{"a count of a collection", `"numbers@odata.count": 0, "parts@odata.count": 5`, ""},
		{"a count of a single value", `"owner@odata.count": 1`, "NAV-003 EEE /owner@odata.count"},
		{"a next link of a single value", `"name@odata.nextLink": "x"`, "NAV-003 EEE /name@odata.nextLink"},
		{"a count that is none", `"parts@odata.count": -1`, "COL-005 EEE /parts@odata.count"},
		{"a next link that is none", `"parts@odata.nextLink": ""`, "COL-006 EEE /parts@odata.nextLink"},
		{"a media type", `"picture@odata.mediaContentType": "image/png"`, ""},
		{"no media type", `"picture@odata.mediaContentType": "png"`, "NAV-003 EEE /picture@odata.mediaContentType"},
		{"a media link that is none", `"picture@odata.mediaReadLink": true`, "NAV-003 EEE /picture@odata.mediaReadLink"},
		{"a media etag", `"picture@odata.mediaEtag": "\"1\""`, ""},
		{"a media etag without quotes", `"picture@odata.mediaEtag": "1"`, "NAV-003 EEE /picture@odata.mediaEtag"},
		{"an id within", `"parts@odata.id": "x"`, "NAV-003 EEE /parts@odata.id"},
		{"annotations of a collection's items", `"numbers@odata.collectionAnnotations": []`, ""},
		{"annotations of an entity collection's items", `"parts@odata.collectionAnnotations": []`, "NAV-003 EEE /parts@odata.collectionAnnotations"},
		{"a delta that is no array", `"parts@odata.delta": {}`, "NAV-003 EEE /parts@odata.delta"},
		{"a delta of a string", `"name@odata.delta": []`, "NAV-003 EEE /name@odata.delta"},
	}, "NAV", "COL-005", "COL-006")
	judgeRows(t, []row{{name: "a property that an open type leaves open", csdl: lab, body: inLab("Bags", `"x@odata.navigationLink": "y", "z@odata.count": 5`)}}, "NAV", "COL-005")
}

func TestReferencesHoldAnIdAlone(t *testing.T) {
	reference := func(name, object string, want ...string) row {
		return row{name: name, csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#$ref", ` + object + `}`, want: want}
	}
	judgeRows(t, []row{
		reference("an id", `"@odata.id": "Parts(1)"`),
		reference("a type and annotations beside it", `"@odata.id": "Parts(1)", "@odata.type": "#Lab.Part", "@Core.Description": "a"`),
		reference("no id", `"@odata.type": "#Lab.Part"`, "NAV-004 EEE"),
		reference("a null id", `"@odata.id": null`, "NAV-004 EEE /@odata.id"),
		reference("a number as id", `"@odata.id": 5`, "NAV-004 EEE /@odata.id"),
		reference("an id that is no URL", `"@odata.id": "a b"`, "NAV-004 EEE /@odata.id"),
		reference("a property", `"@odata.id": "Parts(1)", "id": 1`, "NAV-004 EEE /id"),
		reference("a link", `"@odata.id": "Parts(1)", "@odata.editLink": "Parts(1)"`, "NAV-004 EEE /@odata.editLink"),
		{name: "several", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Collection($ref)", "value": [{"@odata.id": "Parts(1)"}, {"id": 2}]}`, want: []string{"NAV-004 EEE /value/1", "NAV-004 EEE /value/1/id"}},
		{name: "an entity known by its id alone is no reference", csdl: lab, body: `{"@odata.context": "https://host/svc/$metadata#Parts(label)", "value": [{"@odata.id": "Parts(1)", "@odata.etag": "\"1\""}]}`},
	}, "NAV", "ENT-008")
}
