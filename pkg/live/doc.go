// Package live asks a live service what its contract documents.
//
//	client, err := live.New(live.Options{Service: "https://graph.microsoft.com/beta", Token: token})
//	exchange, err := client.Ask(ctx, "GET", "/reports/getCredentialUserRegistrationCount")
//
// It only reads, and nothing above the service root. A token is sent to the
// service's own host alone, over https, or over http to a loopback address; a
// redirection to another host is not followed. Answers are bounded in size and
// time, and no token is ever part of an error or of an exchange.
package live
