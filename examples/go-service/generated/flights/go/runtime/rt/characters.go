package rt

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Operations on the code points of a string: case, normalisation, trimming, classes (SEMANTICS.md#strings).
//
// Knows the pinned Unicode tables; no operator of another kind. Above ASCII, Go's own functions follow the Unicode
// version of the toolchain and are not used.

// LowerString is lower case, by the pinned full case mapping without locale and context.
func LowerString(x string) string {
	if isASCII(x) {
		return strings.ToLower(x)
	}
	return unicodePinned().lower.mapped(x)
}

// UpperString is upper case, by the pinned full case mapping without locale.
func UpperString(x string) string {
	if isASCII(x) {
		return strings.ToUpper(x)
	}
	return unicodePinned().upper.mapped(x)
}

// CasefoldString is the pinned full case folding, without that for Turkic languages.
func CasefoldString(x string) string {
	if isASCII(x) {
		return strings.ToLower(x)
	}
	return unicodePinned().fold.mapped(x)
}

// NfcString is Normalization Form C, by the pinned tables.
func NfcString(x string) string {
	if isASCII(x) {
		return x
	}
	return nfc(x)
}

// TrimString is x without the code points of the pinned property White_Space at both ends.
func TrimString(x string) string {
	return TrimEndString(TrimStartString(x))
}

// TrimStartString is x without the code points of the pinned property White_Space at the start.
func TrimStartString(x string) string {
	for x != "" {
		c, size := rune(x[0]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(x)
		}
		if !isSpace(c) {
			break
		}
		x = x[size:]
	}
	return x
}

// TrimEndString is x without the code points of the pinned property White_Space at the end.
func TrimEndString(x string) string {
	for x != "" {
		c, size := rune(x[len(x)-1]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeLastRuneInString(x)
		}
		if !isSpace(c) {
			break
		}
		x = x[:len(x)-size]
	}
	return x
}

// TrimCharactersString is x without the code points of a set at both ends.
func TrimCharactersString(x, characters string) string {
	return strings.Trim(x, characters)
}

// TrimStartCharactersString is x without the code points of a set at the start.
func TrimStartCharactersString(x, characters string) string {
	return strings.TrimLeft(x, characters)
}

// TrimEndCharactersString is x without the code points of a set at the end.
func TrimEndCharactersString(x, characters string) string {
	return strings.TrimRight(x, characters)
}

// IsAlphaString is whether x is not empty and every code point has a general category L….
func IsAlphaString(x string) bool {
	return isAllOf(x, classLetter)
}

// IsDigitString is whether x is not empty and every code point has the general category Nd.
func IsDigitString(x string) bool {
	return isAllOf(x, classDigit)
}

// IsAlnumString is whether x is not empty and every code point has a general category L… or Nd.
func IsAlnumString(x string) bool {
	return isAllOf(x, classLetter|classDigit)
}

// IsSpaceString is whether x is not empty and every code point has the property White_Space.
func IsSpaceString(x string) bool {
	return x != "" && TrimStartString(x) == ""
}

// IsUpperString is whether x has a code point with the property Uppercase, and none with Lowercase or the general
// category Lt.
func IsUpperString(x string) bool {
	return isCased(x, classUpper, classLower)
}

// IsLowerString is whether x has a code point with the property Lowercase, and none with Uppercase or the general
// category Lt.
func IsLowerString(x string) bool {
	return isCased(x, classLower, classUpper)
}

// IsAsciiString is whether x is not empty and every code point is below U+0080.
func IsAsciiString(x string) bool {
	return x != "" && isASCII(x)
}

// StringInt64 is decimal digits, after a minus where x is negative.
func StringInt64(x int64) string {
	return strconv.FormatInt(x, 10)
}

// StringBool is true or false.
func StringBool(x bool) string {
	return strconv.FormatBool(x)
}

func isASCII(x string) bool {
	for ; len(x) >= 8; x = x[8:] {
		if word64(x, 0)&0x8080808080808080 != 0 {
			return false
		}
	}
	for i := 0; i < len(x); i++ {
		if x[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// asciiClasses is the sets that the code points of ASCII are in, so that most strings need no table.
var asciiClasses = func() (classes [utf8.RuneSelf]pointClass) {
	for c := 'a'; c <= 'z'; c++ {
		classes[c] = classLetter | classLower
		classes[c-'a'+'A'] = classLetter | classUpper
	}
	for c := '0'; c <= '9'; c++ {
		classes[c] = classNumber | classDigit
	}
	for _, c := range "\t\n\v\f\r " {
		classes[c] = classSpace
	}
	return classes
}()

// classed is the sets, of those asked for, that a code point is in.
func classed(c rune, class pointClass) pointClass {
	if c < utf8.RuneSelf {
		return asciiClasses[c] & class
	}
	return unicodePinned().classes.of(c) & class
}

func isSpace(c rune) bool {
	return classed(c, classSpace) != 0
}

// isAllOf is whether x is not empty and every code point is in one of the sets.
func isAllOf(x string, class pointClass) bool {
	for _, c := range x {
		if classed(c, class) == 0 {
			return false
		}
	}
	return x != ""
}

// isCased is whether x has a code point of one set and none of the other. One in title case is in both.
func isCased(x string, wanted, other pointClass) bool {
	var found pointClass
	for _, c := range x {
		found |= classed(c, wanted|other)
		if found&other != 0 {
			return false
		}
	}
	return found != 0
}
