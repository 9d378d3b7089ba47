package rt

import "strings"

// Instants of civil times, as numbers and as RFC 3339 text (SEMANTICS.md#time). Knows no nulls.
//
// Instants are microseconds since 1970-01-01T00:00:00Z inside 0001..9999; what leaves that range is null.

// ToTimestampDatetime is the instant of a civil time in a zone.
func ToTimestampDatetime(x int64, zone *CivilZone) Opt[int64] {
	moment := zone.Instant(x)
	if !moment.OK {
		return moment
	}
	return FromUnixMicrosecondsInt64(moment.V)
}

// FromUnixSecondsInt64 is the instant of a number of seconds.
func FromUnixSecondsInt64(x int64) Opt[int64] {
	return fromUnix(x, perSecond)
}

// FromUnixMillisecondsInt64 is the instant of a number of milliseconds.
func FromUnixMillisecondsInt64(x int64) Opt[int64] {
	return fromUnix(x, 1000)
}

// FromUnixMicrosecondsInt64 is the instant of a number of microseconds.
func FromUnixMicrosecondsInt64(x int64) Opt[int64] {
	return fromUnix(x, 1)
}

func fromUnix(x, width int64) Opt[int64] {
	if x < TimeMin/width || x > TimeMax/width {
		return Opt[int64]{}
	}
	return Some(x * width)
}

// UnixSecondsTimestamp is the seconds of an instant, rounded down.
func UnixSecondsTimestamp(t int64) int64 {
	return int64(uint64(t-TimeMin)/perSecond) + TimeMin/perSecond
}

// UnixMillisecondsTimestamp is the milliseconds of an instant, rounded down.
func UnixMillisecondsTimestamp(t int64) int64 {
	return int64(uint64(t-TimeMin)/1000) + TimeMin/1000
}

// UnixMicrosecondsTimestamp is the microseconds of an instant.
func UnixMicrosecondsTimestamp(t int64) int64 {
	return t
}

// microsecondsOf is the digits behind a second's point, in microseconds; not ok where those from the seventh on are
// not all 0.
func microsecondsOf(fraction string) (micros int64, ok bool) {
	if len(fraction) > 6 && strings.Trim(fraction[6:], "0") != "" {
		return 0, false
	}
	for i := 0; i < 6; i++ {
		micros *= 10
		if i < len(fraction) {
			micros += int64(fraction[i] - '0')
		}
	}
	return micros, true
}

// offsetOf is an offset from UTC in microseconds, east positive; not ok for hours above 23 or minutes above 59.
func offsetOf(sign byte, hours, minutes int64) (offset int64, ok bool) {
	if hours > 23 || minutes > 59 {
		return 0, false
	}
	offset = (hours*60 + minutes) * perMinute
	if sign == '-' {
		offset = -offset
	}
	return offset, true
}

// ReadRfc3339 is days since 1970-01-01, microseconds since midnight, offset in microseconds; not ok for another text.
func ReadRfc3339(x string) (days, clock, offset int64, ok bool) {
	const fixed = "0000-00-00T00:00:00"
	if len(x) < len(fixed)+1 || x[4] != '-' || x[7] != '-' || x[10]|0x20 != 't' || x[13] != ':' || x[16] != ':' {
		return 0, 0, 0, false
	}
	century, year, month, day := digitPair(x, 0), digitPair(x, 2), digitPair(x, 5), digitPair(x, 8)
	hour, minute, second := digitPair(x, 11), digitPair(x, 14), digitPair(x, 17)
	if min(century, year, month, day, hour, minute, second) < 0 || hour > 23 || minute > 59 || second > 59 {
		return 0, 0, 0, false
	}
	date := MakeDateInt64(100*century+year, month, day)
	fraction, rest := "", x[len(fixed):]
	if rest[0] == '.' {
		fraction = leadingDigits(rest[1:])
		rest = rest[1+len(fraction):]
		if fraction == "" {
			return 0, 0, 0, false
		}
	}
	micros, exact := microsecondsOf(fraction)
	if !exact || !date.OK {
		return 0, 0, 0, false
	}
	clock = (hour*60+minute)*perMinute + second*perSecond + micros
	if rest == "Z" || rest == "z" {
		return date.V, clock, 0, true
	}
	if len(rest) != 6 || rest[0] != '+' && rest[0] != '-' || rest[3] != ':' {
		return 0, 0, 0, false
	}
	hours, minutes := digitPair(rest, 1), digitPair(rest, 4)
	if min(hours, minutes) < 0 {
		return 0, 0, 0, false
	}
	offset, ok = offsetOf(rest[0], hours, minutes)
	return date.V, clock, offset, ok
}

// ParseRfc3339String is the instant that a text of RFC 3339 names.
func ParseRfc3339String(x string) Opt[int64] {
	days, clock, offset, ok := ReadRfc3339(x)
	if !ok {
		return Opt[int64]{}
	}
	return FromUnixMicrosecondsInt64(days*MicrosecondsPerDay + clock - offset)
}

// Rfc3339Timestamp is the text of an instant, in UTC.
func Rfc3339Timestamp(t int64) string {
	return WriteRfc3339(dayAndClock(t))
}

// WriteRfc3339 is the text of days since 1970-01-01 and microseconds since midnight, in UTC.
func WriteRfc3339(days, clock int64) string {
	var room [len("0000-00-00T00:00:00.000000Z")]byte
	year, month, day := calendar(days)
	text := append(appendDigits(room[:0], year, 4), '-')
	text = append(appendDigits(text, month, 2), '-')
	text = append(appendDigits(text, day, 2), 'T')
	text = append(appendDigits(text, clock/perHour, 2), ':')
	text = append(appendDigits(text, clock/perMinute%60, 2), ':')
	text = appendFraction(appendDigits(text, clock/perSecond%60, 2), clock)
	return string(append(text, 'Z'))
}

// PrepareToTimestampDatetime finds the zone of ToTimestampDatetime.
func PrepareToTimestampDatetime(zone, ambiguous, missing string) *CivilZone {
	return CivilZoneOf(zone, ambiguous, missing)
}

// digitPair is the number of the two ASCII digits at a place, -1 where they are none.
func digitPair(x string, at int) int64 {
	tens, ones := x[at]-'0', x[at+1]-'0'
	if tens > 9 || ones > 9 {
		return -1
	}
	return int64(tens)*10 + int64(ones)
}

// leadingDigits is the longest run of ASCII digits that a text begins with.
func leadingDigits(x string) string {
	at := 0
	for at < len(x) && x[at]-'0' <= 9 {
		at++
	}
	return x[:at]
}

// appendDigits writes a number that is not negative in at least so many digits, at most 8.
func appendDigits(text []byte, x int64, width int) []byte {
	if width == 2 && x < 100 {
		return append(text, byte('0'+x/10), byte('0'+x%10))
	}
	var digits [8]byte
	at := len(digits)
	for ; x > 0 || width > 0; width-- {
		at--
		digits[at] = byte('0' + x%10)
		x /= 10
	}
	return append(text, digits[at:]...)
}

// appendFraction writes a point and the microseconds of a second in as few digits as say all, three or six; nothing
// for 0.
func appendFraction(text []byte, clock int64) []byte {
	micros := clock % perSecond
	switch {
	case micros == 0:
		return text
	case micros%1000 == 0:
		return appendDigits(append(text, '.'), micros/1000, 3)
	}
	return appendDigits(append(text, '.'), micros, 6)
}
