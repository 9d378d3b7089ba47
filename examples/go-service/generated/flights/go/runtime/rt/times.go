package rt

// Civil time and durations (SEMANTICS.md#time). Knows zones as tables, no nulls.
//
// Times are microseconds since 1970-01-01T00:00:00, dates days since 1970-01-01, both inside 0001..9999. Midnight of
// 0001-01-01 is TimeMin, so what is counted from there is never below 0 and divides downwards.

// At is the civil time of an instant; moved to the nearer end of 0001..9999 where it lies outside.
func At(t int64, zone *Zone) int64 {
	return min(max(t+zone.offset(t), TimeMin), TimeMax)
}

// DateDatetime is the date of a civil time.
func DateDatetime(x int64) int64 {
	return dateOf(x)
}

// YearDate is the year of a date.
func YearDate(x int64) int64 {
	year, _, _ := calendar(x)
	return year
}

// MonthDate is the month of a date, from 1.
func MonthDate(x int64) int64 {
	_, month, _ := calendar(x)
	return month
}

// DayDate is the day of the month, from 1.
func DayDate(x int64) int64 {
	_, _, day := calendar(x)
	return day
}

// IsoWeekdayDate is the day of the week, Monday being 1.
func IsoWeekdayDate(x int64) int64 {
	return weekday(x) + 1
}

// DayOfYearDate is the day of the year, from 1.
func DayOfYearDate(x int64) int64 {
	return x - dayOf(YearDate(x), 1, 1) + 1
}

// IsoWeekDate is the week of ISO 8601: that of the year in which its Thursday lies.
func IsoWeekDate(x int64) int64 {
	return (DayOfYearDate(thursday(x))-1)/7 + 1
}

// QuarterDate is the quarter of the year, from 1.
func QuarterDate(x int64) int64 {
	return (MonthDate(x) + 2) / 3
}

// IsoYearDate is the year of the week of ISO 8601.
func IsoYearDate(x int64) int64 {
	return YearDate(thursday(x))
}

// DaysInMonthDate is how many days the month has.
func DaysInMonthDate(x int64) int64 {
	year, month, _ := calendar(x)
	return monthLength(year, month)
}

// IsLeapYearDate is whether the year has a leap day.
func IsLeapYearDate(x int64) bool {
	return leapYear(YearDate(x))
}

// IsWeekendDate is whether it is a Saturday or Sunday.
func IsWeekendDate(x int64) bool {
	return weekday(x) > 4
}

// YearDatetime is YearDate of a civil time.
func YearDatetime(x int64) int64 { return YearDate(dateOf(x)) }

// MonthDatetime is MonthDate of a civil time.
func MonthDatetime(x int64) int64 { return MonthDate(dateOf(x)) }

// DayDatetime is DayDate of a civil time.
func DayDatetime(x int64) int64 { return DayDate(dateOf(x)) }

// IsoWeekdayDatetime is IsoWeekdayDate of a civil time.
func IsoWeekdayDatetime(x int64) int64 { return IsoWeekdayDate(dateOf(x)) }

// DayOfYearDatetime is DayOfYearDate of a civil time.
func DayOfYearDatetime(x int64) int64 { return DayOfYearDate(dateOf(x)) }

// IsoWeekDatetime is IsoWeekDate of a civil time.
func IsoWeekDatetime(x int64) int64 { return IsoWeekDate(dateOf(x)) }

// QuarterDatetime is QuarterDate of a civil time.
func QuarterDatetime(x int64) int64 { return QuarterDate(dateOf(x)) }

// IsoYearDatetime is IsoYearDate of a civil time.
func IsoYearDatetime(x int64) int64 { return IsoYearDate(dateOf(x)) }

// DaysInMonthDatetime is DaysInMonthDate of a civil time.
func DaysInMonthDatetime(x int64) int64 { return DaysInMonthDate(dateOf(x)) }

// IsLeapYearDatetime is IsLeapYearDate of a civil time.
func IsLeapYearDatetime(x int64) bool { return IsLeapYearDate(dateOf(x)) }

// IsWeekendDatetime is IsWeekendDate of a civil time.
func IsWeekendDatetime(x int64) bool { return IsWeekendDate(dateOf(x)) }

// HourDatetime is the hour of the clock.
func HourDatetime(x int64) int64 {
	return since(x, MicrosecondsPerDay) / perHour
}

// MinuteDatetime is the minute of the clock.
func MinuteDatetime(x int64) int64 {
	return since(x, perHour) / perMinute
}

// SecondDatetime is the second of the clock.
func SecondDatetime(x int64) int64 {
	return since(x, perMinute) / perSecond
}

// MillisecondDatetime is the whole milliseconds of the second.
func MillisecondDatetime(x int64) int64 {
	return since(x, perSecond) / 1000
}

// MicrosecondDatetime is the microseconds of the second.
func MicrosecondDatetime(x int64) int64 {
	return since(x, perSecond)
}

// TruncateDatetime is the start of a unit of TruncateDate, or of the hour, minute, second or millisecond.
func TruncateDatetime(x int64, unit string) int64 {
	switch unit {
	case "year", "quarter", "month", "week", "day":
		return TruncateDate(dateOf(x), unit) * MicrosecondsPerDay
	}
	return x - since(x, uint64(unitWidth(unit)))
}

// TruncateDate is the first day of the year, quarter, month, week (from Monday on) or day.
func TruncateDate(x int64, unit string) int64 {
	switch unit {
	case "day":
		return x
	case "week":
		return x - weekday(x)
	}
	year, month, _ := calendar(x)
	return dayOf(year, month-(month-1)%unitMonths(unit), 1)
}

// TruncateStep is the last multiple of a step that divides a day, so that midnights are multiples of it.
func TruncateStep(x, step int64) int64 {
	return x - since(x, uint64(step))
}

// DaysDuration is how many days a duration has.
func DaysDuration(x int64) float64 {
	return float64(x) / 86_400_000_000
}

// HoursDuration is how many hours a duration has.
func HoursDuration(x int64) float64 {
	return float64(x) / 3_600_000_000
}

// MinutesDuration is how many minutes a duration has.
func MinutesDuration(x int64) float64 {
	return float64(x) / 60_000_000
}

// SecondsDuration is how many seconds a duration has.
func SecondsDuration(x int64) float64 {
	return float64(x) / 1_000_000
}

// MicrosecondsDuration is how many microseconds a duration has.
func MicrosecondsDuration(x int64) int64 {
	return x
}

// PrepareAt finds the zone of At.
func PrepareAt(zone string) *Zone { return zoneNamed(zone) }

// since is what has passed of a width that divides a day, at a civil time.
func since(x int64, width uint64) int64 {
	return int64(uint64(x-TimeMin) % width)
}

// weekday is the day of the week, Monday being 0, as 0001-01-01 was.
func weekday(x int64) int64 {
	return int64(uint64(x-DateMin) % 7)
}

// thursday is the Thursday of the week of a date; that of 0001-01-01 and that of 9999-12-31 are inside 0001..9999.
func thursday(x int64) int64 {
	return x - weekday(x) + 3
}
