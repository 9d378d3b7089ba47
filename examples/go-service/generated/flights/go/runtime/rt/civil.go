package rt

// Civil times and dates, made and moved by the calendar (SEMANTICS.md#time). Knows no zones, no nulls.
//
// Times are microseconds since 1970-01-01T00:00:00, dates days since 1970-01-01, both inside 0001..9999. What leaves
// that range is null.

const (
	perSecond = 1_000_000
	perMinute = 60 * perSecond
	perHour   = 60 * perMinute

	lastMonth = 12*9999 + 11 // December 9999, counted from January of the year 0

	// Years are counted here from March on, so that a leap day is the last of its year.
	beforeEpoch = 719_468 // days from 1 March of the year 0 to 1970-01-01
	in400Years  = 146_097
)

// unitWidth is how many microseconds a unit of a fixed length has; 0 for the others.
func unitWidth(unit string) int64 {
	switch unit {
	case "microsecond":
		return 1
	case "millisecond":
		return 1000
	case "second":
		return perSecond
	case "minute":
		return perMinute
	case "hour":
		return perHour
	case "day":
		return MicrosecondsPerDay
	case "week":
		return 7 * MicrosecondsPerDay
	}
	return 0
}

// unitMonths is how many months a unit of the calendar has.
func unitMonths(unit string) int64 {
	switch unit {
	case "year":
		return 12
	case "quarter":
		return 3
	}
	return 1
}

// DatetimeDate is the midnight at which a date begins.
func DatetimeDate(x int64) int64 {
	return x * MicrosecondsPerDay
}

// MakeDateInt64 is the date of a year, month and day.
func MakeDateInt64(year, month, day int64) Opt[int64] {
	if !(1 <= year && year <= 9999 && 1 <= month && month <= 12 && 1 <= day && day <= monthLength(year, month)) {
		return Opt[int64]{}
	}
	return Some(dayOf(year, month, day))
}

// MakeDatetimeInt64 is the civil time of a date and a clock.
func MakeDatetimeInt64(year, month, day, hour, minute, second int64) Opt[int64] {
	days := MakeDateInt64(year, month, day)
	if !(days.OK && 0 <= hour && hour <= 23 && 0 <= minute && minute <= 59 && 0 <= second && second <= 59) {
		return Opt[int64]{}
	}
	return Some(days.V*MicrosecondsPerDay + hour*perHour + minute*perMinute + second*perSecond)
}

// AddDaysDate is a date so many days later.
func AddDaysDate(x, n int64) Opt[int64] {
	if n < DateMin-x || n > DateMax-x {
		return Opt[int64]{}
	}
	return Some(x + n)
}

// AddMonthsDate is a date so many months later: the day stays, or becomes the last one of a shorter month.
func AddMonthsDate(x, n int64) Opt[int64] {
	year, month, day := calendar(x)
	months := year*12 + month - 1
	if n < 12-months || n > lastMonth-months {
		return Opt[int64]{}
	}
	months += n
	year, month = months/12, months%12+1
	return Some(dayOf(year, month, min(day, monthLength(year, month))))
}

// AddYearsDate is a date so many years later.
func AddYearsDate(x, n int64) Opt[int64] {
	return AddMonthsDate(x, monthsOf(n))
}

// AddDaysDatetime is a civil time so many days later.
func AddDaysDatetime(x, n int64) Opt[int64] {
	day, clock := dayAndClock(x)
	return atClock(AddDaysDate(day, n), clock)
}

// AddMonthsDatetime is a civil time so many months later.
func AddMonthsDatetime(x, n int64) Opt[int64] {
	day, clock := dayAndClock(x)
	return atClock(AddMonthsDate(day, n), clock)
}

// AddYearsDatetime is a civil time so many years later.
func AddYearsDatetime(x, n int64) Opt[int64] {
	return AddMonthsDatetime(x, monthsOf(n))
}

// AddDate is a date later by y, which is whole days in microseconds.
func AddDate(x, y int64) Opt[int64] {
	return AddDaysDate(x, y/MicrosecondsPerDay)
}

// SubDate is a date earlier by y, which is whole days in microseconds.
func SubDate(x, y int64) Opt[int64] {
	return AddDaysDate(x, -(y / MicrosecondsPerDay))
}

// AddDurationDate is a date later by y; null where that is not whole days.
func AddDurationDate(x, y int64) Opt[int64] {
	if y%MicrosecondsPerDay != 0 {
		return Opt[int64]{}
	}
	return AddDate(x, y)
}

// SubDurationDate is a date earlier by y; null where that is not whole days.
func SubDurationDate(x, y int64) Opt[int64] {
	if y%MicrosecondsPerDay != 0 {
		return Opt[int64]{}
	}
	return SubDate(x, y)
}

// AddCalendarDate is a date so many months later.
func AddCalendarDate(x, n int64) Opt[int64] {
	return AddMonthsDate(x, n)
}

// SubCalendarDate is a date so many months earlier.
func SubCalendarDate(x, n int64) Opt[int64] {
	return AddMonthsDate(x, -n)
}

// AddCalendarDatetime is a civil time so many months later.
func AddCalendarDatetime(x, n int64) Opt[int64] {
	return AddMonthsDatetime(x, n)
}

// SubCalendarDatetime is a civil time so many months earlier.
func SubCalendarDatetime(x, n int64) Opt[int64] {
	return AddMonthsDatetime(x, -n)
}

// DateDiffTimestamp is the complete units from start to end: hour, minute, second, millisecond or microsecond.
func DateDiffTimestamp(start, end int64, unit string) int64 {
	return (end - start) / unitWidth(unit)
}

// DateDiffDatetime is the complete units from start to end; an incomplete last day is left out before months and years
// are counted.
func DateDiffDatetime(start, end int64, unit string) int64 {
	if width := unitWidth(unit); width != 0 {
		return (end - start) / width
	}
	first, opened := dayAndClock(start)
	last, closed := dayAndClock(end)
	if last > first && closed < opened {
		last--
	} else if last < first && closed > opened {
		last++
	}
	return DateDiffDate(first, last, unit)
}

// DateDiffDate is the complete units from start to end: year, quarter, month, week or day. A month is complete on the
// day of the month of start.
func DateDiffDate(start, end int64, unit string) int64 {
	switch unit {
	case "day":
		return end - start
	case "week":
		return (end - start) / 7
	}
	year, month, day := calendar(start)
	lastYear, lastMonth, lastDay := calendar(end)
	months := (lastYear-year)*12 + lastMonth - month
	if months > 0 && lastDay < day {
		months--
	} else if months < 0 && lastDay > day {
		months++
	}
	return months / unitMonths(unit)
}

// AgeYearsDate is the complete years from birth on; null before it.
func AgeYearsDate(birth, on int64) Opt[int64] {
	if birth > on {
		return Opt[int64]{}
	}
	return Some(DateDiffDate(birth, on, "year"))
}

// calendar is the year, month and day of a date.
func calendar(x int64) (year, month, day int64) {
	quarters := 4*uint64(x+beforeEpoch) + 3 // quarters of days, so that all centuries and all years are of one length
	century, rest := quarters/in400Years, quarters%in400Years|3
	year, days := int64(100*century+rest/1461), rest%1461/4 // days of the year that begins in March
	months := (5*days + 2) / 153                            // five months from March or August on have 153 days
	day = int64(days-(153*months+2)/5) + 1
	if months < 10 {
		return year, int64(months) + 3, day
	}
	return year + 1, int64(months) - 9, day
}

// dayOf is the date of a year, month and day that there is.
func dayOf(year, month, day int64) int64 {
	if month < 3 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 1 - beforeEpoch
}

func leapYear(year int64) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

func monthLength(year, month int64) int64 {
	if month == 2 {
		if leapYear(year) {
			return 29
		}
		return 28
	}
	return 30 + (month+month/8)%2
}

// monthsOf is the months of some years, or as many as lead out of every date.
func monthsOf(years int64) int64 {
	return 12 * min(max(years, -10_000), 10_000)
}

// atClock is the civil time at a clock of a day, null where the day is.
func atClock(day Opt[int64], clock int64) Opt[int64] {
	if !day.OK {
		return day
	}
	return Some(day.V*MicrosecondsPerDay + clock)
}

// dayAndClock is the date of a civil time and the microseconds since its midnight.
func dayAndClock(x int64) (day, clock int64) {
	day = dateOf(x)
	return day, x - day*MicrosecondsPerDay
}

// dateOf is the date of a civil time.
func dateOf(x int64) int64 {
	return int64(uint64(x-TimeMin)/MicrosecondsPerDay) + DateMin
}
