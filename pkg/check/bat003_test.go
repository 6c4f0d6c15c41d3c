package check

import (
	"strings"
	"testing"
)

// mixed is a multipart body of these parts.
func mixed(boundary string, parts ...string) string {
	return "--" + boundary + "\n" + strings.Join(parts, "\n--"+boundary+"\n") + "\n--" + boundary + "--\n"
}

// message is a part that is an HTTP message; id is its Content-ID, if any.
func message(id, text string) string {
	if id != "" {
		id = "Content-ID: " + id + "\n"
	}
	return "Content-Type: application/http\nContent-Transfer-Encoding: binary\n" + id + "\n" + text
}

// set is a part that is a change set.
func set(boundary string, parts ...string) string {
	return "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n" + mixed(boundary, parts...)
}

func mixedBatch(name, requests, answer string, want ...string) row {
	return row{name: name, request: "POST /svc/$batch\nContent-Type: multipart/mixed; boundary=q\n\n" + requests, response: "200\nContent-Type: multipart/mixed; boundary=r", body: answer, want: want}
}

const (
	getPart    = "GET Customers(1) HTTP/1.1\n\n"
	deletePart = "DELETE Customers(1) HTTP/1.1\n\n"
	donePart   = "HTTP/1.1 204 No Content\n\n"
	failedPart = "HTTP/1.1 404 Not Found\nContent-Type: application/json\n\n" + `{"error": {"code": "a", "message": "b"}}`
)

func okPart(body string) string {
	return "HTTP/1.1 200 OK\nContent-Type: application/json;odata.metadata=minimal;metadata=minimal\n\n" + body
}

func TestAMultipartBatchAnswersPartByPart(t *testing.T) {
	two := mixed("q", message("", getPart), message("", deletePart))
	ok := message("", okPart(in("#Customers/$entity", whole)))
	done := message("", donePart)
	outer := mixedBatch("a status of an error on the whole", two, mixed("r", ok, done), "BAT-003 EE-")
	outer.response = "400\nContent-Type: multipart/mixed; boundary=r"
	stops := mixedBatch("one for two, behind a failure", two, mixed("r", message("", failedPart)))
	goesOn := mixedBatch("one for two, behind a failure that does not end it", two, mixed("r", message("", failedPart)), "BAT-003 EE-")
	goesOn.request = strings.Replace(goesOn.request, "\n", "\nPrefer: odata.continue-on-error\n", 1)
	crlf := mixedBatch("lines that end as HTTP's do", two, strings.ReplaceAll(mixed("r", ok, done), "\n", "\r\n"))
	judgeRows(t, []row{
		mixedBatch("two for two", two, mixed("r", ok, done)),
		crlf,
		mixedBatch("one for two", two, mixed("r", ok), "BAT-003 EE-"),
		mixedBatch("three for two", two, mixed("r", ok, done, done), "BAT-003 EE-"),
		stops, goesOn, outer,
		mixedBatch("no end", two, strings.TrimSuffix(mixed("r", ok, done), "--\n"), "BAT-003 EE-"),
		mixedBatch("another boundary than the header's", two, mixed("s", ok, done), "BAT-003 EE-", "BAT-003 EE-"),
		mixedBatch("a part that is no response", two, mixed("r", ok, message("", "204")), "BAT-003 EE-"),
		mixedBatch("a part with a host of its own", mixed("q", message("", "GET /svc/Customers(1) HTTP/1.1\nHost: host\n\n")), mixed("r", ok)),
		mixedBatch("a part that is a page of HTML", two, mixed("r", ok, "Content-Type: text/html\n\n<html></html>"), "BAT-003 EE-"),
		mixedBatch("a part that breaks its type", mixed("q", message("", getPart)), mixed("r", message("", okPart(in("#Customers/$entity", whole+`, "nmae": 1`)))), "ENT-003 EEE /nmae"),
	}, "BAT", "ENT", "COL")
}

func TestAChangeSetIsAnsweredByASetOrAnError(t *testing.T) {
	requests := mixed("q", set("c", message("1", deletePart), message("2", deletePart)))
	judgeRows(t, []row{
		mixedBatch("a set of as many", requests, mixed("r", set("d", message("2", donePart), message("1", donePart)))),
		mixedBatch("a set in the order of requests without ids", mixed("q", set("c", message("", deletePart))), mixed("r", set("d", message("", donePart)))),
		mixedBatch("one error for them all", requests, mixed("r", message("", failedPart))),
		mixedBatch("one success for them all", requests, mixed("r", message("", donePart)), "BAT-003 EE-"),
		mixedBatch("a set of fewer", requests, mixed("r", set("d", message("1", donePart))), "BAT-003 EE-"),
		mixedBatch("an id that nobody asked", requests, mixed("r", set("d", message("1", donePart), message("3", donePart))), "BAT-003 EE-"),
		mixedBatch("the ids in the messages, as older services write them", requests, mixed("r", set("d", message("", "HTTP/1.1 204 No Content\nContent-ID: 1\n\n"), message("", "HTTP/1.1 204 No Content\nContent-ID: 2\n\n")))),
		mixedBatch("a set for a request that is none", mixed("q", message("", deletePart)), mixed("r", set("d", message("", donePart))), "BAT-003 EE-"),
		mixedBatch("a set that does not end", requests, mixed("r", strings.TrimSuffix(set("d", message("1", donePart), message("2", donePart)), "--\n")), "BAT-003 EE-"),
		mixedBatch("no response in the set", requests, mixed("r", set("d", message("1", donePart), message("2", "204"))), "BAT-003 EE-"),
	}, "BAT")
}
