package rt

// What the results depend on besides the program: the pinned data. Knows names and hashes, loads nothing.
const (
	// SemanticsVersion is the version of the rules of SEMANTICS.md.
	SemanticsVersion = "1"

	// TzdataVersion is the tzdata release that every zone comes from.
	TzdataVersion = "2026f"

	// TzdataSHA256 is the SHA-256 of data/zones.txt.
	TzdataSHA256 = "1d55794fb3a2998b3da09ad8fbb8fff67d6699ef5bcfbbd0a3c308e28b4a12f6"

	// UnicodeVersion is the Unicode version of case, white space and character classes.
	UnicodeVersion = "15.0.0"

	// UnicodeSHA256 is the SHA-256 of data/unicode.json.
	UnicodeSHA256 = "ded0d8d9cd447eb9f675480866d7a524107639508311e799fb27866881a98f9d"
)
