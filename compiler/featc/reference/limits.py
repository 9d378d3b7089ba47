"""The ranges of fdl's time types, from Python's calendar. Knows no operator."""

from __future__ import annotations

from datetime import date
from typing import Final

#: The ordinal of 1970-01-01, where day 0 of fdl is.
EPOCH: Final = date(1970, 1, 1).toordinal()

SECOND: Final = 1_000_000
DAY: Final = 24 * 60 * 60 * SECOND

TIME_MIN: Final = (date.min.toordinal() - EPOCH) * DAY
TIME_MAX: Final = (date.max.toordinal() + 1 - EPOCH) * DAY - 1

#: 10,000 years of 365.25 days, as in google.protobuf.Duration.
DURATION_MAX: Final = 315_576_000_000 * SECOND
