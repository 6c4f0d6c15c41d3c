// Package csdl reads the OData Common Schema Definition Language, XML (4.0
// and 4.01) and JSON (4.01), into an [edm.Model].
//
//	doc, err := csdl.Read("metadata.xml", data) // the format is seen in the data
//	if err != nil { … }                         // not CSDL at all: file, line, column, what to do
//	if err := doc.Err(); err != nil { … }       // read, but no contract: a cycle of base types
//	user := doc.Model.EntityType("microsoft.graph.user")
//
// Reading is one thing and judging another. [ReadXML] and [ReadJSON] refuse
// only what is not CSDL: text that is not well-formed, a DTD, a document
// without a schema, OData V2 and V3. Everything else is read, and kept as it
// stands: names that do not resolve, members said twice, annotations that
// nothing here interprets. What is unsound stands beside the model, as
// [Problem] values: those of the text itself (an unknown attribute, a facet
// that is no number) come from reading, those of the model from [Check].
//
//	for _, p := range doc.Problems {
//		fmt.Println(p.Place.Line, p.Code, p.Message)
//	}
//
// A problem is a violation of CSDL 4.01 (MTD-001 of the rule catalogue) or,
// where Warning is set, a construct that is legal and unwise (MTD-003) or
// tolerated. Names in a namespace that an edmx:Reference includes are
// unknown, not wrong: they are never a problem. Vocabularies need not be
// loaded.
//
// Places are those of the element's start tag (XML) or member name (JSON);
// problems of one attribute stand at its value. Lines and columns count from
// 1, columns in bytes.
//
// Sources: OData CSDL XML Representation 4.01 and OData CSDL JSON
// Representation 4.01 (OASIS Standards), OData CSDL 4.0.
package csdl
