package contract

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
)

const (
	smallXML = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>` +
		`<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm"><EntityType Name="Item"><Key><PropertyRef Name="id"/></Key>` +
		`<Property Name="id" Type="Edm.String" Nullable="false"/></EntityType></Schema></edmx:DataServices></edmx:Edmx>`
	smallJSON = `{"$Version":"4.01","shop":{"Item":{"$Kind":"EntityType","$Key":["id"],"id":{}}}}`
)

// service serves one answer at /shop/$metadata, and keeps what was asked.
func service(t *testing.T, answer http.HandlerFunc) (root string, asked *[]*http.Request) {
	t.Helper()
	asked = &[]*http.Request{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*asked = append(*asked, r)
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL + "/shop/", asked
}

func text(s string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, s) }
}

func loadURL(t *testing.T, source string) (*Contract, error) {
	t.Helper()
	return Load(t.Context(), []string{source}, Options{Transport: http.DefaultTransport})
}

func TestTheMetadataOfAServiceRootIsAContract(t *testing.T) {
	for name, answer := range map[string]string{"CSDL XML": smallXML, "CSDL JSON, though XML was asked for": smallJSON} {
		t.Run(name, func(t *testing.T) {
			root, asked := service(t, text(answer))
			for _, source := range []string{root, strings.TrimSuffix(root, "/"), root + "$metadata"} {
				*asked = nil
				c, err := loadURL(t, source)
				if err != nil {
					t.Fatal(err)
				}
				item := c.Model.EntityType("shop.Item")
				if item == nil || !c.Whole("shop") {
					t.Fatalf("%s: the type is not known", source)
				}
				if want := strings.TrimSuffix(root, "/") + "/$metadata"; item.Place.File != want {
					t.Errorf("the type stands in %s, want %s", item.Place.File, want)
				}
				r := (*asked)[0]
				if len(*asked) != 1 || r.URL.Path != "/shop/$metadata" || r.Header.Get("Accept") != "application/xml" || r.Method != "GET" {
					t.Errorf("asked %d times, first %s %s with %v", len(*asked), r.Method, r.URL, r.Header)
				}
				for _, credential := range []string{"Authorization", "Cookie", "Proxy-Authorization"} {
					if r.Header.Get(credential) != "" {
						t.Errorf("%s was sent", credential)
					}
				}
			}
		})
	}
}

func TestRedirectionsStayWithinTheHost(t *testing.T) {
	other, others := service(t, text(smallXML))
	root, _ := service(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/shop/$metadata":
			http.Redirect(w, r, "/moved/$metadata", http.StatusFound)
		case "/away/$metadata":
			http.Redirect(w, r, other+"$metadata", http.StatusFound)
		case "/round/$metadata":
			http.Redirect(w, r, "/round/$metadata", http.StatusFound)
		default:
			io.WriteString(w, smallXML)
		}
	})
	if _, err := loadURL(t, root); err != nil {
		t.Errorf("within the host: %v", err)
	}
	if _, err := loadURL(t, strings.Replace(root, "shop", "away", 1)); err == nil || !strings.Contains(err.Error(), "another host") || len(*others) != 0 {
		t.Errorf("to another host: %v, which was asked %d times", err, len(*others))
	}
	if _, err := loadURL(t, strings.Replace(root, "shop", "round", 1)); err == nil || !strings.Contains(err.Error(), "more than 5 redirections") {
		t.Errorf("in a circle: %v", err)
	}
}

func TestWhatCannotBeFetchedSaysWhyAndWhatToDo(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		want   string
	}{
		{"no permission", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(401) }, "/shop/$metadata: the service answers 401 Unauthorized: fetch the document with your own client, and name the file"},
		{"nothing", text(""), "the answer is empty"},
		{"a page of HTML", text("<!DOCTYPE html><html><body>sign in</body></html>"), "/shop/$metadata"},
		{"half a document", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, "<edmx:")
		}, "broke off after 6 bytes"},
		{"OData V2", text(`<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"><edmx:DataServices/></edmx:Edmx>`), "V2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			root, _ := service(t, test.answer)
			if _, err := loadURL(t, root); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
	root, asked := service(t, text(smallXML))
	if _, err := Load(t.Context(), []string{root}, Options{}); err == nil || len(*asked) != 0 {
		t.Errorf("without a transport: %v, asked %d times", err, len(*asked))
	}
	for source, want := range map[string]string{
		"http://user:secret@host/": "must have no user or password",
		"http:///path":             "is no service root",
		"https://host/#frag":       "has no fragment",
	} {
		_, err := loadURL(t, source)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", source, err)
		}
	}
}

// roundTrip is a transport.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

type blanks struct{}

func (blanks) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

func TestADocumentIsBoundedInSizeAndTime(t *testing.T) {
	endless := roundTrip(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Body: io.NopCloser(blanks{}), Request: r}, nil
	})
	if _, err := Load(t.Context(), []string{"https://host/"}, Options{Transport: endless}); err == nil || !strings.Contains(err.Error(), "larger than 64 MiB") {
		t.Errorf("an endless document: %v", err)
	}
	silent := roundTrip(func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	synctest.Test(t, func(t *testing.T) {
		if _, err := Load(t.Context(), []string{"https://host/"}, Options{Transport: silent}); err == nil || !strings.Contains(err.Error(), "no answer within 1m0s") {
			t.Errorf("a service that says nothing: %v", err)
		}
	})
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Load(stopped, []string{"https://host/"}, Options{Transport: silent}); !errors.Is(err, context.Canceled) {
		t.Errorf("a run that is over: %v", err)
	}
}
