package exchange_test

import (
	"reflect"
	"testing"

	"github.com/concord-odata/concord/pkg/exchange"
)

func TestMediaTypes(t *testing.T) {
	type mt = exchange.MediaType
	type ps = []exchange.Param
	for _, tt := range []struct {
		name, value string
		want        mt
	}{
		{"bare", "application/json", mt{Type: "application/json"}},
		{"none", "", mt{}},
		{"case of the type", "Application/JSON", mt{Type: "application/json"}},
		{"4.0", "application/json;odata.metadata=minimal", mt{Type: "application/json", Params: ps{{"odata.metadata", "minimal"}}, Metadata: "minimal", MetadataPrefixed: true}},
		{"4.01", "application/json; metadata=full", mt{Type: "application/json", Params: ps{{"metadata", "full"}}, Metadata: "full"}},
		{"case of names and values", "application/json;OData.Metadata=NONE", mt{Type: "application/json", Params: ps{{"OData.Metadata", "NONE"}}, Metadata: "none", MetadataPrefixed: true}},
		{
			"all that there are", "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=True;ExponentialDecimals=true;charset=UTF-8",
			mt{
				Type:     "application/json",
				Params:   ps{{"odata.metadata", "minimal"}, {"odata.streaming", "true"}, {"IEEE754Compatible", "True"}, {"ExponentialDecimals", "true"}, {"charset", "UTF-8"}},
				Metadata: "minimal", MetadataPrefixed: true, Streaming: "true", StreamingPrefixed: true, IEEE754Compatible: true, ExponentialDecimals: true, Charset: "utf-8",
			},
		},
		{"false is said too", "application/json;streaming=false;IEEE754Compatible=false", mt{Type: "application/json", Params: ps{{"streaming", "false"}, {"IEEE754Compatible", "false"}}, Streaming: "false"}},
		{"a level that is none", "application/json;metadata=verbose", mt{Type: "application/json", Params: ps{{"metadata", "verbose"}}, Metadata: "verbose"}},
		{"quoted", `application/json;metadata="full"; x="a;b\"c"`, mt{Type: "application/json", Params: ps{{"metadata", "full"}, {"x", `a;b"c`}}, Metadata: "full"}},
		{"empty parameters", "application/json;;metadata=full;", mt{Type: "application/json", Params: ps{{"metadata", "full"}}, Metadata: "full"}},
		{"twice, the prefix apart", "application/json;metadata=full;odata.metadata=none", mt{Type: "application/json", Params: ps{{"metadata", "full"}}, Metadata: "full", Duplicate: []string{"metadata"}}},
		{"malformed", `application/json;metadata;a b=c;x=;y="z`, mt{Type: "application/json", Malformed: []string{"metadata", "a b=c", "x=", `y="z`}}},
		{"another charset of OData", "application/json;odata.charset=x", mt{Type: "application/json", Params: ps{{"odata.charset", "x"}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := exchange.ParseMediaType(tt.value); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
		})
	}
}

func TestAcceptListsMediaTypes(t *testing.T) {
	got := exchange.ParseAccept(`application/json;odata.metadata=none;q=0.9, text/plain;x="a,b", ,*/*`)
	if len(got) != 3 || got[0].Metadata != "none" || got[0].Param("Q") != "0.9" || got[1].Param("x") != "a,b" || got[2].Type != "*/*" || got[2].Param("q") != "" {
		t.Errorf("got %+v", got)
	}
}
