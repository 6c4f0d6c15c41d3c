package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// pending is a file that is written beside its place until it is whole.
type pending struct {
	path string
	temp *os.File
	buf  *bufio.Writer
	mode fs.FileMode
}

// create begins a file, which a link may lead to. One that is there keeps
// its mode.
func create(path string) (*pending, error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mode := fs.FileMode(0o644)
	switch info, err := os.Stat(path); {
	case err == nil && !info.Mode().IsRegular():
		return createInPlace(path)
	case err == nil:
		mode = info.Mode().Perm()
	}
	t, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = pe.Err
		}
		return nil, fmt.Errorf("%s cannot be written: %w", path, err)
	}
	return &pending{path, t, bufio.NewWriter(t), mode}, nil
}

// createInPlace opens what can have nothing beside it: /dev/stderr, a pipe.
func createInPlace(path string) (*pending, error) {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	return &pending{path: "", temp: f, buf: bufio.NewWriter(f)}, nil
}

// finish ends the writing; the file is not in its place yet.
func (p *pending) finish() error {
	err := p.buf.Flush()
	if p.path != "" {
		err = errors.Join(err, p.temp.Chmod(p.mode))
	}
	return errors.Join(err, p.temp.Close())
}

// remove gives the file up.
func (p *pending) remove() {
	_ = p.temp.Close()
	if p.path != "" {
		_ = os.Remove(p.temp.Name())
	}
}

// place ends files that are written, and puts them all into their places
// once each of them is whole.
func place(files []*pending) error {
	var err error
	for _, p := range files {
		err = errors.Join(err, p.finish())
	}
	if err != nil {
		for _, p := range files {
			p.remove()
		}
		return err
	}
	for i, p := range files {
		if p.path == "" {
			continue
		}
		if err := os.Rename(p.temp.Name(), p.path); err != nil {
			for _, rest := range files[i:] {
				rest.remove()
			}
			return err
		}
	}
	return nil
}

// writeWhole writes files into a folder, all of them or none, and leaves those
// alone that say the same.
func writeWhole(dir string, files map[string][]byte) error {
	var written []*pending
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path, data := filepath.Join(dir, name), files[name]
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
			continue
		}
		p, err := create(path)
		if err == nil {
			written = append(written, p)
			_, err = p.buf.Write(data)
		}
		if err != nil {
			for _, p := range written {
				p.remove()
			}
			return err
		}
	}
	return place(written)
}
