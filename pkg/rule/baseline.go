package rule

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Baseline is what a project knows and has not mended yet: a file of JSON
// lines, one entry a line, sorted by file, so that a review shows what came
// and what went. An entry hides every finding of its [Key]; it has no line
// number, and so survives edits of the page.
//
//	{"concord":"baseline","version":1}
//	{"file":"api/user-get.md","rule":"ENT-003","type":"microsoft.graph.user","property":"nme","until":"2027-01-31","reason":"#123"}
//
// A Baseline is safe for use by several goroutines.
type Baseline struct {
	name string
	root string    // absolute; the entries' files are relative to it
	now  time.Time // by which entries expire

	mu      sync.Mutex
	entries map[Key]*entry
}

// BaselineEntry is one line of a baseline.
type BaselineEntry struct {
	Key
	Until  string `json:"until,omitempty"` // the last day, 2027-01-31; from the next on, it hides nothing
	Reason string `json:"reason,omitempty"`
}

type entry struct {
	BaselineEntry
	line  int
	until time.Time
	hit   bool
}

// baselineHead is the first line.
type baselineHead struct {
	Concord string `json:"concord"`
	Version int    `json:"version"`
}

var head = baselineHead{"baseline", 1}

// NewBaseline is an empty one, for that file. Files in it are relative to
// the file's folder. The zero time is now.
func NewBaseline(file string, now time.Time) (*Baseline, error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return nil, fmt.Errorf("baseline %s: %w", file, err)
	}
	if now.IsZero() {
		now = time.Now()
	}
	return &Baseline{name: file, root: filepath.Dir(abs), now: now, entries: map[Key]*entry{}}, nil
}

// ReadBaseline reads a file. A file that is not there is [os.ErrNotExist].
func ReadBaseline(file string, now time.Time) (*Baseline, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("baseline: %w", err)
	}
	return ParseBaseline(file, data, now)
}

// ParseBaseline reads a baseline's lines. An error says which.
func ParseBaseline(file string, data []byte, now time.Time) (*Baseline, error) {
	b, err := NewBaseline(file, now)
	if err != nil {
		return nil, err
	}
	seenHead := false
	for i, line := range bytes.Split(data, []byte("\n")) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if !seenHead {
			var h baselineHead
			if err := strictJSON(line, &h); err != nil || h.Concord != head.Concord {
				return nil, fmt.Errorf(`%s:%d: no baseline: the first line is {"concord":"baseline","version":1}`, file, i+1)
			}
			if h.Version != head.Version {
				return nil, fmt.Errorf("%s:%d: a baseline of version %d; this tool reads version %d", file, i+1, h.Version, head.Version)
			}
			seenHead = true
			continue
		}
		if err := b.parseEntry(line, i+1); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
	}
	return b, nil
}

func (b *Baseline) parseEntry(line []byte, number int) error {
	e := &entry{line: number}
	if err := strictJSON(line, &e.BaselineEntry); err != nil {
		return err
	}
	if e.Rule == "" {
		return errors.New("the entry names no rule")
	}
	if e.Until != "" {
		day, err := ParseDay(e.Until)
		if err != nil {
			return err
		}
		e.until = day
	}
	e.File = SlashPath(e.File)
	if first := b.entries[e.Key]; first != nil {
		return fmt.Errorf("the entry stands in line %d already; keep one of them", first.line)
	}
	b.entries[e.Key] = e
	return nil
}

// ParseDay reads a date: 2027-01-31.
func ParseDay(s string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("until %q is no date: write 2027-01-31", s)
	}
	return day, nil
}

func strictJSON(line []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one object on the line")
	}
	return nil
}

// key is the finding's, its file relative to the baseline's folder.
func (b *Baseline) key(f *Finding) Key {
	k := f.Key()
	k.File = PathBelow(b.root, f.File)
	return k
}

// Path is how the baseline calls a file, for the looked of Stale and Update.
func (b *Baseline) Path(file string) string { return PathBelow(b.root, file) }

// Match reports whether an entry hides the finding at its own place (not at
// its further Places, which Apply looks at), and remembers that the entry is
// still needed. An expired entry hides nothing.
func (b *Baseline) Match(f *Finding) bool {
	k := b.key(f)
	b.mu.Lock()
	defer b.mu.Unlock()
	e := b.entries[k]
	if e == nil {
		return false
	}
	e.hit = true
	return !Expired(e.until, b.now)
}

// Apply takes from the verdict what the baseline hides, place by place, and
// settles its state by what is left. Findings that the fixture expects stay.
func (b *Baseline) Apply(v *Verdict) {
	before := v.Worst()
	kept := v.Findings[:0:0]
	for i := range v.Findings {
		if f := v.Findings[i]; f.ExpectedByFixture || hide(&f, v, b.Match) {
			kept = append(kept, f)
		}
	}
	v.Findings = kept
	settle(v, before, nil, "")
}

// Stale lists the entries that matched nothing since the baseline was read:
// what they knew is mended. Only files that the run looked at count; a nil
// looked means all.
func (b *Baseline) Stale(looked func(file string) bool) []BaselineEntry {
	return b.list(func(e *entry) bool { return !e.hit && (looked == nil || looked(e.File)) })
}

// Expired lists the entries that would still match, and no longer hide.
func (b *Baseline) Expired() []BaselineEntry {
	return b.list(func(e *entry) bool { return e.hit && Expired(e.until, b.now) })
}

// Entries lists all.
func (b *Baseline) Entries() []BaselineEntry { return b.list(func(*entry) bool { return true }) }

func (b *Baseline) list(want func(*entry) bool) []BaselineEntry {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []BaselineEntry
	for _, k := range b.sorted() {
		if e := b.entries[k]; want(e) {
			out = append(out, e.BaselineEntry)
		}
	}
	return out
}

func (b *Baseline) sorted() []Key { return slices.SortedFunc(maps.Keys(b.entries), Key.Compare) }

// Line is where the entry stands in the file, or 0 for one that is new.
func (b *Baseline) Line(k Key) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if e := b.entries[k]; e != nil {
		return e.line
	}
	return 0
}

// BaselineChange says what an update did.
type BaselineChange struct {
	Removed []BaselineEntry // mended
	Added   []BaselineEntry
	Refused []BaselineEntry // new, and not accepted
}

// GrowthError is an update that would have had to add entries.
type GrowthError struct {
	File string
	New  []BaselineEntry
}

func (e *GrowthError) Error() string {
	shown := e.New[:min(len(e.New), 5)]
	var lines []string
	for _, n := range shown {
		lines = append(lines, "\n  "+n.Key.String())
	}
	if rest := len(e.New) - len(shown); rest > 0 {
		lines = append(lines, fmt.Sprintf("\n  and %d more", rest))
	}
	return fmt.Sprintf("baseline %s does not grow by itself: %s that it does not have%s\nmend them, or take them in with --accept-new",
		e.File, Count(len(e.New), "finding"), strings.Join(lines, ""))
}

// Update brings the baseline up to the findings of a run: those before Apply,
// of which errors and warnings count. Entries that match none are removed,
// if the run looked at their file (nil: at all). New findings are added
// with acceptNew; without it they are refused, and the error is a
// [GrowthError], though what is mended is removed all the same.
func (b *Baseline) Update(findings []Finding, acceptNew bool, looked func(file string) bool) (BaselineChange, error) {
	found := map[Key]bool{}
	for i := range findings {
		f := findings[i]
		if f.Severity < Warning || f.ExpectedByFixture {
			continue
		}
		found[b.key(&f)] = true
		for _, p := range f.Places {
			f.File = p.File
			found[b.key(&f)] = true
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	var change BaselineChange
	for _, k := range b.sorted() {
		if !found[k] && (looked == nil || looked(k.File)) {
			change.Removed = append(change.Removed, b.entries[k].BaselineEntry)
			delete(b.entries, k)
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(found), Key.Compare) {
		switch n := (BaselineEntry{Key: k}); {
		case b.entries[k] != nil:
		case acceptNew:
			b.entries[k] = &entry{BaselineEntry: n}
			change.Added = append(change.Added, n)
		default:
			change.Refused = append(change.Refused, n)
		}
	}
	if len(change.Refused) > 0 {
		return change, &GrowthError{b.name, change.Refused}
	}
	return change, nil
}

// WriteTo writes the baseline's file.
func (b *Baseline) WriteTo(w io.Writer) (int64, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(head); err != nil {
		return 0, err
	}
	for _, e := range b.Entries() {
		if err := enc.Encode(e); err != nil {
			return 0, err
		}
	}
	return out.WriteTo(w)
}

// Save writes the baseline to its file, whole or not at all.
func (b *Baseline) Save() error {
	var out bytes.Buffer
	if _, err := b.WriteTo(&out); err != nil {
		return fmt.Errorf("baseline %s: %w", b.name, err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(b.name), filepath.Base(b.name)+".*")
	if err != nil {
		return fmt.Errorf("baseline: %w", err)
	}
	_, err = tmp.Write(out.Bytes())
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), b.name)
	}
	if err != nil {
		os.Remove(tmp.Name())
		return fmt.Errorf("baseline %s: %w", b.name, err)
	}
	return nil
}
