package check

import (
	"slices"
	"strconv"

	"github.com/concord-odata/concord/pkg/rule"
)

var sts002 = register(rule.Rule{
	ID:     "STS-002",
	Title:  "the success status suits the kind of request",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Warning},
	Cases: map[string]rule.Levels{
		"204 to a create, without return=minimal": {V401: rule.Warning, V40: rule.Warning, Graph: rule.Info},
	},
	Why: `What a success may say depends on what was asked, and not on the method alone:

| kind of request | statuses |
|---|---|
| GET of an entity, a navigation property's entity, a property, a single function result, a raw value | 200, 204 for null, 202 when asynchronous, 206 for a part of a stream |
| GET of a collection | 200, 202 (204 is COL-012's) |
| GET of the service document, $metadata, /$count | 200, 202 |
| POST to a collection of entities (create) | 201; 204 with Prefer: return=minimal; 202 |
| POST to an action | 200, 201 for one that creates, 204, 202 |
| POST to an action without return type | 204, 202 (200 and 201 are STS-006's) |
| POST, PUT, DELETE of $ref | 204, 202 |
| POST to a collection of primitive or complex values | 200, 204, 202 |
| POST to $batch | 200, 202 |
| PATCH, PUT of an entity, a property or a stream | 200, 204, 201 for an upsert, 202 |
| PATCH, PUT of a collection of entities | 200, 204, 202 |
| DELETE of an entity or a property's value | 204, 202 |
| DELETE of the members of a collection | 204, 200, 202 |

A status that the operation's documentation names is the contract's word, and is right. STS-001 speaks first. Where nothing says what the path addresses, ` +
		`GET alone is judged, by its method; the status monitor's answers are HDR-006's.`,
	Sources: []string{"OData Protocol 4.01, 9.1", "OData Protocol 4.01, 11.2", "OData Protocol 4.01, 11.4", "OData Protocol 4.01, 11.5", "OData Protocol 4.01, 11.6", "OData Protocol 4.01, 11.7"},
	Failing: "POST /service/Customers answered with HTTP/1.1 200 OK",
	Passing: "POST /service/Customers answered with HTTP/1.1 201 Created",
})

func init() { sts002.Exchange = suitableStatus }

// suitable are the success statuses of each kind of request.
var suitable = map[requestKind][]int{
	readOne:         {200, 204, 202, 206},
	readMany:        {200, 202, 204},
	readWhole:       {200, 202},
	createEntity:    {201, 204, 202},
	updateValue:     {200, 204, 201, 202},
	updateMany:      {200, 204, 202},
	deleteValue:     {204, 202},
	deleteMany:      {204, 200, 202},
	callAction:      {200, 201, 204, 202},
	callVoid:        {204, 202, 200, 201},
	changeReference: {204, 202},
	addValue:        {200, 204, 202},
	sendBatch:       {200, 202},
}

func suitableStatus(c *Case) {
	if c.Via != "" || c.Response == nil || c.Response.Status/100 != 2 || c.Request == nil || c.elsewhere() {
		return
	}
	status := c.Response.Status
	if c.Operation != nil && c.Operation.Documents(status) {
		return
	}
	kind := c.kind()
	allowed := suitable[kind]
	switch {
	case kind == unknownKind && c.Request.Method == "GET":
		allowed = []int{200, 204, 202, 206}
		kind = readOne
	case kind == unknownKind || c.Target.Each && kind != readOne && kind != readMany:
		return
	}
	m := Mark{Rule: sts002.Rule, Position: c.Response.StatusPosition, Actual: strconv.Itoa(status)}
	switch {
	case !slices.Contains(allowed, status):
		m.Message = "status " + strconv.Itoa(status) + " does not suit " + kind.String()
		m.Expected = statusList(allowed)
	case kind == createEntity && status == 204 && !c.askedFor(204) && c.Target.Kind != 0 && !c.mediaEntity():
		levels := sts002.Cases["204 to a create, without return=minimal"]
		m.Levels, m.Cause = &levels, "204"
		m.Message, m.Expected = "a create answers 204 only where the request has Prefer: return=minimal", "201"
	default:
		return
	}
	c.Report(m)
}

// mediaEntity reports whether the request's path addresses media entities.
func (c *Case) mediaEntity() bool {
	e := c.Model.EntityType(c.Target.Type.Name)
	return e != nil && c.Model.HasStream(e)
}

func statusList(codes []int) string {
	text := ""
	for i, s := range codes {
		switch {
		case i > 0 && i == len(codes)-1:
			text += " or "
		case i > 0:
			text += ", "
		}
		text += strconv.Itoa(s)
	}
	return text
}
