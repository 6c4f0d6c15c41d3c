// Package uri reads OData URLs by the grammar of the OData ABNF Construction
// Rules 4.01, keeps where everything stands, and resolves what was read in an
// [edm.Model].
//
// A context URL is read first and resolved after, because a name in it is an
// entity set, a singleton or a type only once a model has been asked:
//
//	c, err := uri.ParseContext("https://host/service/$metadata#Orders(1)/Items(SKU)")
//	promise, err := c.Resolve(model)
//	promise.Shape        // uri.EntityCollection: the body is {"value": […]}
//	promise.Type         // Collection(Model.Item)
//	promise.Select       // SKU alone
//	uri.Explain(promise) // the same in words
//
// The fragment is read by the rule "context" of the ABNF and by the forms of
// OData Protocol 4.01, section 10, that the rule lacks: a service document's
// context has no fragment (10.1); "/$delta" follows any collection, entity or
// property context (10.17); "/$entity" follows a path from a singleton to a
// contained collection (10.3); a cast may follow a singleton (10.6).
//
// Resource paths ([ParseResource]) and query options ([ParseQuery]) are read
// by sections 1, 2 and 4 of the ABNF, into trees that an evaluator can walk.
//
// Three kinds of fault are told apart. A [SyntaxError] says where no reading
// of the text goes on. A [ResolveError] says which name the model does not
// have, and which one may have been meant. An [Issue] is what is legal to
// read and yet not as the specification asks, such as a key written as a path
// segment: it is data on the result.
//
// All offsets count bytes from zero into the text that was handed in.
package uri
