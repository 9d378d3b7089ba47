package rt

import (
	"strings"
	"unicode/utf8"
)

// String operations on code points (SEMANTICS.md#strings). Knows no operator of another family.
//
// Strings are valid UTF-8, where the place of a part in bytes is its place in code points; positions and lengths count
// code points and may be any int64.

// longestReplaced is how long a result of ReplaceString may be, unless its operand is longer.
const longestReplaced = 1 << 20

// LengthString is how many code points x has.
func LengthString(x string) int64 {
	return int64(utf8.RuneCountInString(x))
}

// ByteLengthString is how many bytes x has in UTF-8.
func ByteLengthString(x string) int64 {
	return int64(len(x))
}

// ConcatString is x and then y.
func ConcatString(x, y string) string {
	return x + y
}

// ContainsString is whether part stands anywhere in x; every string has the empty one.
func ContainsString(x, part string) bool {
	return strings.Contains(x, part)
}

// StartsWithString is whether x begins with prefix.
func StartsWithString(x, prefix string) bool {
	return strings.HasPrefix(x, prefix)
}

// EndsWithString is whether x ends with suffix.
func EndsWithString(x, suffix string) bool {
	return strings.HasSuffix(x, suffix)
}

// FindString is the first position at which part stands in x, null where there is none; the empty part stands at 0.
func FindString(x, part string) Opt[int64] {
	at := strings.Index(x, part)
	if at < 0 {
		return Opt[int64]{}
	}
	return Some(LengthString(x[:at]))
}

// CountMatchesString is how many times part stands in x, found from the left without overlap; 0 of an empty part.
func CountMatchesString(x, part string) int64 {
	if part == "" {
		return 0
	}
	return int64(strings.Count(x, part))
}

// SliceFromString is the code points of x from position start to the end; a negative start counts from the end.
func SliceFromString(x string, start int64) string {
	return x[byteAt(x, start):]
}

// SliceString is the code points of x from position start up to, without, stop; negative positions count from the end.
func SliceString(x string, start, stop int64) string {
	from := byteAt(x, start)
	if start >= 0 && stop >= 0 { // no need to walk from the beginning again
		return x[from : from+byteAt(x[from:], max(stop-start, 0))]
	}
	return x[from:max(byteAt(x, stop), from)]
}

// LeftString is the first n code points; of a negative n, all but the last -n.
func LeftString(x string, n int64) string {
	return x[:byteAt(x, n)]
}

// RightString is the last n code points; of a negative n, all but the first -n.
func RightString(x string, n int64) string {
	if n >= 0 {
		return x[before(x, uint64(n)):]
	}
	return x[behind(x, -uint64(n)):]
}

// ReverseString is the code points of x in the opposite order.
func ReverseString(x string) string {
	if len(x) < 2 {
		return x
	}
	var b strings.Builder
	b.Grow(len(x))
	for end := len(x); end > 0; {
		start := end - 1
		for !utf8.RuneStart(x[start]) {
			start--
		}
		b.WriteString(x[start:end])
		end = start
	}
	return b.String()
}

// RepeatString is x so many times, one after the other.
func RepeatString(x string, count int64) string {
	return strings.Repeat(x, int(max(count, 0)))
}

// PadStartString is x with fill before it as often as it takes to have width code points; an empty fill adds nothing.
func PadStartString(x string, width int64, fill string) string {
	return padded(x, width, fill, true)
}

// PadEndString is x with fill behind it as often as it takes to have width code points; an empty fill adds nothing.
func PadEndString(x string, width int64, fill string) string {
	return padded(x, width, fill, false)
}

func padded(x string, width int64, fill string, start bool) string {
	if fill == "" || width <= 0 {
		return x
	}
	count := width - LengthString(x)
	if count <= 0 {
		return x
	}
	size := LengthString(fill)
	whole, rest := int(count/size), fill[:behind(fill, uint64(count%size))]
	var b strings.Builder
	b.Grow(len(x) + whole*len(fill) + len(rest))
	if !start {
		b.WriteString(x)
	}
	for i := 0; i < whole; i++ {
		b.WriteString(fill)
	}
	b.WriteString(rest)
	if start {
		b.WriteString(x)
	}
	return b.String()
}

// ReplaceString is each old in x, found from the left without overlap, replaced by new; an empty old changes nothing.
//
// A result longer than both x and longestReplaced is cut off at the greater of the two.
func ReplaceString(x, old, new string) string {
	if old == "" {
		return x
	}
	count := strings.Count(x, old)
	if count == 0 {
		return x
	}
	if len(x)+count*(len(new)-len(old)) <= longestReplaced { // in bytes, which are no fewer than code points
		return strings.Replace(x, old, new, count)
	}
	size := utf8.RuneCountInString(new)
	length := utf8.RuneCountInString(x)
	end := max(length, longestReplaced)
	if length+count*(size-utf8.RuneCountInString(old)) <= end {
		return strings.Replace(x, old, new, count)
	}
	result := strings.Replace(x, old, new, end/size+1) // what is behind the end need not be made
	return result[:behind(result, uint64(end))]
}

// Replacements is what becomes of code points: another one, -1 where it is removed.
type Replacements struct {
	ascii  [utf8.RuneSelf]rune
	others map[rune]rune
}

// TranslateString is x with its code points replaced, or removed, by a prepared table.
func TranslateString(x string, table *Replacements) string {
	start := 0 // of what is the same so far
	var b strings.Builder
	for i := 0; i < len(x); {
		c, size := rune(x[i]), 1
		other := c
		if c < utf8.RuneSelf {
			other = table.ascii[c]
		} else {
			c, size = utf8.DecodeRuneInString(x[i:])
			var changes bool
			if other, changes = table.others[c]; !changes {
				other = c
			}
		}
		if other != c {
			if start == 0 {
				b.Grow(len(x) + utf8.UTFMax)
			}
			b.WriteString(x[start:i])
			if other >= 0 {
				b.WriteRune(other)
			}
			start = i + size
		}
		i += size
	}
	if start == 0 {
		return x
	}
	b.WriteString(x[start:])
	return b.String()
}

// PrepareTranslateString makes the table of TranslateString: each code point of letters, and the one at its place in
// others, if there is.
func PrepareTranslateString(letters, others string) *Replacements {
	table := &Replacements{others: map[rune]rune{}}
	for c := range table.ascii {
		table.ascii[c] = rune(c)
	}
	seen := map[rune]bool{}
	for _, letter := range letters {
		other, size := rune(-1), 0
		if others != "" {
			other, size = utf8.DecodeRuneInString(others)
			others = others[size:]
		}
		if seen[letter] {
			continue
		}
		seen[letter] = true
		if letter < utf8.RuneSelf {
			table.ascii[letter] = other
		} else {
			table.others[letter] = other
		}
	}
	return table
}

// SplitPartString is the part of x at a position among those between separators; null where there is no such part.
//
// A negative index counts from the end; an empty separator leaves x as the one part.
func SplitPartString(x, separator string, index int64) Opt[string] {
	if separator == "" {
		if index == 0 || index == -1 {
			return Some(x)
		}
		return Opt[string]{}
	}
	if index < 0 {
		index += int64(strings.Count(x, separator)) + 1
		if index < 0 {
			return Opt[string]{}
		}
	}
	for ; index > 0; index-- {
		at := strings.Index(x, separator)
		if at < 0 {
			return Opt[string]{}
		}
		x = x[at+len(separator):]
	}
	if at := strings.Index(x, separator); at >= 0 {
		x = x[:at]
	}
	return Some(x)
}

// byteAt is where the code point at a position begins, which may count from the end; a position outside is moved to
// the nearer end.
func byteAt(x string, position int64) int {
	if position < 0 {
		return before(x, -uint64(position))
	}
	return behind(x, uint64(position))
}

// behind is where the first so many code points end.
func behind(x string, count uint64) int {
	if count >= uint64(len(x)) {
		return len(x)
	}
	at := 0
	for ; count > 0 && at < len(x); count-- {
		at++
		for at < len(x) && !utf8.RuneStart(x[at]) {
			at++
		}
	}
	return at
}

// before is where the last so many code points begin.
func before(x string, count uint64) int {
	if count >= uint64(len(x)) {
		return 0
	}
	at := len(x)
	for ; count > 0 && at > 0; count-- {
		at--
		for !utf8.RuneStart(x[at]) {
			at--
		}
	}
	return at
}
