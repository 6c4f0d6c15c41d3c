// Package location says where something stands: file, line, column and JSON
// pointer, also where one text stands inside another, such as a body in a
// page's fence or in a HAR's string.
//
//	page := location.NewText("page.md", data)
//	body := page.Part(start, end)             // a fence's content
//	v, err := location.ReadJSON(body, location.Limits{})
//	v.Member("value").Position(body)          // line and column in page.md
//
// JSON is read with its locations: strictly (RFC 8259, with duplicate member
// names kept, for the rules judge them), or leniently, with a [Slip] for each
// departure:
//
//	v, slips, err := location.ReadLenient(body, location.Limits{})
//
// Where the mend of a slip is certain it has an [Edit], and [Apply] makes it.
// JSON within a JSON string is read through [Unescape], which keeps places.
package location
