package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"github.com/concord-odata/concord/pkg/exchange"
	"github.com/concord-odata/concord/pkg/rule"
)

// input is a file to judge: in a folder that is open, so that what is kept
// beside it is read, and nothing outside of the folder.
type input struct {
	name  string // as the user would name it
	root  *os.Root
	path  string // in root
	found bool   // by looking through a folder: the user did not name it
}

// readableKinds are the extensions that are looked at in a folder.
var readableKinds = []string{".json", ".jsonl", ".ndjson", ".txtar", ".http", ".rest", ".har", ".yaml", ".yml", ".txt"}

// inputs lists the files that the arguments name, folders read through. What
// is named and cannot be opened is an error at once.
func inputs(args []string) ([]*input, error) {
	var files []*input
	stdin := false
	for _, a := range args {
		if a == "-" {
			if stdin {
				return nil, errors.New("validate: standard input (-) can be read once")
			}
			stdin = true
			files = append(files, &input{name: "-"})
			continue
		}
		found, err := inputsOf(a)
		if err != nil {
			closeInputs(files)
			return nil, err
		}
		files = append(files, found...)
	}
	return files, nil
}

func inputsOf(name string) ([]*input, error) {
	dir, base, prefix, err := openable(name)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, unopened(name, err)
	}
	if base != "." {
		f, err := root.Open(base)
		if err != nil {
			root.Close()
			return nil, unopened(name, err)
		}
		f.Close()
		return []*input{{name: prefix + base, root: root, path: base}}, nil
	}
	var files []*input
	err = fs.WalkDir(root.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path == ".":
			return err
		case err != nil: // a folder that cannot be read
			files = append(files, &input{name: prefix + path, root: root, path: path, found: true})
			return fs.SkipDir
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != ".":
			return fs.SkipDir
		case !d.IsDir() && readable(path):
			files = append(files, &input{name: prefix + path, root: root, path: path, found: true})
		}
		return nil
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: there is nothing in it to judge (%s)", name, strings.Join(readableKinds, ", "))
	}
	if err != nil {
		root.Close()
		return nil, err
	}
	return files, nil
}

// readable reports whether a file in a folder is of a kind that is judged.
func readable(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	for _, kind := range readableKinds {
		if ext == kind {
			return true
		}
	}
	return false
}

// open reads the exchanges of the file.
func (f *input) open(opt exchange.Options) (*exchange.Collection, error) {
	if f.root == nil {
		if term.IsTerminal(int(os.Stdin.Fd())) {
			notice("reading a body from the terminal; Ctrl-D ends it")
		}
		data, err := io.ReadAll(os.Stdin)
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		return exchange.Open(f.name, data, opt)
	}
	info, err := f.root.Stat(f.path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() && f.found {
		return nil, errors.New("it is no regular file")
	}
	data, err := f.root.ReadFile(f.path)
	if err != nil {
		return nil, err
	}
	opt.Files, opt.Path = f.root.FS(), f.path
	return exchange.Open(f.name, data, opt)
}

// unreadable is the verdict on a file that cannot be read: unjudged where a
// folder holds it, and an error where the user named it.
func (f *input) unreadable(err error) ([]rule.Verdict, error) {
	if !f.found {
		var re *exchange.ReadError
		if errors.As(err, &re) || f.root == nil {
			return nil, err
		}
		return nil, unopened(f.name, err)
	}
	v := rule.Verdict{Name: f.name, File: f.name, Line: 1, State: rule.Unjudged, Reason: "the file cannot be read: " + cause(err).Error()}
	var re *exchange.ReadError
	if errors.As(err, &re) {
		v.Line, v.Reason = max(re.Line, 1), "the file cannot be read: "+re.Message
	}
	return []rule.Verdict{v}, nil
}

// unopened is that a file or folder that the user named cannot be read.
func unopened(name string, err error) error {
	if name == "" {
		return errors.New("the name of a file or folder is empty: an unset variable?")
	}
	hint := ""
	if target, e := filepath.EvalSymlinks(name); e == nil && target != filepath.Clean(name) && strings.Contains(err.Error(), "escapes") {
		hint = "; it is a link that leads out of its folder: name " + target
	}
	return fmt.Errorf("%s cannot be read: %w%s", name, cause(err), hint)
}

// cause is the error without the path, which the message already has.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

func closeInputs(files []*input) {
	for _, f := range files {
		if f.root != nil {
			f.root.Close()
		}
	}
}
