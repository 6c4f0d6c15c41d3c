// Package schema writes EDM types as JSON Schema documents (draft 2020-12)
// and judges values by them, with santhosh-tekuri/jsonschema/v5.
//
//	set := schema.NewSet(model, schema.Options{})
//	violations, err := set.Validate("microsoft.graph.user", value)
//
// One document a type, "microsoft.graph.user.schema.json", with a stable
// $id; documents refer to each other by relative reference. A type's own
// document holds its own structure: structural properties, inherited ones
// included, complex values by reference. Of a navigation property it says no
// more than object or array of objects; what a response really expands is
// judged by the type of what stands there. There is no oneOf for inheritance:
// the @odata.type that stands in a value chooses the branch.
//
// What the documents require is what the specifications and the model say,
// and no more (see pkg/edm on unsaid nullability and facets): keys are
// required, null is refused only where the model says so, an undocumented
// property is refused on closed types whose base types are all known, and
// annotations and control information are allowed everywhere.
package schema
