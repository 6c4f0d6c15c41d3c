package config

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/concord-odata/concord/pkg/rule"
)

// FileName is what the file is called.
const FileName = "concord.yaml"

// maxBytes bounds the file, for the YAML parser takes time with the square of
// its size.
const maxBytes = 64 << 10

// Config is a project's configuration. What the file does not say is zero.
type Config struct {
	File string // as it was named
	Dir  string // its folder, absolute

	Profile   rule.Profile
	Contracts []string // sources; files joined to the folder
	Rules     map[string]rule.Severity
	Ignore    []rule.Ignore
	Baseline  string // a file, joined to the folder
	FailOn    *rule.FailOn
	MinJudged *float64
	Formats   []Format
}

// Format is one report: its format, and its file, or standard output where
// that is empty.
type Format struct {
	Name string
	File string // joined to the folder
}

// Options are what the reader holds the file to.
type Options struct {
	Formats []string // the formats that there are; none: any name is taken
}

// Find is the configuration file of a folder: in it, or in the nearest of
// those above it, up to the root of the repository (the folder with .git).
// Outside a repository it looks in the folder alone. It is empty where there
// is none.
func Find(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("config: %w", err)
	}
	root := repositoryRoot(abs)
	for at := abs; ; at = filepath.Dir(at) {
		file := filepath.Join(at, FileName)
		if info, err := os.Stat(file); err == nil && !info.IsDir() {
			return shorten(file), nil
		}
		other := filepath.Join(at, "concord.yml")
		if _, err := os.Stat(other); err == nil {
			return "", fmt.Errorf("config: %s is not read: call it %s", shorten(other), FileName)
		}
		if at == root || at == filepath.Dir(at) {
			return "", nil
		}
	}
}

// repositoryRoot is the nearest folder upwards with .git, or dir itself.
func repositoryRoot(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}

// Load reads a file. Its errors are [Errors] where the file could be read.
func Load(file string, opt Options) (*Config, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("config: %s: %w", file, err)
	}
	return Parse(file, data, opt)
}

// Parse reads the text of a file.
func Parse(file string, data []byte, opt Options) (*Config, error) {
	if len(data) > maxBytes {
		return nil, fmt.Errorf("config: %s is larger than 64 KiB", file)
	}
	abs, err := filepath.Abs(file)
	if err != nil {
		return nil, fmt.Errorf("config: %w", err)
	}
	r := &reader{config: &Config{File: file, Dir: filepath.Dir(abs)}, opt: opt}
	r.read(data)
	if len(r.errs) > 0 {
		return nil, r.errs
	}
	return r.config, nil
}

// Suppressions are the configuration's severities and what it ignores, under
// the profile that the run has. The zero time is now.
func (c *Config) Suppressions(profile rule.Profile, now time.Time) *rule.Suppressions {
	return &rule.Suppressions{Profile: profile, Severities: c.Rules, Ignore: c.Ignore, Root: c.Dir, Now: now}
}

// join is a path of the file as seen from the working directory.
func (c *Config) join(path string) string {
	path = filepath.FromSlash(path)
	if !filepath.IsAbs(path) {
		path = filepath.Join(c.Dir, path)
	}
	return shorten(path)
}

// source is a contract's source: a URL or a built-in name stays as it is.
func (c *Config) source(s string) string {
	if strings.Contains(s, "://") {
		return s
	}
	if strings.ContainsAny(s, `/\`) || filepath.Ext(s) != "" {
		return c.join(s)
	}
	if _, err := os.Stat(filepath.Join(c.Dir, s)); err == nil {
		return c.join(s)
	}
	return s
}

// shorten is the path relative to the working directory where it is below
// it.
func shorten(path string) string {
	cwd, err := os.Getwd()
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(cwd, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return path
	}
	return rel
}

// Error is one thing wrong with the file.
type Error struct {
	File         string
	Line, Column int    // from 1; 0 where the file as a whole is meant
	Key          string // "ignore[0].until"
	Message      string // what is wrong, and what to do
}

func (e *Error) Error() string {
	at := e.File
	if e.Line > 0 {
		at = fmt.Sprintf("%s:%d:%d", e.File, e.Line, e.Column)
	}
	if e.Key != "" {
		return fmt.Sprintf("%s: %s: %s", at, e.Key, e.Message)
	}
	return fmt.Sprintf("%s: %s", at, e.Message)
}

// Errors are all that is wrong with a file, in its order.
type Errors []*Error

func (e Errors) Error() string {
	var lines []string
	for _, one := range e {
		lines = append(lines, one.Error())
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives them to errors.As.
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i := range e {
		all[i] = e[i]
	}
	return all
}
