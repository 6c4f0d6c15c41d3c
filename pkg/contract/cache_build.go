package contract

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
)

// buildIdentity names this very program, so that none reads what another one
// wrote; "" where that cannot be known. It is, in this order: the whole of the
// build information, where the program was built of a revision without
// changes, or is a released module; the build ID that the linker gives, a hash
// of all that went into it; a hash of the executable.
var buildIdentity = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok && pristine(info) {
		return "build " + info.String()
	}
	f, err := os.Open(executable())
	if err != nil {
		return ""
	}
	defer f.Close()
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return ""
	}
	if id := buildID(head[:n]); id != "" {
		return "id " + id
	}
	h := sha256.New()
	h.Write(head[:n])
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return "executable " + hex.EncodeToString(h.Sum(nil))
})

// executable is the file of the running program: on Linux the one that it was
// started from, also where another took its place since.
func executable() string {
	if runtime.GOOS == "linux" {
		return "/proc/self/exe"
	}
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	return name
}

// pristine reports whether the build information says all of the program's
// source.
func pristine(info *debug.BuildInfo) bool {
	for _, m := range info.Deps {
		if m.Replace != nil && m.Replace.Sum == "" {
			return false // a folder, whose contents it does not say
		}
	}
	revision, clean := false, false
	for _, s := range info.Settings {
		revision = revision || s.Key == "vcs.revision" && s.Value != ""
		clean = clean || s.Key == "vcs.modified" && s.Value == "false"
	}
	return revision && clean || info.Main.Version != "" && info.Main.Sum != ""
}

// buildID is the one that stands near the beginning of an executable: in the
// note of an ELF file, else before the code; "" where the program was linked
// without.
func buildID(head []byte) string {
	for _, c := range []struct{ before, after string }{
		{"\x04\x00\x00\x00Go\x00\x00", "\x00"}, // the note's type and name; its text is padded
		{"\xff Go build ID: \"", "\"\n \xff"},
	} {
		_, rest, ok := bytes.Cut(head, []byte(c.before))
		if !ok {
			continue
		}
		id, _, ok := bytes.Cut(rest, []byte(c.after))
		if ok && len(id) > minBuildID && len(id) < maxBuildID && bytes.Count(id, []byte("/")) > 0 {
			return string(id)
		}
	}
	return ""
}

// A build ID is two or four hashes of 20 characters, with slashes between
// them.
const (
	minBuildID = 40
	maxBuildID = 128
)
