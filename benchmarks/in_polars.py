"""Operators of fdl in Polars, where it has them: name → expression of the operands and the consts. Measures nothing.

A name stands for all overloads of an operator, an operation's id for one. What is not here Polars does not have, or has
with another meaning: its own formats of times, patterns that look around, rounding away from zero.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

Expression = Callable[[Sequence[Any], Sequence[Any]], pl.Expr | None]

_EVERY = {"year": "1y", "quarter": "1q", "month": "1mo", "week": "1w", "day": "1d", "hour": "1h", "minute": "1m"}


def _of_one(method: str) -> Expression:
    """A method of the only operand: ``dt.year``."""

    def make(c: Sequence[Any], k: Sequence[Any]) -> Any:
        found = c[0]
        for part in method.split("."):
            found = getattr(found, part)
        return found()

    return make


EXPRESSIONS: dict[str, Expression] = {
    # arithmetic, comparison, logic
    "add": lambda c, k: c[0] + c[1] if len(c) == 2 else None,
    "sub": lambda c, k: c[0] - c[1] if len(c) == 2 else None,
    "mul": lambda c, k: c[0] * c[1],
    "div": lambda c, k: c[0] / c[1],
    "floordiv_nonzero.int64": lambda c, k: c[0] // k[0],
    "mod_nonzero.int64": lambda c, k: c[0] % k[0],
    **{f"neg.{kind}": (lambda c, k: -c[0]) for kind in ("int64", "float64", "duration")},
    "eq": lambda c, k: c[0] == c[1],
    "ne": lambda c, k: c[0] != c[1],
    "lt": lambda c, k: c[0] < c[1],
    "le": lambda c, k: c[0] <= c[1],
    "gt": lambda c, k: c[0] > c[1],
    "ge": lambda c, k: c[0] >= c[1],
    "is_same": lambda c, k: c[0].eq_missing(c[1]),
    "in.int64": lambda c, k: c[0].is_in(list(k[0])),
    "in.float64": lambda c, k: c[0].is_in(list(k[0])),
    "in.string": lambda c, k: c[0].is_in(list(k[0])),
    "and": lambda c, k: c[0] & c[1],
    "or": lambda c, k: c[0] | c[1],
    "not": lambda c, k: ~c[0],
    "xor": lambda c, k: c[0] ^ c[1],
    "if": lambda c, k: pl.when(c[0]).then(c[1]).otherwise(c[2]),
    "coalesce": lambda c, k: pl.coalesce(c[0], c[1]),
    "is_null": _of_one("is_null"),
    "is_nan": _of_one("is_nan"),
    "is_finite": _of_one("is_finite"),
    "is_infinite": _of_one("is_infinite"),
    # numbers
    "least": lambda c, k: pl.min_horizontal(c),
    "greatest": lambda c, k: pl.max_horizontal(c),
    "abs": _of_one("abs"),
    "sign": _of_one("sign"),
    "clip": lambda c, k: c[0].clip(c[1], c[2]),
    "floor": _of_one("floor"),
    "ceil": _of_one("ceil"),
    "round": lambda c, k: c[0].round(0, mode="half_to_even"),
    "int64.float64": lambda c, k: c[0].cast(pl.Int64, strict=False),
    "float64.int64": lambda c, k: c[0].cast(pl.Float64),
    "parse_int": lambda c, k: c[0].cast(pl.Int64, strict=False),
    "bit_and": lambda c, k: c[0] & c[1],
    "bit_or": lambda c, k: c[0] | c[1],
    "bit_xor": lambda c, k: c[0] ^ c[1],
    "bit_not": lambda c, k: ~c[0],
    "bit_count": lambda c, k: c[0].bitwise_count_ones().cast(pl.Int64),
    # elementary functions
    **{name: _of_one(name) for name in ("sqrt", "cbrt", "exp", "log1p", "log10", "sin", "cos", "tan", "sinh", "cosh")},
    **{name: _of_one(name) for name in ("tanh", "degrees", "radians")},
    **{f"a{name}": _of_one(f"arc{name}") for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    "log": _of_one("log"),
    "log2": lambda c, k: c[0].log(2.0),
    "pow": lambda c, k: c[0].pow(c[1]),
    "atan2": lambda c, k: pl.arctan2(c[0], c[1]),
    # strings
    "length.string": lambda c, k: c[0].str.len_chars().cast(pl.Int64),
    "byte_length": lambda c, k: c[0].str.len_bytes().cast(pl.Int64),
    "concat.string": lambda c, k: pl.concat_str(c),
    "contains.string": lambda c, k: c[0].str.contains(c[1], literal=True),
    "starts_with": lambda c, k: c[0].str.starts_with(c[1]),
    "ends_with": lambda c, k: c[0].str.ends_with(c[1]),
    "left": lambda c, k: c[0].str.head(c[1]),
    "right": lambda c, k: c[0].str.tail(c[1]),
    "reverse.string": lambda c, k: c[0].str.reverse(),
    "pad_start": lambda c, k: c[0].str.pad_start(k[0], k[1]),
    "pad_end": lambda c, k: c[0].str.pad_end(k[0], k[1]),
    "lower": _of_one("str.to_lowercase"),
    "upper": _of_one("str.to_uppercase"),
    "nfc": lambda c, k: c[0].str.normalize("NFC"),
    "trim.string": _of_one("str.strip_chars"),
    "trim_start.string": _of_one("str.strip_chars_start"),
    "trim_end.string": _of_one("str.strip_chars_end"),
    "string.int64": lambda c, k: c[0].cast(pl.String),
    "split.string": lambda c, k: c[0].str.split(c[1]).list.head(k[0]),
    "matches": lambda c, k: c[0].str.contains(k[0]),
    "extract": lambda c, k: c[0].str.extract(k[0], k[1]),
    "regex_count": lambda c, k: c[0].str.count_matches(k[0]).cast(pl.Int64),
    # times
    "at": lambda c, k: c[0].dt.convert_time_zone(k[0]).dt.replace_time_zone(None),
    **{
        name: (lambda c, k, part=part: getattr(c[0].dt, part)().cast(pl.Int64))
        for name, part in {
            "year": "year", "quarter": "quarter", "month": "month", "day": "day", "iso_weekday": "weekday",
            "day_of_year": "ordinal_day", "iso_week": "week", "iso_year": "iso_year", "hour": "hour",
            "minute": "minute", "second": "second", "millisecond": "millisecond", "microsecond": "microsecond",
        }.items()
    },
    "is_leap_year": _of_one("dt.is_leap_year"),
    "truncate.datetime": lambda c, k: c[0].dt.truncate(_EVERY[k[0]]),
    "truncate.date": lambda c, k: c[0].dt.truncate(_EVERY[k[0]]),
    "date": lambda c, k: c[0].dt.date(),
    "unix_microseconds": lambda c, k: c[0].dt.epoch("us"),
    "unix_milliseconds": lambda c, k: c[0].dt.epoch("ms"),
    "make_date": lambda c, k: pl.date(c[0], c[1], c[2]),
    # categories
    "map.string_float64": lambda c, k: c[0].replace_strict(dict(k[0]), default=None, return_dtype=pl.Float64),
    "map_or.string_float64": lambda c, k: c[0].replace_strict(dict(k[0]), default=k[1], return_dtype=pl.Float64),
    "index_of": lambda c, k: c[0].replace_strict(
        {item: i for i, item in enumerate(k[0])}, default=None, return_dtype=pl.Int64
    ),
    "hash_bucket": lambda c, k: c[0].hash() % k[0],
    # lists
    **{name: (lambda c, k, name=name: getattr(c[0].list, name)()) for name in ("sum", "mean", "min", "max")},
    "length.list": lambda c, k: c[0].list.len().cast(pl.Int64),
    "reverse.list": lambda c, k: c[0].list.reverse(),
    "sort.list": lambda c, k: c[0].list.sort(descending=k[0]),
    "contains.list": lambda c, k: c[0].list.contains(c[1]),
    "join": lambda c, k: c[0].list.join(k[0], ignore_nulls=False),
}  # fmt: skip


#: Operations that Polars answers otherwise, and why; they are measured all the same.
OTHERWISE = {
    "hash_bucket.int64": "another hash",
    "hash_bucket.string": "another hash",
    "clip.float64": "of bounds that are crossed the lower one counts",
    "clip.int64": "of bounds that are crossed the lower one counts",
    "sum.float64": "rounded at each step",
    "mean.float64": "rounded at each step",
}


def expression(name: str, op: str, operands: Sequence[str], consts: Sequence[Any]) -> pl.Expr | None:
    """The operation over columns of these names, None where Polars has it not."""
    make = EXPRESSIONS.get(op) or EXPRESSIONS.get(name)
    return None if make is None else make([pl.col(column) for column in operands], list(consts))
