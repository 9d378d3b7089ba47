package rt

import "strings"

// The format language of times as text, prepared for reading and printing (SEMANTICS.md#time). Knows no operator.
//
// A format was checked when the program was compiled: it holds known directives only, each field at most once, and
// what the fields need of each other.

var monthNames = [12]string{
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
	"December",
}

var weekdayNames = [7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// formatPiece is a directive, or the text between two.
type formatPiece struct {
	field byte   // the directive's letter; 0 for text
	sign  byte   // what stands between % and the letter: '-', '.', or 0
	text  string // where it is no directive
}

// formatPieces is a format's directives and texts, %F and %T written out.
func formatPieces(format string) []formatPiece {
	format = strings.NewReplacer("%%", "%%", "%F", "%Y-%m-%d", "%T", "%H:%M:%S").Replace(format)
	var pieces []formatPiece
	text := ""
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			text += format[i : i+1]
			continue
		}
		i++
		piece := formatPiece{field: format[i]}
		if (piece.field == '-' || piece.field == '.') && i+1 < len(format) {
			i++
			piece.sign, piece.field = piece.field, format[i]
		}
		if piece.field == '%' {
			text += "%"
			continue
		}
		if text != "" {
			pieces = append(pieces, formatPiece{text: text})
		}
		pieces, text = append(pieces, piece), ""
	}
	if text != "" {
		pieces = append(pieces, formatPiece{text: text})
	}
	return pieces
}

// TimeReader is a format prepared for reading.
type TimeReader struct {
	pieces []formatPiece
}

// timeReader is the prepared form of a format of parse_….
func timeReader(format string) *TimeReader {
	return &TimeReader{formatPieces(format)}
}

// timeFields is what was read, -1 or not where the format has no such field.
type timeFields struct {
	year, month, day, dayOfYear, weekday int64
	hour, hour12, minute, second, micros int64
	afternoon                            bool
	offset                               int64
}

// read is days since 1970-01-01, microseconds since midnight, offset in microseconds; not ok for another text. What is
// read is never given back: no directive reads less so that the next one finds its text.
func (r *TimeReader) read(x string) (days, clock, offset int64, ok bool) {
	found := timeFields{dayOfYear: -1, weekday: -1, hour12: -1}
	for _, piece := range r.pieces {
		if piece.field == 0 {
			if !strings.HasPrefix(x, piece.text) {
				return 0, 0, 0, false
			}
			x = x[len(piece.text):]
		} else if x, ok = found.take(piece, x); !ok {
			return 0, 0, 0, false
		}
	}
	if x != "" {
		return 0, 0, 0, false
	}
	if days, ok = found.days(); !ok {
		return 0, 0, 0, false
	}
	clock, ok = found.clock()
	return days, clock, found.offset, ok
}

// take reads what a directive reads, and gives what is left.
func (f *timeFields) take(piece formatPiece, x string) (rest string, ok bool) {
	least := 2
	if piece.sign == '-' {
		least = 1
	}
	switch piece.field {
	case 'Y':
		return takeNumber(&f.year, x, 4, 4)
	case 'y':
		rest, ok = takeNumber(&f.year, x, 2, 2)
		f.year = (f.year+31)%100 + 1969
		return rest, ok
	case 'm':
		return takeNumber(&f.month, x, least, 2)
	case 'd':
		return takeNumber(&f.day, x, least, 2)
	case 'H':
		return takeNumber(&f.hour, x, least, 2)
	case 'I':
		return takeNumber(&f.hour12, x, least, 2)
	case 'M':
		return takeNumber(&f.minute, x, least, 2)
	case 'S':
		return takeNumber(&f.second, x, least, 2)
	case 'j':
		return takeNumber(&f.dayOfYear, x, 2*least-1, 3)
	case 'p':
		if len(x) < 2 || x[1]|0x20 != 'm' || x[0]|0x20 != 'a' && x[0]|0x20 != 'p' {
			return x, false
		}
		f.afternoon = x[0]|0x20 == 'p'
		return x[2:], true
	case 'b', 'B':
		at, rest := takeName(monthNames[:], x, piece.field == 'b')
		f.month = int64(at) + 1
		return rest, at >= 0
	case 'a', 'A':
		at, rest := takeName(weekdayNames[:], x, piece.field == 'a')
		f.weekday = int64(at)
		return rest, at >= 0
	case 'f':
		return f.takeFraction(x, piece.sign == '.')
	}
	return f.takeOffset(x)
}

// takeNumber reads as many digits as there are, if they are enough and up to the most.
func takeNumber(number *int64, x string, least, most int) (rest string, ok bool) {
	at := 0
	for *number = 0; at < most && at < len(x) && x[at]-'0' <= 9; at++ {
		*number = 10**number + int64(x[at]-'0')
	}
	return x[at:], at >= least
}

// takeName reads one of some names, or its first three letters, in ASCII letters of any case; -1 where there is none.
func takeName(names []string, x string, short bool) (at int, rest string) {
	for at, name := range names {
		if short {
			name = name[:3]
		}
		if len(x) >= len(name) && sameLetters(x[:len(name)], name) {
			return at, x[len(name):]
		}
	}
	return -1, x
}

// sameLetters is whether x is a name of ASCII letters but for their case.
func sameLetters(x, name string) bool {
	for i := 0; i < len(name); i++ {
		if x[i]|0x20 != name[i]|0x20 {
			return false
		}
	}
	return true
}

// takeFraction reads the digits behind a second, or a point and digits, or nothing.
func (f *timeFields) takeFraction(x string, point bool) (rest string, ok bool) {
	if !point {
		digits := leadingDigits(x)
		f.micros, ok = microsecondsOf(digits)
		return x[len(digits):], ok && digits != ""
	}
	if x == "" || x[0] != '.' {
		return x, true
	}
	digits := leadingDigits(x[1:])
	if digits == "" {
		return x, true
	}
	f.micros, ok = microsecondsOf(digits)
	return x[1+len(digits):], ok
}

// takeOffset reads Z, or a sign and hours, and minutes with or without a colon.
func (f *timeFields) takeOffset(x string) (rest string, ok bool) {
	if strings.HasPrefix(x, "Z") {
		return x[1:], true
	}
	if len(x) < 3 || x[0] != '+' && x[0] != '-' {
		return x, false
	}
	hours, minutes, rest := digitPair(x, 1), int64(0), x[3:]
	if hours < 0 {
		return x, false
	}
	behind := strings.TrimPrefix(rest, ":")
	if len(behind) >= 2 && digitPair(behind, 0) >= 0 {
		minutes, rest = digitPair(behind, 0), behind[2:]
	}
	f.offset, ok = offsetOf(x[0], hours, minutes)
	return rest, ok
}

// days is the day of the fields read; not ok where the calendar has none, or it is another weekday.
func (f *timeFields) days() (days int64, ok bool) {
	if f.dayOfYear >= 0 {
		first := MakeDateInt64(f.year, 1, 1)
		days = first.V + f.dayOfYear - 1
		ok = first.OK && f.dayOfYear >= 1 && (f.dayOfYear <= 365 || f.dayOfYear == 366 && leapYear(f.year))
	} else {
		date := MakeDateInt64(f.year, f.month, f.day)
		days, ok = date.V, date.OK
	}
	return days, ok && (f.weekday < 0 || f.weekday == weekday(days))
}

// clock is the microseconds since midnight; what was not read is 0.
func (f *timeFields) clock() (clock int64, ok bool) {
	hour := f.hour
	if f.hour12 >= 0 {
		if f.hour12 < 1 || f.hour12 > 12 {
			return 0, false
		}
		hour = f.hour12 % 12
		if f.afternoon {
			hour += 12
		}
	}
	if hour > 23 || f.minute > 59 || f.second > 59 {
		return 0, false
	}
	return hour*perHour + f.minute*perMinute + f.second*perSecond + f.micros, true
}

// TimePrinter is a format prepared for printing.
type TimePrinter struct {
	pieces []formatPiece
}

// timePrinter is the prepared form of a format of format_….
func timePrinter(format string) *TimePrinter {
	return &TimePrinter{formatPieces(format)}
}

// write is the text of days since 1970-01-01 and microseconds since midnight.
func (p *TimePrinter) write(days, clock int64) string {
	var room [64]byte
	text := room[:0]
	year, month, day := calendar(days)
	for _, piece := range p.pieces {
		width := 2
		if piece.sign == '-' {
			width = 1
		}
		switch piece.field {
		case 0:
			text = append(text, piece.text...)
		case 'Y':
			text = appendDigits(text, year, 4)
		case 'y':
			text = appendDigits(text, year%100, 2)
		case 'm':
			text = appendDigits(text, month, width)
		case 'b':
			text = append(text, monthNames[month-1][:3]...)
		case 'B':
			text = append(text, monthNames[month-1]...)
		case 'd':
			text = appendDigits(text, day, width)
		case 'j':
			text = appendDigits(text, DayOfYearDate(days), 2*width-1)
		case 'a':
			text = append(text, weekdayNames[weekday(days)][:3]...)
		case 'A':
			text = append(text, weekdayNames[weekday(days)]...)
		case 'H':
			text = appendDigits(text, clock/perHour, width)
		case 'I':
			text = appendDigits(text, (clock/perHour+11)%12+1, width)
		case 'p':
			text = append(text, "AP"[clock/(12*perHour)], 'M')
		case 'M':
			text = appendDigits(text, clock/perMinute%60, width)
		case 'S':
			text = appendDigits(text, clock/perSecond%60, width)
		case 'f':
			if piece.sign == '.' {
				text = appendFraction(text, clock)
			} else {
				text = appendDigits(text, clock%perSecond, 6)
			}
		}
	}
	return string(text)
}
