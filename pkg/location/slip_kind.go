package location

// The ways in which documentation departs from JSON.
const (
	// SlipTrailingComma is a comma before a closing bracket, or after the
	// last one. Fix removes it.
	SlipTrailingComma SlipKind = "trailing comma"
	// SlipMissingComma is two members or items without a comma between
	// them. Fix inserts it where the next one is unmistakable.
	SlipMissingComma SlipKind = "missing comma"
	// SlipDoubledComma is a comma with nothing before it. Fix removes it.
	SlipDoubledComma SlipKind = "doubled comma"
	// SlipMissingColon is a name and a value without a colon between them.
	// Fix inserts it.
	SlipMissingColon SlipKind = "missing colon"
	// SlipPunctuation is a semicolon or a full-width mark for a comma, or
	// an equals sign, a full-width mark or two colons for a colon. Fix has
	// the right mark.
	SlipPunctuation SlipKind = "punctuation"
	// SlipComment is a comment: //, #, /* */ or <!-- -->.
	SlipComment SlipKind = "comment"
	// SlipEllipsis is ... or … in place of members, items or a value, with
	// the words that go with it. The object or array that encloses it is
	// not whole; for a value, the value is a String that holds the dots.
	SlipEllipsis SlipKind = "ellipsis"
	// SlipBlank is a blank that JSON does not know, such as a no-break
	// space. Fix has plain blanks.
	SlipBlank SlipKind = "blank"
	// SlipInvisible is a byte order mark, a zero-width or a control
	// character between values. Fix removes it.
	SlipInvisible SlipKind = "invisible character"
	// SlipControl is a raw control character inside a string, a line end
	// included. Fix escapes it, but not a line end: that may be wrapping.
	SlipControl SlipKind = "control character"
	// SlipQuotes is a string in single, typographic, grave or escaped
	// quotation marks. Fix writes it as JSON does.
	SlipQuotes SlipKind = "quotation marks"
	// SlipMissingQuote is a string that lacks one of its quotation marks.
	// Fix inserts it where only one place is possible.
	SlipMissingQuote SlipKind = "missing quotation mark"
	// SlipUnescapedQuote is a quotation mark within a string.
	SlipUnescapedQuote SlipKind = "unescaped quotation mark"
	// SlipEscape is an escape that JSON does not know, or half of a
	// surrogate pair, which is read as U+FFFD.
	SlipEscape SlipKind = "escape"
	// SlipUTF8 is bytes that are not UTF-8, each read as U+FFFD.
	SlipUTF8 SlipKind = "invalid UTF-8"
	// SlipUnquotedName is a member name without quotation marks. Fix has
	// them.
	SlipUnquotedName SlipKind = "unquoted name"
	// SlipUnquotedValue is words in place of a value: {id}, <value>, text.
	// The value is a String of what is written there.
	SlipUnquotedValue SlipKind = "unquoted value"
	// SlipLiteral is true, false or null in another spelling, such as True
	// or None. Fix has the right one.
	SlipLiteral SlipKind = "literal"
	// SlipNumber is a number that JSON writes otherwise: +1, .5, 1., 007.
	// The value's Text is the number as JSON writes it. Fix has that, but
	// for leading zeros.
	SlipNumber SlipKind = "number"
	// SlipMissingValue is a name without a value; the member is left out.
	SlipMissingValue SlipKind = "missing value"
	// SlipMissingBracket is an object or an array that lacks its opening
	// or its closing bracket.
	SlipMissingBracket SlipKind = "missing bracket"
	// SlipStrayBracket is a closing bracket that closes nothing. Fix
	// removes it where it stands after the whole value.
	SlipStrayBracket SlipKind = "stray bracket"
	// SlipStrayText is words between or beside values.
	SlipStrayText SlipKind = "stray text"
	// SlipTrailing is whatever stands after the end of the value.
	SlipTrailing SlipKind = "bytes after the value"
)
