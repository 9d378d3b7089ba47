"""A row made small: fields put to their plainest values, as long as the row still shows what it shows. No operator."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from featc.certify.rows import Row
from featc.ir import FeatureSet, InputField, Value, dependencies
from featc.ir.checks import derive
from featc.reference import broken, exact
from featc.values.bits import same
from featc_dsl.types import Kind, Type

#: For each row whether it still shows it.
Shows = Callable[[Sequence[Row]], list[bool]]

#: Times that a target is asked, and rows of one time: asking is a process, rows are cheap.
_ROUNDS, _TRIED = 6, 3_000
#: Simpler values of one field that are tried at a time, and simpler ones of these.
_VALUES = 200


def smallest(featureset: FeatureSet, feature: str, rows: Sequence[Row], shows: Shows) -> Row:
    """The smallest row found that still shows a difference in a feature; the rows given are those that do."""
    fields = {f.name: f for f in featureset.input.wire_fields}
    needed = set(dependencies(featureset.row)[feature])
    tried = [{n: v if n in needed else plainest(fields[n]) for n, v in row.items()} for row in rows]
    row = min(rows, key=_size)
    for _ in range(_ROUNDS):
        tried = sorted((r for r in tried if _size(r) < _size(row)), key=_size)[:_TRIED]
        good = [r for r, still in zip(tried, shows(tried), strict=True) if still] if tried else []
        if not good:
            break
        tried = [_together(row, good)]
        row = good[0]
        tried += [{**row, n: v} for n in row if n in needed for v in _all_smaller(row[n], fields[n])]
    return row


def _all_smaller(value: Value, field: InputField) -> list[Value]:
    """Smaller values, and smaller ones than these, not too many."""
    found: list[Value] = []
    waiting = [value]
    while waiting and len(found) < _VALUES:
        new = [v for v in _smaller(waiting.pop(0), field) if not any(same(v, f) for f in found)]
        found += new
        waiting += new
    return found


def _together(row: Row, good: Sequence[Row]) -> Row:
    """The row with the smallest value of each field that alone does no harm."""
    found = dict(row)
    for each in good:
        for name, value in each.items():
            if value is not row[name] and found[name] is row[name]:
                found[name] = value
    return found


def plainest(field: InputField) -> Value:
    """The plainest value that a field may have."""
    if field.type.nullable:
        return None
    examples = (value for contract in field.contracts for value in contract.examples())
    return next((v for v in (_zero(field.type), *examples) if _is_kept(field, v)), _zero(field.type))


def _is_kept(field: InputField, value: Value) -> bool:
    """Whether a value keeps the field's contracts."""
    return not field.contracts or not broken(derive([field]), (field.entered,), {field.name: value})


def _zero(type: Type) -> Value:
    if type.item is not None:
        item = None if type.item.nullable else _zero(type.item)
        return () if type.at_most else (item,) * (type.size or 0)
    plain: dict[Kind, Value] = {Kind.BOOL: False, Kind.FLOAT64: 0.0, Kind.STRING: ""}
    return plain.get(type.kind, 0)


def _smaller(value: Value, field: InputField) -> Iterator[Value]:
    """Smaller values that a field may have."""
    if value is None:
        return
    yield plainest(field)
    for each in _simpler(value, field.type):
        fits = field.storage != "float32" or not isinstance(each, float) or exact.nearest_float32(each) == each
        if fits and _is_kept(field, each):
            yield each


def _simpler(value: Value, type: Type) -> Iterator[Value]:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, tuple):
        assert type.item is not None
        if type.at_most and value:
            yield from (value[: len(value) // 2], value[1:], value[:-1])
        for i, each in enumerate(value):
            plain: list[Value] = [None] if type.item.nullable else []
            for v in (*plain, *_simpler(each, type.item)):
                yield (*value[:i], v, *value[i + 1 :])
    elif isinstance(value, str):
        middle = len(value) // 2
        yield from (value[:middle], value[middle:], value[1:], value[:-1], value[:middle] + value[middle + 1 :])
    elif isinstance(value, float):
        if math.isfinite(value):
            yield from (1.0, float(math.trunc(value)), *(float(f"{value:.{n}g}") for n in (1, 2, 3, 5, 8)))
    else:
        yield from (1, abs(value), int(value / 2) if abs(value) < 2**53 else value // 2, value // 1000, value - 1)


def _size(row: Row) -> int:
    return sum(_weight(v) for v in row.values())


def _weight(value: Value) -> int:
    if value is None:
        return 0
    if isinstance(value, bool):
        return 1 + value
    if isinstance(value, tuple):
        return 1 + sum(2 + _weight(v) for v in value)
    if isinstance(value, str):
        return 1 + sum(1 if c.isascii() and c.isprintable() else 3 for c in value)
    if isinstance(value, float):
        if value == 0:
            return 1 + (math.copysign(1.0, value) < 0)
        return 2 + len(repr(value)) if math.isfinite(value) else 3
    return 1 + 2 * abs(value).bit_length() + (value < 0)
