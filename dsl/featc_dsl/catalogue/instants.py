"""Catalogue rows: instants of civil times, as numbers and as RFC 3339 text (SEMANTICS.md#time)."""

from featc_dsl.catalogue.model import Op, examples, overloads
from featc_dsl.catalogue.times import FAMILY

_T = "2013-10-10T05:30:15.000250Z"
_FIRST, _LAST = -62_135_596_800, 253_402_300_799  # seconds of the first and the last moment of the range


def _from_unix(unit: str, per_second: int) -> Op:
    at = 1_381_383_015 * per_second
    return Op(
        f"from_unix_{unit}",
        FAMILY,
        f"The instant so many {unit} after 1970-01-01T00:00:00Z; before it where x is negative.",
        overloads((f"from_unix_{unit}.int64", "x: int64 -> timestamp?")),
        examples((f"from_unix_{unit}({at}) == 2013-10-10T05:30:15Z", "true")),
        edges="null outside 0001-01-01..9999-12-31 in UTC",
    )


def _unix(unit: str, per_second: int, value: str) -> Op:
    bounds = (_FIRST * per_second, _LAST * per_second + per_second - 1)
    return Op(
        f"unix_{unit}",
        FAMILY,
        f"The whole {unit} since 1970-01-01T00:00:00Z, negative before it.",
        overloads((f"unix_{unit}.timestamp", "t: timestamp -> int64", bounds)),
        examples((f"unix_{unit}({_T})", value)),
        edges="" if unit == "microseconds" else "rounded down, before 1970 too",
    )


ROWS: tuple[Op, ...] = (
    Op(
        "to_timestamp",
        FAMILY,
        "The instant whose civil time in a time zone is x.",
        overloads(
            (
                "to_timestamp.datetime",
                'x: datetime, const zone: zone, const ambiguous: ambiguous = "earlier", '
                'const missing: missing = "later" -> timestamp?',
            )
        ),
        examples(
            (
                'to_timestamp(make_datetime(2013, 10, 10, 7, 30, 0), "Europe/Berlin") == 2013-10-10T05:30:00Z',
                "true",
            ),
            (
                'to_timestamp(make_datetime(2013, 3, 10, 2, 30, 0), "America/New_York") == 2013-03-10T07:30:00Z',
                "true",
            ),
        ),
        data="zones",
        edges="where the clock is put back two instants have one civil time: the earlier, the later, or null; where it "
        "is put on, a civil time is missing: moved on by the length of the gap (later), moved back (earlier), to the "
        "moment of the change (shift_forward), or null; null outside the range",
    ),
    _from_unix("seconds", 1),
    _from_unix("milliseconds", 1000),
    _from_unix("microseconds", 1_000_000),
    _unix("seconds", 1, "1381383015"),
    _unix("milliseconds", 1000, "1381383015000"),
    _unix("microseconds", 1_000_000, "1381383015000250"),
    Op(
        "parse_rfc3339",
        FAMILY,
        "The instant that an RFC 3339 text writes, such as 2013-10-10T05:30:15.5+02:00.",
        overloads(("parse_rfc3339.string", "x: string -> timestamp?")),
        examples(('parse_rfc3339("2013-10-10T05:30:15.5+02:00") == 2013-10-10T03:30:15.5Z', "true")),
        edges="the whole text, with ASCII digits; t and z may be lower case; offsets to ±23:59; second 60, "
        "digits other than 0 beyond microseconds, and instants outside the range give null",
    ),
    Op(
        "rfc3339",
        FAMILY,
        "The instant as RFC 3339 text in UTC.",
        overloads(("rfc3339.timestamp", "t: timestamp -> string")),
        examples(
            (f"rfc3339({_T})", '"2013-10-10T05:30:15.000250Z"'),
            ("rfc3339(2013-10-10T05:30:15+02:00)", '"2013-10-10T03:30:15Z"'),
        ),
        edges="always T and Z; no fraction where it is 0, else three digits where they say all, else six",
    ),
)
