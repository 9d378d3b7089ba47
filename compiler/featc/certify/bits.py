"""Values compared bit by bit, shown and counted. Knows types, no operator."""

from __future__ import annotations

from featc.ir import Value
from featc.reference import exact
from featc_dsl.types import Kind, Storage, Type

#: Longer strings are shown without their bytes.
_SHOWN = 64


def same(x: Value, y: Value) -> bool:
    """Whether two values are the same bits, of the same kind."""
    if isinstance(x, float) and isinstance(y, float):
        return exact.bits(x) == exact.bits(y)
    if isinstance(x, tuple) and isinstance(y, tuple):
        return len(x) == len(y) and all(same(a, b) for a, b in zip(x, y, strict=True))
    return type(x) is type(y) and x == y


def show(value: Value) -> str:
    """A value with its bits: numbers in hexadecimal, of strings the bytes of their UTF-8."""
    if isinstance(value, tuple):
        return f"[{', '.join(show(v) for v in value)}]"
    if isinstance(value, float):
        return f"{value!r} (0x{exact.bits(value):016x})"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value} (0x{value % 2**64:x})"
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, str) and 0 < len(value) <= _SHOWN:
        return f"{value!a} (0x{value.encode().hex()})"
    return ascii(value)


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
