package featc

import (
	"fmt"
	"strconv"

	"featc.dev/runtime/rt"
)

// Times from and to text, in JSON too: package encoding/json calls MarshalText and UnmarshalText. A Duration is its
// microseconds there.

// ParseTimestamp is the instant that a text of RFC 3339 names, in any offset. It is an error if the text is another, if
// it is finer than a microsecond or not of the years 0001 to 9999 in UTC.
func ParseTimestamp(text string) (Timestamp, error) {
	found := rt.ParseRfc3339String(text)
	if !found.OK {
		return 0, notA("time of RFC 3339 with an offset, such as 2013-01-01T04:30:00-05:00", text)
	}
	return Timestamp(found.V), nil
}

// ParseDateTime is the civil time of a text YYYY-MM-DDTHH:MM:SS, which may have up to six digits of a fraction.
func ParseDateTime(text string) (DateTime, error) {
	days, clock, _, ok := rt.ReadRfc3339(text + "Z")
	if !ok || text[10] != 'T' {
		return 0, notA("civil time without an offset, such as 2013-01-01T04:30:00", text)
	}
	return DateTime(days*rt.MicrosecondsPerDay + clock), nil
}

// ParseDate is the day of a text YYYY-MM-DD.
func ParseDate(text string) (Date, error) {
	days, _, _, ok := rt.ReadRfc3339(text + "T00:00:00Z")
	if !ok {
		return 0, notA("date, such as 2013-01-01", text)
	}
	return Date(days), nil
}

func notA(what, text string) error {
	return fmt.Errorf("%s is no %s, of the years 0001 to 9999 and no finer than a microsecond", strconv.Quote(text), what)
}

// MarshalText is the instant as RFC 3339 has it, in UTC.
func (t Timestamp) MarshalText() ([]byte, error) {
	return []byte(t.String()), nil
}

// UnmarshalText is ParseTimestamp.
func (t *Timestamp) UnmarshalText(text []byte) (err error) {
	*t, err = ParseTimestamp(string(text))
	return err
}

// MarshalText is the civil time as ISO 8601 has it.
func (t DateTime) MarshalText() ([]byte, error) {
	return []byte(t.String()), nil
}

// UnmarshalText is ParseDateTime.
func (t *DateTime) UnmarshalText(text []byte) (err error) {
	*t, err = ParseDateTime(string(text))
	return err
}

// MarshalText is the day as YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) {
	return []byte(d.String()), nil
}

// UnmarshalText is ParseDate.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}
