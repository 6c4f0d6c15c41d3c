// Package contract says what an API promises: a model, its operations and
// their expected responses, from one source or several.
//
//	c, err := contract.Load(ctx, []string{"graph-beta.xml", "api-reference/beta"}, contract.Options{})
//	m := c.Match("GET", u)           // the documented operation and what the URL addresses
//
// A source is a CSDL document, a folder of documentation pages, the root URL
// of a service, or the name of a built-in contract. Where two sources
// describe one element and differ, the contract keeps both statements
// ([Disagreement]); its model holds the one that findings rest on, and every
// element of the model names the place of its statement.
//
// Which statement wins: of a property's type, facets and nullability, an
// enumeration's members and a type's base, the CSDL's, because it is what the
// service publishes of itself. What only one source describes is part of the
// contract all the same: nothing is called undocumented that one of them
// documents.
//
// A CSDL document is whole for the namespaces it declares: a type, set or
// property that it lacks does not exist. Documentation pages are partial:
// what they do not describe may exist ([Contract.Whole]).
package contract
