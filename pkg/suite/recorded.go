package suite

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// maxFixture bounds the size of a fixture file.
const maxFixture = 64 << 20

// Recorded is a plan of the recorded exchanges under a folder of a file
// system: every .txtar file, in the order of their paths. prefix is put
// before their names in findings.
func Recorded(c *contract.Contract, opt Options, fsys fs.FS, root, prefix string) (*Plan, error) {
	p := &Plan{Title: "recorded exchanges"}
	judge := check.New(c, check.Options{Profile: opt.Profile, MaxFindings: opt.MaxFindings})
	err := fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() || !strings.HasSuffix(name, ".txtar") {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Size() > maxFixture {
			return fmt.Errorf("%s: %d bytes are more than a fixture may have (%d MiB)", prefix+name, info.Size(), maxFixture>>20)
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		f, err := exchange.ReadFixture(prefix+name, data)
		if err != nil {
			return err
		}
		p.addFixture(judge, f)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// addFixture adds a case for each exchange of the fixture. What the fixture
// is meant to raise is held against all of them together.
func (p *Plan) addFixture(judge *check.Judge, f *exchange.Fixture) {
	all := sync.OnceValue(func() []rule.Verdict {
		verdicts := make([]rule.Verdict, len(f.Exchanges))
		recording := check.NewRecording(f.Exchanges)
		for i, ex := range f.Exchanges {
			verdicts[i] = judge.Exchange(check.Subject{Exchange: ex, Recording: recording})
			verdicts[i].Reproduce = "concord check --recorded " + f.File
		}
		expect(verdicts, &f.Meta)
		return verdicts
	})
	for i, ex := range f.Exchanges {
		text := path.Base(f.File)
		if dir := path.Base(path.Dir(f.File)); dir != "." {
			text = dir + "/" + text
		}
		if len(f.Exchanges) > 1 {
			text += fmt.Sprintf(" (exchange %d)", i+1)
		}
		p.Cases = append(p.Cases, Case{
			Text:   text,
			Labels: exchangeLabels(judge.Contract(), ex, f),
			Judge:  func(context.Context) rule.Verdict { return all()[i] },
		})
	}
}

func exchangeLabels(c *contract.Contract, ex *exchange.Exchange, f *exchange.Fixture) []string {
	all := []string{"recorded"}
	if q := ex.Request; q != nil {
		path := q.Target
		if q.URL != nil {
			path = q.URL.EscapedPath()
		}
		all = append(all, operationLabels(c, nil, q.Method, path)...)
	}
	if ex.Response != nil {
		all = append(all, fmt.Sprintf("status:%d", ex.Response.Status))
	}
	// fixtures/graph/beta/reports/…: API and version
	if parts := strings.Split(f.File, "/"); len(parts) > 3 {
		if i := slices.Index(parts, "fixtures"); i >= 0 && i+2 < len(parts) {
			all = append(all, "api:"+parts[i+1], "version:"+parts[i+2])
		}
	}
	return append(all, f.Meta.Tags...)
}
