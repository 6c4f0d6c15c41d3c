package growth

import (
	"strings"
	"testing"
)

// verdict records what a test is told.
type verdict struct {
	testing.TB
	failed bool
}

func (v *verdict) Helper()               {}
func (v *verdict) Errorf(string, ...any) { v.failed = true }

var sink int

func TestTheSquareIsToldFromTheSize(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing is compared with -short")
	}
	text := strings.Repeat("x", 1<<20)
	scan := func(n int) { sink += strings.Count(text[:n&(1<<20-1)], "y") }
	for _, c := range []struct {
		name   string
		do     func(int)
		failed bool
	}{
		{"as the size", func(n int) {
			for range 4 * n {
				scan(1 << 12)
			}
		}, false},
		{"as the square", func(n int) {
			for range n {
				scan(16 * n)
			}
		}, true},
		{"nothing", func(int) {}, false},
	} {
		v := &verdict{TB: t}
		Linear(v, 20_000, c.do)
		if v.failed != c.failed {
			t.Errorf("what grows %s: failed is %v", c.name, v.failed)
		}
	}
}
