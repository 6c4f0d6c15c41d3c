package config

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/concord-odata/concord/pkg/rule"
)

// reader reads one file, and goes on after an error to find the others.
type reader struct {
	config *Config
	opt    Options
	errs   Errors
}

// maxErrors is how many errors are said of one file.
const maxErrors = 20

func (r *reader) fail(at *token.Token, key, format string, args ...any) {
	if len(r.errs) >= maxErrors {
		return
	}
	message := strings.TrimPrefix(fmt.Sprintf(format, args...), key[strings.LastIndexByte(key, '.')+1:]+" ")
	e := &Error{File: r.config.File, Key: key, Message: message}
	if at != nil && at.Position != nil {
		e.Line, e.Column = at.Position.Line, at.Position.Column
	}
	r.errs = append(r.errs, e)
}

func (r *reader) read(data []byte) {
	doc, err := parser.ParseBytes(data, 0)
	if err != nil {
		var at yaml.Error
		if errors.As(err, &at) {
			r.fail(at.GetToken(), "", "%s", at.GetMessage())
		} else {
			r.fail(nil, "", "%v", err)
		}
		return
	}
	var body ast.Node
	for _, d := range doc.Docs {
		switch {
		case d.Body == nil || d.Body.Type() == ast.NullType || d.Body.Type() == ast.CommentType:
		case body != nil:
			r.fail(d.Body.GetToken(), "", "a second document: the file has one")
			return
		default:
			body = d.Body
		}
	}
	if body != nil {
		r.mapping(body, "", topKeys, r.top)
	}
}

// topKeys are the keys of the file.
var topKeys = []string{"profile", "contract", "rules", "ignore", "baseline", "fail-on", "min-judged", "format"}

var ignoreKeys = []string{"paths", "rules", "until", "reason"}

// mapping gives each entry to do, once its key is known; known is nil where
// any key is.
func (r *reader) mapping(n ast.Node, path string, known []string, do func(key string, path string, at *token.Token, value ast.Node)) {
	var entries []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		entries = n.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{n}
	default:
		r.fail(n.GetToken(), path, "%s where keys are expected, such as `%s:`", kind(n), firstOf(known, "ENT-003"))
		return
	}
	for _, e := range entries {
		at := e.Key.GetToken()
		key, isText := text(e.Key)
		if !isText {
			r.fail(at, path, "a key is a plain word, not %s", kind(e.Key))
			continue
		}
		full := key
		if path != "" {
			full = path + "." + key
		}
		switch {
		case e.Value == nil:
			r.fail(at, full, "has no value")
		case path == "" && key == "services":
			r.fail(at, full, "is reserved for a later version; remove it")
		case known != nil && !slices.Contains(known, key):
			r.fail(at, full, "no such key%s; there are %s", meant(key, known), strings.Join(known, ", "))
		default:
			do(key, full, at, e.Value)
		}
	}
}

func firstOf(list []string, otherwise string) string {
	if len(list) > 0 {
		return list[0]
	}
	return otherwise
}

// text is a scalar as it was written.
func text(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// kind names a node for people.
func kind(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode:
		return "nothing"
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		return "an anchor or alias, which this file does not have,"
	case *ast.TagNode:
		return "a tag, which this file does not have,"
	}
	return "a value"
}

// one reads a text that is not empty.
func (r *reader) one(n ast.Node, path string) (string, bool) {
	s, isText := text(n)
	if !isText {
		r.fail(n.GetToken(), path, "%s where one text is expected", kind(n))
		return "", false
	}
	if strings.TrimSpace(s) == "" {
		r.fail(n.GetToken(), path, "is empty: give it a value or remove it")
		return "", false
	}
	return s, true
}

// many reads a text or a list of them.
func (r *reader) many(n ast.Node, path string, do func(s, path string, at *token.Token)) {
	list, isList := n.(*ast.SequenceNode)
	if !isList {
		if s, ok := r.one(n, path); ok {
			do(s, path, n.GetToken())
		}
		return
	}
	if len(list.Values) == 0 {
		r.fail(n.GetToken(), path, "is an empty list: fill it or remove it")
	}
	for i, item := range list.Values {
		at := fmt.Sprintf("%s[%d]", path, i)
		if s, ok := r.one(item, at); ok {
			do(s, at, item.GetToken())
		}
	}
}

func (r *reader) top(key, path string, _ *token.Token, value ast.Node) {
	c := r.config
	switch key {
	case "profile":
		if s, ok := r.one(value, path); ok {
			p, err := rule.ParseProfile(s)
			if err != nil {
				r.fail(value.GetToken(), path, "%v%s", err, meant(s, profileNames()))
			}
			c.Profile = p
		}
	case "contract":
		r.many(value, path, func(s, _ string, _ *token.Token) { c.Contracts = append(c.Contracts, c.source(s)) })
	case "rules":
		c.Rules = map[string]rule.Severity{}
		r.mapping(value, path, nil, r.severity)
	case "ignore":
		r.ignores(value, path)
	case "baseline":
		if s, ok := r.one(value, path); ok {
			c.Baseline = c.join(s)
		}
	case "fail-on":
		var words []string
		r.many(value, path, func(s, _ string, _ *token.Token) { words = append(words, s) })
		if len(words) > 0 {
			on, err := rule.ParseFailOn(strings.Join(words, ","))
			if err != nil {
				r.fail(value.GetToken(), path, "%v", err)
			}
			c.FailOn = &on
		}
	case "min-judged":
		if s, ok := r.one(value, path); ok {
			share, err := rule.ParseMinJudged(s)
			if err != nil {
				r.fail(value.GetToken(), path, "%v", err)
			}
			c.MinJudged = &share
		}
	case "format":
		r.many(value, path, r.format)
	}
}

func profileNames() []string {
	var all []string
	for _, p := range rule.Profiles {
		all = append(all, string(p))
	}
	return all
}

func (r *reader) format(s, path string, at *token.Token) {
	name, file, toFile := strings.Cut(s, "=")
	switch {
	case len(r.opt.Formats) > 0 && !slices.Contains(r.opt.Formats, name):
		r.fail(at, path, "format %q is none of %s%s", name, strings.Join(r.opt.Formats, ", "), meant(name, r.opt.Formats))
	case name == "" || toFile && file == "":
		r.fail(at, path, "%q: write a format, or format=file", s)
	case !toFile && slices.ContainsFunc(r.config.Formats, func(f Format) bool { return f.File == "" }):
		r.fail(at, path, "a second format for standard output: give one a file, %s=FILE", name)
	case toFile:
		r.config.Formats = append(r.config.Formats, Format{name, r.config.join(file)})
	default:
		r.config.Formats = append(r.config.Formats, Format{Name: name})
	}
}
