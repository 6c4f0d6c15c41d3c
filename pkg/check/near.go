package check

import "strings"

// nearness is how alike two names are, case aside, from 0 to 1: twice the
// length of their longest common subsequence over their lengths. It sees a
// dropped letter and a dropped word alike.
func nearness(a, b string) float64 {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if a == b {
		return 1
	}
	if len(a) == 0 || len(b) == 0 || len(a) > 256 || len(b) > 256 {
		return 0
	}
	row := make([]int, len(b)+1)
	for i := range len(a) {
		diagonal := 0
		for j := range len(b) {
			up := row[j+1]
			switch {
			case a[i] == b[j]:
				row[j+1] = diagonal + 1
			case row[j] > up:
				row[j+1] = row[j]
			}
			diagonal = up
		}
	}
	return 2 * float64(row[len(b)]) / float64(len(a)+len(b))
}

// nearEnough is the nearness from which one name is taken for a slip of
// another.
const nearEnough = 0.75

// nearest is the one candidate that the name was probably meant to be; ""
// where none is near, or two are equally so.
func nearest(name string, candidates []string) string {
	best, at, tie := "", nearEnough, false
	for _, c := range candidates {
		switch n := nearness(name, c); {
		case n > at || n == at && best == "":
			best, at, tie = c, n, false
		case n == at:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return best
}
