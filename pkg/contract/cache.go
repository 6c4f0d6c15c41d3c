package contract

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
)

// Cache keeps contracts in a folder, so that the next run need not read their
// sources again. What it keeps is named by all that a contract rests on: the
// names and texts of its sources, the options, and the program itself. So a
// source that changed, or another version of the program, never finds it, and
// any number of processes may use one folder.
//
// A cache never makes a run fail: where it cannot be read or written, the
// sources are read. Who can write into the folder can change verdicts.
type Cache struct {
	dir  string
	room int64 // bytes of all entries
}

// cacheRoom is how many bytes of entries a folder has at most.
const cacheRoom = 256 << 20

// NewCache is a cache in a folder, which is made when there is something to
// keep. Other files in it are left alone.
func NewCache(dir string) *Cache { return &Cache{dir: dir, room: cacheRoom} }

// load takes a contract from the cache, or reads it and keeps it.
func (k *Cache) load(ctx context.Context, inputs []*input, opt Options) (*Contract, error) {
	last := guessName(inputs, opt)
	settle := k.guess(last)
	name := k.name(ctx, inputs, opt)
	if c := settle(name); c != nil {
		k.touch(name)
		k.remember(last, name)
		return c, nil
	}
	if name != "" {
		for _, in := range inputs {
			in.stamp.expect()
		}
	}
	c, err := load(ctx, inputs, opt)
	if err != nil {
		return nil, err
	}
	for _, s := range c.Sources {
		s.Reference = nil
	}
	if name == "" {
		return c, nil
	}
	for _, in := range inputs {
		if !in.stamp.holds() {
			return c, nil
		}
	}
	if k.put(name, c) {
		k.remember(last, name)
	}
	return c, nil
}

// name is the name of the entry for a contract of these inputs; "" where it
// cannot be kept, or nothing certain can be said of what it rests on.
func (k *Cache) name(ctx context.Context, inputs []*input, opt Options) string {
	build := buildIdentity()
	if build == "" {
		return ""
	}
	h := sha256.New()
	state(h, "concord contract", build, opt.Only)
	for _, in := range inputs {
		if in.secret() || in.digest(ctx, opt) != nil {
			return "" // reading says what is wrong
		}
		state(h, in.kind(), in.name)
		count(h, len(in.stamp.files))
		for _, f := range in.stamp.files {
			state(h, f.Name)
			h.Write(f.Sum[:])
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// state hashes texts so that no others have the same hash.
func state(h hash.Hash, texts ...string) {
	for _, t := range texts {
		count(h, len(t))
		h.Write([]byte(t))
	}
}

func count(h hash.Hash, n int) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], uint64(n))
	h.Write(b[:])
}
