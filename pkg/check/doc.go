// Package check judges one exchange by a contract: the rules CTX, COL, ENT,
// PRM, NAV, REQ, HDR, STS, JSN, ERR and their kin of the catalogue.
//
//	judge := check.New(contract, check.Options{Profile: rule.Graph})
//	verdict := judge.Exchange(check.Subject{Exchange: ex})
//
// A rule is one file: its documentation, registered with pkg/rule, and the
// hooks by which it sees. The hooks, in the order in which an exchange is
// read:
//
//	Exchange  once: request line, status, headers
//	Early     once for a JSON body that is read: what leaves no other rule anything to say
//	Body      once for a JSON body that is read: its context and envelope
//	Object    for every structured value, with the type that judges it
//	Member    for every member of these
//	Value     for every primitive value whose type is known
//
// Structure is judged by the JSON Schema of the value's type (pkg/schema):
// the table in explain.go says which rule a violated keyword belongs to.
// Where several rules see one fault, precedence.go says which one speaks.
//
// What could not be judged is never passed over in silence: the verdict is
// unjudged with a reason, or carries a note on the part.
package check
