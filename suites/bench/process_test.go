package bench_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/schema"
)

var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "concord-bench")
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "concord")
	cmd := exec.Command("go", "build", "-trimpath", "-o", name, "./cmd/concord")
	cmd.Dir = repository
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return name, nil
})

func TestMain(m *testing.M) {
	if os.Getenv(launching) != "" {
		os.Exit(launch())
	}
	code := m.Run()
	if name, err := binary(); err == nil {
		os.RemoveAll(filepath.Dir(name))
	}
	os.Exit(code)
}

// usage is what a process took.
type usage struct {
	Wall, CPU time.Duration
	PeakKiB   int64
	Output    string
}

// launching is set for a process of this test that starts one other: a process
// inherits the peak of the memory of the one that starts it, and that has to
// be small.
const launching = "CONCORD_BENCH_LAUNCHING"

func launch() int {
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	start := time.Now()
	err := cmd.Run()
	u := usage{Wall: time.Since(start), Output: out.String()}
	if err == nil {
		u.CPU = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		u.PeakKiB = cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	} else {
		u.Output += err.Error()
	}
	if json.NewEncoder(os.Stdout).Encode(u) != nil || err != nil {
		return 1
	}
	return 0
}

// run runs the command as a whole process; the cache of contracts is in the
// folder cache. It must exit with 0.
func run(b *testing.B, cache string, args ...string) usage {
	b.Helper()
	name, err := binary()
	if err != nil {
		b.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.CommandContext(b.Context(), self, append([]string{name}, args...)...)
	cmd.Env = append(os.Environ(), launching+"=1", "CONCORD_CACHE="+cache)
	out, err := cmd.Output()
	var u usage
	if json.Unmarshal(out, &u) != nil || err != nil {
		b.Fatalf("concord %s: %v\n%.2000s", strings.Join(args, " "), err, u.Output)
	}
	return u
}

// processes runs the command again and again, and reports medians: of the
// time, of the processor's time, and of the peak of resident memory.
func processes(b *testing.B, once func() usage) (took, cpu time.Duration) {
	b.Helper()
	var times, cpus []time.Duration
	var peaks []int64
	for b.Loop() {
		u := once()
		times, cpus, peaks = append(times, u.Wall), append(cpus, u.CPU), append(peaks, u.PeakKiB)
	}
	slices.Sort(times)
	slices.Sort(cpus)
	slices.Sort(peaks)
	took, cpu = times[len(times)/2], cpus[len(cpus)/2]
	b.ReportMetric(float64(took), "ns/op")
	b.ReportMetric(cpu.Seconds(), "cpu-s")
	b.ReportMetric(float64(peaks[len(peaks)/2])/1024, "peak-MiB")
	return took, cpu
}

// largeSize is how many bytes the large page has at least.
const largeSize = 100e6

// large is the file that holds a collection of the small page's items, and
// how many.
func large(b *testing.B) (name string, size int64) {
	b.Helper()
	name = filepath.Join(b.TempDir(), "large.json")
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	head, foot, _ := bytes.Cut(smallPage(0), []byte("[]"))
	w.Write(append(head, '['))
	var item []byte
	for i := 0; size < largeSize; i++ {
		if item = item[:0]; i > 0 {
			item = append(item, ',')
		}
		item = appendSmall(item, i)
		w.Write(item)
		size += int64(len(item))
	}
	w.Write(append([]byte{']'}, foot...))
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	return name, info.Size()
}

// BenchmarkStream reads 100 MB from a file, and a small page from memory in
// the same round; x-small is the median quotient of what a byte takes.
func BenchmarkStream(b *testing.B) {
	name, size := large(b)
	m := directoryModel(b)
	program := schema.NewPrograms(m, schema.Options{}).Of(m.Structured(ns+"credentialCount"), nil)
	begin := func() *schema.Program { return program }
	small := smallPage(1000)
	var times []time.Duration
	var ratios []float64
	for b.Loop() {
		start := time.Now()
		for range 100 {
			if _, err := schema.NewRun().PageText(small, func(schema.Member) {}, begin); err != nil {
				b.Fatal(err)
			}
		}
		bare := time.Since(start).Seconds() / float64(100*len(small))
		f, err := os.Open(name)
		if err != nil {
			b.Fatal(err)
		}
		start = time.Now()
		page, err := schema.NewRun().Page(f, func(schema.Member) {}, begin)
		took := time.Since(start)
		if f.Close(); err != nil || len(page.Refused) > 0 {
			b.Fatal(err, page.Refused)
		}
		times = append(times, took)
		ratios = append(ratios, took.Seconds()/float64(size)/bare)
	}
	slices.Sort(times)
	slices.Sort(ratios)
	b.ReportMetric(float64(times[len(times)/2]), "ns/op")
	b.ReportMetric(float64(size)/1e6/times[len(times)/2].Seconds(), "MB/s")
	b.ReportMetric(ratios[len(ratios)/2], "x-small")
}

// BenchmarkProcess runs the command as users do.
func BenchmarkProcess(b *testing.B) {
	b.Run("check", func(b *testing.B) {
		cache := b.TempDir()
		processes(b, func() usage { return run(b, cache, "check") })
	})
	b.Run("validate-100MB", func(b *testing.B) {
		name, size := large(b)
		cache := b.TempDir()
		took, _ := processes(b, func() usage {
			return run(b, cache, "validate", "--contract", directory, "--request", "GET /credentialCounts", name)
		})
		b.ReportMetric(float64(size)/1e6/took.Seconds(), "MB/s")
	})
	for _, of := range []string{"directory", "graph"} {
		b.Run("validate-5000/"+of, func(b *testing.B) {
			csdl := contractFile(b, of)
			bodies := writeBodies(b, csdl, 5000)
			cache := b.TempDir()
			args := []string{"validate", "--contract", csdl, "--fail-on", "none", "--min-judged", "100%", bodies}
			run(b, cache, args...) // the cache is warm
			_, cpu := processes(b, func() usage { return run(b, cache, args...) })
			b.ReportMetric(5000/cpu.Seconds(), "bodies/cpu-s")
		})
	}
	for _, of := range []string{"directory", "graph"} {
		csdl := func(b *testing.B) []string {
			file := contractFile(b, of)
			return []string{"validate", "--contract", file, "--fail-on", "none", writeBodies(b, file, 1)}
		}
		b.Run("validate-1/"+of+"/cold", func(b *testing.B) {
			args := csdl(b)
			processes(b, func() usage { return run(b, b.TempDir(), args...) })
		})
		b.Run("validate-1/"+of+"/cached", func(b *testing.B) {
			args, cache := csdl(b), b.TempDir()
			run(b, cache, args...)
			processes(b, func() usage { return run(b, cache, args...) })
		})
	}
}

// contractFile is the CSDL file of a contract.
func contractFile(b *testing.B, of string) string {
	if of == "directory" {
		return directory
	}
	name := filepath.Join(b.TempDir(), graphFile)
	if err := os.WriteFile(name, graph(b), 0o600); err != nil {
		b.Fatal(err)
	}
	return name
}

// writeBodies writes so many bodies as documentation shows them, of all entity
// sets of a contract in turn: a collection of two, or one entity.
func writeBodies(b *testing.B, csdl string, n int) string {
	b.Helper()
	data, err := os.ReadFile(csdl)
	if err != nil {
		b.Fatal(err)
	}
	m := readModel(b, csdl, data)
	var sets []*edm.EntitySet
	for _, s := range m.Container().EntitySets {
		if t := m.EntityType(s.EntityType); t != nil && !t.Abstract {
			sets = append(sets, s)
		}
	}
	a := newAuthor(m)
	dir := b.TempDir()
	for i := range n {
		s := sets[i%len(sets)]
		t := m.EntityType(s.EntityType)
		body := []byte(`{"@odata.context":"https://example.org/service/$metadata#` + s.Name)
		if i/len(sets)%2 == 0 {
			body = append(body, `","value":[`...)
			body = a.object(body, t, 0, 0)
			body = append(body, ',')
			body = append(a.object(body, t, 0, 0), "]}"...)
		} else {
			body = append(body, `/$entity",`...)
			body = append(body, a.object(nil, t, 0, 0)[1:]...)
		}
		if err := os.WriteFile(filepath.Join(dir, strconv.Itoa(i)+".json"), body, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}
