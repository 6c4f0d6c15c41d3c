package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/contract"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/report"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/suite"
)

// largeFrom is the size of a file in bytes from which on it is judged while it
// is read.
const largeFrom = 4 << 20

// validating is what the flags of validate say.
type validating struct {
	common
	request, typeName string
	collection, array bool
}

func newValidate() *cobra.Command {
	v := &validating{}
	cmd := &cobra.Command{
		Use:   "validate PATH|-...",
		Short: "Judge bodies and HTTP messages: files, folders, recordings, or standard input",
		Long: `Judges what is in the files by the contract: bare JSON bodies, HTTP messages,
txtar fixtures, HAR, and other tools' recordings and mocks. The type of a body
is found from its @odata.context; --request or --type says it where there is
none.

A file that is named and cannot be read ends the run with exit code 2. Of a
folder, what can be read is judged, and the rest is unjudged, with its reason.`,
		Example: `  curl -s https://host/service/Customers | concord validate --contract https://host/service/ -
  concord validate --contract metadata.xml --request 'GET /users' users.json
  concord validate --contract metadata.xml --type microsoft.graph.user --collection body.json
  concord validate recordings/ --format sarif=findings.sarif`,
		Args: atLeastOne("files or folders, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error { return v.run(cmd, args) },
	}
	v.register(cmd)
	v.registerMax(cmd)
	cmd.Flags().StringVar(&v.request, "request", "", "request that bare bodies answer, such as 'GET /users?$select=id'")
	cmd.Flags().StringVar(&v.typeName, "type", "", "type of the bodies, where they have no context: microsoft.graph.user")
	cmd.Flags().BoolVar(&v.collection, "collection", false, "with --type: the bodies are collections of it")
	cmd.Flags().BoolVar(&v.array, "array", false, "read a JSON array as one body an item")
	return cmd
}

func (v *validating) run(cmd *cobra.Command, args []string) error {
	profile, err := v.configure(cmd)
	if err != nil {
		return err
	}
	request, err := v.parseRequest()
	if err != nil {
		return err
	}
	if v.collection && v.typeName == "" {
		return errors.New("--collection goes with --type")
	}
	files, err := inputs(args)
	if err != nil {
		return err
	}
	defer closeInputs(files)
	c, err := v.load(cmd.Context())
	if err != nil {
		return err
	}
	given, err := v.typeOf(c)
	if err != nil {
		return err
	}
	out, err := v.open(report.Header{Contract: c.Name, Profile: profile, Suites: args}, manner{whole: args})
	if err != nil {
		return err
	}
	judge := check.New(c, check.Options{Profile: profile, MaxFindings: v.maxFindings})
	step := progress("files")
	once := onceEach{yield: func(verdicts []rule.Verdict) {
		for k := range verdicts {
			out.verdict(&verdicts[k])
		}
	}}
	err = suite.InOrder(cmd.Context(), len(files), v.jobs, func(ctx context.Context, i int) (j judged, err error) {
		if !v.array {
			verdict, ok, err := files[i].stream(judge, request, given)
			if ok || err != nil {
				j.file, j.lone, j.verdicts = files[i].name, files[i].found, []rule.Verdict{verdict}
				return j, err
			}
		}
		read, err := files[i].open(exchange.Options{Array: v.array})
		if err != nil {
			j.verdicts, err = files[i].unreadable(err)
			return j, err
		}
		j.read(read, files[i].found)
		j.verdicts = judgeAll(judge, read, request, given)
		return j, nil
	}, func(i int, j judged) error {
		once.add(j)
		if step != nil {
			step(i+1, len(files))
		}
		return nil
	})
	if err != nil {
		return out.abandon(err)
	}
	once.end()
	return out.close()
}

// parseRequest reads --request: a method and a URL or path.
func (v *validating) parseRequest() (*exchange.Request, error) {
	if v.request == "" {
		return nil, nil
	}
	method, target, ok := strings.Cut(strings.TrimSpace(v.request), " ")
	target = strings.TrimSpace(target)
	u, err := url.Parse(target)
	if !ok || err != nil || target == "" {
		return nil, fmt.Errorf("--request %q: write a method and a path, such as 'GET /users'", v.request)
	}
	return &exchange.Request{Method: strings.ToUpper(method), Target: target, URL: u}, nil
}

// typeOf reads --type.
func (v *validating) typeOf(c *contract.Contract) (edm.TypeRef, error) {
	if v.typeName == "" {
		return edm.TypeRef{}, nil
	}
	if c.Model.Type(v.typeName) == nil {
		return edm.TypeRef{}, fmt.Errorf("--type %s: the contract (%s) has no such type%s", v.typeName, c.Name, nearType(c, v.typeName))
	}
	return edm.TypeRef{Name: c.Model.Resolve(v.typeName), Collection: v.collection}, nil
}

// stream judges a file that is one large body without reading it whole. Ok is
// false where that cannot be.
func (f *input) stream(judge *check.Judge, request *exchange.Request, given edm.TypeRef) (v rule.Verdict, ok bool, err error) {
	if f.root == nil {
		return v, false, nil
	}
	file, err := f.root.Open(f.path)
	if err != nil {
		return v, false, nil // to be said by open
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() < largeFrom {
		return v, false, nil
	}
	ex, ok := exchange.OpenLarge(f.name, file, info.Size())
	if !ok {
		return v, false, nil
	}
	ex.Request = request
	v, ok, err = judge.Stream(check.Subject{Exchange: ex, Type: given, Recording: check.NewRecording([]*exchange.Exchange{ex})})
	v.Name, v.Reproduce = displayName(ex.File), commandLine()
	return v, ok, err
}

// judgeAll judges what a file holds. What is no exchange is unjudged.
func judgeAll(judge *check.Judge, read *exchange.Collection, request *exchange.Request, given edm.TypeRef) []rule.Verdict {
	var verdicts []rule.Verdict
	recording := check.NewRecording(read.Exchanges)
	for _, ex := range read.Exchanges {
		if ex.Request == nil {
			ex.Request = request
		}
		v := judge.Exchange(check.Subject{Exchange: ex, Name: ex.Name, Type: given, Recording: recording})
		if v.Name == "" {
			v.Name = displayName(ex.File)
		}
		v.Reproduce = commandLine()
		verdicts = append(verdicts, v)
	}
	for _, u := range read.Unread {
		v := rule.Verdict{Name: u.Name, File: read.Text.Name, Line: max(u.Position.Line, 1), State: rule.Unjudged, Reason: u.Reason}
		if v.Name == "" {
			v.Name = displayName(v.File)
		}
		verdicts = append(verdicts, v)
	}
	return verdicts
}

func displayName(file string) string {
	if file == "-" {
		return "standard input"
	}
	return file
}
