"""The reference meaning of rounding, casts and number parsing. Knows exact numbers, no runtime."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from featc.reference import exact
from featc.reference.comparison import order


def _lesser(x: Any, y: Any) -> Any:
    """The lesser one; NaN if either is; -0.0 before 0.0."""
    if isinstance(x, float) and (exact.is_nan(x) or exact.is_nan(y)):
        return exact.NAN
    found = order(x, y)
    if found == 0 and isinstance(x, float):
        return x if exact.is_negative(x) else y
    return y if found == 1 else x


def _greater(x: Any, y: Any) -> Any:
    """The greater one; NaN if either is; 0.0 after -0.0."""
    if isinstance(x, float) and (exact.is_nan(x) or exact.is_nan(y)):
        return exact.NAN
    found = order(x, y)
    if found == 0 and isinstance(x, float):
        return y if exact.is_negative(x) else x
    return y if found == -1 else x


def _clip(x: Any, lo: Any, hi: Any) -> Any:
    return _lesser(_greater(x, lo), hi)


def _absolute(x: float) -> float:
    return exact.negate(x) if exact.is_negative(x) and not exact.is_nan(x) else exact.canonical(x)


def _whole(pick: Callable[[Fraction], int]) -> Callable[[float], float]:
    """A rounding to whole numbers; the sign of zero and of what becomes zero is that of x."""

    def round_to_whole(x: float) -> float:
        if exact.is_nan(x) or exact.is_inf(x):
            return exact.canonical(x)
        return exact.nearest(Fraction(pick(Fraction(x))), exact.is_negative(x))

    return round_to_whole


def _sign(x: Any) -> Any:
    if isinstance(x, float):
        return exact.canonical(x) if exact.compare(x, 0) in (0, None) else (-1.0 if exact.is_negative(x) else 1.0)
    return exact.compare(x, 0)


def _fmod(x: float, y: float) -> float:
    """What is left of x after as many y as go into it toward zero; the sign is that of x."""
    if exact.is_nan(x) or exact.is_nan(y) or exact.is_inf(x) or exact.compare(y, 0) == 0:
        return exact.NAN
    if exact.is_inf(y):
        return x
    rest = Fraction(x) - Fraction(y) * math.trunc(Fraction(x) / Fraction(y))
    return exact.nearest(rest, exact.is_negative(x))


def _half_away(x: Fraction) -> int:
    """The nearest integer, a half to the one farther from zero."""
    nearest = math.floor(abs(x) + Fraction(1, 2))
    return -nearest if x < 0 else nearest


def _ratio(x: float, y: float) -> float | None:
    return None if exact.compare(y, 0) == 0 else exact.divide(x, y)


def _to_int(x: float) -> int | None:
    if exact.is_nan(x) or exact.is_inf(x):
        return None
    whole = math.trunc(Fraction(x))
    return whole if exact.INT_MIN <= whole <= exact.INT_MAX else None


def _digits(text: str) -> int:
    number = 0
    for digit in text:  # int() refuses long texts
        number = number * 10 + "0123456789".index(digit)
    return number


def _parse_int(x: str) -> int | None:
    match = re.fullmatch(r"([+-]?)([0-9]+)", x)
    if match is None:
        return None
    number = _digits(match[2]) * (-1 if match[1] == "-" else 1)
    return number if exact.INT_MIN <= number <= exact.INT_MAX else None


def _parse_float(x: str) -> float | None:
    match = re.fullmatch(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?)([0-9]+))?", x)
    if match is None or not (match[2] or match[3]):
        return None
    negative, after = match[1] == "-", match[3] or ""
    digits = _digits((match[2] or "") + after)
    exponent = _digits(match[5] or "0") * (-1 if match[4] == "-" else 1) - len(after)
    if digits == 0:
        return -0.0 if negative else 0.0
    # beyond these the answer is known, and the power of ten would fill the memory
    decimals = exponent + len(match[2] or "") + len(after)  # x < 10 ** decimals
    if decimals < -400:
        return -0.0 if negative else 0.0
    if exponent > 400:
        return -exact.INF if negative else exact.INF
    return exact.nearest(digits * Fraction(10) ** exponent * (-1 if negative else 1))


def _each(function: Callable[[Any], Any]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    return lambda xs: tuple(None if x is None else function(x) for x in xs)


def _bool_to_float(x: bool) -> float:
    return 1.0 if x else 0.0


_LEAST_KINDS: Final = ("int64", "float64", "string", "timestamp", "datetime", "date", "duration")

TABLE: Final[dict[str, Callable[..., Any]]] = {
    **{f"least.{kind}": _lesser for kind in _LEAST_KINDS},
    **{f"greatest.{kind}": _greater for kind in _LEAST_KINDS},
    "abs.int64": lambda x: exact.wrap(abs(x)),
    "abs.float64": _absolute,
    "abs.duration": abs,
    "clip.int64": _clip,
    "clip.float64": _clip,
    "floor.float64": _whole(math.floor),
    "ceil.float64": _whole(math.ceil),
    "trunc.float64": _whole(math.trunc),
    "round.float64": _whole(round),
    "round_half_away.float64": _whole(_half_away),
    "sign.int64": _sign,
    "sign.float64": _sign,
    "fmod.float64": _fmod,
    "ratio.int64": lambda x, y: _ratio(exact.from_int(x), exact.from_int(y)),
    "ratio.float64": _ratio,
    "int64.float64": _to_int,
    "int64.bool": lambda x: 1 if x else 0,
    "float64.int64": exact.from_int,
    "float64.bool": _bool_to_float,
    "float64.list_int64": _each(exact.from_int),
    "float64.list_bool": _each(_bool_to_float),
    "parse_int.string": _parse_int,
    "parse_float.string": _parse_float,
}
