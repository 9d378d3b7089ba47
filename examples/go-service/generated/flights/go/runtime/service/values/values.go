// Package values is single values between protobuf and their raw form (SEMANTICS.md#wire), and what is wrong with those
// that cannot enter. Knows no message of a feature set.
//
// Raw values are those of package rt: microseconds, days of a date. Sentences are those of featc's Python service.
package values

import (
	"fmt"
	"time"

	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

const (
	second      = 1_000_000
	day         = 86_400
	maxNanos    = 999_999_999
	minSeconds  = -62_135_596_800
	maxSeconds  = 253_402_300_799
	maxDuration = 315_576_000_000
)

// Bad is why a value cannot enter.
type Bad struct {
	Reason, Message string
}

func outOfRange(format string, args ...any) *Bad {
	return &Bad{"OUT_OF_RANGE", fmt.Sprintf(format, args...)}
}

func tooFine(nanos int32) *Bad {
	return &Bad{"TOO_FINE", fmt.Sprintf("finer than a microsecond: nanos is %d", nanos)}
}

// ReadTimestamp is the microseconds of a google.protobuf.Timestamp.
func ReadTimestamp(in *timestamppb.Timestamp) (int64, *Bad) {
	seconds, nanos := in.GetSeconds(), in.GetNanos()
	switch {
	case nanos < 0 || nanos > maxNanos:
		return 0, outOfRange("nanos of a timestamp are 0 to %d, found %d", maxNanos, nanos)
	case seconds < minSeconds || seconds > maxSeconds:
		return 0, outOfRange("%d s is outside 0001-01-01..9999-12-31", seconds)
	case nanos%1000 != 0:
		return 0, tooFine(nanos)
	}
	return seconds*second + int64(nanos/1000), nil
}

// WriteTimestamp is a google.protobuf.Timestamp, whose nanos count up before 1970 too.
func WriteTimestamp(micros int64) *timestamppb.Timestamp {
	seconds, rest := micros/second, micros%second
	if rest < 0 {
		seconds, rest = seconds-1, rest+second
	}
	return &timestamppb.Timestamp{Seconds: seconds, Nanos: int32(rest) * 1000}
}

// ReadDuration is the microseconds of a google.protobuf.Duration, whose parts must not have opposite signs.
func ReadDuration(in *durationpb.Duration) (int64, *Bad) {
	seconds, nanos := in.GetSeconds(), in.GetNanos()
	switch {
	case nanos < -maxNanos || nanos > maxNanos:
		return 0, outOfRange("nanos of a duration are -%d to %d, found %d", maxNanos, maxNanos, nanos)
	case seconds < 0 && nanos > 0 || nanos < 0 && seconds > 0:
		return 0, outOfRange("seconds (%d) and nanos (%d) of a duration have opposite signs", seconds, nanos)
	case seconds < -maxDuration || seconds > maxDuration,
		seconds == maxDuration && nanos >= 1000, seconds == -maxDuration && nanos <= -1000:
		return 0, outOfRange("%d s is beyond ±315,576,000,000 s", seconds)
	case nanos%1000 != 0:
		return 0, tooFine(nanos)
	}
	return seconds*second + int64(nanos/1000), nil
}

// WriteDuration is a google.protobuf.Duration: seconds and nanos have the sign of the value.
func WriteDuration(micros int64) *durationpb.Duration {
	return &durationpb.Duration{Seconds: micros / second, Nanos: int32(micros%second) * 1000}
}

// ReadDate is the days of YYYY-MM-DD, nothing else.
func ReadDate(text string) (int64, *Bad) {
	if len(text) == len(time.DateOnly) {
		if seconds, ok := civil(text, "T00:00:00"); ok {
			return floorDay(seconds), nil
		}
	}
	return 0, &Bad{"BAD_TEXT", shown(text) + " is no date YYYY-MM-DD of the years 0001 to 9999"}
}

// WriteDate is YYYY-MM-DD.
func WriteDate(days int64) string {
	return time.Unix(days*day, 0).UTC().Format(time.DateOnly)
}

const datetime = "2006-01-02T15:04:05"

// ReadDateTime is the microseconds of YYYY-MM-DDTHH:MM:SS with up to six digits of a fraction, without an offset.
func ReadDateTime(text string) (int64, *Bad) {
	fraction, digits, good := int64(0), 0, len(text) >= len(datetime)
	if good && len(text) > len(datetime) {
		good = text[len(datetime)] == '.' && len(text) > len(datetime)+1
		for i := len(datetime) + 1; good && i < len(text); i++ {
			good = isDigit(text[i])
			if digits++; digits <= 6 {
				fraction = fraction*10 + int64(text[i]-'0')
			}
		}
	}
	if good {
		if seconds, ok := civil(text[:10], text[10:len(datetime)]); ok {
			if digits > 6 {
				return 0, &Bad{"TOO_FINE", "finer than a microsecond: " + shown(text)}
			}
			for ; digits < 6; digits++ {
				fraction *= 10
			}
			return seconds*second + fraction, nil
		}
	}
	return 0, &Bad{"BAD_TEXT", shown(text) + " is no civil time YYYY-MM-DDTHH:MM:SS[.ffffff] of the years 0001 to 9999"}
}

// WriteDateTime is YYYY-MM-DDTHH:MM:SS, with six digits of a fraction if that is not zero.
func WriteDateTime(micros int64) string {
	layout := datetime
	if micros%second != 0 {
		layout += ".000000"
	}
	return time.UnixMicro(micros).UTC().Format(layout)
}

// civil is the seconds of ASCII texts YYYY-MM-DD and THH:MM:SS, where they are a time that there is.
func civil(date, clock string) (int64, bool) {
	if !like(date, "0000-00-00") || !like(clock, "T00:00:00") {
		return 0, false
	}
	year, month, dayOfMonth := number(date[:4]), number(date[5:7]), number(date[8:])
	hours, minutes, seconds := number(clock[1:3]), number(clock[4:6]), number(clock[7:])
	if year < 1 || month < 1 || month > 12 || hours > 23 || minutes > 59 || seconds > 59 {
		return 0, false
	}
	at := time.Date(year, time.Month(month), dayOfMonth, hours, minutes, seconds, 0, time.UTC)
	return at.Unix(), at.Day() == dayOfMonth
}

// like is whether a text has digits where the form has them, and the form's characters elsewhere.
func like(text, form string) bool {
	if len(text) != len(form) {
		return false
	}
	for i := range len(form) {
		if form[i] == '0' && !isDigit(text[i]) || form[i] != '0' && text[i] != form[i] {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool {
	return c >= '0' && c <= '9'
}

// number is the value of a text of digits.
func number(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

func floorDay(seconds int64) int64 {
	days := seconds / day
	if seconds%day < 0 {
		days--
	}
	return days
}
