package check

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// directory is a contract in which a type is wide, and some are of Graph's
// directory.
func directory() string {
	var wide strings.Builder
	for i := range wideType {
		fmt.Fprintf(&wide, `<Property Name="p%d" Type="Edm.String"/>`, i)
	}
	return `<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices><Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="microsoft.graph">
<EntityType Name="directoryObject"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="user" BaseType="microsoft.graph.directoryObject"/>
<EntityType Name="chat"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<EntityType Name="device"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>` + wide.String() + `</EntityType>
<EntityContainer Name="C"><EntitySet Name="users" EntityType="microsoft.graph.user"/><EntitySet Name="chats" EntityType="microsoft.graph.chat"/><EntitySet Name="devices" EntityType="microsoft.graph.device"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`
}

func TestGraphsDirectoryCountsAndSearchesByConsistencyLevel(t *testing.T) {
	accept := "\nAccept: application/json"
	judgeRequests(t, "REQ-009", directory(), []requestRow{
		{"a count without it", "GET /svc/users?$count=true" + accept, "REQ-009 --W"},
		{"a search without it", "GET /svc/users?$search=%22displayName:a%22" + accept, "REQ-009 --W"},
		{"a count alone without it", "GET /svc/users/$count" + accept, "REQ-009 --W"},
		{"a count with it", "GET /svc/users?$count=true" + accept + "\nConsistencyLevel: eventual", ""},
		{"a count with it in the query", "GET /svc/users?$count=true&ConsistencyLevel=eventual" + accept, ""},
		{"no count", "GET /svc/users?$count=false" + accept, ""},
		{"what is not of the directory", "GET /svc/chats?$count=true" + accept, ""},
	})
}

func TestOfAWideTypeWhatIsNeededIsSelected(t *testing.T) {
	judgeRequests(t, "REQ-009", directory(), []requestRow{
		{"all of it", "GET /svc/devices", "REQ-009 I"},
		{"all of one", "GET /svc/devices('a')", "REQ-009 I"},
		{"a part", "GET /svc/devices?$select=p1", ""},
		{"a sum", "GET /svc/devices?$apply=aggregate($count%20as%20n)", ""},
		{"all of a narrow type", "GET /svc/chats", ""},
		{"a create", sent("POST", "devices", "{}"), ""},
	})
}

func TestTokensAndWaitingAreTheServices(t *testing.T) {
	list := func(path, next string) *exchange.Exchange {
		body := `{"@odata.context": "https://host/svc/$metadata#chats", "value": [{"id": "a"}]`
		if next != "" {
			body += `, "@odata.nextLink": "https://host/svc/` + next + `"`
		}
		return row{request: "GET /svc/" + path, body: body + "}"}.exchange(t, rule.Graph)
	}
	throttled := row{request: "GET /svc/chats?$top=1", response: "429\nRetry-After: 10", body: oneError}.exchange(t, rule.Graph)
	at := time.Date(2024, 5, 1, 9, 0, 0, 0, time.UTC)
	throttled.RecordedAt = at
	after := func(d time.Duration) *exchange.Exchange {
		x := list("chats?$top=1", "")
		x.RecordedAt = at.Add(d)
		return x
	}
	for _, c := range []struct {
		name, want string
		exchanges  []*exchange.Exchange // the last is judged
	}{
		{"the token of the page before", "", []*exchange.Exchange{list("chats", "chats?$skiptoken=a"), list("chats?$skiptoken=a", "")}},
		{"a token that no page gave", "REQ-009 W", []*exchange.Exchange{list("chats", "chats?$skiptoken=a"), list("chats?$skiptoken=b", "")}},
		{"a token from before the recording", "", []*exchange.Exchange{list("chats?$skiptoken=b", "")}},
		{"as soon as it may", "", []*exchange.Exchange{throttled, after(10 * time.Second)}},
		{"too early", "REQ-009 W", []*exchange.Exchange{throttled, after(3 * time.Second)}},
	} {
		assert(wants(c.want))
		for i, p := range profiles {
			last := c.exchanges[len(c.exchanges)-1]
			v := judgeOf(t, directory(), p).Exchange(Subject{Exchange: last, Recording: NewRecording(c.exchanges)})
			var got []string
			for _, f := range v.Findings {
				if f.Rule == "REQ-009" {
					got = append(got, f.Rule+" "+f.Severity.String())
				}
			}
			want := ""
			if c.want != "" {
				want = inProfile(c.want, i)
			}
			if strings.Join(got, "; ") != want {
				t.Errorf("%s, in %s: %v, want %q", c.name, p, got, want)
			}
		}
	}
}
