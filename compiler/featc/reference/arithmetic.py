"""The reference meaning of arithmetic. Knows exact numbers, no runtime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from featc.reference import exact
from featc.reference.limits import DURATION_MAX, TIME_MAX, TIME_MIN


def _time(n: int) -> int | None:
    return n if TIME_MIN <= n <= TIME_MAX else None


def _duration(n: int) -> int | None:
    return n if abs(n) <= DURATION_MAX else None


def _floordiv(x: int, y: int) -> int | None:
    return None if y == 0 else exact.wrap(x // y)


def _mod(x: int, y: int) -> int | None:
    return None if y == 0 else x - y * (x // y)


def _quotient(x: int, y: int) -> float:
    return exact.divide(exact.from_int(x), exact.from_int(y))


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "neg.int64": lambda x: exact.wrap(-x),
    "neg.float64": exact.negate,
    "neg.duration": lambda x: -x,
    "add.int64": lambda x, y: exact.wrap(x + y),
    "add.float64": exact.add,
    "add.string": lambda x, y: "".join([*x, *y]),
    "add.timestamp": lambda x, y: _time(x + y),
    "add.datetime": lambda x, y: _time(x + y),
    "add.duration": lambda x, y: _duration(x + y),
    "sub.int64": lambda x, y: exact.wrap(x - y),
    "sub.float64": lambda x, y: exact.add(x, exact.negate(y)),
    "sub.timestamps": lambda x, y: x - y,
    "sub.datetimes": lambda x, y: x - y,
    "sub.dates": lambda x, y: (x - y) * 24 * 60 * 60 * 1_000_000,
    "sub.timestamp": lambda x, y: _time(x - y),
    "sub.datetime": lambda x, y: _time(x - y),
    "sub.duration": lambda x, y: _duration(x - y),
    "mul.int64": lambda x, y: exact.wrap(x * y),
    "mul.float64": exact.multiply,
    "mul.duration": lambda x, y: _duration(x * y),
    "div.float64": exact.divide,
    "div.int64": _quotient,
    "div.duration": _quotient,
    "floordiv_nonzero.int64": _floordiv,
    "floordiv.int64": _floordiv,
    "mod_nonzero.int64": _mod,
    "mod.int64": _mod,
}
