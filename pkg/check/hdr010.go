package check

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/rule"
	"github.com/concord-odata/concord/pkg/uri"
)

var hdr010 = register(rule.Rule{
	ID:     "HDR-010",
	Title:  "under Core.OptimisticConcurrency the GET of an entity has an ETag",
	Levels: rule.Levels{V401: rule.Error, V40: rule.Error, Graph: rule.Info},
	Why: "The annotation says that a change needs If-Match. A client that was not told the entity's tag cannot change it, or overwrites what another wrote. " +
		"The rule is of the response to a GET of one entity of the annotated set or singleton; in a collection each item has its own tag in the body.",
	Sources: []string{"OData Protocol 4.01, 8.3.1", "OData Protocol 4.01, 11.4.1.1", "OData Core Vocabulary, OptimisticConcurrency"},
	Failing: "GET /service/Customers(1) answered without ETag, where Customers is annotated",
	Passing: `GET /service/Customers(1) answered with ETag: W/"7"`,
})

func init() { hdr010.Exchange = entityTag }

func entityTag(c *Case) {
	if !c.wholeHead() || c.Response.Status != 200 || c.Request == nil || c.Request.Method != "GET" || c.Target == nil || c.Target.Kind != uri.TargetEntity || c.Target.IsCall() || c.Outer != nil {
		return
	}
	var list []*edm.Annotation
	switch t := c.Target; {
	case t.EntitySet != nil && !t.Contained:
		list = t.EntitySet.Annotations
	case t.Singleton != nil && !t.Contained && t.NavigationProperty == nil:
		list = t.Singleton.Annotations
	}
	a := edm.FindAnnotation(list, "Org.OData.Core.V1.OptimisticConcurrency")
	if a == nil || c.Response.Header.Has("ETag") {
		return
	}
	c.Report(Mark{Rule: hdr010.Rule, Position: c.Response.StatusPosition, Type: c.Target.Type.Name, Rests: a.Place,
		Message: "the entity's set is under optimistic concurrency, but the response has no ETag", Expected: "ETag"})
}
