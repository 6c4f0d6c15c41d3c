package check

import (
	"regexp"
	"testing"
)

func TestEveryPatternCompiles(t *testing.T) {
	if len(patterns) < 10 {
		t.Errorf("%d patterns", len(patterns))
	}
	for _, p := range patterns {
		if _, err := regexp.Compile(p.text); err != nil {
			t.Error(err)
		}
	}
}
