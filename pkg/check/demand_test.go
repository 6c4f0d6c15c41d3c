package check

import (
	"runtime"
	"strings"
	"testing"

	"github.com/concord-odata/concord/pkg/rule"
)

// What users of such tools reported: no error and no warning where none is
// due.
func TestWhatUsersReportedOfValidators(t *testing.T) {
	const port = `<EntityType Name="Socket"><Key><PropertyRef Name="Id"/></Key><Property Name="Id" Type="Edm.String" Nullable="false"/><Property Name="Port" Type="Edm.String"/></EntityType>
		<EntityType Name="Team"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
		<EntityType Name="Bag" OpenType="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
		<EntityType Name="Event"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/><Property Name="at" Type="Edm.DateTimeOffset"/></EntityType>
		<EntityContainer Name="C"><EntitySet Name="Ports" EntityType="NS.Socket"/><EntitySet Name="teams" EntityType="NS.Team"/><EntitySet Name="bags" EntityType="NS.Bag"/><EntitySet Name="events" EntityType="NS.Event"/></EntityContainer>`
	judgeRows(t, []row{
		{name: "innerError is Graph's habit, and an unknown member elsewhere", csdl: port, request: "GET /v1.0/teams/1", response: "404",
			body: `{"error":{"code":"a","message":"b","innerError":{"date":"2024-05-01T09:00:00Z","request-id":"1b2c3d4e-0000-4000-8000-000000000001","client-request-id":"1b2c3d4e-0000-4000-8000-000000000001"}}}`, want: []string{"ERR-001 WW- /error/innerError"}},
		{name: "an instant with Z", csdl: port, request: "GET /v1.0/events/1", body: `{"@odata.context":"https://host/v1.0/$metadata#events/$entity","id":"1","at":"2024-05-01T09:00:00Z"}`},
		{name: "the same instant with an offset of zero", csdl: port, request: "GET /v1.0/events/1", body: `{"@odata.context":"https://host/v1.0/$metadata#events/$entity","id":"1","at":"2024-05-01T09:00:00+00:00"}`},
		{name: "no type annotation for the declared type", csdl: port, request: "GET /v1.0/teams/1", body: `{"@odata.context":"https://host/v1.0/$metadata#teams/$entity","id":"1"}`},
		{name: "an annotation that nobody knows is no error", csdl: port, request: "GET /v1.0/Ports('1')",
			body: `{"@odata.context":"https://host/v1.0/$metadata#Ports/$entity","Id":"1","Port":"X","Port@Message.ExtendedInfo":[{"MessageId":"a"}]}`, want: []string{"ENT-011 WWI"}},
	}, "ENT", "PRM", "NAV", "ERR")

	bag := row{csdl: port, body: `{"@odata.context":"https://host/v1.0/$metadata#bags/$entity","id":"1","more":"a","list":["b"],"deep":{"c":1}}`}
	v := judgeOf(t, port, rule.Graph).Exchange(Subject{Exchange: bag.exchange(t, rule.Graph), Example: true})
	for _, f := range v.Findings {
		if ofFamily(f.Rule, []string{"ENT", "PRM", "NAV"}) && f.Severity > rule.Info {
			t.Errorf("keys of an open type's example that no table has: %s %s", f.Rule, f.Message)
		}
	}
}

// A hostile body costs what its size explains, not its square.
func TestManyFaultsInOneObjectCostNoSquare(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const n = 60_000
	bodies := map[string]func(*strings.Builder, int){
		"undeclared members":        func(b *strings.Builder, i int) { b.WriteString(`,"m` + itoa(i) + `":1`) },
		"annotations":               func(b *strings.Builder, i int) { b.WriteString(`,"m` + itoa(i) + `@odata.count":-1`) },
		"one member, over and over": func(b *strings.Builder, _ int) { b.WriteString(`,"name":5`) },
	}
	for name, member := range bodies {
		var b strings.Builder
		b.WriteString(`{"@odata.context":"https://host/svc/$metadata#Samples(id)/$entity","id":1`)
		for i := range n {
			member(&b, i)
		}
		b.WriteString("}")
		x := row{body: b.String()}.exchange(t, rule.OData40)
		judge := judgeOf(t, lab, rule.OData40)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		v := judge.Exchange(Subject{Exchange: x})
		runtime.ReadMemStats(&after)
		if each := (after.TotalAlloc - before.TotalAlloc) / n; each > 32<<10 {
			t.Errorf("%s: %d bytes are allocated for each of %d members", name, each, n)
		} else if testing.Verbose() {
			t.Logf("%s: %d findings, %d bytes a member", name, len(v.Findings), each)
		}
	}
}
