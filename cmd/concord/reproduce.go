package main

import (
	"strings"

	"github.com/concord-odata/concord/pkg/rule"
)

// reproduce completes the line that judges a case again, which names its file
// alone, by what this run judges by: contracts, a profile, a configuration.
// A case of what is inside the program has no file, and the line of this run.
func (f *common) reproduce(v *rule.Verdict, contracts []string, builtIn bool) {
	for _, verb := range []string{"concord check --recorded ", "concord lint "} {
		file, ok := strings.CutPrefix(v.Reproduce, verb)
		if !ok {
			continue
		}
		if builtIn {
			v.Reproduce = commandLine()
			return
		}
		words := []string{verb + quote(file)}
		for _, c := range contracts {
			if c != file {
				words = append(words, "--contract "+quote(c))
			}
		}
		if f.profile != string(rule.Graph) {
			words = append(words, "--profile "+quote(f.profile))
		}
		if f.config != "" {
			words = append(words, "--config "+quote(f.config))
		}
		v.Reproduce = strings.Join(words, " ")
	}
}
