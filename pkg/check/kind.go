package check

import (
	"strings"

	"github.com/concord-odata/concord/pkg/uri"
)

// requestKind is what a request does: which success statuses suit it depends
// on that, and not on its method alone (Protocol 4.01, section 11).
type requestKind uint8

const (
	unknownKind     requestKind = iota // nothing says what the path addresses
	readOne                            // GET of an entity, a property, a function's single result, a raw value
	readMany                           // GET of a collection
	readWhole                          // GET of the service document, the metadata, a count
	createEntity                       // POST to a collection of entities
	updateValue                        // PATCH or PUT of an entity, a property, a stream
	updateMany                         // PATCH or PUT of a collection of entities (11.4.13, 11.4.14)
	deleteValue                        // DELETE of an entity, of a property's value
	deleteMany                         // DELETE of the members of a collection (11.4.15)
	callAction                         // POST to an action
	callVoid                           // POST to an action without a return type
	changeReference                    // POST, PUT, DELETE of $ref
	addValue                           // POST to a collection of primitive or complex values (11.4.9.4)
	sendBatch                          // POST to $batch
)

var kindNames = map[requestKind]string{readOne: "a read", readMany: "a read of a collection", readWhole: "a read", createEntity: "a create",
	updateValue: "an update", updateMany: "an update of a collection", deleteValue: "a delete", deleteMany: "a delete of members",
	callAction: "the call of an action", callVoid: "the call of an action without a return type", changeReference: "a change of references",
	addValue: "an addition to a collection of values", sendBatch: "a batch"}

func (k requestKind) String() string { return kindNames[k] }

// kind says what the request does, as far as its path can be followed.
func (c *Case) kind() requestKind {
	if c.Request == nil || c.Target == nil || c.Target.Kind == uri.TargetOpaque {
		return unknownKind
	}
	t, method := c.Target, c.Request.Method
	if method == "POST" && c.lastSegment() == "$query" {
		method = "GET"
	}
	if len(t.Actions) > 0 {
		switch {
		case method != "POST":
			return unknownKind
		case voidAction(t):
			return callVoid
		}
		return callAction
	}
	switch method {
	case "GET", "HEAD":
		return readKind(t)
	case "POST":
		return postKind(t)
	case "PATCH", "PUT", "MERGE":
		return changeKind(t)
	case "DELETE":
		return deleteKind(t)
	}
	return unknownKind
}

// voidAction reports whether every action that may be called returns nothing.
func voidAction(t *uri.Target) bool {
	for _, a := range t.Actions {
		if a.ReturnType != nil {
			return false
		}
	}
	return true
}

func readKind(t *uri.Target) requestKind {
	switch t.Kind {
	case uri.TargetServiceRoot, uri.TargetMetadata, uri.TargetCount:
		return readWhole
	case uri.TargetBatch:
		return unknownKind
	case uri.TargetEntitySet, uri.TargetComplexCollection, uri.TargetPrimitiveCollection, uri.TargetReferences, uri.TargetAll, uri.TargetCrossJoin:
		return readMany
	}
	return readOne
}

func postKind(t *uri.Target) requestKind {
	switch {
	case t.Kind == uri.TargetBatch:
		return sendBatch
	case len(t.Functions) > 0:
		return unknownKind
	case t.Kind == uri.TargetEntitySet:
		return createEntity
	case t.Kind == uri.TargetComplexCollection || t.Kind == uri.TargetPrimitiveCollection:
		return addValue
	case t.Kind == uri.TargetReferences || t.Kind == uri.TargetReference:
		return changeReference
	}
	return unknownKind
}

func changeKind(t *uri.Target) requestKind {
	switch t.Kind {
	case uri.TargetEntity, uri.TargetComplex, uri.TargetPrimitive, uri.TargetStream, uri.TargetRawValue, uri.TargetComplexCollection, uri.TargetPrimitiveCollection:
		return updateValue
	case uri.TargetEntitySet:
		return updateMany
	case uri.TargetReference, uri.TargetReferences:
		return changeReference
	}
	return unknownKind
}

func deleteKind(t *uri.Target) requestKind {
	switch t.Kind {
	case uri.TargetEntity, uri.TargetComplex, uri.TargetPrimitive, uri.TargetStream, uri.TargetComplexCollection, uri.TargetPrimitiveCollection:
		return deleteValue
	case uri.TargetEntitySet:
		return deleteMany
	case uri.TargetReference, uri.TargetReferences:
		return changeReference
	}
	return unknownKind
}

// templatePath reports whether a path has variables of documentation, so that
// it was never asked as it stands.
func templatePath(path string) bool { return uri.HasPlaceholder(path) || strings.Contains(path, "{{") }
