"""The reference meaning of lists, as tuples. Knows no runtime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final


def _element(x: tuple[Any, ...], index: int) -> Any:
    return x[index] if 0 <= index < len(x) else None


TABLE: Final[dict[str, Callable[..., Any]]] = {
    "list": lambda *xs: xs,
    "element_at": _element,
    "element": _element,
    "head": lambda x, limit: tuple(x[i] for i in range(min(len(x), limit))),
}
