"""The ranges of fdl's integer and time types. Knows no operator."""

from __future__ import annotations

from typing import Final

INT64_MIN: Final = -(2**63)
INT64_MAX: Final = 2**63 - 1

#: The first and last microsecond of a timestamp or datetime: 0001-01-01T00:00:00 and 9999-12-31T23:59:59.999999.
TIME_MIN: Final = -62_135_596_800_000_000
TIME_MAX: Final = 253_402_300_799_999_999

#: The first and last day of a date: 0001-01-01 and 9999-12-31.
DATE_MIN: Final = -719_162
DATE_MAX: Final = 2_932_896

#: The longest duration in microseconds, either sign: 315,576,000,000 s, as in google.protobuf.Duration.
DURATION_MAX: Final = 315_576_000_000_000_000

MICROSECONDS_PER_DAY: Final = 86_400_000_000
