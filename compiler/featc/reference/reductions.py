"""The reference meaning of reductions of lists, as fractions rounded once. Knows exact numbers, no runtime."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias

from featc.reference import exact, maths

_List: TypeAlias = tuple[Any, ...]


def special(values: Sequence[float | int]) -> float | None:
    """The sum of values among which one is no number, else None."""
    floats = [x for x in values if isinstance(x, float)]
    infinities = {x for x in floats if exact.is_inf(x)}
    if len(infinities) == 2 or any(exact.is_nan(x) for x in floats):
        return exact.NAN
    return infinities.pop() if infinities else None


def total(values: Sequence[float | int]) -> float:
    """The sum."""
    found = special(values)
    return exact.nearest(_sum(values)) if found is None else found


def mean(values: Sequence[float | int]) -> float:
    """The mean of at least one value."""
    found = special(values)
    return exact.nearest(_sum(values) / len(values)) if found is None else found


def variance(values: Sequence[float | int], ddof: int) -> float:
    """The mean square of the distances from the mean, of more than ``ddof`` values."""
    if special(values) is not None:
        return exact.NAN
    middle = _sum(values) / len(values)
    squares = sum(((Fraction(x) - middle) ** 2 for x in values), Fraction(0))
    return exact.nearest(squares / (len(values) - ddof))


def _sum(values: Sequence[float | int]) -> Fraction:
    return sum(map(Fraction, values), Fraction(0))


def _values(x: _List) -> list[Any]:
    return [v for v in x if v is not None]


def _mean(x: _List) -> float | None:
    values = _values(x)
    return mean(values) if values else None


def _variance(x: _List, ddof: int) -> float | None:
    values = _values(x)
    return variance(values, ddof) if len(values) > ddof else None


def _root(x: float | None) -> float | None:
    return None if x is None else maths.TABLE["sqrt.float64"](x)


def _dot(x: _List, y: _List) -> float | None:
    if len(x) != len(y) or None in (*x, *y):
        return None
    return total([exact.multiply(a, b) for a, b in zip(x, y, strict=True)])


def _cosine(x: _List, y: _List) -> float | None:
    product, one, other = _dot(x, y), _root(_dot(x, x)), _root(_dot(y, y))
    if product is None or one is None or other is None:
        return None
    return exact.divide(product, exact.multiply(one, other))


_VARIANCES: Final = {"samp": 1, "pop": 0}
_KINDS: Final = ("int64", "float64")

TABLE: Final[dict[str, Callable[..., Any]]] = {
    "sum.int64": lambda x: exact.wrap(sum(_values(x))),
    "sum.float64": lambda x: total(_values(x)),
    **{f"mean.{kind}": _mean for kind in _KINDS},
    **{f"var_{n}.{k}": lambda x, d=ddof: _variance(x, d) for n, ddof in _VARIANCES.items() for k in _KINDS},
    **{f"stddev_{n}.{k}": lambda x, d=ddof: _root(_variance(x, d)) for n, ddof in _VARIANCES.items() for k in _KINDS},
    "dot.float64": _dot,
    "l2_norm.float64": lambda x: _root(_dot(x, x)),
    "cosine.float64": _cosine,
}
