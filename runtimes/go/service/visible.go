package service

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// visible writes messages for people. What they quote is shown, not obeyed by a terminal: controls other than newline
// and tab, line separators and changes of the direction of text are written out.
type visible struct{ to io.Writer }

func (v visible) Write(text []byte) (int, error) {
	if _, err := io.WriteString(v.to, writtenOut(string(text))); err != nil {
		return 0, err
	}
	return len(text), nil
}

func writtenOut(text string) string {
	var out strings.Builder
	for at := 0; at < len(text); {
		c, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case c == utf8.RuneError && size == 1:
			fmt.Fprintf(&out, `\x%02x`, text[at])
		case !isObeyed(c):
			out.WriteRune(c)
		case c < 0x100:
			fmt.Fprintf(&out, `\x%02x`, c)
		default:
			fmt.Fprintf(&out, `\u%04x`, c)
		}
		at += size
	}
	return out.String()
}

// isObeyed tells whether a terminal may obey what it should show.
func isObeyed(c rune) bool {
	return c < ' ' && c != '\n' && c != '\t' || 0x7f <= c && c <= 0x9f ||
		0x2028 <= c && c <= 0x202e || 0x2066 <= c && c <= 0x2069
}
