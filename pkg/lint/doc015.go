package lint

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/concord-odata/concord/pkg/apidoc"
	"github.com/concord-odata/concord/pkg/rule"
)

var doc015 = register(rule.Rule{
	ID:     "DOC-015",
	Title:  "an example holds no secret and no real token",
	Levels: rule.All(rule.Error),
	Why: "A token that was once real is a leak, and one that looks real teaches readers to paste theirs. Told by form: a JSON Web Token whose head decodes, " +
		"a private key, a storage account's signature. The value is never shown.",
	Sources: []string{"RFC 7519, 3", "RFC 7468, 10"},
	Failing: "Authorization: Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOi….c2lnbmF0dXJl",
	Passing: "Authorization: Bearer {token}",
})

func init() { doc015.Page = secrets }

var (
	jwt        = regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}`)
	privateKey = regexp.MustCompile(`-----BEGIN (?:RSA |EC |ENCRYPTED )?PRIVATE KEY-----\s*(?:\\r|\\n)*\s*[A-Za-z0-9+/=]{40,}`)
	signature  = regexp.MustCompile(`[?&]sig=[A-Za-z0-9%]{40,}`)
)

func secrets(p *page) {
	for _, f := range p.Fences {
		data := f.Text.Data
		if !bytes.Contains(data, []byte("eyJ")) && !bytes.Contains(data, []byte("PRIVATE KEY")) && !bytes.Contains(data, []byte("sig=")) {
			continue
		}
		for _, at := range jwt.FindAllIndex(data, -1) {
			if isToken(string(data[at[0]:at[1]])) {
				p.secret(f, at, "a JSON Web Token")
			}
		}
		for _, at := range privateKey.FindAllIndex(data, -1) {
			p.secret(f, at, "a private key")
		}
		for _, at := range signature.FindAllIndex(data, -1) {
			p.secret(f, at, "a shared access signature")
		}
	}
}

func (p *page) secret(f *apidoc.Fence, at []int, what string) {
	pos := f.Text.Position(at[0])
	p.report(mark{rule: doc015, at: pos, message: "the example holds " + what, hint: "write a placeholder such as {token}", cause: what})
}

// isToken reports whether the first part of a token decodes to a JOSE
// header, so that a made-up text of the same form does not count.
func isToken(s string) bool {
	head, _, _ := strings.Cut(s, ".")
	data, err := base64.RawURLEncoding.DecodeString(head)
	if err != nil {
		return false
	}
	var jose struct {
		Alg string `json:"alg"`
	}
	return json.Unmarshal(data, &jose) == nil && jose.Alg != ""
}
