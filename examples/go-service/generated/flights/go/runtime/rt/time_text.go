package rt

// Times from and to text by a format (SEMANTICS.md#time). Knows prepared formats, no nulls and no zones.

// ParseDateString is the date that a text says.
func ParseDateString(x string, format *TimeReader) Opt[int64] {
	days, _, _, ok := format.read(x)
	if !ok {
		return Opt[int64]{}
	}
	return Some(days)
}

// ParseDatetimeString is the civil time that a text says.
func ParseDatetimeString(x string, format *TimeReader) Opt[int64] {
	days, clock, _, ok := format.read(x)
	if !ok {
		return Opt[int64]{}
	}
	return Some(days*MicrosecondsPerDay + clock)
}

// ParseTimestampString is the instant that a text says.
func ParseTimestampString(x string, format *TimeReader) Opt[int64] {
	days, clock, offset, ok := format.read(x)
	if !ok {
		return Opt[int64]{}
	}
	return FromUnixMicrosecondsInt64(days*MicrosecondsPerDay + clock - offset)
}

// FormatDateDate is a date as text.
func FormatDateDate(x int64, format *TimePrinter) string {
	return format.write(x, 0)
}

// FormatDatetimeDatetime is a civil time as text.
func FormatDatetimeDatetime(x int64, format *TimePrinter) string {
	return format.write(dayAndClock(x))
}

// PrepareParseDateString prepares the format of ParseDateString.
func PrepareParseDateString(format string) *TimeReader { return timeReader(format) }

// PrepareParseDatetimeString prepares the format of ParseDatetimeString.
func PrepareParseDatetimeString(format string) *TimeReader { return timeReader(format) }

// PrepareParseTimestampString prepares the format of ParseTimestampString.
func PrepareParseTimestampString(format string) *TimeReader { return timeReader(format) }

// PrepareFormatDateDate prepares the format of FormatDateDate.
func PrepareFormatDateDate(format string) *TimePrinter { return timePrinter(format) }

// PrepareFormatDatetimeDatetime prepares the format of FormatDatetimeDatetime.
func PrepareFormatDatetimeDatetime(format string) *TimePrinter { return timePrinter(format) }
