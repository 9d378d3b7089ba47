"""Rows for a compiled program, made to hurt: values at the program's literals, at the ends of ranges, at zone changes.

Knows the inputs' types and contracts and the consts of the IR, no operator. A seed gives the same rows for ever.
"""

from __future__ import annotations

import math
import random
import struct
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import Any

from featc.certify.values import POOLS
from featc.certify.vectors import read_vectors, vector_files
from featc.ir import FeatureSet, InputField, RangeContract, SetContract, Value, walk
from featc.reference import exact, zones
from featc.reference.limits import DAY, DURATION_MAX, SECOND, TIME_MAX, TIME_MIN
from featc_dsl.types import Kind, Type

Row = dict[str, Value]

#: Vectors of an operation whose operands are added to what rows are made of.
_SAMPLE = 25

_MOMENTS = (Kind.TIMESTAMP, Kind.DATETIME)
_RANGES = {
    Kind.INT64: (-(2**63), 2**63 - 1),
    Kind.TIMESTAMP: (TIME_MIN, TIME_MAX),
    Kind.DATETIME: (TIME_MIN, TIME_MAX),
    Kind.DATE: (TIME_MIN // DAY, TIME_MAX // DAY),
    Kind.DURATION: (-DURATION_MAX, DURATION_MAX),
}
_LETTERS = "ab-@,.:0159eE+ AZ\u0301ßİıΣσς😀𐐀é\x00\u00a0\u200b"


def make_rows(featureset: FeatureSet, seed: int, count: int) -> list[Row]:
    """Rows that keep every contract but a null rate's."""
    source = random.Random(seed)
    values, whole = Values(featureset, source), Calls(featureset, source)
    fields = featureset.input.wire_fields
    rows = []
    for _ in range(count):
        values.start_row()
        row = {f.name: values.of_field(f) for f in fields}
        whole.put_into(row)
        rows.append(row)
    return rows


class Calls:
    """The operands of conformance vectors, all of a vector at once: for operations on input fields as they are."""

    def __init__(self, featureset: FeatureSet, source: random.Random) -> None:
        self._random = source
        free = {f.name: f.type for f in featureset.input.wire_fields if not f.contracts and f.storage is None}
        self._calls: list[tuple[list[str], list[tuple[Value, ...]]]] = []
        for node in walk(f.node for f in featureset.features):
            names = [str(a.consts[0]) for a in node.args if a.op == "input"]
            if len(names) == len(node.args) > 0 and len(set(names)) == len(names) and free.keys() >= set(names):
                types = [free[n] for n in names]
                fitting = [v for v in near(node.op) if len(v) == len(types) and all(map(_fits, v, types))]
                if fitting:
                    self._calls.append((names, fitting))

    def put_into(self, row: Row) -> None:
        """Give some fields of a row the operands of a vector, in half of the rows."""
        if self._calls and self._random.randrange(2):
            names, vectors = self._random.choice(self._calls)
            row.update(zip(names, self._random.choice(vectors), strict=True))


@cache
def near(op: str) -> tuple[tuple[Value, ...], ...]:
    """The operands of an operation's vectors: at its branches, its ends, its odd values."""
    path = vector_files().get(op)
    return () if path is None else tuple(v.args for v in read_vectors(path))


def _fits(value: Value, type: Type) -> bool:
    """Whether a field of the type may hold the value."""
    if value is None:
        return type.nullable
    if type.item is None:
        return type.kind is _kind(value, type.kind)
    if not isinstance(value, tuple) or len(value) > (type.size or 0):
        return False
    return (type.at_most or len(value) == type.size) and all(_fits(v, type.item) for v in value)


def _kind(value: Value, wanted: Kind) -> Kind | None:
    """The kind that a raw value has; an int is of any kind of integer whose range has it."""
    if isinstance(value, bool):
        return Kind.BOOL
    if isinstance(value, int):
        return wanted if wanted in _RANGES and _RANGES[wanted][0] <= value <= _RANGES[wanted][1] else None
    if isinstance(value, float):
        return Kind.FLOAT64
    return Kind.STRING if isinstance(value, str) else None


def _scalars(value: Value) -> Iterator[Value]:
    """The scalars of a const, of tables and maps each one."""
    if isinstance(value, tuple):
        for part in value:
            yield from _scalars(part)
    else:
        yield value


#: Operations of which the first const is a zone.
_ZONED = ("at", "to_timestamp.datetime")


class Values:
    """Random values near what the program compares with."""

    def __init__(self, featureset: FeatureSet, source: random.Random) -> None:
        self._random = source
        self._nans = Random(source.getstate()[1][0])  # of their own, so that marks change no other value of a row
        self._row: dict[Kind, list[Any]] = {}
        self._pools: dict[Kind, list[Any]] = {kind: list(pool) for kind, pool in POOLS.items()}
        self._pools[Kind.FLOAT64] += [0.0, -0.0] * 4
        self._pools[Kind.INT64] += [0, 1, -1] * 2
        self._pools[Kind.STRING] += [""] * 3
        nodes = list(walk(f.node for f in featureset.features))
        for node in nodes:
            for const in node.consts if node.op != "input" else ():
                for value in _scalars(const):
                    self._add(value, node.type)
        for op in sorted({n.op for n in nodes if n.args}):
            self._add_operands(near(op), Random(op))
        for name in sorted({str(n.consts[0]) for n in nodes if n.op in _ZONED}):
            if name in zones.read_zones():  # a fixed offset never changes
                self._add_changes(name)

    def _add_operands(self, vectors: Sequence[tuple[Value, ...]], source: random.Random) -> None:
        """Some operands of an operation's vectors, so that rows come near its branches."""
        for operands in source.sample(vectors, min(_SAMPLE, len(vectors))):
            for operand in operands:
                for value in operand if isinstance(operand, tuple) else (operand,):
                    for kind in (k for k in self._pools if k is not Kind.BOOL and _kind(value, k) is k):
                        self._pools[kind].append(value)

    def _add(self, value: Value, type: Type) -> None:
        """A const, four times so that it is met often; of a number the neighbours."""
        if isinstance(value, bool) or value is None:
            return
        if isinstance(value, str):
            self._pools[Kind.STRING] += [value] * 4
        elif isinstance(value, float):
            near = [math.nextafter(value, math.inf), math.nextafter(value, -math.inf), -value]
            self._pools[Kind.FLOAT64] += [*[value] * 3, *near]
        elif isinstance(value, int):
            kinds = [type.kind] if type.kind in _RANGES else list(_RANGES)
            for kind in kinds:
                low, high = _RANGES[kind]
                self._pools[kind] += [n for n in (value, value, value + 1, value - 1) if low <= n <= high]

    def _add_changes(self, name: str) -> None:
        """Instants and civil times around some changes of a zone, rule years included."""
        line = zones.read_zones()[name]
        changes = list(line.changes[-40:]) + list(line.changes[:4])
        for year in (2038, 2100, 9999) if line.rule else ():
            changes += zones.yearly_changes(line.rule, year)
        for at, offset in changes:
            before = zones.offset_at(name, at - 1)
            for second in (at, at - 1, at + 1, at + offset, at + before, at + (offset + before) // 2):
                for kind in _MOMENTS:
                    self._pools[kind].append(second * SECOND + self._random.choice((0, 0, 999_999)))

    def start_row(self) -> None:
        """Forget the values of the row before."""
        self._row = {kind: [] for kind in Kind}

    # --- by field ----------------------------------------------------------------------------------------

    def of_field(self, field: InputField) -> Value:
        """A value that the field's contracts allow; now and then a NaN, where it is a null, which they allow too."""
        value = self._allowed(field)
        if field.nan_as_null and field.type.item is None and self._nans.randrange(6) == 0:
            return self._nans.choice((exact.NAN, _ODD_NAN))
        return value

    def _allowed(self, field: InputField) -> Value:
        for contract in field.contracts:
            if isinstance(contract, SetContract):
                return None if field.type.nullable and self._one_in(5) else self._random.choice(contract.items)
            if isinstance(contract, RangeContract):
                return None if field.type.nullable and self._one_in(5) else self._within(contract, field.storage)
        return self.of_type(field.type, field.storage)

    def of_type(self, type: Type, storage: str | None = None) -> Value:
        """Any value of a type."""
        if type.nullable and self._one_in(5):
            return None
        if type.item is not None:
            return tuple(self.of_type(type.item, storage) for _ in range(self._length(type)))
        if storage == "int32":
            return min(max(int(self._integer(Kind.INT64)), -(2**31)), 2**31 - 1)
        if storage == "float32":
            return exact.nearest_float32(self._float())
        return self._scalar(type.kind)

    def _length(self, type: Type) -> int:
        """How many elements a list has: of varying ones the empty and the fullest often."""
        size = type.size or 0
        if not type.at_most:
            return size
        return self._random.choice((0, 1, size, self._random.randint(0, size)))

    def _scalar(self, kind: Kind) -> Value:
        seen = self._row[kind]
        value = self._near(self._random.choice(seen)) if seen and self._one_in(4) else self._fresh(kind)
        if kind in _RANGES and not _RANGES[kind][0] <= value <= _RANGES[kind][1]:
            value = self._integer(kind)
        seen.append(value)
        return value  # type: ignore[no-any-return]

    def _near(self, value: Any) -> Any:
        """A value beside one that the row has in another field: the same, a neighbour, the opposite, a part."""
        form = self._random.randrange(4)
        if isinstance(value, bool) or form == 0:
            return value
        if isinstance(value, float):
            return (-value, math.nextafter(value, math.inf), math.nextafter(value, -math.inf))[form - 1]
        if isinstance(value, str):
            return (value[form:], value[:-form], value + value)[form - 1]
        return (-value, value + 1, value - 1)[form - 1]

    def _fresh(self, kind: Kind) -> Any:
        match kind:
            case Kind.BOOL:
                return self._random.random() < 0.5
            case Kind.FLOAT64:
                return self._float()
            case Kind.STRING:
                return self._string()
        return self._integer(kind)

    def _within(self, contract: RangeContract, storage: str | None) -> Value:
        low, high = contract.low, contract.high
        if isinstance(low, float) and isinstance(high, float):
            near = [low, high, *(v for v in self._pools[Kind.FLOAT64] if low <= v <= high)]
            if storage == "float32":
                near = [v for v in map(exact.nearest_float32, near) if low <= v <= high]
            return float(self._random.choice(near))
        assert isinstance(low, int)
        assert isinstance(high, int)
        if storage == "int32":
            low, high = max(low, -(2**31)), min(high, 2**31 - 1)
        return self._random.choice([low, high, self._random.randint(low, high)])

    # --- by kind -----------------------------------------------------------------------------------------

    def _one_in(self, count: int) -> bool:
        return self._random.randrange(count) == 0

    def _float(self) -> float:
        source = self._random
        match source.randrange(10):
            case 0:
                return source.choice((exact.NAN, exact.INF, -exact.INF, 0.0, -0.0, _ODD_NAN))
            case 1:
                return float(struct.unpack("<d", source.randbytes(8))[0])
            case 2:
                return float(source.randint(-1000, 1000)) / source.choice((1.0, 2.0, 8.0, 10.0, 1000.0))
            case 3:
                return source.uniform(-20.0, 20.0)
            case 4 | 5:  # numbers as they are met, where elementary functions differ in the last bit
                size = source.choice((4, 4, 60))  # no logarithm is drawn: the C library's depend on the processor
                return math.ldexp(source.uniform(0.5, 1.0), source.randint(-size, size))
        return float(source.choice(self._pools[Kind.FLOAT64]))

    def _integer(self, kind: Kind) -> int:
        low, high = _RANGES[kind]
        form = self._random.randrange(10)
        if form < 5:
            return int(self._random.choice(self._pools[kind]))
        if form < 7 and kind is not Kind.DATE:
            size = DAY if kind is not Kind.INT64 else 1
            return self._random.randint(-40, 40) * size
        if form == 7 and kind in _MOMENTS:
            return self._random.randint(0, 4_000_000_000) * SECOND
        return self._random.randint(low, high)

    def _string(self) -> str:
        form = self._random.randrange(10)
        if form < 4:
            return str(self._random.choice(self._pools[Kind.STRING]))
        if form == 4:
            return repr(self._float()) if self._one_in(2) else str(self._integer(Kind.INT64))
        if form < 7:
            return "".join(
                str(self._random.choice(self._pools[Kind.STRING])) for _ in range(self._random.randint(2, 4))
            )
        return "".join(self._random.choices(_LETTERS, k=self._random.randrange(9)))


#: A NaN with the sign bit and a payload: it must become the one NaN at the edge.
_ODD_NAN: float = struct.unpack("<d", bytes.fromhex("010000000000f4ff"))[0]


__all__ = ["Row", "make_rows"]
