package featc

import (
	"fmt"
	"time"
)

// Timestamp is an instant: microseconds since 1970-01-01T00:00:00Z.
type Timestamp int64

// DateTime is a civil time without a zone: microseconds since that time of 1970-01-01T00:00:00.
type DateTime int64

// Date is days since 1970-01-01.
type Date int64

// Duration is microseconds. It reaches further than time.Duration does.
type Duration int64

// The ends of what each can be.
const (
	MinTime     = -62135596800000000 // 0001-01-01T00:00:00
	MaxTime     = 253402300799999999 // 9999-12-31T23:59:59.999999
	MinDate     = -719162            // 0001-01-01
	MaxDate     = 2932896            // 9999-12-31
	MaxDuration = 315576000000000000 // protobuf's
)

// TimestampOf is the instant of a time. It is an error if the time is finer than a microsecond (truncate it, if that
// is meant: t.Truncate(time.Microsecond)) or not of the years 0001 to 9999 in UTC.
func TimestampOf(t time.Time) (Timestamp, error) {
	if t.Nanosecond()%1000 != 0 {
		return 0, fmt.Errorf("%s is finer than a microsecond", t.Format(time.RFC3339Nano))
	}
	if year := t.UTC().Year(); year < 1 || year > 9999 {
		return 0, fmt.Errorf("the year %d in UTC is outside 0001..9999", year)
	}
	return Timestamp(t.UnixMicro()), nil
}

// Time is the instant in UTC.
func (t Timestamp) Time() time.Time {
	return time.UnixMicro(int64(t)).UTC()
}

// String is the instant as RFC 3339 has it.
func (t Timestamp) String() string {
	return t.Time().Format(time.RFC3339Nano)
}

// DateTimeOf is what a clock shows at a time: the zone is left out. Errors are those of TimestampOf.
func DateTimeOf(t time.Time) (DateTime, error) {
	civil := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
	found, err := TimestampOf(civil)
	return DateTime(found), err
}

// Time is the same civil time, in UTC.
func (t DateTime) Time() time.Time {
	return time.UnixMicro(int64(t)).UTC()
}

// String is the civil time as ISO 8601 has it, without a zone.
func (t DateTime) String() string {
	return t.Time().Format("2006-01-02T15:04:05.999999")
}

// DateOf is the day of a year; false for one that does not exist or is not of the years 0001 to 9999.
func DateOf(year int, month time.Month, day int) (Date, bool) {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if y, m, d := t.Date(); y != year || m != month || d != day || year < 1 || year > 9999 {
		return 0, false
	}
	return Date(t.Unix() / 86400), true
}

// Time is the beginning of the day in UTC.
func (d Date) Time() time.Time {
	return time.Unix(int64(d)*86400, 0).UTC()
}

// String is the day as YYYY-MM-DD.
func (d Date) String() string {
	return d.Time().Format("2006-01-02")
}

// DurationOf is a length of time; an error if it is finer than a microsecond.
func DurationOf(d time.Duration) (Duration, error) {
	if d%time.Microsecond != 0 {
		return 0, fmt.Errorf("%s is finer than a microsecond", d)
	}
	return Duration(d / time.Microsecond), nil
}

// Std is the same length as the standard library has it; false where it does not fit there.
func (d Duration) Std() (time.Duration, bool) {
	made := time.Duration(d) * time.Microsecond
	return made, made/time.Microsecond == time.Duration(d)
}
