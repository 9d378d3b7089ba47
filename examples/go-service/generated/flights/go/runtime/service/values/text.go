package values

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Quoted is the text in quotes and in ASCII, as the sentences of every featc service show it.
func Quoted(text string) string {
	quote := byte('\'')
	if strings.Contains(text, "'") && !strings.Contains(text, `"`) {
		quote = '"'
	}
	var out strings.Builder
	out.WriteByte(quote)
	for _, c := range text {
		switch {
		case c == rune(quote) || c == '\\':
			out.WriteByte('\\')
			out.WriteRune(c)
		case c == '\n':
			out.WriteString(`\n`)
		case c == '\r':
			out.WriteString(`\r`)
		case c == '\t':
			out.WriteString(`\t`)
		case c >= ' ' && c < 0x7f:
			out.WriteRune(c)
		case c < 0x100:
			fmt.Fprintf(&out, `\x%02x`, c)
		case c < 0x10000:
			fmt.Fprintf(&out, `\u%04x`, c)
		default:
			fmt.Fprintf(&out, `\U%08x`, c)
		}
	}
	out.WriteByte(quote)
	return out.String()
}

const maxText = 40

// shown is the beginning of a text that a client sent.
func shown(text string) string {
	if utf8.RuneCountInString(text) <= maxText {
		return Quoted(text)
	}
	count := 0
	for at := range text {
		if count == maxText {
			return Quoted(text[:at] + "...")
		}
		count++
	}
	return Quoted(text)
}
