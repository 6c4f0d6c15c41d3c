package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/concord-odata/concord/pkg/edm"
)

// credentials is the model of the first operation.
const credentials = `<EntityType Name="credentialUserRegistrationCount"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="totalUserCount" Type="Edm.Int64"/><Property Name="userRegistrationCounts" Type="Collection(n.userRegistrationCount)"/></EntityType>
<ComplexType Name="userRegistrationCount"><Property Name="registrationStatus" Type="n.registrationStatusType"/><Property Name="registrationCount" Type="Edm.Int64"/></ComplexType>
<EnumType Name="registrationStatusType"><Member Name="registered"/><Member Name="enabled"/><Member Name="capable"/><Member Name="mfaRegistered"/><Member Name="unknownFutureValue"/></EnumType>`

// smallPage is a page of the first operation.
func smallPage(items int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://graph.microsoft.com/beta/$metadata#Collection(n.credentialUserRegistrationCount)","value":[`)
	for i := range items {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"id-%d","totalUserCount":%d,"userRegistrationCounts":[{"registrationStatus":"registered","registrationCount":23423},{"registrationStatus":"enabled","registrationCount":4234},{"registrationStatus":"capable","registrationCount":323},{"registrationStatus":"mfaRegistered","registrationCount":33}]}`, i, i)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

func tokens(b *testing.B, text []byte) {
	b.SetBytes(int64(len(text)))
	d := jsontext.NewDecoder(bytes.NewReader(text))
	for b.Loop() {
		d.Reset(bytes.NewReader(text))
		for {
			if _, err := d.ReadToken(); err != nil {
				break
			}
		}
	}
}

func BenchmarkSmallPage(b *testing.B) {
	m := model(b, credentials)
	text := smallPage(1000)
	b.Run("jsontext", func(b *testing.B) { tokens(b, text) })
	b.Run("json.Valid", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			json.Valid(text)
		}
	})
	b.Run("concord", func(b *testing.B) { pages(b, m, "n.credentialUserRegistrationCount", text) })
}

func pages(b *testing.B, m *edm.Model, name string, text []byte) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	s := NewPrograms(m, Options{})
	p := s.Of(m.Structured(name), nil)
	for b.Loop() {
		page, err := NewRun().PageText(text, func(Member) {}, func() *Program { return p })
		if err != nil || len(page.Refused) > 0 {
			b.Fatal(err, page)
		}
	}
}

func TestPrograms(t *testing.T) {
	m := model(t, credentials)
	s := NewPrograms(m, Options{})
	p := s.Of(m.Structured("n.credentialUserRegistrationCount"), nil)
	text := smallPage(10)
	page, err := NewRun().PageText(text, func(Member) {}, func() *Program { return p })
	if err != nil || page.Items != 10 || len(page.Refused) != 0 {
		t.Fatal(page, err)
	}
	page, err = NewRun().Page(strings.NewReader(string(text)), func(Member) {}, func() *Program { return p })
	if err != nil || page.Items != 10 || len(page.Refused) != 0 {
		t.Fatal(page, err)
	}
}
