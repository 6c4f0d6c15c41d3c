// Package schemas embeds the JSON Schemas (draft 2020-12) of the types that
// the pages in package fixtures document, one file a type:
//
//	graph/beta/microsoft.graph.credentialUserRegistrationCount.schema.json
//
// They are standard documents and refer to each other by relative reference,
// so that any validator can use them:
//
//	data, err := schemas.FS.ReadFile("graph/beta/microsoft.graph.userRegistrationCount.schema.json")
//
// The files are generated from the pages by make generate; do not edit them.
package schemas

import "embed"

// FS holds the tree that begins at graph/, read-only.
//
//go:embed graph/*/*.schema.json
var FS embed.FS
