// Package apidoc reads annotated Markdown pages of API references, written in
// the format that Microsoft Graph's reference established: API pages with an
// HTTP request and examples, resource pages with a property table and a JSON
// representation, enumeration pages with members. JSON objects in HTML
// comments annotate the fences that follow them:
//
//	<!-- { "blockType": "response", "@odata.type": "microsoft.graph.user" } -->
//	```http
//	HTTP/1.1 200 OK
//	…
//	```
//
// [ReadPage] reads one page by itself; [Load] reads folders of them and
// brings them together:
//
//	ref, err := apidoc.Load(ctx, []string{"api-reference/beta"}, apidoc.Options{})
//	user := ref.Model.EntityType("microsoft.graph.user")
//	for _, op := range ref.Operations { fmt.Println(op.Method, op.Path, op.Response) }
//	for _, ex := range ref.Examples { fmt.Println(ex.ResponseMessage.Status, ex.Response.Position) }
//
// What a page says is found by its structure (annotations, tables, fences,
// links, code spans), not by its file name or the wording of its headings, so
// that translated references and those of other services read as well. The
// words that remain, such as the one for collection, are vocabulary of the
// format; where a structure can tell, it is asked first.
//
// Every element has its place in the page. What is odd in a page is data, a
// [Problem]; what it means is for a lint rule to say. What the pages did not
// say (nullability, facets, a key) stays unsaid.
package apidoc
