// Package edm is the Entity Data Model of OData CSDL 4.01: what a service
// says of its types, and nothing about how it said it. Every source (CSDL
// XML, CSDL JSON, documentation pages) produces the same [Model]; every check
// reads one.
//
//	m := edm.NewModel()
//	m.Add(&edm.Schema{Namespace: "microsoft.graph", Alias: "graph", EntityTypes: …})
//	user := m.EntityType("graph.user")        // by namespace or by alias
//	for p := range m.Properties(user) { … }   // inherited first
//
// The package is plain data: it reads no files, and holds no opinion on what
// a response should look like. Names are those of the OASIS documents.
//
// What a source left unsaid stays unsaid: nullability and facets have three
// states ([Tristate], or a nil pointer), because most false alarms of OData
// validators come from filling them in.
package edm
