package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// keptContracts are the files in the folder of a script's cache.
func keptContracts(ts *testscript.TestScript) []fs.FileInfo {
	entries, err := os.ReadDir(ts.Getenv(cacheVariable))
	if !os.IsNotExist(err) {
		ts.Check(err)
	}
	var all []fs.FileInfo
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "last-") { // a guess at the one that is wanted next
			continue
		}
		info, err := e.Info()
		ts.Check(err)
		all = append(all, info)
	}
	return all
}

// number is the command's one argument.
func number(ts *testscript.TestScript, args []string, all int) int {
	if len(args) == 0 {
		return all
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	return n
}

// kept says how many contracts are kept: kept N.
func kept(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: kept N")
	}
	all := keptContracts(ts)
	if n := number(ts, args, 0); len(all) != n {
		ts.Fatalf("%d contracts are kept, not %d", len(all), n)
	}
}

// age makes all that is kept an hour older.
func age(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: age")
	}
	for _, e := range keptContracts(ts) {
		then := time.Now().Add(-time.Hour)
		ts.Check(os.Chtimes(filepath.Join(ts.Getenv(cacheVariable), e.Name()), then, then))
	}
}

// used says how many of the kept contracts were used since they aged, all
// unless it says: used [N].
func used(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 1 {
		ts.Fatalf("usage: used [N]")
	}
	all, young := keptContracts(ts), 0
	for _, e := range all {
		if time.Since(e.ModTime()) < 30*time.Minute {
			young++
		}
	}
	if n := number(ts, args, len(all)); young != n {
		ts.Fatalf("%d of %d contracts were used, not %d", young, len(all), n)
	}
}

// damage changes a byte in the middle of every contract that is kept.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: damage")
	}
	for _, e := range keptContracts(ts) {
		file := filepath.Join(ts.Getenv(cacheVariable), e.Name())
		data, err := os.ReadFile(file)
		ts.Check(err)
		data[len(data)/2] ^= 1
		ts.Check(os.WriteFile(file, data, 0o600))
	}
}
