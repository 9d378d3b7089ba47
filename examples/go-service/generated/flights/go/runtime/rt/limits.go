package rt

import "math"

// The ranges of fdl's integer and time types. Knows no operator.
const (
	Int64Min = math.MinInt64
	Int64Max = math.MaxInt64

	// The first and last microsecond of a timestamp or datetime: 0001-01-01T00:00:00 and 9999-12-31T23:59:59.999999.
	TimeMin = -62_135_596_800_000_000
	TimeMax = 253_402_300_799_999_999

	// The first and last day of a date: 0001-01-01 and 9999-12-31.
	DateMin = -719_162
	DateMax = 2_932_896

	// The longest duration in microseconds, either sign: 315,576,000,000 s, as in google.protobuf.Duration.
	DurationMax = 315_576_000_000_000_000

	MicrosecondsPerDay = 86_400_000_000
)
