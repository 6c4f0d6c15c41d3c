package matcher_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// The suite in the documentation is the one in testdata/sample, which passes,
// and the message there is one that the matchers give.
func TestTheSuiteInTheDocumentationRuns(t *testing.T) {
	page, err := os.ReadFile("../../docs/matchers.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"testdata/sample/people_test.go", "testdata/sample/metadata.xml"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page), "\n"+string(text)+"```\n") {
			t.Errorf("docs/matchers.md does not show %s as it is", file)
		}
	}
	archive, err := txtar.ParseFile("testdata/messages.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if f.Name == "a slip of spelling in the answer of a server" && !strings.Contains(string(page), "\n"+strings.TrimRight(string(f.Data), "\n")+"\n```\n") {
			t.Errorf("docs/matchers.md does not show this message:\n%s", f.Data)
		}
	}
	if testing.Short() {
		t.Skip("compiling the suite takes seconds")
	}
	out, err := exec.Command("go", "test", "-count=1", "-v", "./testdata/sample").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if n := strings.Count(string(out), "--- PASS: "); n != 4 {
		t.Errorf("%d of 4 tests passed:\n%s", n, out)
	}
}
