package check

import (
	"net/url"
	"strings"

	"github.com/concord-odata/concord/pkg/exchange"
)

// Recordings hold requests to more than one service: sign-in, storage, other
// APIs beside the one that the contract describes. What nothing ties to the
// contract's service is not judged by its rules.

// elsewhere reports whether the exchange is most likely another service's:
// the contract has a container and does not know the path, or describes other
// hosts, and nothing in the exchange is of OData.
func (c *Case) elsewhere() bool {
	if c.other == nil {
		other := c.ofOther()
		c.other = &other
	}
	return *c.other
}

func (c *Case) ofOther() bool {
	if c.Request == nil || c.Request.URL == nil || c.Request.Pattern || c.Outer != nil {
		return false
	}
	if c.Operation != nil || c.Target != nil || c.speaksOData() {
		return false
	}
	if host := c.Request.URL.Host; host != "" && !c.Exchange.Redacted {
		if hosts := c.Judge.documentedHosts(); len(hosts) > 0 {
			return !hosts[strings.ToLower(host)]
		}
		if c.Recording.odata(host) {
			return false
		}
	}
	return c.Contract.HasContainer() && !c.hinted()
}

// speaksOData reports whether the exchange has what only OData's have: its
// headers, its format parameters, or a context.
func (c *Case) speaksOData() bool { return speaksOData(c.Exchange) }

func speaksOData(x *exchange.Exchange) bool {
	var heads []exchange.Header
	if x.Request != nil {
		heads = append(heads, x.Request.Header)
	}
	if x.Response != nil {
		heads = append(heads, x.Response.Header)
	}
	for _, h := range heads {
		for _, name := range []string{"OData-Version", "OData-MaxVersion", "OData-EntityId", "OData-Isolation"} {
			if h.Has(name) {
				return true
			}
		}
		for _, name := range []string{"Content-Type", "Accept"} {
			if strings.Contains(strings.ToLower(h.Get(name)), "odata.") {
				return true
			}
		}
	}
	return x.Response != nil && x.Response.Body != nil && contextIn(x.Response.Body.Data) != ""
}

// hinted reports whether the path begins with what is nearly a name of the
// container.
func (c *Case) hinted() bool { return c.nearPath(c.Request.URL.EscapedPath()) != nil }

// documentedHosts are the hosts at which the contract's documented examples
// ask, and that of the service whose $metadata it is.
func (j *Judge) documentedHosts() map[string]bool {
	j.hostsOnce.Do(func() {
		j.hosts = map[string]bool{}
		for _, s := range j.contract.Sources {
			if u, err := url.Parse(s.Name); err == nil && u.Scheme != "" && u.Host != "" {
				j.hosts[strings.ToLower(u.Host)] = true
			}
			for _, host := range s.Hosts {
				j.hosts[host] = true
			}
		}
	})
	return j.hosts
}

// serviceRoot is the path of the service root, as far as the contract's
// source, the response's context or the documentation says it.
func (c *Case) serviceRoot() (root string, known bool) {
	for _, s := range c.Contract.Sources {
		if u, err := url.Parse(s.Name); err == nil && u.Host != "" && strings.EqualFold(u.Host, c.Request.URL.Host) {
			return strings.TrimSuffix(strings.TrimSuffix(u.EscapedPath(), "$metadata"), "/"), true
		}
	}
	if c.Response != nil && c.Response.Body != nil && !c.raw() {
		if before, _, ok := strings.Cut(contextIn(c.Response.Body.Data), "/$metadata"); ok {
			_, rest, _ := strings.Cut(before, "://")
			if slash := strings.IndexByte(rest, '/'); slash >= 0 {
				return rest[slash:], true
			}
			return "", rest != ""
		}
	}
	if base := c.Contract.BasePath; base != "" && strings.HasPrefix(c.Request.URL.EscapedPath(), base+"/") {
		return base, true
	}
	return "", false
}

// contextIn is the text of the context URL that a body begins with, found
// without reading the body.
func contextIn(data []byte) string {
	head := string(data[:min(len(data), 2048)])
	for _, name := range []string{`"@odata.context"`, `"@context"`} {
		if _, rest, ok := strings.Cut(head, name); ok {
			rest = strings.TrimLeft(rest, " \t\r\n:")
			if strings.HasPrefix(rest, `"`) {
				if text, _, ok := strings.Cut(rest[1:], `"`); ok {
					return text
				}
			}
		}
	}
	return ""
}
