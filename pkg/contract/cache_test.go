package contract

import (
	"context"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

// entries are the names of a cache's files, but for those that only guess.
func entries(t testing.TB, dir string) []string {
	t.Helper()
	found, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range found {
		if !strings.HasPrefix(e.Name(), guessPrefix) {
			names = append(names, e.Name())
		}
	}
	return names
}

func guessesIn(t testing.TB, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, guessPrefix+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func through(t testing.TB, dir string, opt Options, sources ...string) *Contract {
	t.Helper()
	opt.Cache = NewCache(dir)
	c, err := Load(context.Background(), sources, opt)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhatIsKeptIsWhatWouldBeRead(t *testing.T) {
	dir, cache := t.TempDir(), filepath.Join(t.TempDir(), "deep", "cache")
	a, docs := filepath.Join(dir, "a.xml"), filepath.Join(dir, "docs")
	write(t, a, shopA)
	write(t, filepath.Join(docs, "order.md"), pageA)
	opt := Options{BuiltIn: builtInPages(t)}
	for n, sources := range [][]string{{a}, {docs}, {filepath.Join(docs, "order.md")}, {a, docs}, {"built-in"}, {"built-in", a}} {
		want := fresh(t, sources, opt)
		for range 3 {
			sameContract(t, want, through(t, cache, opt, sources...))
			if got := len(entries(t, cache)); got != n+1 {
				t.Fatalf("%v: there are %d entries, not %d", sources, got, n+1)
			}
		}
	}
	info, err := os.Stat(cache)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("the folder's mode is %v", info.Mode())
	}
	for _, e := range entries(t, cache) {
		info, err := os.Stat(filepath.Join(cache, e))
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("the mode of %s is %v", e, info.Mode())
		}
	}
}

// Each of these changes makes another contract, and must find no entry of
// before.
func TestAnEntryIsFoundForTheSameSourcesAlone(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	a, b, docs := filepath.Join(dir, "a.xml"), filepath.Join(dir, "b.xml"), filepath.Join(dir, "docs")
	page := filepath.Join(docs, "api", "order.md")
	write(t, a, shopA)
	write(t, b, shopA)
	write(t, page, pageA)
	stamp, err := os.Stat(page)
	if err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		name   string
		change func()
		load   func()
	}{
		{"the first time", func() {}, func() { through(t, cache, Options{}, a, docs) }},
		{"the same text under another name", func() {}, func() { through(t, cache, Options{}, b, docs) }},
		{"one document more", func() {}, func() { through(t, cache, Options{}, a, b, docs) }},
		{"documents in another order", func() {}, func() { through(t, cache, Options{}, b, a, docs) }},
		{"with another choice of operations", func() {}, func() { through(t, cache, Options{Only: "orders/*"}, a, docs) }},
		{"a CSDL document that changed", func() { write(t, a, strings.Replace(shopA, `Name="note"`, "", 1)+" ") }, func() { through(t, cache, Options{}, a, docs) }},
		{"a page of the same size and time that changed", func() {
			write(t, page, strings.Replace(pageA, "A remark.", "A REMARK.", 1))
			if err := os.Chtimes(page, stamp.ModTime(), stamp.ModTime()); err != nil {
				t.Fatal(err)
			}
		}, func() { through(t, cache, Options{}, a, docs) }},
		{"a page more", func() { write(t, filepath.Join(docs, "z.md"), "# Z\n") }, func() { through(t, cache, Options{}, a, docs) }},
		{"a page under another name", func() {
			if err := os.Rename(filepath.Join(docs, "z.md"), filepath.Join(docs, "y.md")); err != nil {
				t.Fatal(err)
			}
		}, func() { through(t, cache, Options{}, a, docs) }},
	}
	for n, s := range steps {
		s.change()
		for range 2 {
			s.load()
			if got := len(entries(t, cache)); got != n+1 {
				t.Fatalf("%s: there are %d entries, not %d", s.name, got, n+1)
			}
		}
	}
	write(t, filepath.Join(docs, "picture.svg"), "no page")
	through(t, cache, Options{}, a, docs)
	if got := len(entries(t, cache)); got != len(steps) {
		t.Error("a file that is no page is part of the key")
	}
}

func TestADamagedEntryIsReadAnew(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	a := filepath.Join(dir, "a.xml")
	write(t, a, shopA)
	want := fresh(t, []string{a}, Options{})
	through(t, cache, Options{}, a)
	file := filepath.Join(cache, entries(t, cache)[0])
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(good); i += 1 + len(good)/200 {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x20
		for _, damage := range [][]byte{bad, good[:i], append(bad[:i:i], good...)} {
			write(t, file, string(damage))
			sameContract(t, want, through(t, cache, Options{}, a))
			if mended, _ := os.ReadFile(file); string(mended) != string(good) {
				t.Fatalf("damage at %d: the entry is not written anew", i)
			}
		}
	}
	// an entry under the name of another one
	write(t, a, shopA+" ")
	through(t, cache, Options{}, a)
	for _, e := range entries(t, cache) {
		write(t, filepath.Join(cache, e), string(good))
	}
	sameContract(t, fresh(t, []string{a}, Options{}), through(t, cache, Options{}, a))
}

func TestAWrongGuessChangesNothing(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	a, b := filepath.Join(dir, "a.xml"), filepath.Join(dir, "b.xml")
	write(t, a, shopA)
	write(t, b, strings.Replace(shopA, `"order"`, `"purchase"`, 1))
	through(t, cache, Options{}, a)
	through(t, cache, Options{}, b)
	guesses := guessesIn(t, cache)
	if len(guesses) != 2 {
		t.Fatalf("%v", guesses)
	}
	want := map[string]*Contract{a: fresh(t, []string{a}, Options{}), b: fresh(t, []string{b}, Options{})}
	all := entries(t, cache)
	for _, text := range []string{all[0], all[1], strings.Repeat("0", 64), "../" + all[0], all[0] + "\n", "", "x"} {
		for _, g := range guesses {
			write(t, g, text)
		}
		for file, c := range want {
			sameContract(t, c, through(t, cache, Options{}, file))
		}
	}
	// what was guessed wrongly is right the next time, and a source that
	// comes back finds its entry again
	first, err := os.ReadFile(guesses[0])
	if err != nil || !isEntryName(string(first)) {
		t.Errorf("the guess is %q, %v", first, err)
	}
	for _, text := range []string{shopA + " ", shopA} {
		write(t, a, text)
		sameContract(t, fresh(t, []string{a}, Options{}), through(t, cache, Options{}, a))
	}
	if n := len(entries(t, cache)); n != 3 {
		t.Errorf("there are %d entries, not 3", n)
	}
}

func TestManyMayUseOneFolder(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	a := filepath.Join(dir, "a.xml")
	write(t, a, shopA)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 20 {
				if c := through(t, cache, Options{}, a); c.Model.EntityType("shop.order") == nil {
					t.Error("a type is missing")
				}
				if i == 0 {
					for _, e := range entries(t, cache) {
						os.Remove(filepath.Join(cache, e))
					}
				}
			}
		})
	}
	all.Wait()
	for _, e := range entries(t, cache) {
		if !isEntryName(e) {
			t.Errorf("%s is left over", e)
		}
	}
}

func TestWhereNothingCanBeKeptSourcesAreRead(t *testing.T) {
	dir := t.TempDir()
	a := filepath.Join(dir, "a.xml")
	write(t, a, shopA)
	for _, cache := range []string{filepath.Join(a, "below a file"), a} {
		if c := through(t, cache, Options{}, a); c.Model.EntityType("shop.order") == nil {
			t.Error("a type is missing")
		}
	}
	if _, err := Load(context.Background(), []string{filepath.Join(dir, "gone.xml")}, Options{Cache: NewCache(t.TempDir())}); err == nil {
		t.Error("a source that is not there is no error")
	}
}

// What pages include has to be among the pages, or else a change of it would
// go by unseen.
func TestPagesAreKeptWhereAllThatTheyIncludeIsHashed(t *testing.T) {
	for _, c := range []struct {
		name    string
		include string
		files   map[string]string
		kept    bool
	}{
		{"an include that is a page itself", "../includes/note.md", map[string]string{"includes/note.md": "A note."}, true},
		{"one that is not there", "../includes/note.md", nil, true},
		{"one that is no page", "../includes/note.txt", map[string]string{"includes/note.txt": "A note."}, false},
		{"one that is no page and not there", "../includes/note.txt", nil, false},
		{"one in a hidden folder", "../.includes/note.md", map[string]string{".includes/note.md": "A note."}, false},
		{"one in a hidden folder, not there", "../.includes/note.md", nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, cache := filepath.Join(t.TempDir(), ".hidden", "docs"), t.TempDir()
			write(t, filepath.Join(dir, "api", "order.md"), pageA+"\n[!INCLUDE [note]("+c.include+")]\n")
			for name, text := range c.files {
				write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
			}
			through(t, cache, Options{}, dir)
			if kept := len(entries(t, cache)) > 0; kept != c.kept {
				t.Errorf("kept: %v", kept)
			}
		})
	}
}

// changing is a file system whose page is another one each time it is read.
type changing struct {
	fstest.MapFS
	texts *[]string
}

func (c changing) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".md") && len(*c.texts) > 0 {
		c.MapFS[name] = &fstest.MapFile{Data: []byte((*c.texts)[0])}
		*c.texts = (*c.texts)[1:]
	}
	return c.MapFS.Open(name)
}

func TestASourceThatChangesWhileItIsReadIsNotKept(t *testing.T) {
	cache := t.TempDir()
	texts := []string{pageA, strings.Replace(pageA, "A remark.", "A REMARK.", 1)}
	pages := changing{fstest.MapFS{"order.md": {Data: []byte(pageA)}}, &texts}
	through(t, cache, Options{BuiltIn: map[string]fs.FS{"pages": pages}}, "pages")
	if len(texts) > 0 {
		t.Fatal("the page was not read twice")
	}
	if got := entries(t, cache); len(got) > 0 {
		t.Error("what was read is kept under the name of what was hashed")
	}
}

type answer string

func (a answer) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(string(a))), Request: r}, nil
}

func TestAServiceIsAskedEachTimeAndKeptByItsAnswer(t *testing.T) {
	cache := t.TempDir()
	for n, c := range []struct {
		root, answer string
		entries      int
	}{
		{"https://shop.example/v1/", shopA, 1},
		{"https://shop.example/v1/", shopA, 1},
		{"https://shop.example/v1/", strings.Replace(shopA, `"order"`, `"purchase"`, 1), 2},
		{"https://other.example/v1/", shopA, 3},
		{"https://shop.example/v1/?code=s3cret", shopA, 3}, // a name that is not for disks
	} {
		want := fresh(t, []string{c.root}, Options{Transport: answer(c.answer)})
		sameContract(t, want, through(t, cache, Options{Transport: answer(c.answer)}, c.root))
		if got := len(entries(t, cache)); got != c.entries {
			t.Errorf("after request %d there are %d entries, not %d", n, got, c.entries)
		}
	}
	for _, e := range entries(t, cache) {
		data, err := os.ReadFile(filepath.Join(cache, e))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "s3cret") {
			t.Error("a query is on the disk")
		}
	}
}

func TestWhatWasNotUsedForLongestMakesRoom(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	k := NewCache(cache)
	load := func(name string) {
		t.Helper()
		file := filepath.Join(dir, name)
		write(t, file, shopA)
		if _, err := Load(context.Background(), []string{file}, Options{Cache: k}); err != nil {
			t.Fatal(err)
		}
	}
	age := func(by time.Duration) {
		for _, e := range entries(t, cache) {
			then := time.Now().Add(-by)
			info, err := os.Stat(filepath.Join(cache, e))
			if err != nil {
				t.Fatal(err)
			}
			if isEntryName(e) && info.ModTime().After(then) {
				if err := os.Chtimes(filepath.Join(cache, e), then, then); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	write(t, filepath.Join(cache, "README"), "not ours")
	write(t, filepath.Join(cache, tempPrefix+"old"), "begun and never finished")
	write(t, filepath.Join(cache, tempPrefix+"new"), "being written")
	old := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(filepath.Join(cache, tempPrefix+"old"), old, old); err != nil {
		t.Fatal(err)
	}
	load("a.xml")
	first := entries(t, cache)[0]
	info, err := os.Stat(filepath.Join(cache, first))
	if err != nil {
		t.Fatal(err)
	}
	age(5 * time.Hour)
	load("b.xml")
	age(4 * time.Hour)
	load("a.xml") // a is used again: b is the oldest
	age(3 * time.Hour)
	for _, e := range guessesIn(t, cache) {
		os.Remove(e) // they would go as well
	}
	k.room = 2*max(info.Size(), smallest) + 64
	load("c.xml")
	left := strings.Join(entries(t, cache), " ")
	if n := strings.Count(left, " "); n != 3 || !strings.Contains(left, first) || !strings.Contains(left, "README") || !strings.Contains(left, "tmp-new") {
		t.Errorf("left are %s, with a = %s", left, first)
	}
	k.room = info.Size() / 2 // the form alone is larger
	load("d.xml")
	if n := len(entries(t, cache)); n != 4 {
		t.Errorf("an entry larger than all room was kept, or others had to go for it: %v", entries(t, cache))
	}
}

func TestTheProgramKnowsItsBuild(t *testing.T) {
	if id := buildIdentity(); len(id) < 20 {
		t.Errorf("the identity is %q", id)
	}
	const id = "abcdefghijklmnopqrst/abcdefghijklmnopqrst/ABCDEFGHIJKLMNOPQRST/ABCDEFGHIJKLMNOPQRST"
	for _, c := range []struct{ name, head, want string }{
		{"the note of an ELF file", "\x7fELF\x04\x00\x00\x00\x53\x00\x00\x00\x04\x00\x00\x00Go\x00\x00" + id + "\x00\x00code", id},
		{"before the code", "MZ\x00\xff Go build ID: \"" + id + "\"\n \xff\x00code", id},
		{"linked without", "MZ\x00code", ""},
		{"linked with an empty one", "MZ\x00\xff Go build ID: \"\"\n \xff", ""},
		{"with one that says nothing", "MZ\x00\xff Go build ID: \"release\"\n \xff", ""},
		{"cut off", "MZ\x00\xff Go build ID: \"abcdefghij/klmnop", ""},
		{"another note of that name", "\x7fELF\x04\x00\x00\x00Go\x00\x00\x00\x00", ""},
	} {
		if got := buildID([]byte(c.head)); got != c.want {
			t.Errorf("%s: the build ID is %q", c.name, got)
		}
	}
	clean := []debug.BuildSetting{{Key: "vcs.revision", Value: "c0ffee"}, {Key: "vcs.modified", Value: "false"}}
	for _, c := range []struct {
		name string
		info debug.BuildInfo
		want bool
	}{
		{"nothing is known", debug.BuildInfo{}, false},
		{"a revision without changes", debug.BuildInfo{Settings: clean}, true},
		{"a revision with changes", debug.BuildInfo{Settings: []debug.BuildSetting{clean[0], {Key: "vcs.modified", Value: "true"}}}, false},
		{"a released module", debug.BuildInfo{Main: debug.Module{Version: "v1.2.3", Sum: "h1:…"}}, true},
		{"with a folder in place of a module", debug.BuildInfo{Settings: clean, Deps: []*debug.Module{{Path: "x", Replace: &debug.Module{Path: "../x"}}}}, false},
	} {
		if got := pristine(&c.info); got != c.want {
			t.Errorf("%s: pristine is %v", c.name, got)
		}
	}
}
