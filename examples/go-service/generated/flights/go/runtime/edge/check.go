package edge

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	featc "featc.dev/runtime"
)

const (
	years     = "0001-01-01..9999-12-31"
	durations = "-315576000000s..315576000000s"
	longText  = 60
)

// Set is what a contract `in [a, b]` lists.
type Set[T comparable] map[T]struct{}

// SetOf is the set of these.
func SetOf[T comparable](items ...T) Set[T] {
	set := make(Set[T], len(items))
	for _, item := range items {
		set[item] = struct{}{}
	}
	return set
}

// Has is whether a value is one of them.
func (s Set[T]) Has(value T) bool {
	_, has := s[value]
	return has
}

// IsText is whether a string is valid UTF-8, which all strings of fdl are.
func IsText(value string) bool {
	return utf8.ValidString(value)
}

// InYears is whether a timestamp or a datetime is of the years 0001 to 9999.
func InYears[T featc.Timestamp | featc.DateTime](value T) bool {
	return value >= featc.MinTime && value <= featc.MaxTime
}

// IsDate is whether a date is of the years 0001 to 9999.
func IsDate(value featc.Date) bool {
	return value >= featc.MinDate && value <= featc.MaxDate
}

// IsDuration is whether a duration is one that travels.
func IsDuration(value featc.Duration) bool {
	return value >= -featc.MaxDuration && value <= featc.MaxDuration
}

// BadText tells of a string that is no text.
func BadText(found []featc.Violation, field, value string) []featc.Violation {
	return append(found, featc.Violation{Field: field, Reason: "BAD_TEXT", Message: notText(value)})
}

// OutOfRange tells of a time that is outside of what its type can be.
func OutOfRange[T ~int64](found []featc.Violation, field string, value T) []featc.Violation {
	return append(found, featc.Violation{Field: field, Reason: "OUT_OF_RANGE", Message: outside(value)})
}

// OutOfContract tells of a value that breaks its field's contract, whose text is as written.
func OutOfContract[T any](found []featc.Violation, field string, value T, contract string) []featc.Violation {
	message := Show(value) + " is not " + contract
	return append(found, featc.Violation{Field: field, Reason: "OUT_OF_CONTRACT", Message: message})
}

// WrongLength tells of a list whose length is another than what is expected, in words.
func WrongLength(found []featc.Violation, field string, length int, expected string) []featc.Violation {
	message := fmt.Sprintf("a list of %d, expected %s", length, expected)
	return append(found, featc.Violation{Field: field, Reason: "WRONG_TYPE", Message: message})
}

// Texts tells of the first element that is no text.
func Texts(found []featc.Violation, field string, values []string) []featc.Violation {
	for i, value := range values {
		if !IsText(value) {
			message := fmt.Sprintf("[%d]: %s", i, notText(value))
			return append(found, featc.Violation{Field: field, Reason: "BAD_TEXT", Message: message})
		}
	}
	return found
}

// InRange tells of the first element that is outside of what its type can be, which a function says.
func InRange[T ~int64](found []featc.Violation, field string, values []T, good func(T) bool) []featc.Violation {
	for i, value := range values {
		if !good(value) {
			message := fmt.Sprintf("[%d]: %s", i, outside(value))
			return append(found, featc.Violation{Field: field, Reason: "OUT_OF_RANGE", Message: message})
		}
	}
	return found
}

// Present are the values of elements that may be null; the zero value stands for null.
func Present[T any](values []featc.Opt[T]) []T {
	return each(values, func(v featc.Opt[T]) T { return v.Or(*new(T)) })
}

func notText(value string) string {
	for i, c := range value {
		if c == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(value[i:]); size == 1 {
				return fmt.Sprintf("the byte 0x%02X at %d is no UTF-8", value[i], i)
			}
		}
	}
	return "no UTF-8"
}

func outside[T ~int64](value T) string {
	limits := years
	if _, is := any(value).(featc.Duration); is {
		limits = durations
	}
	return strconv.FormatInt(int64(value), 10) + " is outside " + limits
}

// Show is a value as messages have it.
func Show(value any) string {
	switch v := value.(type) {
	case string:
		return showText(v)
	case float64:
		return showFloat(v)
	case float32:
		return showFloat(float64(v))
	case featc.Timestamp:
		return showTime(v.Time().Format("2006-01-02T15:04:05.000000")) + "+00:00"
	case featc.DateTime:
		return showTime(v.Time().Format("2006-01-02T15:04:05.000000"))
	case featc.Duration:
		return strconv.FormatInt(int64(v), 10) + " µs"
	}
	return fmt.Sprint(value)
}

func showTime(text string) string {
	return strings.TrimSuffix(text, ".000000")
}

func showText(value string) string {
	runes := []rune(value)
	more := ""
	if len(runes) > longText {
		runes, more = runes[:longText], "\\u2026"
	}
	var text strings.Builder
	text.WriteByte('"')
	for _, c := range runes {
		switch {
		case c == '\\':
			text.WriteString(`\\`)
		case c == '"':
			text.WriteString(`\"`)
		case c == '\n':
			text.WriteString(`\n`)
		case c == '\r':
			text.WriteString(`\r`)
		case c == '\t':
			text.WriteString(`\t`)
		case c >= ' ' && c < 0x7F:
			text.WriteRune(c)
		case c < 0x100:
			fmt.Fprintf(&text, `\x%02x`, c)
		case c < 0x10000:
			fmt.Fprintf(&text, `\u%04x`, c)
		default:
			fmt.Fprintf(&text, `\U%08x`, c)
		}
	}
	return text.String() + more + `"`
}

func showFloat(value float64) string {
	switch {
	case value != value:
		return "nan"
	case math.IsInf(value, 0):
		return strings.TrimPrefix(strings.ToLower(strconv.FormatFloat(value, 'g', -1, 64)), "+")
	}
	if size := math.Abs(value); size != 0 && (size < 1e-4 || size >= 1e16) {
		return strconv.FormatFloat(value, 'e', -1, 64)
	}
	text := strconv.FormatFloat(value, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}
