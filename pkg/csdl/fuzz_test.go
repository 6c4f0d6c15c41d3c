package csdl

import (
	"os"
	"strings"
	"testing"
)

func seeds(f *testing.F, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
}

// FuzzReadXML: no text makes the reader panic or hang; what it takes,
// encoding/xml takes too; places lie in the text.
func FuzzReadXML(f *testing.F) {
	seeds(f, "testdata/library.xml")
	for _, test := range problems {
		f.Add([]byte(document("4.0", strings.Replace(test.bad, "§", "", 1))))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Limits{Size: 1 << 20}.ReadXML("f", data)
		if err != nil {
			return
		}
		if peer := peerRefuses(data); peer != nil {
			t.Errorf("read, and encoding/xml says: %v", peer)
		}
		placesLieIn(t, data, doc)
	})
}

// FuzzReadJSON: no text makes the reader panic or hang, and places lie in
// the text.
func FuzzReadJSON(f *testing.F) {
	seeds(f, "testdata/library.json")
	f.Add([]byte(`{"A": {"$Kind": "EnumType", "A": 1.0, "@B.C@D.E#f@G.H": {"$If": [1]}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if doc, err := (Limits{Size: 1 << 20}).ReadJSON("f", data); err == nil {
			placesLieIn(t, data, doc)
		}
	})
}

func placesLieIn(t *testing.T, data []byte, doc *Document) {
	t.Helper()
	lines := strings.Split(string(data), "\n")
	for _, p := range doc.Problems {
		if p.Message == "" || p.Place.Line < 1 || p.Place.Line > len(lines) || p.Place.Column < 1 || p.Place.Column > len(lines[p.Place.Line-1])+1 {
			t.Errorf("%s at %d:%d of %d lines", p.Code, p.Place.Line, p.Place.Column, len(lines))
		}
	}
}
