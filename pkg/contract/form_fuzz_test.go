package contract

import (
	"path/filepath"
	"testing"

	"github.com/concord-odata/concord/pkg/edm"
)

// touch reads what a judge would: nothing in a form that is accepted may be
// missing where a source always has it.
func touch(c *Contract) {
	askAll(c)
	models := []*edm.Model{c.Model}
	for _, s := range c.Sources {
		if s.Document != nil {
			models = append(models, s.Document.Model)
		}
	}
	for _, m := range models {
		for t := range m.Types() {
			s, ok := t.(edm.StructuredType)
			if !ok {
				continue
			}
			for p := range m.Properties(s) {
				edm.FindAnnotation(p.Annotations, "x").Bool()
			}
			for range m.AllDerived(t.QualifiedName()) {
				continue
			}
			m.BoundTo(edm.TypeRef{Name: t.QualifiedName()})
		}
	}
}

func smallForm(t testing.TB) []byte {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.xml"), shopA)
	write(t, filepath.Join(dir, "docs", "order.md"), pageA)
	form, err := compile(fresh(t, []string{filepath.Join(dir, "a.xml"), filepath.Join(dir, "docs")}, Options{}))
	if err != nil {
		t.Fatal(err)
	}
	return form
}

func FuzzDecompile(f *testing.F) {
	form := smallForm(f)
	f.Add(form)
	f.Add([]byte{})
	f.Add(form[:len(form)/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, err := decompile(string(data)); err == nil {
			touch(c)
		}
	})
}

func TestADamagedFormIsRefusedOrHarmless(t *testing.T) {
	form := smallForm(t)
	for i := range form {
		if _, err := decompile(string(form[:i])); err == nil {
			t.Fatalf("a form cut off at %d of %d bytes is read", i, len(form))
		}
		for _, with := range []byte{0, 1, 0x7f, 0x80, 0xff, form[i] ^ 1} {
			changed := append([]byte(nil), form...)
			changed[i] = with
			if c, err := decompile(string(changed)); err == nil {
				touch(c)
			}
		}
	}
	if _, err := decompile(string(form) + "\x00"); err == nil {
		t.Error("a form with a byte too many is read")
	}
}

// A few bytes that speak of many elements do not get the room for them.
func TestAFormCannotAskForMoreRoomThanItIsWorth(t *testing.T) {
	var many []byte
	for range 64 {
		many = append(many, 0xff)
	}
	for i := range 64 {
		form := append(append([]byte(nil), many[:i]...), 0x7f)
		if _, err := decompile(string(form)); err == nil {
			t.Errorf("%d bytes are a contract", len(form))
		}
	}
}
