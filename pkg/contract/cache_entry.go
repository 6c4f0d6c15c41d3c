package contract

import (
	"cmp"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// An entry is a file: a head of what it is, its name, the length and the
// checksum of the form, and the form. It is written under another name and
// renamed, so that whoever reads it reads it whole.
const (
	entryMagic  = "concord contract form 1\n"
	entryHead   = len(entryMagic) + entryName + 8 + 4
	entryName   = 64 // hexadecimal digits
	maxEntry    = 64 << 20
	tempPrefix  = "tmp-"
	tempForgone = time.Hour // after which nobody is writing it any more
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// smallest is what the smallest file takes of a disk.
const smallest = 4 << 10

var errEntry = errors.New("the entry is damaged")

// get reads an entry; nil where there is none. One that is damaged is
// removed.
func (k *Cache) get(name string) *Contract {
	if name == "" {
		return nil
	}
	file := filepath.Join(k.dir, name)
	form, err := readEntry(file, name)
	if errors.Is(err, errEntry) {
		os.Remove(file)
	}
	if err != nil {
		return nil
	}
	c, err := decompile(form)
	if err != nil {
		os.Remove(file)
		return nil
	}
	return c
}

// touch says that an entry was used. Where nothing can be written, nothing is
// removed either.
func (k *Cache) touch(name string) {
	now := time.Now()
	_ = os.Chtimes(filepath.Join(k.dir, name), now, now)
}

func readEntry(file, name string) (form string, err error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() || info.Size() < int64(entryHead) || info.Size() > maxEntry {
		return "", errEntry
	}
	head := make([]byte, entryHead)
	if _, err := io.ReadFull(f, head); err != nil {
		return "", errEntry
	}
	rest, ok := strings.CutPrefix(string(head), entryMagic+name)
	size := info.Size() - int64(entryHead)
	if !ok || binary.LittleEndian.Uint64([]byte(rest)) != uint64(size) {
		return "", errEntry
	}
	var b strings.Builder
	b.Grow(int(size))
	sum := crc32.New(castagnoli)
	if n, err := io.CopyBuffer(io.MultiWriter(&b, sum), io.LimitReader(f, size), make([]byte, 128<<10)); err != nil || n != size {
		return "", errEntry
	}
	if binary.LittleEndian.Uint32([]byte(rest[8:])) != sum.Sum32() {
		return "", errEntry
	}
	return b.String(), nil
}

// put keeps a contract, makes room for it, and reports whether it did.
func (k *Cache) put(name string, c *Contract) bool {
	form, err := compile(c)
	if err != nil || len(form)+entryHead > maxEntry || int64(len(form)) > k.room {
		return false
	}
	head := append([]byte(entryMagic), name...)
	head = binary.LittleEndian.AppendUint64(head, uint64(len(form)))
	head = binary.LittleEndian.AppendUint32(head, crc32.Checksum(form, castagnoli))
	if os.MkdirAll(k.dir, 0o700) != nil || !k.write(name, head, form) {
		return false
	}
	k.prune(name)
	return true
}

// write writes a file under another name, and renames it.
func (k *Cache) write(name string, parts ...[]byte) bool {
	f, err := os.CreateTemp(k.dir, tempPrefix) // which others cannot read
	if err != nil {
		return false
	}
	for _, p := range parts {
		if err == nil {
			_, err = f.Write(p)
		}
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(k.dir, name))
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err == nil
}

// prune removes what was not used for longest until the rest has room, and
// what was begun and never finished.
func (k *Cache) prune(keep string) {
	entries, err := os.ReadDir(k.dir)
	if err != nil {
		return
	}
	var old []os.FileInfo
	var size int64
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		switch {
		case strings.HasPrefix(e.Name(), tempPrefix):
			if time.Since(info.ModTime()) > tempForgone {
				os.Remove(filepath.Join(k.dir, e.Name()))
			}
		case isEntryName(strings.TrimPrefix(e.Name(), guessPrefix)):
			if size += max(info.Size(), smallest); e.Name() != keep {
				old = append(old, info)
			}
		}
	}
	slices.SortFunc(old, func(a, b os.FileInfo) int {
		return cmp.Or(a.ModTime().Compare(b.ModTime()), cmp.Compare(a.Name(), b.Name()))
	})
	for _, info := range old {
		if size <= k.room {
			return
		}
		if os.Remove(filepath.Join(k.dir, info.Name())) == nil {
			size -= max(info.Size(), smallest)
		}
	}
}

func isEntryName(name string) bool {
	return len(name) == entryName && strings.Trim(name, "0123456789abcdef") == ""
}
