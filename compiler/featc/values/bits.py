"""Values compared bit by bit, and their bits counted. Knows types, no operator."""

from __future__ import annotations

from featc.ir import Value
from featc.reference import exact
from featc_dsl.types import Kind, Storage, Type


def same(x: Value, y: Value) -> bool:
    """Whether two values have the same bits: -0.0 differs from 0.0, a NaN equals only the same NaN."""
    if isinstance(x, float) and isinstance(y, float):
        return exact.bits(x) == exact.bits(y)
    if isinstance(x, tuple) and isinstance(y, tuple):
        return len(x) == len(y) and all(same(a, b) for a, b in zip(x, y, strict=True))
    return type(x) is type(y) and x == y


def count_bits(value: Value, type: Type, storage: Storage | None = None) -> int:
    """The bits of a value as a column holds it: one more where it may be null, and of null only that one."""
    own = 1 if type.nullable else 0
    if value is None:
        return own
    if isinstance(value, tuple):
        assert type.item is not None
        return own + sum(count_bits(v, type.item, storage) for v in value)
    if isinstance(value, str):
        return own + 8 * len(value.encode())
    if isinstance(value, bool):
        return own + 1
    return own + (32 if storage is not None or type.kind is Kind.DATE else 64)
