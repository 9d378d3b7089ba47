"""The reference meaning of comparisons and membership. Knows exact numbers and code points, no runtime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from featc.reference import exact

_KINDS: Final = ("bool", "int64", "float64", "string", "timestamp", "datetime", "date", "duration")
_MIXED: Final = ("int64_float64", "float64_int64")


def order(x: Any, y: Any) -> int | None:
    """-1, 0 or 1 for two scalars of comparable types, None where either is NaN. Strings by code point."""
    if isinstance(x, str):
        left, right = [ord(c) for c in x], [ord(c) for c in y]
        return (left > right) - (left < right)
    return exact.compare(x, y)


def is_same(x: Any, y: Any) -> bool:
    """Null-safe equality, NaN the same as NaN."""
    if x is None or y is None:
        return x is None and y is None
    if isinstance(x, float) and exact.is_nan(x):
        return exact.is_nan(y)
    return order(x, y) == 0


def _tests(name: str, holds: Callable[[int | None], bool]) -> dict[str, Callable[..., Any]]:
    def test(x: Any, y: Any) -> bool:
        return holds(order(x, y))

    kinds = _KINDS if name in ("eq", "ne") else _KINDS[1:]
    return {f"{name}.{kind}": test for kind in (*kinds, *_MIXED)}


def _is_in(x: Any, items: tuple[Any, ...]) -> bool:
    return any(order(x, item) == 0 for item in items)


TABLE: Final[dict[str, Callable[..., Any]]] = {
    **_tests("eq", lambda c: c == 0),
    **_tests("ne", lambda c: c != 0),
    **_tests("lt", lambda c: c == -1),
    **_tests("le", lambda c: c in (-1, 0)),
    **_tests("gt", lambda c: c == 1),
    **_tests("ge", lambda c: c in (1, 0)),
    "is_same": is_same,
    **{f"in.{kind}": _is_in for kind in _KINDS},
}
