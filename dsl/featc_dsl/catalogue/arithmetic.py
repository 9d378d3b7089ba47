"""Catalogue rows: arithmetic on numbers and times."""

from featc_dsl.catalogue.model import Op, examples, overloads

FAMILY = "arithmetic"

_WRAPS = "int64 wraps in two's complement"
_STEPS = "a calendar step is `add_months`; a date and a duration that is not of whole days is null"
_RANGE = (
    "a timestamp, datetime or date outside 0001-01-01..9999-12-31, or a duration beyond ±315,576,000,000 s, is null"
)

ROWS = (
    Op(
        "neg",
        FAMILY,
        "The number with its sign turned.",
        overloads(
            ("neg.int64", "x: int64 -> int64"),
            ("neg.float64", "x: float64 -> float64"),
            ("neg.duration", "x: duration -> duration"),
        ),
        examples(("-(5)", "-5")),
        symbol="-",
        edges="-(-9223372036854775808) wraps to itself; -(0.0) is -0.0",
        nan="NaN stays the one NaN",
    ),
    Op(
        "add",
        FAMILY,
        "The sum; of strings, one after the other; of a time and a duration or a calendar step, the later time.",
        overloads(
            ("add.int64", "x: int64, y: int64 -> int64"),
            ("add.float64", "x: float64, y: float64 -> float64"),
            ("add.string", "x: string, y: string -> string"),
            ("add.timestamp", "x: timestamp, y: duration -> timestamp?"),
            ("add.datetime", "x: datetime, y: duration -> datetime?"),
            ("add.duration", "x: duration, y: duration -> duration?"),
            ("add.date", "x: date, const y: whole_days -> date?"),
            ("add_duration.date", "x: date, y: duration -> date?"),
            ("add_calendar.date", "x: date, const n: months -> date?"),
            ("add_calendar.datetime", "x: datetime, const n: months -> datetime?"),
        ),
        examples(
            ("2 + 3", "5"),
            ('"a" + "b"', '"ab"'),
            ("1h + 30m == 90m", "true"),
            ("2013-01-31 + 1mo == 2013-02-28", "true"),
        ),
        symbol="+",
        edges=f"{_WRAPS}; {_RANGE}; {_STEPS}",
        nan="IEEE 754",
    ),
    Op(
        "sub",
        FAMILY,
        "The difference; of two times, the duration between them; of a time and a calendar step, the earlier time.",
        overloads(
            ("sub.int64", "x: int64, y: int64 -> int64"),
            ("sub.float64", "x: float64, y: float64 -> float64"),
            ("sub.timestamps", "x: timestamp, y: timestamp -> duration"),
            ("sub.datetimes", "x: datetime, y: datetime -> duration"),
            ("sub.dates", "x: date, y: date -> duration"),
            ("sub.timestamp", "x: timestamp, y: duration -> timestamp?"),
            ("sub.datetime", "x: datetime, y: duration -> datetime?"),
            ("sub.duration", "x: duration, y: duration -> duration?"),
            ("sub.date", "x: date, const y: whole_days -> date?"),
            ("sub_duration.date", "x: date, y: duration -> date?"),
            ("sub_calendar.date", "x: date, const n: months -> date?"),
            ("sub_calendar.datetime", "x: datetime, const n: months -> datetime?"),
        ),
        examples(
            ("2 - 3", "-1"), ("seconds(2013-10-10 - 2013-10-09)", "86400.0"), ("2012-02-29 - 1y == 2011-02-28", "true")
        ),
        symbol="-",
        edges=f"{_WRAPS}; {_RANGE}; {_STEPS}",
        nan="IEEE 754",
    ),
    Op(
        "mul",
        FAMILY,
        "The product.",
        overloads(
            ("mul.int64", "x: int64, y: int64 -> int64"),
            ("mul.float64", "x: float64, y: float64 -> float64"),
            ("mul.duration", "x: duration, y: int64 -> duration?"),
        ),
        examples(("6 * 7", "42"), ("9223372036854775807 * 2", "-2")),
        symbol="*",
        edges=f"{_WRAPS}; {_RANGE}",
        nan="IEEE 754",
    ),
    Op(
        "div",
        FAMILY,
        "The quotient as a float64; integers and durations are both converted first, then divided.",
        overloads(
            ("div.float64", "x: float64, y: float64 -> float64"),
            ("div.int64", "x: int64, y: int64 -> float64"),
            ("div.duration", "x: duration, y: duration -> float64"),
        ),
        examples(("7 / 2", "3.5")),
        symbol="/",
        edges="x/0 is an infinity with the sign of both, 0/0 NaN; a literal divisor of zero is a diagnostic; "
        "converting rounds half to even",
        nan="IEEE 754",
    ),
    Op(
        "floordiv",
        FAMILY,
        "The integer quotient, rounded down.",
        overloads(
            ("floordiv_nonzero.int64", "x: int64, const y: nonzero -> int64"),
            ("floordiv.int64", "x: int64, y: int64 -> int64?"),
        ),
        examples(("-7 // 2", "-4")),
        symbol="//",
        edges="a zero divisor gives null, a literal one is a diagnostic; -9223372036854775808 // -1 wraps to itself",
    ),
    Op(
        "mod",
        FAMILY,
        "The rest of the integer division that rounds down; it has the sign of the divisor.",
        overloads(
            ("mod_nonzero.int64", "x: int64, const y: nonzero -> int64"),
            ("mod.int64", "x: int64, y: int64 -> int64?"),
        ),
        examples(("-7 % 2", "1")),
        symbol="%",
        edges="a zero divisor gives null, a literal one is a diagnostic; -9223372036854775808 % -1 is 0",
    ),
)
