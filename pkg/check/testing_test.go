package check

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/csdl"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/location"
	"github.com/concord-odata/concord/pkg/rule"
)

//go:embed testdata/shop.xml
var shop string

// row is one exchange and what the rules say of it: all of them, in all three
// profiles.
type row struct {
	name string
	csdl string // the contract; testdata/shop.xml where empty
	// request is a request line, fields below it, and a body after an empty
	// line: "GET /svc/Customers?$top=2\nAccept: …". It is asked of
	// https://host; without it the request is not known.
	request string
	// response is the status and fields, "200" or "201\nLocation: …". Where it
	// does not say otherwise, the response has the Content-Type and the
	// OData-Version of the profile's version. A field without a value
	// ("Content-Type:") is left out.
	response string
	body     string
	// want lists the findings by rule and severities in the profiles
	// odata-4.01, odata-4.0 and graph ("-" is none), with the pointer where
	// it is told: "CTX-012 EEW /@odata.context".
	want []string
	// unjudged is a part of the reason why the exchange is not judged, in the
	// profiles in which it does not fail.
	unjudged string
}

var severities = map[byte]rule.Severity{'E': rule.Error, 'W': rule.Warning, 'I': rule.Info}

// judgeRows runs the rows, each in all three profiles. Findings of rules
// outside of the families named are left aside; with no family none is.
func judgeRows(t *testing.T, rows []row, families ...string) {
	t.Helper()
	for _, r := range rows {
		assert(r.want)
		t.Run(r.name, func(t *testing.T) {
			for i, p := range []rule.Profile{rule.OData401, rule.OData40, rule.Graph} {
				v := judgeOf(t, r.csdl, p).Exchange(Subject{Exchange: r.exchange(t, p)})
				if diff := cmp.Diff(judgeOf(t, r.csdl, p).asWhole().Exchange(Subject{Exchange: r.exchange(t, p)}), v, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("%s: judged by schemas alone, and while it is read: -schemas +streaming\n%s", p, diff)
				}
				var got, want []string
				for _, w := range r.want {
					if s := inProfile(w, i); s != "" {
						want = append(want, s)
					}
				}
				var lines []string
				for _, f := range v.Findings {
					if !ofFamily(f.Rule, families) {
						continue
					}
					s := f.Rule + " " + f.Severity.String()
					if slices.Contains(want, s+" "+f.Pointer) {
						s += " " + f.Pointer
					}
					got = append(got, s)
					lines = append(lines, fmt.Sprintf("%s %s %s: %s (expected %s, actual %s)", f.Rule, f.Severity, f.Pointer, f.Message, f.Expected, f.Actual))
				}
				slices.Sort(got)
				slices.Sort(want)
				if !slices.Equal(got, want) {
					t.Errorf("%s: found\n  %s\nwant %v", p, strings.Join(lines, "\n  "), want)
				}
				if v.State != rule.Failed && (r.unjudged == "" && v.State == rule.Unjudged || !strings.Contains(v.Reason, r.unjudged)) {
					t.Errorf("%s: unjudged %q, want %q", p, v.Reason, r.unjudged)
				}
			}
		})
	}
}

// asWhole is the same judge without the streaming validator.
func (j *Judge) asWhole() *Judge {
	other := New(j.contract, j.opt)
	other.whole, other.numbers, other.strings = true, j.numbers, j.strings
	return other
}

// inProfile is what a wanted finding is in the profile: "CTX-012 error
// /@odata.context"; "" where it is none.
func inProfile(want string, profile int) string {
	fields := strings.SplitN(want, " ", 3)
	s := severities[fields[1][profile%len(fields[1])]]
	if s == rule.Off {
		return ""
	}
	fields[1] = s.String()
	return strings.Join(fields, " ")
}

func ofFamily(id string, families []string) bool {
	return len(families) == 0 || slices.ContainsFunc(families, func(f string) bool { return strings.HasPrefix(id, f) })
}

// judges are kept: a judge compiles the schemas of its contract but once.
var judges sync.Map

// judgeOf is a judge by the contract of a CSDL document, in a profile.
func judgeOf(t testing.TB, source string, p rule.Profile) *Judge {
	t.Helper()
	key := [2]string{source, string(p)}
	if j, ok := judges.Load(key); ok {
		return j.(*Judge)
	}
	j := New(contractOf(t, source), Options{Profile: p})
	judges.Store(key, j)
	return j
}

// contractOf is the contract of a CSDL document; the shop's where it is
// empty, and a document around bare schema children where it is no XML
// document of its own.
func contractOf(t testing.TB, source string) *contract.Contract {
	t.Helper()
	switch {
	case source == "":
		source = shop
	case !strings.Contains(source, "Edmx"):
		source = `<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>` +
			`<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="NS">` + source + `</Schema></edmx:DataServices></edmx:Edmx>`
	}
	doc, err := csdl.Read("contract.xml", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range doc.Problems {
		if !p.Warning {
			t.Fatalf("the test's contract is unsound: %s", p.Error())
		}
	}
	return contract.Join(&contract.Source{Kind: contract.CSDL, Name: "contract.xml", Document: doc})
}

func (r row) exchange(t testing.TB, p rule.Profile) *exchange.Exchange {
	t.Helper()
	x := &exchange.Exchange{Name: r.name, File: "exchange.http"}
	if r.request != "" {
		head, body, _ := strings.Cut(r.request, "\n\n")
		line, fields, _ := strings.Cut(head, "\n")
		x.Request = readMessage(t, line+" HTTP/1.1\nHost: host\n"+fields, body).Request
		x.Request.SchemeAssumed = false
	}
	status, fields, _ := strings.Cut(r.response, "\n")
	if status == "" {
		status = "200"
	}
	x.Response = readMessage(t, "HTTP/1.1 "+status+" X\n"+r.fields(fields, p), r.body).Response
	return x
}

// fields are the response's, completed by those of the profile.
func (r row) fields(given string, p rule.Profile) string {
	version, media := "4.0", "application/json;odata.metadata=minimal"
	if p == rule.OData401 {
		version, media = "4.01", "application/json;metadata=minimal"
	}
	var all []string
	for _, f := range [][2]string{{"OData-Version", version}, {"Content-Type", media}} {
		if strings.Contains(strings.ToLower("\n"+given), "\n"+strings.ToLower(f[0])+":") || r.body == "" && f[0] == "Content-Type" {
			continue
		}
		all = append(all, f[0]+": "+f[1])
	}
	for _, f := range strings.Split(given, "\n") {
		if _, value, _ := strings.Cut(f, ":"); strings.TrimSpace(value) != "" {
			all = append(all, f)
		}
	}
	return strings.Join(all, "\n")
}

func readMessage(t testing.TB, head, body string) *exchange.Message {
	t.Helper()
	text := strings.TrimRight(head, "\n") + "\n\n" + body
	m, err := exchange.ReadMessage(location.NewText("exchange.http", []byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	return m
}
