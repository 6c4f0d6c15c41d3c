package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/concord-odata/concord/pkg/check"
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/report"
	"github.com/concord-odata/concord/pkg/rule"
)

func newValidate() *cobra.Command {
	var flags common
	var given subject
	cmd := &cobra.Command{
		Use:   "validate PATH|-...",
		Short: "Judge bodies and HTTP messages: files, folders, recordings, or standard input",
		Long: `Judges what is in the files by the contract: bare JSON bodies, HTTP messages,
txtar fixtures and other tools' recordings. The type of a body is found from
its @odata.context; --request or --type says it where there is none.`,
		Example: `  curl -s https://host/service/Customers | concord validate --contract metadata.xml -
  concord validate --contract metadata.xml --request 'GET /users' users.json
  concord validate --contract metadata.xml --type microsoft.graph.user --collection body.json
  concord validate recordings/ --format sarif=findings.sarif`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return validate(cmd, &flags, &given, args)
		},
	}
	flags.register(cmd)
	cmd.Flags().StringVar(&given.request, "request", "", "request that the bodies answer, such as 'GET /users?$select=id'")
	cmd.Flags().StringVar(&given.typeName, "type", "", "type of the bodies, where they have no context: microsoft.graph.user")
	cmd.Flags().BoolVar(&given.collection, "collection", false, "with --type: the bodies are collections of it")
	cmd.Flags().BoolVar(&given.array, "array", false, "read a JSON array as one body an item")
	return cmd
}

// subject is what the user says of the bodies.
type subject struct {
	request, typeName string
	collection, array bool
}

func validate(cmd *cobra.Command, flags *common, given *subject, args []string) error {
	profile, err := flags.parseProfile()
	if err != nil {
		return err
	}
	request, err := given.parseRequest()
	if err != nil {
		return err
	}
	c, err := flags.load(cmd.Context(), "")
	if err != nil {
		return err
	}
	if given.typeName != "" && c.Model.Type(given.typeName) == nil {
		return fmt.Errorf("--type %s: the contract (%s) has no such type", given.typeName, c.Name)
	}
	files, err := inputs(args)
	if err != nil {
		return err
	}
	out, err := flags.open(report.Header{Command: commandLine(), Contract: c.Name, Profile: profile, Suites: args})
	if err != nil {
		return err
	}
	judge := check.New(c, check.Options{Profile: profile})
	for _, f := range files {
		verdicts, err := judgeFile(cmd.Context(), judge, f, given, request)
		if err != nil {
			return out.abandon(err)
		}
		for i := range verdicts {
			out.verdict(&verdicts[i])
		}
	}
	return out.close()
}

// parseRequest reads --request: a method and a URL or path.
func (s *subject) parseRequest() (*exchange.Request, error) {
	if s.request == "" {
		return nil, nil
	}
	method, target, ok := strings.Cut(strings.TrimSpace(s.request), " ")
	target = strings.TrimSpace(target)
	u, err := url.Parse(target)
	if !ok || err != nil || target == "" {
		return nil, fmt.Errorf("--request %q: write a method and a path, such as 'GET /users'", s.request)
	}
	return &exchange.Request{Method: strings.ToUpper(method), Target: target, URL: u}, nil
}

// input is a file to judge.
type input struct {
	name string
	read func() ([]byte, error)
	dir  string // for what is kept beside it
}

// inputs lists the files that the arguments name, folders read through.
func inputs(args []string) ([]input, error) {
	var files []input
	for _, a := range args {
		if a == "-" {
			files = append(files, input{name: "-", read: func() ([]byte, error) { return io.ReadAll(os.Stdin) }})
			continue
		}
		info, err := os.Stat(a)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, fileInput(a))
			continue
		}
		before := len(files)
		err = filepath.WalkDir(a, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && readable(path) {
				files = append(files, fileInput(path))
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if len(files) == before {
			return nil, fmt.Errorf("%s: there is nothing in it to judge (.json, .txtar, .http, .har, .ndjson, .yaml)", a)
		}
	}
	return files, nil
}

func fileInput(path string) input {
	return input{name: filepath.ToSlash(path), dir: filepath.Dir(path), read: func() ([]byte, error) { return os.ReadFile(path) }}
}

// readable reports whether a file in a folder is of a kind that is judged.
func readable(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".json", ".jsonl", ".ndjson", ".txtar", ".http", ".har", ".yaml", ".yml", ".txt":
		return true
	}
	return false
}

func judgeFile(ctx context.Context, judge *check.Judge, f input, given *subject, request *exchange.Request) ([]rule.Verdict, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	data, err := f.read()
	if err != nil {
		return nil, err
	}
	read, err := exchange.Open(f.name, data, exchange.Options{Array: given.array})
	if err != nil {
		return nil, err
	}
	var verdicts []rule.Verdict
	for _, ex := range read.Exchanges {
		if ex.Request == nil {
			ex.Request = request
		}
		s := check.Subject{Exchange: ex, Name: ex.Name}
		if given.typeName != "" {
			s.Type = edm.TypeRef{Name: judge.Contract().Model.Resolve(given.typeName), Collection: given.collection}
		}
		v := judge.Exchange(s)
		if v.Name == "" {
			v.Name = f.name
		}
		v.Reproduce = commandLine()
		verdicts = append(verdicts, v)
	}
	for _, u := range read.Unread {
		verdicts = append(verdicts, rule.Verdict{Name: u.Name, File: f.name, Line: max(u.Position.Line, 1), State: rule.Unjudged, Reason: u.Reason})
	}
	return verdicts, nil
}
